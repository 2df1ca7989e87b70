"""Runs of which the n-th call that changes the disk, or starts a process, fails; see ``failing.c``.

As a program: a process in which every library has been imported, and which is forked for each run.
"""

import json
import mmap
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import NamedTuple

import pytest
from made_up_page import PAGE

from evidence.cli import main

HERE = Path(__file__)
MINI = HERE.with_name("mini")
IMPORTED = ("evidence.commands.runs", "evidence.commands.sweep", "evidence.running.engine", "evidence.book.build",
            "evidence.running.kept_runs", "evidence.sweeps.table", "evidence.diff.source", "evidence.ledger.removing",
            "evidence.ledger.finishing", "fastparquet")
CACHES = ("fontlist-", ".run/", "journal", ".runs/", "failed/")  # whose files are named by what is in them
RUN_FAILED = "they run again the next time"  # of a sweep, which goes on with the others


class Ended(NamedTuple):
    """How a run ended, what it said, and whether any call of it has failed."""

    code: int
    out: str
    errors: str
    failed: bool


class Runner:
    """Forks runs. ``which``: the call that fails; negative: all writes from that one on; 0: none."""

    def __init__(self, process: subprocess.Popen):
        self._process = process

    def __call__(self, root: Path, command: list[str], which: int = 0) -> Ended:
        """Run a command of ours."""
        self._process.stdin.write(json.dumps([which, ["--root", str(root), *command]]) + "\n")
        self._process.stdin.flush()
        return Ended(*json.loads(self._process.stdout.readline()))


@contextmanager
def runner() -> Iterator[Runner]:
    """A process that forks runs, and in which calls can be made to fail."""
    compiler = shutil.which("cc") or pytest.skip("no C compiler is here")
    with tempfile.TemporaryDirectory() as folder:
        library, calls = Path(folder, "failing.so"), Path(folder, "calls")
        subprocess.run([compiler, "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, HERE.with_suffix(".c")],
                       check=True)
        calls.write_bytes(bytes(16))
        ours = {"LD_PRELOAD": str(library), "FAILING": str(calls), "TMPDIR": folder, "PYTHONDONTWRITEBYTECODE": "1"}
        with subprocess.Popen([sys.executable, HERE], env=os.environ | ours, cwd=folder, text=True,
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            yield Runner(process)
            process.stdin.close()


def _serve() -> None:
    """Once all that is slow at first has been done, fork a run for each line."""
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(sys.stderr):
        root, article = Path(shutil.copytree(MINI, f"{folder}/report")), Path(folder, "article.html")
        article.write_text(PAGE)
        for command in (["tables"], ["add", str(article)]):
            main(["--root", str(root), *command])
    for name in IMPORTED:
        __import__(name)
    for line in sys.stdin:
        print(json.dumps(_forked(*json.loads(line))), flush=True)


def _forked(which: int, command: list[str]) -> Ended:
    out, errors = os.pipe(), os.pipe()
    child = os.fork()
    if not child:
        os.dup2(out[1], 1), os.dup2(errors[1], 2)
        os.closerange(3, 64)
        _plan(which)
        try:
            code = main(command)
        finally:
            sys.stdout.flush()
            _plan(0)  # what Python does at its end is none of our affair
        sys.exit(code)
    os.close(out[1]), os.close(errors[1])
    said = [_read(end) for end in (out[0], errors[0])]
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    calls = _plan(0)
    return Ended(status, *said, calls >= abs(which) > 0)


def _read(end: int) -> str:
    with open(end, encoding="utf-8", errors="replace") as file:
        return file.read()


def _plan(which: int) -> int:
    """Say which call fails from now on; how many calls there have been, while any could fail."""
    with open(os.environ["FAILING"], "r+b") as file, mmap.mmap(file.fileno(), 16) as shared:
        calls, _ = struct.unpack("ll", shared[:])
        shared[:] = struct.pack("ll", 0 if which else calls, which)
    return calls


def files(root: Path, *beginnings: str) -> dict[str, bytes]:
    """The files of a report, by name: those whose names begin so."""
    found = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if name.startswith(beginnings or "")}


def names(root: Path) -> set[str]:
    """The names of all files but those of caches."""
    return {name for name in files(root) if not any(part in name for part in CACHES)}


class Failing:
    """A report, a command, and copies in which something fails.

    ``whole``: beginnings of names; the files of each line are all as before, or all as they shall be.
    """

    def __init__(self, run: Runner, report: Path, command: list[str], whole: list[tuple[str, ...]]):
        self.run, self.report, self.command, self.whole = run, report, command, whole
        self.clean = report.parent / "clean" / report.name
        shutil.copytree(report, self.clean)
        done = run(self.clean, command)
        assert done.code == 0, done

    def at(self, which: int) -> bool:
        """Let a call fail: nothing is lost, a message says why, the next run is as from clean. Whether any failed."""
        root = self.report.parent / "failing" / self.report.name
        shutil.rmtree(root.parent, ignore_errors=True)
        shutil.copytree(self.report, root)
        done = self.run(root, self.command, which)
        assert done.code in (0, 1) and "Traceback" not in done.errors and (done.errors or not done.code), (which, done)
        for beginnings in self.whole if RUN_FAILED not in done.errors else ():
            before, after, now = (files(place, *beginnings) for place in (self.report, self.clean, root))
            assert now == after or (done.code and now == before), (which, done, differences(now, before))
        if done.code and files(root) != files(self.report):  # where nothing has changed, the next run is that of clean
            again = self.run(root, self.command)
            assert again.code == 0, (which, done, again)
            for beginnings in self.whole:
                assert files(root, *beginnings) == files(self.clean, *beginnings), (which, done)
            done = done._replace(code=0)
        assert done.code or names(root) == names(self.clean), (which, done, names(root) ^ names(self.clean))
        return done.failed


def differences(now: dict[str, bytes], then: dict[str, bytes]) -> list[str]:
    """The names of files that differ."""
    return sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))


if __name__ == "__main__":
    _serve()
