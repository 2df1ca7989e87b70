"""What the card of a result says of its sum: formula, inputs and parameters; what cards share stands once on a page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from evidence.errors import EvidenceError
from evidence.exports.citation import Citation, read_citation
from evidence.ledger import strict_yaml
from evidence.notebooks.parameters import describe
from evidence.notebooks.published import Publication
from evidence.sphinxext.render import PageContext, render

WORDS = "chapters/words"
INPUTS_AT_ONCE = 55  # words of inputs that a card shows before it is asked for all of them


@dataclass
class SharedParts:
    """Parts that several cards of one page show: an input as a line, the parameters of a chapter, a citation."""

    page: PageContext
    inputs: dict[str, tuple[int, Markup]] = field(default_factory=dict)  # target → its number on the page, its line
    chapters: dict[str, Markup] = field(default_factory=dict)
    citations: dict[str, int] = field(default_factory=dict)  # key of the bibliography → its number on the page

    @cached_property
    def book(self) -> Citation:
        """How the whole is cited."""
        return read_citation(self.page.facts.root)

    def cite(self, key: str) -> int:
        """The number of a citation, under which the page has it."""
        return self.citations.setdefault(key, len(self.citations) + 1)

    def of_result(self, result: Publication) -> SimpleNamespace:
        """What its card says of its sum: the formula, numbers of its inputs (shown at once, and more), its chapter."""
        first, more = self._split(result.rests_on)
        if result.chapter not in self.chapters:
            self.chapters[result.chapter] = _parameters(self.page, result.chapter)
        return SimpleNamespace(formula=_formula(self.page.facts.root, result), first=first, more=more)

    def _split(self, targets: tuple[str, ...]) -> tuple[list[int], list[int]]:
        """Inputs by their numbers: as many as a card has room for, at least one, and those behind."""
        first: list[int] = []
        room = INPUTS_AT_ONCE
        lines = [self._input(target) for target in targets]
        for number, line in lines:
            room -= len(line.striptags().split())
            if room < 0 and first:
                break
            first.append(number)
        return first, [number for number, _ in lines[len(first):]]

    def _input(self, target: str) -> tuple[int, Markup]:
        if target not in self.inputs:
            line = Markup(render("card_input.html", page=self.page, target=target).strip())
            self.inputs[target] = (len(self.inputs) + 1, line)
        return self.inputs[target]


def _formula(root: Path, result: Publication) -> str:
    """The formula of a result in words, where the words of its chapter give one."""
    shown = f"{WORDS}/{result.chapter}.yml"
    entry = _entries(root, shown).get(result.name) if (root / shown).is_file() else None
    return str(entry.get("formula", "")) if isinstance(entry, Mapping) else ""


@lru_cache(maxsize=32)  # of a build: a chapter has dozens of results
def _entries(root: Path, shown: str) -> Mapping[str, Any]:
    """The entries of a chapter's words; none where they are not readable, which their lint reports."""
    try:
        entries = strict_yaml.read_yaml(root / shown, shown).content["results"]
    except (EvidenceError, LookupError, TypeError):
        return {}
    return entries if isinstance(entries, Mapping) else {}


def _parameters(page: PageContext, chapter: str) -> Markup:
    """The parameters of a chapter with their values in this edition, and how to move them."""
    docname = page.state.chapters[chapter]
    try:
        declared = describe(Path(page.env.doc2path(docname)), f"{docname}.ipynb")
    except EvidenceError:
        declared = []  # the lint of notebooks reports it
    moved = page.state.edition.parameters
    given: dict[str, Any] = moved.get("every", {}) | moved.get(chapter, {})
    values = [(parameter, parameter.typed(given.get(parameter.name, parameter.default)), parameter.name in given)
              for parameter in declared]
    return Markup(render("card_parameters.html", page=page, chapter=chapter, docname=docname, values=values))
