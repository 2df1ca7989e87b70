"""A run of a notebook, as it is asked for and as it ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from evidence.errors import EvidenceError, Fault

CELL_SECONDS = 300


@dataclass(frozen=True)
class Task:
    """One run to do: the notebook, its report, values already checked, and its name in messages.

    ``timeout``: seconds a cell; ``engine``: "forked", or "nbclient" for papermill's own, which starts a kernel;
    ``pictures``: draw the figures, for which a chapter takes more time than for all the rest; for forked runs only.
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
