"""Run notebooks: prepared copies, in a forked child or in a kernel, judged by what they left behind."""

import copy
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import nbbase
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook

from evidence.errors import EvidenceError, Fault, shorten
from evidence.execution import kernel
from evidence.execution.children import CellStopped, stop
from evidence.execution.kernel import environment
from evidence.notebooks import load

CELL_SECONDS = 300
ERROR_TAG = "papermill-error-cell-tag"

# An output is checked as it arrives, for a millisecond each, and one that is none ends in a traceback:
# here they are checked all at once, when the run has ended.
nbbase.validate = lambda *_, **__: None


@dataclass(frozen=True)
class Task:
    """One run to do: the notebook, its report, values already checked, and its name in messages.

    ``pictures``: draw the figures, for which a chapter takes more time than for all the rest; forked runs only.
    """

    notebook: Path
    root: Path
    values: Mapping = field(default_factory=dict)
    shown: str | None = None
    timeout: float = CELL_SECONDS
    engine: str = "forked"
    pictures: bool = True


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
                 timeout: float = CELL_SECONDS, engine: str = "forked", pictures: bool = True) -> nbformat.NotebookNode:
    """The notebook with new outputs; see ``run_task`` for what is given and raised."""
    return run_task(Task(notebook, root, values or {}, shown, timeout, engine, pictures)).notebook


def run_task(task: Task) -> Ran:
    """Run one notebook in its own folder.

    ``timeout`` is in seconds a cell; ``engine`` is "forked", or "nbclient" for papermill's own, which starts
    a kernel. Raises RunError where a cell fails, hangs or ends the run, or where not every cell ran.
    """
    shown, started = task.shown or str(task.notebook), time.monotonic()
    try:
        prepared = prepare(_bare(task.notebook, shown, _version(task.notebook)), task.values)
    except RunError:
        raise
    except EvidenceError as error:
        raise RunError(error.faults) from None
    run = _in_a_child if task.engine == "forked" else _in_a_kernel
    ran, problem, read = run(prepared, task, task.notebook.resolve().parent)
    fault = _judge(ran, shown, problem)
    if fault:
        raise RunError([fault], ran)
    return Ran(ran, read, time.monotonic() - started)


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
def _bare(notebook: Path, shown: str, version: tuple) -> nbformat.NotebookNode:
    """The notebook without outputs; read once for a whole sweep, and again where ``version`` is another."""
    content = load(notebook, shown)
    cells = [cell | {"outputs": [], "execution_count": None} if cell.cell_type == "code" else cell
             for cell in content.cells]
    return load_notebook_node(nbformat.from_dict(content | {"cells": cells}))  # a copy, with papermill's metadata


def _version(path: Path) -> tuple:
    """Changes with the file's content; nothing where it cannot be read, which ``load`` then says."""
    try:
        about = path.stat()
    except OSError:
        return ()
    return about.st_ino, about.st_mtime_ns, about.st_size


def prepare(bare: nbformat.NotebookNode, values: Mapping) -> nbformat.NotebookNode:
    """A copy to run; ``values`` are written into a cell that stays off the page."""
    prepared = copy.deepcopy(bare)
    if values:
        prepared = parameterize_notebook(prepared, dict(values))
        injected = next(cell for cell in prepared.cells if "injected-parameters" in cell.metadata.get("tags", ()))
        injected.id = "injected-parameters"
        injected.metadata.tags.append("remove-cell")
    return prepared


def _in_a_child(prepared: nbformat.NotebookNode, task: Task, folder: Path):
    """Straight to the engine: papermill would write the whole notebook as text three times, for no file."""
    kept: dict = {"read": []}
    run = partial(papermill_engines.execute_notebook_with_engine, "forked", prepared, "python3", log_output=False,
                  folder=folder, root=task.root, kept=kept, environment=environment(task.root, task.pictures))
    problem = _execute(run, task.timeout)
    return kept.get("notebook"), problem, kept["read"]


def _in_a_kernel(prepared: nbformat.NotebookNode, task: Task, folder: Path):
    name = prepared.metadata.get("kernelspec", {}).get("name") or "python3"

    def execute(target: str, **how) -> str | None:
        return _execute(partial(execute_notebook, prepared, target, kernel_name=name, **how), task.timeout)

    return *kernel.run(task.root, folder, execute), []


def _execute(run: Callable, timeout: float) -> str | None:
    """Run the cells; return what went wrong, as far as papermill saw it."""
    logging.getLogger("papermill").setLevel(logging.CRITICAL + 1)
    try:
        run(progress_bar=False, execution_timeout=timeout)
    except (PapermillExecutionError, CellExecutionError) as error:
        return f"{error.ename}: {shorten(error.evalue, 200)}"
    except CellStopped as stopped:
        return str(stopped)
    except CellTimeoutError:
        return f"it took longer than {timeout:g} s"
    except OSError as error:
        return f"no process could be started ({shorten(error)})"
    except DeadKernelError:
        return "its process died"
    except (KeyError, RuntimeError) as error:  # no such kernel, or none that answers
        return f"no kernel started ({shorten(error)})"
    return None


def _judge(ran: nbformat.NotebookNode | None, shown: str, problem: str | None) -> Fault | None:
    """What kept the notebook from running to its end, and in which cell; papermill's own record is no proof."""
    cells = [cell for cell in ran.cells if ERROR_TAG not in cell.metadata.get("tags", ())] if ran else []
    code = [(place, cell) for place, cell in enumerate(cells, 1) if cell.cell_type == "code" and cell.source.strip()]
    failed = [place for place, cell in code if cell.execution_count is None or _error(cell, "")]
    if not problem and not failed and ran is not None:
        return _misshapen(ran, shown)
    # A kernel that died, and the cells after it, are recorded as completed; but those never started.
    started = [place for place, cell in code if cell.metadata.get("papermill", {}).get("start_time")]
    stopped = started[-1:] if problem else failed[:1]
    if not stopped:
        return Fault(shown, 0, f"did not run: {problem or 'nothing was left behind'}", "open the notebook to try")
    return Fault(f"{shown}:cell {stopped[0]}", 0, f"the run stops here: {problem or _error(cells[stopped[0] - 1])}",
                 "mend the cell, or what it calls; open the notebook to try")


def _misshapen(ran: nbformat.NotebookNode, shown: str) -> Fault | None:
    """An output of a form that no notebook can hold, such as a number where a text belongs."""
    try:
        nbformat.validate(ran)
    except nbformat.ValidationError as error:
        _, place, *where = error.absolute_path
        return Fault(f"{shown}:cell {place + 1}", 0, f"what it shows is no output ({' '.join(map(str, where))}: "
                     f"{shorten(error.message, 80)})", "mend what the cell displays")
    return None


def _error(cell: nbformat.NotebookNode, otherwise: str = "this cell did not run") -> str:
    errors = [output for output in cell.outputs if output.output_type == "error"]
    return f"{errors[0].ename}: {shorten(errors[0].evalue, 200)}" if errors else otherwise
