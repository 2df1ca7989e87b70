"""Compile the pages in a process of its own, which gets ready while the chapters still run."""

import contextlib
import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, cast

from evidence.book.compiler_process import GO, WRITTEN
from evidence.errors import EvidenceError, Fault

NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
WARNING = re.compile(r"(?P<file>[^:\s][^:]*?)(?::(?P<line>\d+))?: (?:WARNING|ERROR|CRITICAL): (?P<wrong>.*)")
COLOUR = re.compile(r"\x1b\[[\d;]*m")


class Compiler:
    """A process that reads a staged book's settings, waits until the stage is complete, and compiles it."""

    def __init__(self, stage: Path):
        self.stage, self.pages = stage, stage / "_build" / "html"
        self._process: subprocess.Popen[bytes] | None = None

    def get_ready(self) -> subprocess.Popen[bytes]:
        """Start the process, if it has not been started yet."""
        if self._process is None:
            ours = {"EVIDENCE_ROOT": str(self.stage), "TMPDIR": str(self.stage), "NO_COLOR": "1", "PYTHONUTF8": "1"}
            # A session of its own: Ctrl-C is for us alone; it ends when we end.
            self._process = subprocess.Popen(
                [sys.executable, "-m", "evidence.book.compiler_process", str(os.getpid())], cwd=self.stage,
                env=os.environ | ours, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                start_new_session=True)
        return self._process

    def __enter__(self) -> "Compiler":
        return self

    def __exit__(self, *_) -> None:
        if self._process:
            with self._process:  # closes the pipes and waits
                self._process.kill()

    def read_pages(self) -> None:
        """The stage is complete: let the process go on."""
        with contextlib.suppress(BrokenPipeError), cast(IO[bytes], self.get_ready().stdin) as told:
            told.write(GO)

    def pages_with(self, check: Callable[[Path], list[Fault]]) -> Path:
        """The folder of compiled pages. EvidenceError holds every warning; OSError says why nothing can be written.

        ``check`` finds faults of the pages, while the process reads them once more for itself.
        """
        process = self.get_ready()
        with ThreadPoolExecutor(1) as pool:
            complaints = pool.submit(cast(IO[bytes], process.stderr).read)
            try:
                faults = [fault for line in cast(IO[bytes], process.stdout) if line == WRITTEN
                          for fault in check(self.pages)]
            except BaseException:
                process.kill()  # or the thread would wait for it
                raise
            text = COLOUR.sub("", complaints.result().decode("utf-8", "replace"))
        if code := process.wait():
            warned = bool(_as_faults(text, self.stage))
            faults = self._why(text, code) + (faults if warned else [])  # a broken-off book lacks pages: no news
        if faults:
            raise EvidenceError(faults)
        return self.pages

    def _why(self, text: str, status: int) -> list[Fault]:
        for code in NO_ROOM:
            if os.strerror(code) in text:
                raise OSError(code, os.strerror(code), str(self.stage.parent))
        faults = _as_faults(text, self.stage)
        if not faults:
            tail = " / ".join(text.strip().splitlines()[-3:]) or f"exit {status}"
            faults = [Fault("_config.yml", 0, f"the book does not compile: {tail}", "try 'jupyter-book build .'")]
        return faults


def _as_faults(text: str, stage: Path) -> list[Fault]:
    """Sphinx's warnings as faults; in a notebook, line 30005 is line 5 of cell 3."""
    faults = []
    for line in COLOUR.sub("", text).replace(f"{stage.resolve()}/", "").splitlines():
        match = WARNING.match(line)
        if not match:
            if "WARNING: " in line:
                faults.append(Fault("_config.yml", 0, line.split("WARNING: ", 1)[1], "mend the settings"))
            continue
        file, number = match["file"], int(match["line"] or 0)
        if file.endswith(".ipynb") and number >= 10_000:
            file, number = f"{file}:cell {number // 10_000}", number % 10_000
        wrong, _, remedy = match["wrong"].partition("; ")
        faults.append(Fault(file, number, wrong, remedy or "mend it there"))
    return faults
