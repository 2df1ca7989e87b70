"""A copy of the book to measure on, and programs to time in it."""

import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evidence.errors import fail, shorten

BIN = Path(sys.prefix) / "bin"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "venv", "_build", "build", "*.egg-info", "__pycache__",
                                  ".hypothesis", ".*_cache", "node_modules")
QUIET = {"PLOOMBER_STATS_ENABLED": "false", "PLOOMBER_VERSION_CHECK_DISABLED": "true"}  # it would ask the network
OURS_ALONE = ("PYTHONPATH", "PYTHONDONTWRITEBYTECODE", "EVIDENCE_ROOT", "MAKEFLAGS", "MAKELEVEL", "MFLAGS",
              "PYTEST_ADDOPTS")  # of our own surroundings; what is timed shall not see them


@contextlib.contextmanager
def copied(root: Path, forced: bool = False) -> Iterator[Path]:
    """A copy of the report without what was built; ``forced``: Jupyter Book is to run the chapters in it."""
    with tempfile.TemporaryDirectory(prefix="evidence-bench-") as folder:
        copy = Path(shutil.copytree(root, Path(folder) / "report", ignore=LEFT_OUT, symlinks=True))
        if forced:
            config = copy / "_config.yml"
            text, count = re.subn(r'execute_notebooks: *\S+', "execute_notebooks: force", config.read_text("utf-8"))
            if not count:
                fail("_config.yml", 0, "'execute_notebooks' is not set", "set it: execute_notebooks: off")
            config.write_text(text, encoding="utf-8")
        yield copy


def timed(call: list, folder: Path, **variables: str) -> float:
    """Seconds that a program takes; EvidenceError where it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in OURS_ALONE}
    started = time.perf_counter()
    done = subprocess.run([str(word) for word in call], cwd=folder, env=environment | QUIET | variables,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    seconds = time.perf_counter() - started
    if done.returncode:
        said = " / ".join((done.stderr or done.stdout).strip().splitlines()[-3:])
        fail(Path(call[0]).name, 0, f"fails ({done.returncode}): {shorten(said, 300)}",
             "see that it runs by itself, then measure again")
    return seconds


def side_by_side(calls: list[list], folder: Path, at_once: int, **variables: str) -> float:
    """Seconds until all programs have ended, so many at once."""
    started = time.perf_counter()
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(lambda call: timed(call, folder, **variables), calls))
    return time.perf_counter() - started


def installed(*programs: str) -> None:
    """EvidenceError where a competitor is not there."""
    if missing := [name for name in programs if not (BIN / name).exists()]:
        fail("python -m benchmarks", 0, f"{', '.join(missing)} not installed",
             f"run {BIN}/uv pip install --python {sys.executable} -e '.[bench]'")


def cores() -> int:
    """Cores that we may use."""
    return len(os.sched_getaffinity(0))
