"""Kernels forked from the nursery are what an ordinary kernel is, know nothing of each other, and end when they should."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from ast import literal_eval
from contextlib import contextmanager

import pytest
from jupyter_client.manager import KernelManager
from made_up import still_there

from evidence.running.environment import environment
from evidence.running.fork import parent as children
from evidence.running.fork import server
from evidence.running.fork.provisioner import ForkedProcess, ForkedProvisioner, nursery

PROJECT = "sorted(name for name in __import__('sys').modules if name.split('.')[0] in ('evidence', 'analysis'))"
FACTS = """
import os, signal, sys, threading
{"argv": sys.argv[:2], "orig_argv": sys.orig_argv[:-1], "path": sys.path, "folder": os.getcwd(),
 "main": sys.modules["__main__"].__name__, "ignored": str(signal.getsignal(signal.SIGCHLD)),
 "interrupt": str(signal.getsignal(signal.SIGINT)), "blocked": signal.pthread_sigmask(signal.SIG_BLOCK, ()),
 "leads": os.getsid(0) == os.getpgid(0) == os.getpid(), "parent": os.environ["JPY_PARENT_PID"] == str(os.getppid()),
 "given": sys.stdin.read(), "threads": sorted(type(one).__name__ for one in threading.enumerate()),
 "variables": sorted(os.environ), "backend": os.environ["MPLBACKEND"], "shell": type(get_ipython()).__name__,
 "drawn with": __import__("matplotlib").rcParams["backend"], "encoding": sys.stdout.encoding}"""


class Kernel(KernelManager):
    """A real kernel, spoken to as nbval does."""

    def run(self, code: str):
        """The value of the last expression."""
        shown = []
        reply = self.line.execute_interactive(code, timeout=20, output_hook=shown.append)["content"]
        assert reply["status"] == "ok", reply
        values = [one["content"]["data"]["text/plain"] for one in shown if one["msg_type"] == "execute_result"]
        return literal_eval(values[0]) if values else None


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    """Where a nursery is asked."""
    door = tmp_path_factory.mktemp("nursery") / "door"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NURSERY_ALONE", "yes")
        parent = nursery(door)
    yield door
    parent.stop()


@contextmanager
def kernel(door, folder, *arguments, **how):
    """A kernel at work in ``folder``, whose sockets are there, too; forked where there is a door."""
    made = Kernel(kernel_name="python3", transport="ipc", ip=str(folder / f"k{time.monotonic_ns()}"))
    made.kernel_spec.argv.extend(arguments)
    if door:
        made.kernel_spec.metadata["kernel_provisioner"] = {"provisioner_name": "forked", "config": {"door": str(door)}}
    made.start_kernel(cwd=str(folder), stderr=subprocess.DEVNULL, **how)
    made.line = made.client()
    made.line.start_channels()
    try:
        made.line.wait_for_ready(timeout=60)
        yield made
    finally:
        made.line.stop_channels()
        if made.has_kernel:
            made.shutdown_kernel(now=True)


def forked(made) -> bool:
    return isinstance(made.provisioner.process, ForkedProcess)


def test_it_is_what_an_ordinary_kernel_is(door, tmp_path):
    with kernel(door, tmp_path) as ours, kernel(None, tmp_path) as theirs:
        assert forked(ours) and not forked(theirs)
        assert ours.run(FACTS) == theirs.run(FACTS)


def test_libraries_are_there_and_nothing_of_the_project_s_own(door, tmp_path):
    with kernel(door, tmp_path) as one:
        assert one.run("[name in __import__('sys').modules for name in ('pandas', 'matplotlib.figure', 'networkx')]") \
            == [True, True, True]
        assert one.run(PROJECT) == []
        assert one.run(f"import evidence.chapter.present, analysis\n'evidence.chapter.present' in {PROJECT}")


def test_the_project_s_code_is_read_anew_by_each(door, tmp_path):
    for number in (1, 22):
        (tmp_path / "changing.py").write_text(f"number = {number}")
        with kernel(door, tmp_path) as one:
            assert one.run("import changing\nchanging.number") == number


def test_two_do_not_see_each_other(door, tmp_path):
    draw = "import numpy, random\n(random.random(), float(numpy.random.random()))"
    with (kernel(door, tmp_path, env=os.environ | {"GIVEN": "to the first"}) as first,
          kernel(door, tmp_path) as second):
        first.run("import os, pandas\nmill = 1\nos.environ['SET'] = 'by the first'\npandas.mill = 1")
        assert first.run("os.environ['GIVEN']") == "to the first" and forked(first) and forked(second)
        assert second.run("import os, pandas\n'mill' in globals() or hasattr(pandas, 'mill') "
                          "or 'SET' in os.environ or 'GIVEN' in os.environ or 'NURSERY_ALONE' in os.environ") is False
        assert not set(first.run(draw)) & set(second.run(draw))


def test_a_hanging_cell_is_interrupted(door, tmp_path):
    with kernel(door, tmp_path) as one:
        threading.Timer(1, one.interrupt_kernel).start()
        reply = one.line.execute_interactive("import time; time.sleep(60)", timeout=20, output_hook=lambda _: None)
        assert reply["content"]["ename"] == "KeyboardInterrupt" and one.run("1 + 1") == 2 and forked(one)


@pytest.mark.parametrize("code, status", [("import os; os._exit(3)", 3), ("exit", 0),
                                          ("import os; os.kill(os.getpid(), 9)", -9)])
def test_how_it_ended_is_known(door, tmp_path, code, status):
    with kernel(door, tmp_path) as one:
        process = one.provisioner.process
        assert process.poll() is None and forked(one)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.01)
        one.line.execute(code)
        assert process.wait(20) == process.poll() == status and not still_there([process.pid], 10)
        assert not one.is_alive()


def test_what_a_cell_registers_is_done_at_the_end(door, tmp_path):
    with kernel(door, tmp_path) as one:
        one.run("import atexit\natexit.register(open, 'mark', 'w');")
        one.line.execute("exit")
        assert one.provisioner.process.wait(20) == 0 and (tmp_path / "mark").exists()


def test_a_kernel_can_be_started_again(door, tmp_path):
    with kernel(door, tmp_path) as one:
        before = one.provisioner.pid
        one.restart_kernel(now=True)
        one.line.wait_for_ready(timeout=60)
        assert one.run("__import__('os').getpid()") == one.provisioner.pid != before
        assert forked(one) and not still_there([before], 10)


def test_what_python_reads_at_its_start_is_heeded(door, tmp_path):
    seeded = os.environ | {"PYTHONHASHSEED": "7"}
    expected = subprocess.check_output([sys.executable, "-c", "print(hash('mill'))"], env=seeded)
    with kernel(door, tmp_path, env=seeded) as one:
        assert one.run("hash('mill')") == int(expected) and forked(one)


def test_other_commands_start_in_the_ordinary_way(door, tmp_path):
    with kernel(door, tmp_path, "--IPKernelApp.log_level=50") as one:
        assert not forked(one) and one.run("1 + 1") == 2


def test_without_a_nursery_kernels_start_in_the_ordinary_way(tmp_path):
    with kernel(tmp_path / "none", tmp_path) as one:
        assert not forked(one) and one.run("1 + 1") == 2


def test_where_no_process_can_be_forked_there_is_none(monkeypatch):
    def full():
        raise BlockingIOError("no more processes")
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(os, "fork", full)
    assert server._fork(theirs.detach(), {}, (), lambda connection: None) is None
    with pytest.raises(EOFError):
        ForkedProcess(children.Connection(ours.detach()))


def test_a_line_that_is_closed_is_no_process(tmp_path):
    def close():
        with children.Connection(socket.recv_fds(door, 1, 1)[1][0]) as line:
            line.recv_bytes()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as door:
        door.bind(str(tmp_path / "door"))
        threading.Thread(target=close).start()
        made = ForkedProvisioner(door=str(tmp_path / "door"))
        assert made._forked([sys.executable, "-m", "ipykernel_launcher", "-f", "none"], {}) is None


def test_it_ends_when_whoever_asked_is_gone(door, tmp_path):
    with kernel(door, tmp_path) as one:
        one.provisioner.process._connection.close()
        assert not still_there([one.provisioner.pid], 10)
        one.provisioner.process = None


def test_it_ends_with_the_nursery(tmp_path):
    parent = nursery(tmp_path / "door")
    with kernel(tmp_path / "door", tmp_path) as one:
        pid = one.provisioner.pid
        parent.process.send_signal(signal.SIGKILL)
        parent.process.wait()
        assert not still_there([pid], 10)
        assert one.provisioner.process.poll() == -signal.SIGKILL
    parent.stop()


def test_its_own_poller_watches_the_nursery(tmp_path):
    parent = nursery(tmp_path / "door")
    with kernel(tmp_path / "door", tmp_path) as one:
        assert one.run("__import__('ipykernel.kernelapp').kernelapp.IPKernelApp.instance().parent_handle") \
            == parent.process.pid
    parent.stop()


def test_settings_are_those_of_the_report(door, tmp_path):
    with kernel(door, tmp_path, env=os.environ | environment(tmp_path)) as one:
        assert one.run("import IPython, matplotlib\n(IPython.paths.get_ipython_dir(), matplotlib.get_configdir())") \
            == (str(tmp_path / "_build/.run/ipython"), str(tmp_path / "_build/.run/matplotlib"))
