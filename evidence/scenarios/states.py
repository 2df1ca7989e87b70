"""One chapter at any values of its parameters: its answer function called directly, and what it publishes then."""

import inspect
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

from evidence.chapter import present
from evidence.chapter.answers import Answers
from evidence.chapter.page import Page
from evidence.chapter.select import select
from evidence.chapter.words import Words, read_words
from evidence.errors import EvidenceError, Fault, shorten
from evidence.notebooks.parameters import Parameter, describe
from evidence.notebooks.values import check_together
from evidence.project import chapters
from evidence.tables.report import Report
from evidence.tables.selection import SELECTIONS, Selection

SELECTING = tuple(inspect.signature(select).parameters)[1:]  # the parameters that choose the claims that count
Values = Mapping[str, Any]


class Chapter:
    """A chapter by its answer function; what it reads of the report is read once for each choice of claims.

    EvidenceError where the chapter's parameters or words cannot be read.
    """

    def __init__(self, root: Path, path: Path):
        self.root, self.path, self.name = root, path, path.stem
        self._report = Report(root)
        self._select = lru_cache(maxsize=SELECTIONS)(lambda *chosen: select(self._report, *chosen))

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """Those that it declares, by name."""
        return {parameter.name: parameter for parameter in describe(self.path, f"chapters/{self.path.name}")}

    @cached_property
    def words(self) -> Words:
        """What its editors wrote."""
        return read_words(self.root, self.name)

    @cached_property
    def module(self) -> Any:
        """Its answers."""
        return import_module(self.words.answers)

    def complete(self, values: Values) -> dict[str, Any]:
        """All parameters: those given, the others as declared."""
        return {name: parameter.default for name, parameter in self.parameters.items()} | dict(values)

    def select(self, values: Values) -> Selection:
        """The report of the claims that count at these values, and nothing else is shown from now on."""
        complete = self.complete(values)
        selection = self._select(*(complete[name] for name in SELECTING))
        present.leave_out(selection.left_out)
        return selection

    def answers(self, values: Values) -> Answers:
        """All that the chapter finds at these values. EvidenceError where it cannot be computed."""
        check_together(self.parameters.values(), values, f"chapters/{self.path.name}")
        complete = self.complete(values)
        try:
            return self.module.answer(self.select(values), self.module.Parameters(**complete))
        except EvidenceError:
            raise
        except Exception as error:  # whatever an analysis may raise
            wrong = f"{type(error).__name__}: {shorten(error, 200)}"
            raise EvidenceError([Fault(f"chapters/{self.path.name}", 0, wrong, "mend the chapter")]) from error

    def page(self, values: Values) -> Page:
        """The chapter as its notebook shows it at these values."""
        return Page(self.root, self.name, self.answers(values), self.words)

    def records(self, values: Values) -> Iterator[dict[str, Any]]:
        """Every result as a run of the notebook stores it: name, value, text, rests_on."""
        yield from self.page(values).records()


def headlines_of(root: Path) -> Any:
    """What a chapter's answers module offers as ``headlines(report, chapter)``: name, sentence and test of each."""
    for path in chapters(root):
        module = opened(root, path).module
        if hasattr(module, "headlines"):
            return module.headlines
    return lambda report, chapter: []


@lru_cache(maxsize=16)
def opened(root: Path, path: Path) -> Chapter:
    """The same chapter again, with all that it has read: for workers, which do one state after the other."""
    return Chapter(root, path)
