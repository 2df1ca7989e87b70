"""Children of a warm process know nothing of each other, and end when they should, whoever asks and however it ends."""

import os
import signal
import subprocess
import sys
import time
from ast import literal_eval
from concurrent.futures import ThreadPoolExecutor
from tempfile import TemporaryDirectory

import psutil
import pytest
from made_up import run_notebook, still_there, write

from evidence.running import engine
from evidence.running.fork import parent
from evidence.running.task import RunError, Task

PATIENCE = 300  # seconds until what should end is taken to hang; under load, to import takes a minute
KEEP = "import os\nopen('pid', 'w').write(f'{os.getpid()} {os.getppid()}');"
ASK = """
from pathlib import Path
from tempfile import TemporaryDirectory
from evidence.running import engine
from evidence.running.task import Task
def run():
    return engine.run_task(Task(Path({path!r}), Path({root!r}))).notebook.cells[-1].outputs
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """One report for all, and so one process that imports what they need."""
    return tmp_path_factory.mktemp("report")


def ran(report, *cells, timeout=60):
    return run_notebook(write(report / "chapters" / "mills.ipynb", *cells), report, timeout=timeout)


def shown(report, *cells):
    """What the last cell shows."""
    return ran(report, *cells).cells[-1].outputs[0].data["text/plain"]


def stopped(report, *cells, timeout=60):
    with pytest.raises(RunError) as caught:
        ran(report, *cells, timeout=timeout)
    return str(caught.value)


def asker(path, root, code, **how):
    """A program of its own that asks for runs."""
    script = root / "ask.py"
    script.write_text(ASK.format(path=str(path), root=str(root)) + code)
    return subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            cwd=root, **how)


def pids(folder) -> list[int]:
    """The child that has kept its pid there, and its parent."""
    mark, until = folder / "pid", time.monotonic() + PATIENCE
    while not (mark.exists() and mark.read_text()) and time.monotonic() < until:
        time.sleep(0.02)
    return list(map(int, mark.read_text().split()))


@pytest.mark.parametrize("place", range(3))
def test_a_process_that_is_killed_at_each_cell(report, place):
    cells = ["x = 1"] * place + ["import os; os.kill(os.getpid(), 9)"] + ["x = 2"] * (2 - place)
    assert f"cell {place + 3}: the run stops here: its process died (signal 9)" in stopped(report, *cells)


def test_leaving_ends_the_run(report):
    assert "cell 3: the run stops here: its process died (exit 0)" in stopped(report, "exit()", "1")


@pytest.mark.parametrize("source", [
    "while True:\n    try:\n        print('x' * 100_000)\n    except BaseException:\n        pass",
    "import os\nfor _ in range(1100):\n    os.write(1, b'x' * 100_000)",
    "from IPython.display import HTML, display\nfor _ in range(1100):\n    display(HTML('x' * 100_000))",
])
def test_a_flood_of_output(report, source):
    assert "cell 3: the run stops here: it wrote more than 50,000,000 characters" in stopped(report, source, "1")


def test_a_cell_that_never_gives_python_s_lock_away_is_ended_in_time(report):
    assert "cell 3: the run stops here: it took longer than 1 s" in stopped(report, "sum(range(10**15))", timeout=1)


@pytest.mark.parametrize("closing", ["os.closerange(3, 1000)", "os.closerange(3, 1000)\nimport time; time.sleep(60)"])
def test_a_cell_that_closes_what_it_should_not(report, closing):
    assert "cell 3: the run stops here" in stopped(report, f"import os\n{closing}", "1", timeout=2)


def test_no_run_sees_another(report):
    leave = ("import builtins, os, sys, pandas\nbuiltins.left = sys.left = 1\nos.environ['LEFT'] = '1'\n"
             "pandas.set_option('display.max_rows', 3)\nos.chdir('/')")
    ran(report, leave)
    assert shown(report, "import builtins, os, sys, pandas\nhasattr(builtins, 'left'), hasattr(sys, 'left'), "
                           "'LEFT' in os.environ, pandas.get_option('display.max_rows')") == "(False, False, False, 60)"
    assert len({shown(report, "import random\nrandom.random()") for _ in range(3)}) == 3
    assert len({shown(report, "import numpy\nnumpy.random.rand()") for _ in range(3)}) == 3


def test_what_a_cell_started_ends_with_the_run(report):
    ran(report, "import subprocess\nopen('pid', 'w').write(str(subprocess.Popen(['sleep', '61']).pid));")
    assert not still_there(pids(report / "chapters"), 5)


def test_no_process_is_left_and_no_zombie(report):
    for _ in range(3):
        server = psutil.Process(int(shown(report, "import os\nos.getppid()")))
    until = time.monotonic() + 5
    while server.children() and time.monotonic() < until:
        time.sleep(0.02)
    assert server.children() == [] and server.is_running()


def test_two_reports_in_one_process(tmp_path):
    """Each has a warm process of its own, with its own packages and its own variables."""
    roots = [tmp_path / name for name in ("water", "wind")]
    for root in roots:
        (root / "kind").mkdir(parents=True)
        (root / "kind" / "__init__.py").write_text(f"import os\nNAME, PID = {root.name!r}, os.getpid()\n")
        write(root / "mills.ipynb", "import os, sys\n'kind' in sys.modules, os.getppid()",
              "import kind\nkind.NAME, os.environ['EVIDENCE_ROOT'], kind.PID == os.getppid()")
    tasks = [Task(root / "mills.ipynb", root) for root in roots * 4]
    servers: dict[str, set] = {}
    for task, done in engine.run_many(tasks, workers=4):
        (warm, server), answer = (literal_eval(cell.outputs[0].data["text/plain"]) for cell in done.notebook.cells[-2:])
        assert warm and answer == (task.root.name, str(task.root), True)
        servers.setdefault(task.root.name, set()).add(server)
    assert [len(each) for each in servers.values()] == [1, 1] and servers["water"] != servers["wind"]


def test_a_module_that_fails_fails_where_it_is_used(tmp_path, capfd):
    broken = ["1 / 0", "raise SystemExit", "import sys; sys.exit(3)", "print('x' * 100_000)", "open('last', 'w')"]
    for number, content in enumerate(broken):
        (tmp_path / f"broken_{number}").mkdir()
        (tmp_path / f"broken_{number}" / "__init__.py").write_text(content)
    path = write(tmp_path / "mills.ipynb", "'fine'")
    assert run_notebook(path, tmp_path).cells[-1].outputs[0].data["text/plain"] == "'fine'"
    assert (tmp_path / "last").exists()  # none has kept the next from its turn
    assert capfd.readouterr() == ("", "")  # nothing of it on our terminal


@pytest.mark.parametrize("content", ["import os; os._exit(0)", "import signal, time\nsignal.alarm(1)\ntime.sleep(60)"])
def test_a_module_that_ends_the_warm_process_or_holds_it_up(tmp_path, content, monkeypatch):
    monkeypatch.setattr(parent, "PAUSES", parent.PAUSES[:2])  # it is tried again, though not as often
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "__init__.py").write_text(content)
    path = write(tmp_path / "mills.ipynb", "1")
    with pytest.raises(RunError, match="did not run: no process could be started"):
        run_notebook(path, tmp_path)
    monkeypatch.undo()  # once it is mended, as often as ever: the one that was killed takes its time to go
    (tmp_path / "broken" / "__init__.py").write_text("")
    assert run_notebook(path, tmp_path).cells[-1].outputs


def test_a_warm_process_that_is_killed_is_started_again(report):
    assert "its process died, and the parent with it" in stopped(
        report, "import os, time\nos.kill(os.getppid(), 9)\ntime.sleep(60)")
    assert shown(report, "1 + 1") == "2"


def test_what_a_run_reads_is_known(report):
    (report / "data").mkdir()
    (report / "data" / "a.csv").write_text("a\n1\n")
    path = write(report / "chapters" / "mills.ipynb", "import pandas as pd; pd.read_csv('../data/a.csv');",
                 "open('../data/out.txt', 'w').close()")
    read = engine.run_task(Task(path, report)).read
    assert "data/a.csv" in read and "data/out.txt" not in read


def test_what_a_module_reads_when_it_is_imported_is_known(tmp_path):
    (tmp_path / "kind").mkdir()
    (tmp_path / "kind" / "names.txt").write_text("wind")
    (tmp_path / "kind" / "__init__.py").write_text("from pathlib import Path\n"
                                                   "NAMES = Path(__file__).with_name('names.txt').read_text()\n")
    path = write(tmp_path / "mills.ipynb", "import kind\nkind.NAMES")
    assert "kind/names.txt" in engine.run_task(Task(path, tmp_path)).read


def test_who_goes_away_before_saying_what_to_do_harms_nobody(report):
    before = shown(report, "import os\nos.getppid()")
    with parent._server(report, {}) as server:
        for descriptor in server.connect_to_new_process([0]):
            os.close(descriptor)
    assert shown(report, "import os\nos.getppid()") == before


def test_stopping_ends_all_that_runs(tmp_path):
    for begun in (False, True):  # about to begin, and at work
        with ThreadPoolExecutor(1) as pool:
            said = pool.submit(stopped, tmp_path, KEEP, "import time; time.sleep(600)")
            while not (parent._at_work and (not begun or pids(tmp_path / "chapters"))):
                time.sleep(0.001)
            parent.stop()
            assert "its process died" in said.result()  # or it would have taken too long


def test_children_end_when_the_asker_is_killed(tmp_path):
    work = ["import time; time.sleep(600)", "sum(range(10**15))", "while True: pass"]
    paths = [write(tmp_path / f"mills_{number}" / "mills.ipynb", KEEP, hangs) for number, hangs in enumerate(work)]
    code = (f"tasks = [Task(Path(path), Path({str(tmp_path)!r})) for path in {list(map(str, paths))}]\n"
            "list(engine.run_many(tasks, workers=3))")
    with TemporaryDirectory() as temporary:  # where a socket's path is not too long
        asking = asker(paths[0], tmp_path, code, env=os.environ | {"TMPDIR": temporary})
        processes = {pid for path in paths for pid in pids(path.parent)}
        asking.kill()
        asking.wait()
        assert len(processes) == 4 and not still_there(processes, 10)
        assert os.listdir(temporary) == []


def test_temporary_files_in_too_deep_a_folder(tmp_path):
    deep = tmp_path / ("deep" * 20)
    deep.mkdir()
    asking = asker(write(tmp_path / "mills.ipynb", "1"), tmp_path, "run()", env=os.environ | {"TMPDIR": str(deep)})
    _, errors = asking.communicate(timeout=PATIENCE)
    assert "did not run: no process could be started (TMPDIR is too long a path" in errors


def test_whoever_asks_is_not_run_again_and_all_ends_with_it(tmp_path):
    """A script that asks as it is imported, as none should that uses multiprocessing."""
    asking = asker(write(tmp_path / "mills.ipynb", KEEP, "__name__"), tmp_path, "print(run()[0].data['text/plain'])")
    out, errors = asking.communicate(timeout=PATIENCE)
    assert (out, errors, asking.returncode) == ("'__main__'\n", "", 0)
    assert not still_there(pids(tmp_path), 5)


def test_a_process_forked_from_the_asker_asks_for_itself(tmp_path):
    code = "run()\npid = os.fork()\nif not pid:\n    run()\n    os._exit(7)\nprint(os.waitpid(pid, 0)[1] >> 8)\nrun()"
    asking = asker(write(tmp_path / "mills.ipynb", "1"), tmp_path, f"import os\n{code}")
    out, errors = asking.communicate(timeout=PATIENCE)
    assert (out, errors, asking.returncode) == ("7\n", "", 0)


def test_ctrl_c_is_for_the_asker_alone(tmp_path):
    """However early it comes, the warm process neither ends nor says anything."""
    code = ("from evidence.running.fork import parent\ntry:\n    parent.warm_up(Path({root!r}), {{}})\n"
            "    print('ready', flush=True)\n    __import__('time').sleep(60)\nexcept KeyboardInterrupt:\n"
            "    print(run()[0].data['text/plain'])")
    path = write(tmp_path / "mills.ipynb", "import os\nos.getppid()")
    asking = asker(path, tmp_path, code.format(root=str(tmp_path)), start_new_session=True)
    assert asking.stdout.readline() == "ready\n"
    servers = [process.pid for process in psutil.Process(asking.pid).children()]
    os.killpg(asking.pid, signal.SIGINT)
    out, errors = asking.communicate(timeout=PATIENCE)
    assert errors == "" and int(out) in servers


def test_a_child_of_the_asker_leaves_the_sockets_to_it(tmp_path):
    """A child has the folder of its parent's sockets by inheritance; with it would go all that the parent asks for."""
    code = ("import multiprocessing, multiprocessing.util, os, time\n"
            "if __name__ == '__main__':\n"
            "    sockets = multiprocessing.util.get_temp_dir()\n"
            "    ways = map(multiprocessing.get_context, ('fork', 'spawn'))\n"
            "    children = [way.Process(target=run) for way in ways]\n"
            "    [child.start() for child in children]; [child.join() for child in children]\n"
            "    time.sleep(2)\n"
            "    print([child.exitcode for child in children], os.path.isdir(sockets), len(run()))")
    asking = asker(write(tmp_path / "mills.ipynb", "1"), tmp_path, code)
    out, errors = asking.communicate(timeout=PATIENCE)
    assert (out, errors, asking.returncode) == ("[0, 0] True 1\n", "", 0)
