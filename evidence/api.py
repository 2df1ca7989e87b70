"""What a program imports: read a report's tables, run a chapter with other values, run a sweep.

A program that runs sweeps guards its own work by ``if __name__ == "__main__":``, as with any library that starts
processes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evidence.editions.declared import find_edition
from evidence.errors import EvidenceError, Fault
from evidence.notebooks.parameters import describe
from evidence.notebooks.values import check_together, check_values
from evidence.project import find_chapter
from evidence.running import engine
from evidence.running.task import Task
from evidence.sweeps import executors
from evidence.sweeps.plan import find_plan
from evidence.sweeps.run import KeyFigure, key_figures
from evidence.sweeps.sweep import sweep
from evidence.tables.report import open_report

if TYPE_CHECKING:
    import pandas
    from nbformat import NotebookNode

__all__ = ["ChapterRun", "EvidenceError", "open_report", "run_chapter", "run_sweep"]


@dataclass(frozen=True)
class ChapterRun:
    """A chapter as run: ``notebook`` with its outputs, ``figures`` by name, and ``seconds`` it took.

    A figure has ``value``, ``low``, ``high`` and ``text``.
    """

    notebook: "NotebookNode"
    figures: dict[str, KeyFigure]
    seconds: float


def run_chapter(chapter: str, values: Mapping[str, Any] | None = None, edition: str | None = None,
                root: Path | None = None) -> ChapterRun:
    """Run a chapter with other ``values`` of its parameters, which go before those of the ``edition``.

    ``root``: the report's folder, by default the nearest one upwards. Nothing is written.
    EvidenceError names every value that is refused before anything runs, or the cell that failed.
    """
    root = _folder(root)
    notebook = find_chapter(root, chapter)
    shown = f"chapters/{notebook.name}"
    declared = describe(notebook, shown)
    checked = find_edition(root, edition).values(notebook.stem) if edition else {}
    checked = {**checked, **check_values(declared, values or {}, shown)}
    check_together(declared, checked, shown)
    ran = engine.run_task(Task(notebook, root, checked, shown))
    return ChapterRun(ran.notebook, {figure.name: figure for figure in key_figures(ran.notebook.cells)}, ran.seconds)


def run_sweep(name: str, draws: int | None = None, workers: int | None = None,
              root: Path | None = None) -> "pandas.DataFrame":
    """Run a sweep of ``editions.yml``, or what is missing of it, on this machine; its table, a row a run and figure.

    ``draws``: draw so many sets, whatever is declared; ``workers``: runs side by side, by default one a core.
    EvidenceError names the runs that failed; the table of the others is then in ``_build/sweeps/NAME``.
    """
    import pandas
    root = _folder(root)
    plan = find_plan(root, name, draws)
    with executors.local_executor(workers) as (pool, at_once):
        outcome = sweep(root, plan, pool, at_once)
    if outcome.failed.count:
        raise EvidenceError([Fault(f"sweep {name}", 0, line, f"look into {outcome.failed.folder}")
                             for line in outcome.failed.first])
    [written] = [place for place in outcome.places if place.endswith(".parquet")]
    return pandas.read_parquet(written, engine="fastparquet")


def _folder(root: Path | None) -> Path:
    return Path(root).resolve() if root else open_report().root
