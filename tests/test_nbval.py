"""Stored outputs are compared to the letter, on as many cores as there are, by kernels that do not meet."""

import re
import subprocess
import sys

import pytest
from made_up import project, write

from evidence import notebooks
from evidence.execution import engine

CALL = [sys.executable, "-m", "pytest", "-p", "evidence.pytest_env", "-p", "no:cacheprovider", "-q", "-n", "2",
        "--dist", "loadfile", "--nbval", "--nbval-cell-timeout=6", "--rootdir=.", "-c", "none.ini", "chapters"]
TRANSPORT = "import json, ipykernel\njson.load(open(ipykernel.get_connection_file()))['transport']"


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """What pytest says of a chapter in order, one with an altered digit, and one whose kernel dies."""
    root = project(tmp_path_factory.mktemp("nbval"))
    (root / "none.ini").write_text("[pytest]\n")
    for name in ("sound", "altered", "dead"):
        path = write(root / "chapters" / f"{name}.ipynb", "power_kw * mills", TRANSPORT)
        ran = engine.run_notebook(path, root, engine="nbclient")
        if name == "altered":
            ran.cells[2].outputs[0].data["text/plain"] = "1678"
        if name == "dead":
            ran.cells[2].source = "import os\nos._exit(1)"
        path.write_text(notebooks.as_text(notebooks.normalised(ran)))
    done = subprocess.run(CALL, cwd=root, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout


def failed(compared, name):
    return sorted(set(re.findall(rf"FAILED chapters/{name}\.ipynb::(Cell \d+)", compared[1])))


def test_a_chapter_in_order_passes(compared):
    assert not failed(compared, "sound")


def test_one_altered_digit_fails(compared):
    assert compared[0] == 1 and failed(compared, "altered") == ["Cell 1"], compared[1]


def test_a_kernel_that_dies_fails_and_does_not_hang(compared):
    assert failed(compared, "dead") == ["Cell 1"], compared[1]
