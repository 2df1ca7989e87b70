"""Cells that leave something behind, hang, stop themselves, or flood their page: the run ends, and all that it started."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from made_up import run_notebook, still_there, write

from evidence.running.task import CELL_SECONDS, RunError

pytestmark = pytest.mark.hostile
NOTE = "import os, subprocess, sys, threading, time, signal\n" \
       "def note(pid): open('pids', 'a').write(f'{pid} ')\n"
DAEMON = "import os, sys, time\\nif os.fork(): os._exit(0)\\nos.setsid()\\nif os.fork(): os._exit(0)\\n" \
         "open('pids', 'a').write(f'{os.getpid()} ')\\ntime.sleep(60)"
LEFT = {
    "popen": "note(subprocess.Popen(['sleep', '60']).pid)",
    "a session of its own": "note(subprocess.Popen(['sleep', '60'], start_new_session=True).pid)",
    "a group of its own": "note(subprocess.Popen(['sleep', '60'], process_group=0).pid)",
    "an empty environment": "note(subprocess.Popen(['/bin/sleep', '60'], start_new_session=True, env={}).pid)",
    "a shell in the background": "os.system('sleep 60 & echo $! >> pids'); time.sleep(.2)",
    "nohup": "os.system('nohup setsid sleep 60 >/dev/null 2>&1 & echo $! >> pids'); time.sleep(.2)",
    "a daemon": f"subprocess.run([sys.executable, '-c', \"{DAEMON}\"]); time.sleep(.5)",
    "a fork": "pid = os.fork()\nif not pid: time.sleep(60)\nnote(pid)",
    "a fork twice": "pid = os.fork()\nif not pid:\n    os.setsid(); note(os.fork() or os.getpid()); time.sleep(60)\ntime.sleep(.3)",
    "one that ignores signals": "note(subprocess.Popen([sys.executable, '-c', 'import signal, time\\n"
                                "for n in (1, 2, 13, 15): signal.signal(n, signal.SIG_IGN)\\ntime.sleep(60)'], start_new_session=True).pid)",
    "one that is stopped": "p = subprocess.Popen(['sleep', '60'], start_new_session=True); p.send_signal(19); note(p.pid)",
    "multiprocessing": "import multiprocessing as m; c = m.get_context('fork'); p = c.Process(target=time.sleep, args=(60,), daemon=False); p.start(); note(p.pid)",
    "a pool": "import concurrent.futures as f; p = f.ProcessPoolExecutor(2); p.submit(time.sleep, 60); time.sleep(.3); [note(k) for k in p._processes]",
    "many": "for _ in range(40): note(subprocess.Popen(['sleep', '60'], start_new_session=True).pid)",
    "a chain": "note(subprocess.Popen(['sh', '-c', 'setsid sh -c \"setsid sleep 60 & echo \\$! >> pids\" & sleep 60'], start_new_session=True).pid); time.sleep(.3)",
}
ENDS = {"well": "1", "with an error": "1/0", "by _exit": "os._exit(0)", "killed": "os.kill(os.getpid(), 9)",
        "in time": "time.sleep(60)", "stopped": "os.kill(os.getpid(), signal.SIGSTOP)"}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return tmp_path_factory.mktemp("report")


def ran(report, *cells, timeout=30):
    return run_notebook(write(report / "chapters" / "mills.ipynb", *cells), report, timeout=timeout)


def left_by(report):
    noted = report / "chapters" / "pids"
    pids = list(map(int, noted.read_text().split()))
    noted.unlink()
    assert pids
    return still_there(pids, 5)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux takes in orphans")
@pytest.mark.parametrize("kind", LEFT)
@pytest.mark.parametrize("end", ENDS)
def test_nothing_outlives_its_run(report, kind, end):
    (report / "chapters" / "pids").unlink(missing_ok=True)
    cells = [NOTE.replace("def", "\ndef"), LEFT[kind], ENDS[end]]
    if end == "well":
        ran(report, *cells)
    else:
        with pytest.raises(RunError, match="the run stops here"):
            ran(report, *cells, timeout=30 if end not in ("in time", "stopped") else 3)
    assert left_by(report) == []


HANGS = {"sleep": "import time; time.sleep(600)", "a loop": "while True: pass", "stopped": "import os; os.kill(os.getpid(), 19)",
         "a pipe": "import os; os.mkfifo('p'); open('p')", "a lock": "import threading; l = threading.Lock(); l.acquire(); l.acquire()",
         "deaf": "import signal, time\nfor n in (1, 2, 15): signal.signal(n, signal.SIG_IGN)\ntime.sleep(600)",
         "a thread": "import threading, time; t = threading.Thread(target=time.sleep, args=(600,)); t.start(); t.join()",
         "C": "import ctypes; ctypes.CDLL(None).sleep(600)", "C that holds Python": "import ctypes; ctypes.PyDLL(None).sleep(600)",
         "catches all": "import time\nwhile True:\n    try: time.sleep(600)\n    except BaseException: pass",
         "an expression": "import re; re.fullmatch('(a+)+b', 'a' * 60)", "input": "import sys; sys.stdin.read(); import time; time.sleep(600)"}


@pytest.mark.parametrize("kind", HANGS)
def test_hanging(report, kind):
    (report / "chapters" / "p").unlink(missing_ok=True)
    with pytest.raises(RunError, match="it took longer than 2 s"):
        ran(report, HANGS[kind], timeout=2)


def test_the_limit():
    assert CELL_SECONDS == 300


LEAVING = {"_exit": ("import os; os._exit(0)", "process died|before it had|stops here"), "exit": ("exit()", "stops here"),
           "SystemExit": ("raise SystemExit(0)", "SystemExit"), "abort": ("import os; os.abort()", "signal 6"),
           "segfault": ("import ctypes; ctypes.string_at(0)", "signal 11"), "kill": ("import os; os.kill(0, 9)", "signal 9"),
           "a thread that exits": ("import os, threading\nthreading.Thread(target=os._exit, args=(0,)).start()\nimport time; time.sleep(9)", "stops here"),
           "exec": ("import os; os.execv('/bin/true', ['true'])", "stops here"),
           "recursion": ("def f(): f()\nf()", "RecursionError"), "memory": ("x = ' ' * 10**15", "MemoryError")}


@pytest.mark.parametrize("kind", LEAVING)
def test_leaving(report, kind):
    cell, words = LEAVING[kind]
    with pytest.raises(RunError, match=words):
        ran(report, cell, "1", timeout=60)


BIG = "big = 'x' * 60_000_000\nfrom IPython.display import display\n"
FLOODS = {"html": "display({'text/html': big}, raw=True)", "json": "display({'application/json': {'a': big}}, raw=True)",
          "list": "display({'application/json': [big[:9]] * 9_000_000}, raw=True)", "print": "print(big)",
          "ours": "display({'application/vnd.evidence.table+json': {'data': [{'a': big}]}}, raw=True)",
          "png": "display({'image/png': big}, raw=True)", "metadata": "display({'text/plain': 'x'}, raw=True, metadata={'a': big})",
          "error": "raise ValueError(big)", "numbers": "display({'application/json': [1] * 60_000_000}, raw=True)",
          "stderr": "import sys; print(big, file=sys.stderr)", "below": "import os; os.write(1, big.encode())",
          "a program": "import os; os.system('head -c 60000000 /dev/zero')", "repr": "class A:\n    def __repr__(self): return big\nA()",
          "keys": "display({'application/json': {big: 1}}, raw=True)", "bits": "for _ in range(10**9): print('xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' * 1000)"}


@pytest.mark.parametrize("kind", FLOODS)
def test_floods(report, kind):
    with pytest.raises(RunError, match=r"it wrote more than|ValueError"):
        ran(report, BIG, FLOODS[kind], timeout=60)


def test_whoever_asks_is_killed(report, tmp_path):
    """Even by kill -9: what its runs have started goes too, daemons as well."""
    (report / "chapters" / "pids").unlink(missing_ok=True)
    path = write(report / "chapters" / "mills.ipynb", NOTE, LEFT["a daemon"], LEFT["a session of its own"], "time.sleep(60)")
    script = f"from pathlib import Path\nfrom evidence.running import engine\nfrom evidence.running.task import Task\n" \
             f"engine.run_task(Task(Path({str(path)!r}), Path({str(report)!r})))"
    asker = subprocess.Popen([sys.executable, "-c", script], cwd=tmp_path)
    until = time.monotonic() + 60
    noted = report / "chapters" / "pids"
    while not (noted.exists() and len(noted.read_text().split()) > 1) and time.monotonic() < until:
        time.sleep(0.1)
    os.kill(asker.pid, signal.SIGKILL)
    asker.wait()
    assert left_by(report) == []


def test_a_sibling_keeps_what_it_has_started(report):
    """A run that ends takes nothing of another, which is still at work."""
    from concurrent.futures import ThreadPoolExecutor
    long = write(report / "chapters" / "long.ipynb", NOTE, "p = subprocess.Popen(['sleep', '60'], start_new_session=True)",
                 LEFT["a daemon"], "time.sleep(4)", "p.poll() is None and int(open('pids').read().split()[-1])")
    short = write(report / "chapters" / "short.ipynb", "1")
    (report / "chapters" / "pids").unlink(missing_ok=True)
    with ThreadPoolExecutor(2) as pool:
        running = pool.submit(run_notebook, long, report)
        time.sleep(2)
        for _ in range(3):
            run_notebook(short, report)
        pid = json.loads(running.result().cells[-1].outputs[0].data["text/plain"])
    assert still_there([pid], 5) == []
