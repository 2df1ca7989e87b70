"""One notebook run in a forked child and in a real kernel: the same outputs, judged by what it left behind."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import nbformat
import pytest
from made_up import cell, write

from evidence.notebooks import files
from evidence.running import engine
from evidence.running.fork import parent

ENGINES = ("forked", "nbclient")
LIKE_A_KERNEL = [
    "print('one'); print('two')\nimport sys; print('three', file=sys.stderr); print('four')",
    "1 + 1",
    "'hidden';",
    "import pandas as pd; pd.DataFrame({'a': [1, None], 'b': ['x', '<b>']})",
    "from IPython.display import HTML, display, update_display, clear_output\n"
    "handle = display('first', display_id='d'); display(HTML('<i>é</i>')); update_display('second', display_id='d')",
    "print('gone'); clear_output(wait=True); print('stays')",
    "import matplotlib.pyplot as plt\nplt.rcParams['svg.hashsalt'] = 'x'; plt.plot([1, 2]); plt.gcf().axes[0].lines",
    "import warnings\nwarnings.filterwarnings('always', message='fire'); print(__name__, get_ipython().__class__.__name__)",
    "1 is 1",
    "%%capture held\nprint('held')",
    "held.stdout, In[-2][:9], _3 if '_3' in dir() else None",
    "!echo from a shell",
    "import os; os.write(1, b'from below\\n');",
    "import asyncio\nawait asyncio.sleep(0)\nprint('awaited')",
    "def f():\n    raise ValueError('café ✓')",
    "{3, 1, 2} | {5}",
    "import logging; logging.warning('logged')",
    "x = 5\nx",
    "_",
    "class Rich:\n    __repr__ = lambda self: 'rich'\n    _repr_html_ = lambda self: '<p>rich</p>'\nRich()",
    "get_ipython().input_transformers_cleanup.append(lambda lines: [line.replace('kiln', 'mill') for line in lines])",
    "'kiln', 'known before it came to be read otherwise'",
    "from __future__ import annotations\nfrom typing import get_type_hints",
    "class Typed:\n    kilns: int = 3\nTyped.__annotations__",
]


def ran(tmp_path, *cells, timeout=60, values=None, how="forked"):
    path = write(tmp_path / "chapters {0}" / "mills.ipynb", *cells)
    return engine.run_notebook(path, tmp_path, values, "chapters/mills.ipynb", timeout, how)


def stopped(tmp_path, *cells, timeout=60, how="forked"):
    with pytest.raises(engine.RunError) as caught:
        ran(tmp_path, *cells, timeout=timeout, how=how)
    assert caught.value.notebook is not None
    return str(caught.value)


def test_outputs_are_those_of_a_kernel_cell_by_cell(tmp_path, monkeypatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # under pytest, a kernel does not watch its file descriptors
    child, kernel = (files.normalised(ran(tmp_path, *LIKE_A_KERNEL, how=how)) for how in ENGINES)
    assert len(child.cells) == len(kernel.cells)
    for one, other in zip(child.cells, kernel.cells):
        # a warning names a file, and that the process
        words = [re.sub(r"kernel_\d+", "", json.dumps(each, sort_keys=True)) for each in (one, other)]
        assert words[0] == words[1], one.source


@pytest.mark.parametrize("cells", [
    ("def f():\n    raise ValueError('café ✓')", "print('before')\nf()", "1"),
    ("import asyncio", "%autoawait False", "print('before')\nawait asyncio.sleep(0)"),
    ("def f(:\n    pass",), ("print('before')\n  indented",), ("%nothing like it",)])
def test_an_error_looks_as_in_a_kernel(tmp_path, cells):
    failed = []
    for how in ENGINES:
        with pytest.raises(engine.RunError) as caught:
            ran(tmp_path, *cells, how=how)
        failed.append([one for one in files.normalised(caught.value.notebook).cells if one.cell_type == "code"])
    assert failed[0] == failed[1]


@pytest.mark.parametrize("how", ENGINES)
def test_runs_in_its_own_folder_with_checked_values(tmp_path, how):
    done = ran(tmp_path, "import os\nprint(os.getcwd(), os.environ['EVIDENCE_ROOT'])", "power_kw * mills",
               values={"power_kw": 700.0}, how=how)
    assert done.cells[-1].outputs[0].data["text/plain"] == "2100.0"
    assert done.cells[-2].outputs[0].text.split() == [str(tmp_path / "chapters"), "{0}", str(tmp_path)]
    injected = done.cells[2]
    assert injected.source == "# Parameters\npower_kw = 700.0\n"
    assert injected.metadata.tags == ["injected-parameters", "remove-cell"]


@pytest.mark.parametrize("how", ENGINES)
@pytest.mark.parametrize("source, message", [
    ("1 / 0", "cell 3: the run stops here: ZeroDivisionError: division by zero"),
    ("if True print", "cell 3: the run stops here: SyntaxError: invalid syntax"),
    ("import sys; sys.exit(0)", "cell 3: the run stops here: SystemExit"),
    ("import os; os._exit(0)", "cell 3: the run stops here: its process died"),
    ("import os; os.kill(os.getpid(), 9)", "cell 3: the run stops here: its process died"),
    ("import os, signal; os.kill(os.getpid(), signal.SIGINT)\nimport time; time.sleep(5)", "KeyboardInterrupt"),
])
def test_stops(tmp_path, source, message, how):
    assert message in stopped(tmp_path, source, "print('after')", how=how)


@pytest.mark.parametrize("how", ENGINES)
def test_a_cell_that_hangs(tmp_path, how):
    hanging = "try:\n    import time; time.sleep(60)\nfinally:\n    time.sleep(60)"  # it does not let itself be stopped
    assert "cell 3: the run stops here: it took longer than 2 s" in stopped(tmp_path, hanging, "1", timeout=2, how=how)


@pytest.mark.parametrize("how", ENGINES)
def test_an_output_that_no_notebook_can_hold(tmp_path, how):
    shown = "from IPython.display import display\ndisplay({'text/plain': 3}, raw=True)"
    assert "cell 3: what it shows is no output (outputs 0 data text/plain: 3 is not valid" in stopped(tmp_path, shown,
                                                                                                      how=how)


@pytest.mark.parametrize("place", range(3))
def test_a_process_that_is_killed_at_each_cell(tmp_path, place):
    cells = ["x = 1"] * place + ["import os; os.kill(os.getpid(), 9)"] + ["x = 2"] * (2 - place)
    assert f"cell {place + 3}: the run stops here: its process died (signal 9)" in stopped(tmp_path, *cells)


def test_leaving_ends_the_run(tmp_path):
    assert "cell 3: the run stops here: its process died (exit 0)" in stopped(tmp_path, "exit()", "1")


@pytest.mark.parametrize("source", [
    "while True:\n    try:\n        print('x' * 100_000)\n    except BaseException:\n        pass",
    "import os\nfor _ in range(1100):\n    os.write(1, b'x' * 100_000)",
    "from IPython.display import HTML, display\nfor _ in range(1100):\n    display(HTML('x' * 100_000))",
])
def test_a_flood_of_output(tmp_path, source):
    assert "cell 3: the run stops here: it wrote more than 50,000,000 characters" in stopped(tmp_path, source, "1")


def test_no_run_sees_another(tmp_path):
    leave = ("import builtins, os, sys, pandas\nbuiltins.left = sys.left = 1\nos.environ['LEFT'] = '1'\n"
             "pandas.set_option('display.max_rows', 3)\nos.chdir('/')")
    ran(tmp_path, leave)
    look = "import builtins, os, sys, pandas\n" \
           "hasattr(builtins, 'left'), hasattr(sys, 'left'), 'LEFT' in os.environ, pandas.get_option('display.max_rows')"
    assert ran(tmp_path, look).cells[-1].outputs[0].data["text/plain"] == "(False, False, False, 60)"
    draws = {ran(tmp_path, "import random, numpy\nrandom.random(), numpy.random.rand()").cells[-1].outputs[0].data[
        "text/plain"] for _ in range(3)}
    assert len(draws) == 3


def test_what_a_cell_started_ends_with_the_run(tmp_path):
    ran(tmp_path, "import subprocess\nsubprocess.Popen(['sleep', '61.25'])")
    time.sleep(0.2)
    found = subprocess.run(["pgrep", "-f", "sleep 61.25"], capture_output=True, text=True).stdout
    assert not found


def test_runs_side_by_side_in_threads(tmp_path):
    path = write(tmp_path / "chapters" / "mills.ipynb", "mills")
    tasks = [engine.Task(path, tmp_path, {"mills": 1 + number % 9}) for number in range(20)]
    for task, done in engine.run_many(tasks, workers=4):
        assert done.notebook.cells[-1].outputs[0].data["text/plain"] == str(task.values["mills"])
    assert len(parent._parents) >= 1 and os.getcwd() == str(Path.cwd())


def test_stopping_ends_runs_that_wait(tmp_path):
    threading.Timer(1, parent.stop).start()
    assert "its process died" in stopped(tmp_path, "import time; time.sleep(60)")


def test_children_end_when_the_asker_is_killed(tmp_path):
    path = write(tmp_path / "chapters" / "mills.ipynb", "import os, time; open('pid', 'w').write(str(os.getpid())); "
                                                        "time.sleep(60)")
    code = f"from pathlib import Path; from evidence.running import engine; " \
           f"engine.run_notebook(Path({str(path)!r}), Path({str(tmp_path)!r}))"
    asker = subprocess.Popen([sys.executable, "-c", code])
    mark, until = path.parent / "pid", time.monotonic() + 60
    while not (mark.exists() and mark.read_text()) and time.monotonic() < until:
        time.sleep(0.05)
    asker.send_signal(signal.SIGKILL)
    asker.wait()
    pid, until = int(mark.read_text()), time.monotonic() + 10
    while Path(f"/proc/{pid}").exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not Path(f"/proc/{pid}").exists()


def test_what_a_run_reads_is_known(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_text("a\n1\n")
    path = write(tmp_path / "chapters" / "mills.ipynb", "import pandas as pd; pd.read_csv('../data/a.csv');",
                 "open('../data/out.txt', 'w').close()")
    read = engine.run_task(engine.Task(path, tmp_path)).read
    assert "data/a.csv" in read and "data/out.txt" not in read
    assert engine.run_task(engine.Task(path, tmp_path, noted=False)).read == []


def test_who_goes_away_before_saying_what_to_do_harms_nobody(tmp_path):
    path = write(tmp_path / "mills.ipynb", "1")
    engine.run_notebook(path, tmp_path)
    warm = parent.parent(tmp_path, {})
    ours, theirs = socket.socketpair()
    ours.close()
    with theirs:
        socket.send_fds(warm._asked, [b"."], [theirs.fileno()])
    engine.run_notebook(path, tmp_path)
    assert parent.parent(tmp_path, {}) is warm and warm.process.poll() is None


def test_papermill_finds_the_engine(tmp_path):
    path = write(tmp_path / "chapters" / "mills.ipynb", "mills + 1")
    call = [sys.executable, "-m", "papermill", "--engine", "forked", "--no-progress-bar", "-p", "mills", "4"]
    subprocess.run([*call, path, tmp_path / "out.ipynb"], check=True, cwd=tmp_path)
    assert nbformat.read(tmp_path / "out.ipynb", 4).cells[-1].outputs[0].data["text/plain"] == "5"
    write(path, "import sys; sys.exit(0)", "1")
    done = subprocess.run([*call, path, tmp_path / "out.ipynb"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode


def test_the_book_s_chapters_store_what_a_forked_run_gives():
    root = Path(__file__).resolve().parents[2]
    tasks = [engine.Task(path, root) for path in sorted((root / "chapters").glob("*.ipynb"))]
    assert tasks
    for task, done in engine.run_many(tasks):
        assert files.as_text(files.normalised(done.notebook)) == task.notebook.read_text("utf-8"), task.notebook


def test_preparing_leaves_the_original_alone(tmp_path):
    path = write(tmp_path / "mills.ipynb", cell("mills"))
    runs = [engine.run_notebook(path, tmp_path, values) for values in ({"mills": 4}, None, {"mills": 5}, None)]
    assert [one.cells[-1].outputs[0].data["text/plain"] for one in runs] == ["4", "3", "5", "3"]
    assert "injected-parameters" not in [one.id for one in runs[-1].cells]


def test_an_edited_notebook_is_read_again(tmp_path):
    shown = []
    for number in (1, 2):
        path = write(tmp_path / "mills.ipynb", cell(f"{number}"))  # as long as before
        shown.append(engine.run_notebook(path, tmp_path).cells[-1].outputs[0].data["text/plain"])
    assert shown == ["1", "2"]
