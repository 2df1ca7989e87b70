"""Run notebooks: prepared copies, in a forked child or in a kernel, judged by what they left behind."""

import copy
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path

import nbformat

from evidence.errors import EvidenceError, shorten
from evidence.notebooks.files import read_notebook
from evidence.running.environment import run_variables
from evidence.running.fork.parent import CellStopped, stop
from evidence.running.fork.record import run_forked
from evidence.running.kernel import run_in_kernel
from evidence.running.outcome import Ended, complete_notebook
from evidence.running.task import Ran, RunError, Task


def run_task(task: Task) -> Ran:
    """Run one notebook in its own folder. RunError where a cell fails, hangs or ends the run, or where one is left."""
    shown, started = task.shown or str(task.notebook), time.monotonic()
    try:
        prepared = _prepared(_bare(task.notebook, shown, _version(task.notebook), bool(task.values)), task.values)
    except RunError:
        raise
    except EvidenceError as error:
        raise RunError(error.faults) from None
    run = _in_a_child if task.engine == "forked" else _in_a_kernel
    ended = run(prepared, task, task.notebook.resolve().parent)
    return Ran(complete_notebook(ended, shown), ended.read, time.monotonic() - started)


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


def _prepared(bare: nbformat.NotebookNode, values: Mapping) -> nbformat.NotebookNode:
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
        variables = run_variables(task.root, task.pictures)
        ended.read = run_forked(prepared, task.root, folder, variables, task.timeout)
    except CellStopped as stopped:
        ended.problem = str(stopped)
    except OSError as error:
        ended.problem = f"no process could be started ({shorten(str(error))})"
    ended.started = [place for place, cell in enumerate(prepared.cells) if cell.get("execution_count") is not None]
    return ended


def _in_a_kernel(prepared: nbformat.NotebookNode, task: Task, folder: Path) -> Ended:
    return run_in_kernel(prepared, task.root, folder, task.timeout)
