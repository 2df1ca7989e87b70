"""One run of a sweep: what a worker is told, what it does, what comes back."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from evidence.errors import EvidenceError
from evidence.notebooks import files
from evidence.notebooks.published import records
from evidence.running import engine
from evidence.running.task import RunError, Task


@dataclass(frozen=True)
class KeyFigure:
    """A result that a run published; ``value``: a number, a truth, a text, or None where it is left out.

    ``low`` and ``high``: between which numbers it lies; None where it is published as one number, or is none.
    """

    name: str
    value: Any
    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class RunOfSet:
    """One run, of one set of values: its number, the key it is kept under, and what a worker is to do."""

    number: int
    key: str
    task: Task


@dataclass(frozen=True)
class RunResult:
    """What comes back: key figures; or what went wrong, and the notebook as far as it got."""

    seconds: float
    figures: list[KeyFigure]
    failure: str = ""
    notebook: str | None = None


def run_set(run: RunOfSet) -> RunResult:
    """Run the chapter once; a run that fails is a result too."""
    started = time.perf_counter()
    try:
        cells = engine.run_task(run.task).notebook.cells
    except EvidenceError as error:
        far = error.notebook if isinstance(error, RunError) else None
        notebook = None if far is None else files.as_text(far)
        return RunResult(time.perf_counter() - started, [], "; ".join(map(str, error.faults)), notebook)
    return RunResult(time.perf_counter() - started, key_figures(cells))


def key_figures(cells: Iterable[Mapping[str, Any]]) -> list[KeyFigure]:
    """The results that the cells of a run published, in order."""
    return [KeyFigure(record["name"], record.get("value"), record.get("text", ""),
                      record.get("low"), record.get("high"))
            for cell in cells for kind, record in records(cell.get("outputs", ())) if kind == "result"]
