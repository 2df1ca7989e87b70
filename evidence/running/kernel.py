"""A run by papermill's own engine: a real kernel, with sockets of its own."""

import logging
import os
import tempfile
from pathlib import Path

import nbformat
from traitlets.config import Config

from evidence.errors import shorten
from evidence.running.environment import run_variables, variables_set
from evidence.running.outcome import NO_ERROR, Ended, may_fail, not_an_output

ADDED = "papermill-error-cell-tag"  # of cells that papermill adds where a run fails, which would shift all others


def run_in_kernel(prepared: nbformat.NotebookNode, root: Path, folder: Path, timeout: float) -> Ended:
    """Run a notebook in ``folder`` by papermill's own engine, which starts a kernel; ``timeout``: seconds a cell."""
    with tempfile.TemporaryDirectory(prefix="evidence-") as scratch, variables_set(run_variables(root)):
        after = Path(scratch, "out.ipynb")
        # papermill fills braces in a path as a format string
        target = str(after).replace("{", "{{").replace("}", "}}")
        problem = _problem(prepared, target, timeout, cwd=str(folder), config=_channels(Path(scratch)))
        ran = nbformat.v4.reads(after.read_text(encoding="utf-8")) if after.exists() else None
    if ran is None:
        return Ended(None, problem)
    if problem and _failed_on_purpose(ran):
        problem = None
    ran.cells = [cell for cell in ran.cells if ADDED not in cell.metadata.get("tags", ())]
    started = [place for place, cell in enumerate(ran.cells) if cell.metadata.get("papermill", {}).get("start_time")]
    return Ended(ran, problem, started=started)


def _failed_on_purpose(ran: nbformat.NotebookNode) -> bool:
    """Whether only cells have failed that may: papermill runs on after them, but takes the run for failed."""
    failed = [cell for cell in ran.cells for output in cell.get("outputs", ()) if output.output_type == "error"]
    return bool(failed) and all(map(may_fail, failed)) and not ran.metadata.papermill.exception


def _problem(prepared: nbformat.NotebookNode, target: str, timeout: float, **how) -> str | None:
    """Run the cells; what went wrong, as far as papermill saw it."""
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from papermill.exceptions import PapermillExecutionError
    from papermill.execute import execute_notebook
    for library in ("papermill", "asyncio"):  # the second of tasks that nbclient leaves behind; we say what is wrong
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    name = prepared.metadata.get("kernelspec", {}).get("name") or "python3"
    try:
        execute_notebook(prepared, target, kernel_name=name, progress_bar=False, execution_timeout=timeout, **how)
    except (PapermillExecutionError, CellExecutionError) as error:
        return f"{error.ename}: {shorten(error.evalue, 200)}" if getattr(error, "ename", "") else NO_ERROR
    except CellTimeoutError:
        return f"it took longer than {timeout:g} s"
    except DeadKernelError:
        return "its process died"
    except nbformat.ValidationError as error:
        return not_an_output(error)
    except (KeyError, RuntimeError, OSError) as error:  # no such kernel, or none that answers
        return f"no kernel started ({shorten(str(error))})"
    return None


def _channels(folder: Path) -> Config:
    """Sockets in a folder of the run's own, where there are any: kernels side by side fight over TCP ports."""
    ip = str(folder / "k")
    if os.name != "posix" or len(ip) > 100:  # a socket's path has room for 104 bytes
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "ip": ip}})
