"""One run of a sweep: what a worker is told, what it does, what comes back."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.errors import EvidenceError
from evidence.notebooks import files
from evidence.notebooks.published import records


@dataclass(frozen=True)
class KeyFigure:
    """A result that a run published; ``value``: a number, a truth, a text, or None where it is left out."""

    name: str
    value: Any
    text: str


@dataclass(frozen=True)
class RunOfSet:
    """One run, of one set of values: all that a worker needs to know."""

    number: int
    key: str
    root: Path
    chapter: Path
    values: dict
    pictures: bool = False


@dataclass(frozen=True)
class RunResult:
    """What comes back: key figures; or what went wrong, and the notebook as far as it got."""

    seconds: float
    figures: list[KeyFigure]
    failure: str = ""
    notebook: str | None = None


def run_set(task: RunOfSet) -> RunResult:
    """Run the chapter once; a run that fails is a result too."""
    from evidence.running import engine
    started = time.perf_counter()
    try:
        ran = engine.run_notebook(task.chapter, task.root, task.values, f"chapters/{task.chapter.name}",
                                  pictures=task.pictures, noted=False)
    except EvidenceError as error:
        notebook = getattr(error, "notebook", None)
        return RunResult(time.perf_counter() - started, [], "; ".join(map(str, error.faults)),
                         None if notebook is None else files.as_text(notebook))
    figures = [KeyFigure(record["name"], record.get("value"), record.get("text", ""))
               for cell in ran.cells for kind, record in records(cell.get("outputs", ())) if kind == "result"]
    return RunResult(time.perf_counter() - started, figures)
