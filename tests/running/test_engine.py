"""One notebook run in a forked child and in a real kernel: the same outputs, judged by what it left behind."""

import gc
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from made_up import cell, run_notebook, write

from evidence.notebooks import files
from evidence.project import chapters
from evidence.running import engine, kept_runs
from evidence.running.task import RunError, Task

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
    "import warnings\nwarnings.filterwarnings('always', message='fire'); print(__name__, type(get_ipython()).__name__)",
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


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """One report for all, and so one process that imports what they need."""
    return tmp_path_factory.mktemp("report")


def ran(report, *cells, timeout=60, values=None, how="forked"):
    path = write(report / "chapters {0}" / "mills.ipynb", *cells)
    return run_notebook(path, report, values, "chapters/mills.ipynb", timeout=timeout, engine=how)


def stopped(report, *cells, timeout=60, how="forked"):
    with pytest.raises(RunError) as caught:
        ran(report, *cells, timeout=timeout, how=how)
    assert caught.value.notebook is not None
    return str(caught.value)


def test_outputs_are_those_of_a_kernel_cell_by_cell(report, monkeypatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST")  # under pytest, a kernel does not watch its file descriptors
    child, kernel = (files.normalised(ran(report, *LIKE_A_KERNEL, how=how)) for how in ENGINES)
    assert len(child.cells) == len(kernel.cells)
    for one, other in zip(child.cells, kernel.cells):
        # a warning names a file, and that the process
        words = [re.sub(r"kernel_\d+", "", json.dumps(each, sort_keys=True)) for each in (one, other)]
        assert words[0] == words[1], one.source


@pytest.mark.parametrize("cells", [
    ("def f():\n    raise ValueError('café ✓')", "print('before')\nf()", "1"),
    ("import asyncio", "%autoawait False", "print('before')\nawait asyncio.sleep(0)"),
    ("def f(:\n    pass",), ("print('before')\n  indented",), ("%nothing like it",)])
def test_an_error_looks_as_in_a_kernel(report, cells):
    failed = []
    for how in ENGINES:
        with pytest.raises(RunError) as caught:
            ran(report, *cells, how=how)
        failed.append([one for one in files.normalised(caught.value.notebook).cells if one.cell_type == "code"])
    assert failed[0] == failed[1]


@pytest.mark.parametrize("how", ENGINES)
def test_runs_in_its_own_folder_with_checked_values(report, how):
    done = ran(report, "import os\nprint(os.getcwd(), os.environ['EVIDENCE_ROOT'])", "power_kw * mills",
               values={"power_kw": 700.0}, how=how)
    assert done.cells[-1].outputs[0].data["text/plain"] == "2100.0"
    assert done.cells[-2].outputs[0].text.split() == [str(report / "chapters"), "{0}", str(report)]
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
def test_stops(report, source, message, how):
    assert message in stopped(report, source, "print('after')", how=how)


@pytest.mark.parametrize("how", ENGINES)
def test_a_cell_that_may_fail(report, how):
    may = cell("1 / 0", "raises-exception")
    done = ran(report, may, "'later'", how=how)
    assert [one.outputs[0].output_type for one in done.cells[-2:]] == ["error", "execute_result"]
    assert "cell 4: the run stops here: ValueError: no" in stopped(report, may, "raise ValueError('no')", "1", how=how)


@pytest.mark.parametrize("source, error", [
    ("input()", "StdinNotImplementedError"), ("import asyncio; asyncio.run(asyncio.sleep(0))", "RuntimeError")])
def test_what_a_kernel_refuses(report, source, error):
    assert f"cell 3: the run stops here: {error}: " in stopped(report, source)


def test_what_a_kernel_offers(report):
    done = ran(report, "%matplotlib inline", "type(get_ipython().kernel).__name__",
               "import asyncio\nasync def late():\n    print('late')\ntask = asyncio.create_task(late())",
               "await task\ntask.done()")
    assert [[output.get("data", {}).get("text/plain") for output in one.outputs] for one in done.cells[2:]] == [
        [], ["'IPythonKernel'"], [], ["True"]]


@pytest.mark.parametrize("how", ENGINES)
def test_a_cell_that_hangs(report, how):
    hanging = "try:\n    import time; time.sleep(60)\nfinally:\n    time.sleep(60)"  # it does not let itself be stopped
    assert "cell 3: the run stops here: it took longer than 2 s" in stopped(report, hanging, "1", timeout=2, how=how)


@pytest.mark.parametrize("how, error", [("forked", "TypeError"), ("nbclient", "ValueError")])
def test_an_output_that_no_message_can_hold(report, how, error):
    shown = "from IPython.display import display\ndisplay({'text/plain': object()}, raw=True)"
    assert f"cell 3: the run stops here: {error}: " in stopped(report, shown, "1", how=how)


@pytest.mark.parametrize("how", ENGINES)
@pytest.mark.parametrize("shown", ["display({'text/plain': 3}, raw=True)",
                                   "display('fine', display_id=True).update({'text/plain': 3}, raw=True)"])
def test_an_output_that_no_notebook_can_hold(report, shown, how, caplog):
    shown = f"from IPython.display import display\n{shown}"
    said = stopped(report, shown, "1", how=how)
    gc.collect()
    assert not caplog.records  # of tasks whose error nobody wanted
    assert "cell 3: the run stops here: what it shows is no output (data text/plain: 3 is not valid" in said


def test_runs_side_by_side_in_threads(report):
    path = write(report / "chapters" / "mills.ipynb", "mills")
    tasks = [Task(path, report, {"mills": 1 + number % 9}) for number in range(20)]
    before = os.getcwd()
    for task, done in engine.run_many(tasks, workers=4):
        assert done.notebook.cells[-1].outputs[0].data["text/plain"] == str(task.values["mills"])
    assert os.getcwd() == before


def test_papermill_finds_the_engine(report):
    path = write(report / "chapters" / "mills.ipynb", "mills + 1")
    call = [sys.executable, "-m", "papermill", "--engine", "forked", "--no-progress-bar", "-p", "mills", "4"]
    subprocess.run([*call, path, report / "out.ipynb"], check=True, cwd=report)
    assert nbformat.read(report / "out.ipynb", 4).cells[-1].outputs[0].data["text/plain"] == "5"
    write(path, "import sys; sys.exit(0)", "1")
    done = subprocess.run([*call, path, report / "out.ipynb"], cwd=report, capture_output=True, text=True)
    assert done.returncode


def test_the_book_s_chapters_store_what_a_forked_run_gives():
    """Runs from which the book was built are kept, as long as nothing has changed; others run now."""
    root = Path(__file__).resolve().parents[2]
    stored = {path.name: path.read_text("utf-8") for path in chapters(root)}
    assert stored and kept_runs.executed(root, print) == stored


def test_preparing_leaves_the_original_alone(report):
    path = write(report / "mills.ipynb", cell("mills"))
    runs = [run_notebook(path, report, values) for values in ({"mills": 4}, None, {"mills": 5}, None)]
    assert [one.cells[-1].outputs[0].data["text/plain"] for one in runs] == ["4", "3", "5", "3"]
    assert "injected-parameters" not in [one.id for one in runs[-1].cells]


def test_an_edited_notebook_is_read_again(report):
    shown = []
    for number in (1, 2):
        path = write(report / "mills.ipynb", cell(f"{number}"))  # as long as before
        shown.append(run_notebook(path, report).cells[-1].outputs[0].data["text/plain"])
    assert shown == ["1", "2"]
