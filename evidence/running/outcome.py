"""How a run ended, and what kept it from its end; a runner's own word for it is no proof."""

from dataclasses import dataclass, field

import nbformat

from evidence.errors import Fault, shorten
from evidence.running.task import RunError

NO_ERROR = "it failed; what it printed says why"  # such as a magic command that there is not


@dataclass
class Ended:
    """What a runner leaves behind.

    ``notebook``: as far as it got, or None; ``problem``: what the runner saw go wrong; ``read``: files of the report
    that were read; ``started``: places of the cells that were started, counted from 0.
    """

    notebook: nbformat.NotebookNode | None
    problem: str | None = None
    read: list[str] = field(default_factory=list)
    started: list[int] = field(default_factory=list)


def complete_notebook(run: Ended, shown: str) -> nbformat.NotebookNode:
    """The notebook, where every cell has run; RunError says what kept it from its end, and in which cell."""
    wrong = _fault(run.notebook.cells if run.notebook else [], run, shown)
    if wrong or run.notebook is None:
        raise RunError([wrong or _did_not_run("nothing was left behind", shown)], run.notebook)
    return run.notebook


def _fault(cells: list[nbformat.NotebookNode], run: Ended, shown: str) -> Fault | None:
    failed = [place for place, cell in enumerate(cells) if cell.cell_type == "code" and cell.source.strip()
              and (cell.execution_count is None or (_error(cell, "") and not may_fail(cell)))]
    # A kernel that died, and the cells after it, are recorded as completed; but those never started.
    stopped = run.started[-1:] if run.problem else failed[:1]
    if not stopped:
        return _did_not_run(run.problem, shown) if run.problem else None
    words = run.problem or _error(cells[stopped[0]])
    return Fault(f"{shown}:cell {stopped[0] + 1}", 0, f"the run stops here: {words}",
                 "mend the cell, or what it calls; open the notebook to try")


def may_fail(cell: nbformat.NotebookNode) -> bool:
    """Whether a run goes on where the cell fails, as nbclient has it."""
    return "raises-exception" in cell.metadata.get("tags", ())


def _did_not_run(why: str, shown: str) -> Fault:
    return Fault(shown, 0, f"did not run: {why}", "open the notebook to try")


def not_an_output(error: nbformat.ValidationError) -> str:
    """Words for what a cell shows and no notebook can hold, such as a number where a text belongs."""
    return f"what it shows is no output ({' '.join(map(str, error.absolute_path))}: {shorten(error.message, 80)})"


def _error(cell: nbformat.NotebookNode, otherwise: str = "this cell did not run") -> str:
    errors = [output for output in cell.outputs if output.output_type == "error"]
    return f"{errors[0].ename}: {shorten(errors[0].evalue, 200)}" if errors else otherwise
