"""Stored outputs are compared to the letter, on as many cores as there are, by kernels that start one by one."""

import fcntl
import re
import signal
import subprocess
import sys
import time

import nbformat
import psutil
import pytest
from made_up import notebook, project, run_notebook, still_there, write
from nbformat.v4 import new_code_cell, new_output

from evidence.notebooks import files

SECONDS = 20  # under load, to import what a cell needs takes its time
CALL = [sys.executable, "-m", "pytest", "-p", "evidence.running.pytest_plugin", "-p", "no:cacheprovider", "-q", "-rA",
        "-n", "2", "--dist", "loadfile", "--nbval", f"--nbval-cell-timeout={SECONDS}", "--rootdir=.", "-c", "none.ini",
        "chapters"]
KEEP = "import psutil\nopen(f'{psutil.Process().pid}.pid', 'w').close();"
SETTINGS = "import IPython, matplotlib\n(IPython.paths.get_ipython_dir()[-22:], matplotlib.get_configdir()[-22:])"
OURS = "import sys\n[name for name in sys.modules if name.split('.')[0] in ('evidence', 'analysis')]"


def stored(path, *pairs):
    """A notebook as it would be after a run: (source, text that it shows, or None)."""
    cells = []
    for count, (source, text) in enumerate(pairs, 1):
        shown = [new_output("execute_result", {"text/plain": text}, execution_count=count)] if text else []
        cells.append(new_code_cell(source, execution_count=count, outputs=shown))
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook(*cells, parameters=None), path)


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """What pytest says of chapters in order, one with an altered digit, and some whose kernel dies or hangs."""
    root = project(tmp_path_factory.mktemp("nbval"))
    (root / "none.ini").write_text("[pytest]\n")
    path = write(root / "chapters" / "sound.ipynb", "power_kw * mills", SETTINGS)
    ran = files.normalised(run_notebook(path, root))
    path.write_text(files.as_text(ran))
    ran.cells[2].outputs[0].data["text/plain"] = "1678"
    path.with_name("altered.ipynb").write_text(files.as_text(ran))
    for name, end in (("left", "import os\nos._exit(1)"), ("killed", "import os\nos.kill(os.getpid(), 9)")):
        stored(root / "chapters" / f"{name}.ipynb", (KEEP, None), (end, "1"))
    stored(root / "chapters" / "slow.ipynb", (KEEP, None), ("import time\ntime.sleep(60)", "1"), ("2 * 21", "42"))
    for name in ("first", "second"):
        stored(root / "chapters" / f"{name}.ipynb", (OURS, "[]"), (KEEP, None),
               ("import os\n('mill' in globals(), 'MILL' in os.environ)", "(False, False)"),
               ("mill = os.environ['MILL'] = 'wind'", None))
    done = subprocess.run(CALL, cwd=root, capture_output=True, text=True, timeout=600)
    return root, done.returncode, done.stdout


def failed(compared, name):
    return sorted(set(re.findall(rf"FAILED chapters/{name}\.ipynb::(Cell \d+)", compared[2])))


def kept(root):
    """Processes of kernels that have told their pid."""
    return [int(path.stem) for path in (root / "chapters").glob("*.pid")]


def test_a_chapter_in_order_passes(compared):
    assert not failed(compared, "sound")


def test_one_altered_digit_fails(compared):
    assert compared[1] == 1 and failed(compared, "altered") == ["Cell 1"], compared[2]


@pytest.mark.parametrize("name", ["left", "killed"])
def test_a_kernel_that_dies_fails_and_does_not_hang(compared, name):
    assert failed(compared, name) == ["Cell 1"], compared[2]


def test_a_cell_that_hangs_is_interrupted_and_the_next_goes_on(compared):
    assert failed(compared, "slow") == ["Cell 1"], compared[2]
    assert f"Timeout of {SECONDS} seconds exceeded executing cell" in compared[2]  # not: failed to interrupt
    assert "XPASS chapters/slow.ipynb::Cell 2" in compared[2]


@pytest.mark.parametrize("name", ["first", "second"])
def test_each_kernel_starts_afresh(compared, name):
    assert not failed(compared, name), compared[2]


def test_no_process_is_left(compared):
    assert len(kept(compared[0])) == 5 and not still_there(kept(compared[0]), 1)


@pytest.mark.parametrize("workers", [["-n", "0"], ["-n", "1"]])
def test_no_process_is_left_when_pytest_is_killed(tmp_path, workers):
    root = project(tmp_path)
    (root / "none.ini").write_text("[pytest]\n")
    stored(root / "chapters" / "slow.ipynb", (KEEP, None), ("import time\ntime.sleep(60)", "1"))
    running = subprocess.Popen([*CALL, *workers], cwd=root, stdout=subprocess.DEVNULL)
    until = time.monotonic() + 300
    while not kept(root) and time.monotonic() < until:
        time.sleep(0.05)
    processes = [process.pid for process in psutil.Process(running.pid).children(recursive=True)]
    assert set(kept(root)) <= set(processes)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert not still_there(processes, 10)


def test_kernels_start_one_after_the_other(tmp_path):
    root = project(tmp_path)
    (root / "none.ini").write_text("[pytest]\n")
    stored(root / "chapters" / "first.ipynb", (KEEP, None))
    lock = root / "_build" / ".run" / "kernels.lock"
    lock.parent.mkdir(parents=True)
    with open(lock, "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        running = subprocess.Popen([*CALL, "-n", "0"], cwd=root, stdout=subprocess.DEVNULL)
        with pytest.raises(subprocess.TimeoutExpired):
            running.wait(8)
        assert psutil.Process(running.pid).children() == []
    assert running.wait(300) == 0 and kept(root)
