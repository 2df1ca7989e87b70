"""What the card of a result says of its sum: formula, inputs and parameters; what cards share stands once on a page."""

from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from evidence.errors import EvidenceError
from evidence.exports.citation import Citation, read_citation
from evidence.notebooks.parameters import Parameter, describe
from evidence.notebooks.published import Publication, Sum
from evidence.sphinxext.render import PageContext, render
from evidence.sphinxext.what_if import kept_for

INPUTS_AT_ONCE = 55  # words of a sum and its inputs that a card shows before it is asked for all of them


@dataclass
class SharedParts:
    """Parts that several cards of one page show: an input as a line, the parameters of a chapter, a citation."""

    page: PageContext
    inputs: dict[str, tuple[int, Markup]] = field(default_factory=dict)  # target → its number on the page, its line
    chapters: dict[str, Markup] = field(default_factory=dict)
    _values: dict[str, dict[str, tuple[Parameter, str, bool]]] = field(default_factory=dict)
    citations: dict[str, int] = field(default_factory=dict)  # key of the bibliography → its number on the page

    @cached_property
    def book(self) -> Citation:
        """How the whole is cited."""
        return read_citation(self.page.facts.root)

    def cite(self, key: str) -> int:
        """The number of a citation, under which the page has it."""
        return self.citations.setdefault(key, len(self.citations) + 1)

    def of_result(self, result: Publication, one: Sum | None) -> SimpleNamespace:
        """What a card says of a sum: its formula, numbers of its inputs (shown at once, and more), its parameters.

        ``one``: the sum of a number; without it, the inputs of the whole result.
        """
        values = self._parameters(result.chapter)
        own = one.inputs if one else result.rests_on
        set_here = [values[name] for name in own if name in values]
        taken = len(one.formula.split()) + 3 * len(set_here) if one else 0
        first, more = self._split(tuple(target for target in own if target not in values), INPUTS_AT_ONCE - taken)
        return SimpleNamespace(formula=one.formula if one else "", first=first, more=more, number=one is not None,
                               movable=partial(self._movable, result.chapter),
                               parameters=set_here)

    def _parameters(self, chapter: str) -> dict[str, tuple[Parameter, str, bool]]:
        """The parameters of a chapter by name: each with its value in this edition, and whether that was moved."""
        if chapter not in self._values:
            self._values[chapter] = _parameters(self.page, chapter)
            self.chapters[chapter] = Markup(render("card_parameters.html", page=self.page, chapter=chapter,
                                                   docname=self.page.state.chapters[chapter],
                                                   values=self._values[chapter].values()))
        return self._values[chapter]

    def _movable(self, chapter: str, name: str) -> str:
        """The address at which a parameter can be moved on the chapter's page; empty where its states are not kept."""
        kept = kept_for(self.page.state).get(chapter)
        return (self.page.to(self.page.state.chapters[chapter], f"what-if?{chapter}/{name}")
                if kept and name in kept["parameters"] else "")

    def _split(self, targets: tuple[str, ...], room: int) -> tuple[list[int], list[int]]:
        """Inputs by their numbers: those for whose words a card has room, at least the shortest, and those behind."""
        lines = {number: len(line.striptags().split()) for number, line in map(self._input, targets)}
        first: list[int] = []
        for number, words in lines.items():
            if words <= room:
                first.append(number)
                room -= words
        first = first or sorted(lines, key=lambda number: lines[number])[:1]
        return first, [number for number in lines if number not in first]

    def _input(self, target: str) -> tuple[int, Markup]:
        if target not in self.inputs:
            line = Markup(render("card_input.html", page=self.page, target=target).strip())
            self.inputs[target] = (len(self.inputs) + 1, line)
        return self.inputs[target]


def _parameters(page: PageContext, chapter: str) -> dict[str, tuple[Parameter, str, bool]]:
    docname = page.state.chapters[chapter]
    try:
        declared = describe(Path(page.env.doc2path(docname)), f"{docname}.ipynb")
    except EvidenceError:
        declared = []  # the lint of notebooks reports it
    moved = page.state.edition.parameters
    given: dict[str, Any] = moved.get("every", {}) | moved.get(chapter, {})
    return {parameter.name: (parameter, parameter.typed(given.get(parameter.name, parameter.default)),
                             parameter.name in given) for parameter in declared}
