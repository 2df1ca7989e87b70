"""Run notebooks: prepared copies, in a forked child or in a kernel, judged by what they left behind."""

import copy
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

import nbformat
from nbformat.v4 import nbbase

from evidence.errors import EvidenceError, Fault, shorten
from evidence.notebooks.files import read_notebook
from evidence.running import kernel
from evidence.running.environment import environment
from evidence.running.fork import record
from evidence.running.fork.parent import CellStopped, stop
from evidence.running.outcome import Ended, fault

CELL_SECONDS = 300

# An output is checked as it arrives, for a millisecond each, and one that is none ends in a traceback:
# here they are checked all at once, when the run has ended.
nbbase.validate = lambda *_, **__: None


@dataclass(frozen=True)
class Task:
    """One run to do: the notebook, its report, values already checked, and its name in messages.

    ``pictures``: draw the figures, for which a chapter takes more time than for all the rest; ``noted``: tell which
    files of the report are read; both for forked runs only.
    """

    notebook: Path
    root: Path
    values: Mapping = field(default_factory=dict)
    shown: str | None = None
    timeout: float = CELL_SECONDS
    engine: str = "forked"
    pictures: bool = True
    noted: bool = True


@dataclass(frozen=True)
class Ran:
    """A run that came to its end: the notebook, the files of the report that it read, and seconds it took."""

    notebook: nbformat.NotebookNode
    read: list[str]
    seconds: float


class RunError(EvidenceError):
    """A notebook that did not run to its end; ``notebook`` is as far as it got, or None."""

    def __init__(self, faults: list[Fault], notebook: nbformat.NotebookNode | None = None):
        super().__init__(faults)
        self.notebook = notebook

    def __reduce__(self):
        return RunError, (self.faults, self.notebook)


def run_notebook(notebook: Path, root: Path, values: Mapping | None = None, shown: str | None = None,
                 timeout: float = CELL_SECONDS, engine: str = "forked", pictures: bool = True,
                 noted: bool = True) -> nbformat.NotebookNode:
    """The notebook with new outputs; see ``run_task`` for what is given and raised."""
    return run_task(Task(notebook, root, values or {}, shown, timeout, engine, pictures, noted)).notebook


def run_task(task: Task) -> Ran:
    """Run one notebook in its own folder.

    ``timeout`` is in seconds a cell; ``engine`` is "forked", or "nbclient" for papermill's own, which starts
    a kernel. Raises RunError where a cell fails, hangs or ends the run, or where not every cell ran.
    """
    shown, started = task.shown or str(task.notebook), time.monotonic()
    try:
        prepared = prepare(_bare(task.notebook, shown, _version(task.notebook), bool(task.values)), task.values)
    except RunError:
        raise
    except EvidenceError as error:
        raise RunError(error.faults) from None
    run = _in_a_child if task.engine == "forked" else _in_a_kernel
    ended = run(prepared, task, task.notebook.resolve().parent)
    if wrong := fault(ended, shown):
        raise RunError([wrong], ended.notebook)
    return Ran(ended.notebook, ended.read, time.monotonic() - started)


def run_many(tasks: Iterable[Task], workers: int | None = None) -> Iterator[tuple[Task, Ran | RunError]]:
    """Run notebooks side by side, as many as there are cores; yields (task, Ran or RunError) as they end.

    Forked runs are watched by threads; for kernels threads would not do, as papermill changes the folder.
    """
    tasks = list(tasks)
    workers = max(1, min(workers or os.cpu_count() or 1, len(tasks)))
    forked = all(task.engine == "forked" for task in tasks)
    pool = ThreadPoolExecutor(workers) if forked else ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    with pool:
        running = {pool.submit(_run_or_say_why, task): task for task in tasks}
        try:
            for done in as_completed(running):
                yield running[done], done.result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            stop()  # or the threads would wait for the runs that nobody wants any more
            raise


def _run_or_say_why(task: Task) -> Ran | RunError:
    try:
        return run_task(task)
    except RunError as error:
        return error


@lru_cache(maxsize=16)
def _bare(notebook: Path, shown: str, version: tuple, for_papermill: bool) -> nbformat.NotebookNode:
    """The notebook without outputs; read once for a whole sweep, and again where ``version`` is another."""
    content = read_notebook(notebook, shown)
    cells = [cell | {"outputs": [], "execution_count": None} if cell.cell_type == "code" else cell
             for cell in content.cells]
    bare = nbformat.from_dict(content | {"cells": cells})
    if for_papermill:
        from papermill.iorw import load_notebook_node  # only now: to import papermill takes as long as a small chapter
        return load_notebook_node(bare)
    return bare


def _version(path: Path) -> tuple:
    """Changes with the file's content; nothing where it cannot be read, which ``read_notebook`` then says."""
    try:
        about = path.stat()
    except OSError:
        return ()
    return about.st_ino, about.st_mtime_ns, about.st_size


def prepare(bare: nbformat.NotebookNode, values: Mapping) -> nbformat.NotebookNode:
    """A copy to run, of all that running changes; ``values`` are written into a cell that stays off the page."""
    cells = [nbformat.NotebookNode(cell, metadata=nbformat.NotebookNode(cell.metadata), outputs=[])
             if cell.cell_type == "code" else cell for cell in bare.cells]
    prepared = nbformat.NotebookNode(bare, metadata=copy.deepcopy(bare.metadata), cells=cells)
    if values:
        from papermill.parameterize import parameterize_notebook
        prepared = parameterize_notebook(prepared, dict(values))
        injected = next(cell for cell in prepared.cells if "injected-parameters" in cell.metadata.get("tags", ()))
        injected.id = "injected-parameters"
        injected.metadata.tags.append("remove-cell")
    return prepared


def _in_a_child(prepared: nbformat.NotebookNode, task: Task, folder: Path) -> Ended:
    ended = Ended(prepared)
    try:
        ended.read = record.run(prepared, task.root, folder, environment(task.root, task.pictures), task.timeout,
                                ended, task.noted)
    except CellStopped as stopped:
        ended.problem = str(stopped)
    except OSError as error:
        ended.problem = f"no process could be started ({shorten(error)})"
    return ended


def _in_a_kernel(prepared: nbformat.NotebookNode, task: Task, folder: Path) -> Ended:
    return kernel.run(prepared, task.root, folder, task.timeout)
