"""Run one notebook: in a fresh kernel, on a prepared copy, judged by what it left behind."""

import contextlib
import copy
import logging
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

import nbformat
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets.config import Config

from evidence.errors import EvidenceError, Fault, shorten
from evidence.notebooks import load

CELL_SECONDS = 300
# A kernel warns on every start that it listens on TCP; it does so on this machine alone.
KERNEL_CONFIG = '{"IPKernelApp": {"log_level": 50}, "HistoryManager": {"enabled": false}}'
ERROR_TAG = "papermill-error-cell-tag"


class RunError(EvidenceError):
    """A notebook that did not run to its end; ``notebook`` is as far as it got, or None."""

    def __init__(self, fault: Fault, notebook: nbformat.NotebookNode | None = None):
        super().__init__([fault])
        self.notebook = notebook

    def __reduce__(self):
        return RunError, (self.faults[0], self.notebook)


def environment(root: Path) -> dict[str, str]:
    """Variables under which every kernel runs, so that nothing of the user's own set-up shows in outputs."""
    scratch = root / "_build" / ".run"
    profile = scratch / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (scratch / "matplotlib").mkdir(exist_ok=True)
    (profile / "ipython_kernel_config.json").write_text(KERNEL_CONFIG, encoding="utf-8")
    return {
        "EVIDENCE_ROOT": str(root),
        "MPLCONFIGDIR": str(scratch / "matplotlib"),
        "IPYTHONDIR": str(scratch / "ipython"),
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def run_notebook(notebook: Path, root: Path, values: Mapping | None = None, shown: str | None = None,
                 timeout: int = CELL_SECONDS) -> nbformat.NotebookNode:
    """The notebook with new outputs, run in its own folder with ``values`` already checked.

    ``shown`` names it in messages; ``timeout`` is in seconds a cell. Raises RunError where a cell
    fails, hangs or ends the kernel, or where not every cell ran.
    """
    shown = shown or str(notebook)
    prepared = prepare(load(notebook, shown), values or {})
    with tempfile.TemporaryDirectory(prefix="evidence-") as folder, _variables(environment(root)):
        before, after = Path(folder, "in.ipynb"), Path(folder, "out.ipynb")
        nbformat.write(prepared, before)
        problem = _execute(before, after, notebook.resolve().parent, timeout)
        ran = load(after, shown) if after.exists() else None
    fault = _judge(ran, shown, problem)
    if fault:
        raise RunError(fault, ran)
    return ran


def run_many(tasks: Iterable[tuple], workers: int = 2) -> Iterator[tuple[tuple, nbformat.NotebookNode | RunError]]:
    """Run notebooks side by side, each in a process of its own; yields (task, notebook or RunError) as they end.

    A task holds the arguments of ``run_notebook``. Threads would not do: papermill changes the folder.
    """
    tasks = list(tasks)
    if len(tasks) == 1:
        yield tasks[0], _run_task(tasks[0])
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        running = {pool.submit(_run_task, task): task for task in tasks}
        for done in as_completed(running):
            yield running[done], done.result()


def _run_task(task: tuple) -> nbformat.NotebookNode | RunError:
    try:
        return run_notebook(*task)
    except RunError as error:
        return error


def prepare(content: nbformat.NotebookNode, values: Mapping) -> nbformat.NotebookNode:
    """A copy without outputs; ``values`` are written into a cell that stays off the page."""
    prepared = copy.deepcopy(content)
    for cell in prepared.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    if values:
        prepared = parameterize_notebook(load_notebook_node(prepared), dict(values))
        injected = next(cell for cell in prepared.cells if "injected-parameters" in cell.metadata.get("tags", ()))
        injected.id = "injected-parameters"
        injected.metadata.tags.append("remove-cell")
    return prepared


def _execute(before: Path, after: Path, folder: Path, timeout: int) -> str | None:
    """Run ``before`` to ``after``; return what went wrong, as far as papermill saw it."""
    try:
        # papermill fills braces in a path as a format string
        source, target = (str(path).replace("{", "{{").replace("}", "}}") for path in (before, after))
        execute_notebook(source, target, cwd=str(folder), progress_bar=False, execution_timeout=timeout,
                         config=_channels(before.parent))
    except (PapermillExecutionError, CellExecutionError) as error:
        return f"{error.ename}: {shorten(error.evalue, 200)}"
    except CellTimeoutError:
        return f"it took longer than {timeout} s"
    except DeadKernelError:
        return "its kernel died"
    except (KeyError, RuntimeError) as error:  # no such kernel, or none that answers
        return f"no kernel started ({shorten(error)})"
    return None


def _channels(folder: Path) -> Config:
    """Sockets in a folder of the run's own, where there are any: kernels side by side fight over TCP ports."""
    ip = str(folder / "k")
    if os.name != "posix" or len(ip) > 100:  # a socket's path has room for 104 bytes
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "ip": ip}})


def _judge(ran: nbformat.NotebookNode | None, shown: str, problem: str | None) -> Fault | None:
    """What kept the notebook from running to its end, and in which cell; papermill's own record is no proof."""
    cells = [cell for cell in ran.cells if ERROR_TAG not in cell.metadata.get("tags", ())] if ran else []
    code = [(place, cell) for place, cell in enumerate(cells, 1) if cell.cell_type == "code" and cell.source.strip()]
    failed = [place for place, cell in code if cell.execution_count is None or _error(cell, "")]
    if not problem and not failed and ran is not None:
        return None
    # A kernel that died, and the cells after it, are recorded as completed; but those never started.
    started = [place for place, cell in code if cell.metadata.get("papermill", {}).get("start_time")]
    stopped = started[-1:] if problem else failed[:1]
    if not stopped:
        return Fault(shown, 0, f"did not run: {problem or 'nothing was left behind'}", "open the notebook to try")
    return Fault(f"{shown}:cell {stopped[0]}", 0, f"the run stops here: {problem or _error(cells[stopped[0] - 1])}",
                 "mend the cell, or what it calls; open the notebook to try")


def _error(cell: nbformat.NotebookNode, otherwise: str = "this cell did not run") -> str:
    errors = [output for output in cell.outputs if output.output_type == "error"]
    return f"{errors[0].ename}: {shorten(errors[0].evalue, 200)}" if errors else otherwise


@contextlib.contextmanager
def _variables(wanted: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for a while; papermill's own messages are kept quiet."""
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    logging.getLogger("papermill").setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.__setitem__(name, value)
