"""How a run ended, and what kept it from its end; a runner's own word for it is no proof."""

from dataclasses import dataclass, field

import nbformat

from evidence.errors import Fault, shorten

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

    def cell_start(self, cell, place: int) -> None:
        """See ``follow.Watch``."""
        self.started.append(place)

    def cell_complete(self, cell, place: int) -> None:
        """See ``follow.Watch``."""

    cell_exception = cell_complete


def fault(run: Ended, shown: str) -> Fault | None:
    """What kept the notebook from running to its end, and in which cell."""
    cells = [(place, cell) for place, cell in enumerate(run.notebook.cells if run.notebook else ())
             if cell.cell_type == "code" and cell.source.strip()]
    failed = [place for place, cell in cells if cell.execution_count is None or _error(cell, "")]
    if not run.problem and not failed and run.notebook is not None:
        return _misshapen(run.notebook, shown)
    # A kernel that died, and the cells after it, are recorded as completed; but those never started.
    stopped = run.started[-1:] if run.problem else failed[:1]
    if not stopped:
        return Fault(shown, 0, f"did not run: {run.problem or 'nothing was left behind'}", "open the notebook to try")
    words = run.problem or _error(run.notebook.cells[stopped[0]])
    return Fault(f"{shown}:cell {stopped[0] + 1}", 0, f"the run stops here: {words}",
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
