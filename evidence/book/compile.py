"""Compile the pages in a process of its own, which gets ready while the chapters still run."""

import contextlib
import errno
import gc
import importlib
import importlib.abc
import importlib.machinery
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from evidence.errors import EvidenceError, Fault
from evidence.project import beside_packages

GO, WRITTEN = b"go\n", b"written\n"
# What pages need when they are read. Nothing else runs then: it is better imported while we wait.
LATER = ("evidence.notebooks.parameters", "pybtex.style.labels.number", "pybtex.style.sorting.none", "latexcodec")
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS)
WARNING = re.compile(r"(?P<file>[^:\s][^:]*?)(?::(?P<line>\d+))?: (?:WARNING|ERROR|CRITICAL): (?P<wrong>.*)")
COLOUR = re.compile(r"\x1b\[[\d;]*m")


class Compiler:
    """A process that reads a staged book's settings, waits until the stage is complete, and compiles it."""

    def __init__(self, stage: Path):
        self.stage, self.pages = stage, stage / "_build" / "html"
        self.process: subprocess.Popen | None = None

    def get_ready(self) -> None:
        """Start the process, if it has not been started yet."""
        if self.process is None:
            ours = {"EVIDENCE_ROOT": str(self.stage), "TMPDIR": str(self.stage), "NO_COLOR": "1", "PYTHONUTF8": "1"}
            # A session of its own: Ctrl-C is for us alone; it ends when we end.
            self.process = subprocess.Popen(
                [sys.executable, "-m", "evidence.book.compile", str(os.getpid())], cwd=self.stage,
                env=os.environ | ours, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                start_new_session=True)

    def __enter__(self) -> "Compiler":
        return self

    def __exit__(self, *_) -> None:
        if self.process:
            with self.process:  # closes the pipes and waits
                self.process.kill()

    def start(self) -> None:
        """The stage is complete: read the pages."""
        with contextlib.suppress(BrokenPipeError), self.process.stdin as told:
            told.write(GO)

    def pages_with(self, check: Callable[[Path], list[Fault]]) -> Path:
        """The folder of compiled pages. EvidenceError holds every warning; OSError says why nothing can be written.

        ``check`` finds faults of the pages, while the process reads them once more for itself.
        """
        with ThreadPoolExecutor(1) as pool:
            errors = pool.submit(self.process.stderr.read)
            try:
                faults = [fault for line in self.process.stdout if line == WRITTEN for fault in check(self.pages)]
            except BaseException:
                self.process.kill()  # or the thread would wait for it
                raise
            text = COLOUR.sub("", errors.result().decode("utf-8", "replace"))
        if self.process.wait():
            faults = self._why(text) + faults
        if faults:
            raise EvidenceError(faults)
        return self.pages

    def _why(self, text: str) -> list[Fault]:
        for code in NO_ROOM:
            if os.strerror(code) in text:
                raise OSError(code, os.strerror(code), str(self.stage.parent))
        faults = warnings(text, self.stage)
        if not faults:
            tail = " / ".join(text.strip().splitlines()[-3:]) or f"exit {self.process.returncode}"
            faults = [Fault("_config.yml", 0, f"the book does not compile: {tail}", "try 'jupyter-book build .'")]
        return faults


def warnings(text: str, stage: Path) -> list[Fault]:
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


def main(parent: int) -> int:
    """In the process: everything up to the reading of pages at once, the rest when told; as Jupyter Book does it."""
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    gc.disable()  # an eighth of the time; we end before memory runs short
    sys.meta_path.insert(0, _Unused())
    from jupyter_book import sphinx
    sphinx.Sphinx = _patient(sphinx.Sphinx)
    stage = Path.cwd()
    overrides = {"external_toc_path": (stage / "_toc.yml").as_posix(), "latex_individualpages": False}
    result = sphinx.build_sphinx(stage, stage / "_build" / "html", noconfig=True, path_config=stage / "_config.yml",
                                 confoverrides=overrides, warningiserror=True, keep_going=True, quiet=True,
                                 jobs=2)
    return int(result != 0)


class _Unused(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Stands in for the database in which MyST-NB would keep runs: none is made here, and it takes long to import."""

    def find_spec(self, name, path, target=None):
        """Everything that is or is below jupyter_cache."""
        if name.partition(".")[0] == "jupyter_cache":
            return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def exec_module(self, module):
        """A module in which each name is there, and none can be used."""
        module.__getattr__ = lambda name: None


def _patient(application: type) -> type:
    """Sphinx's application, which waits to be told before it reads pages, and writes two at once."""
    from jinja2 import FileSystemBytecodeCache

    from evidence.book import parallel_write

    class Patient(application):
        def build(self, *args, **options):
            for name in LATER:
                importlib.import_module(name)
            if sys.stdin.buffer.readline() != GO:
                sys.exit("nobody waits for the pages")
            if folder := beside_packages("jinja"):
                self.builder.templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
            self.builder._write_parallel = partial(parallel_write.write, self.builder)
            self.connect("build-finished", lambda *_: print(WRITTEN.decode(), end="", flush=True), priority=600)
            super().build(*args, **options)

        def is_parallel_allowed(self, kind: str) -> bool:
            # Reading takes a sixth of the time, and not every extension bears it.
            return kind == "write" and super().is_parallel_allowed(kind)

    return Patient


def _end_with(parent: int) -> None:
    """End at once when the process that started us has ended, however it did."""
    while os.getppid() == parent:
        time.sleep(0.2)
    os._exit(1)


if __name__ == "__main__":
    code = main(int(sys.argv[1]))
    sys.stderr.flush()
    os._exit(code)  # to tidy up a memory that is given back anyway takes half a second
