"""What the card of a result says of its sum: formula, inputs and parameters; what cards share stands once on a page."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

from markupsafe import Markup

from evidence.errors import EvidenceError
from evidence.exports.citation import Citation, read_citation
from evidence.notebooks.parameters import describe
from evidence.notebooks.published import Publication, Sum
from evidence.sphinxext.marks import is_number
from evidence.sphinxext.render import PageContext, render
from evidence.sphinxext.what_if import kept_for

SHORT = 40  # characters of a text that is its card's first line
INPUTS_AT_ONCE = 55  # words of a sum and its inputs that a card shows before it is asked for all of them


class ParameterSet(NamedTuple):
    """A parameter as this edition has it.

    ``value``: as typed; ``moved``: whether the edition moves it; ``href``: where a reader can, empty where nowhere.
    """

    name: str
    value: str
    moved: bool
    href: str


@dataclass
class SharedParts:
    """Parts that several cards of one page show: an input as a line, the parameters of a chapter, a citation."""

    page: PageContext
    inputs: dict[str, tuple[int, Markup]] = field(default_factory=dict)  # target → its number on the page, its line
    chapters: dict[str, Markup] = field(default_factory=dict)
    _set: dict[str, dict[str, ParameterSet]] = field(default_factory=dict, init=False)  # of each chapter, by name
    citations: dict[str, int] = field(default_factory=dict)  # key of the bibliography → its number on the page

    @cached_property
    def book(self) -> Citation:
        """How the whole is cited."""
        return read_citation(self.page.facts.root)

    def cite(self, key: str) -> int:
        """The number of a citation, under which the page has it."""
        return self.citations.setdefault(key, len(self.citations) + 1)

    def of_result(self, result: Publication, number: Sum | None) -> SimpleNamespace:
        """What a card says of a sum: its formula, numbers of its inputs (shown at once, and more), its parameters.

        ``number``: the sum of a number within the result; without it, that of a result which is one number, or else
        the inputs of the whole. ``value``: the result's text, where the card begins with it; a script names a number.
        """
        alone = is_number(result.text, self.page.facts.names)
        own = number or (result.sums[0] if alone and result.sums else None)
        there, inputs = self._parameters(result.chapter), own.inputs if own else result.rests_on
        parameters = [there[name] for name in inputs if name in there]
        taken = len(own.formula.split()) + 3 * len(parameters) if own else 0
        first, more = self._split(tuple(target for target in inputs if target not in there), INPUTS_AT_ONCE - taken)
        short = len(result.text) < SHORT and not own
        return SimpleNamespace(formula=own.formula if own else "", first=first, more=more, number=own is not None,
                               parameters=parameters, value=result.text if alone or short else "")

    def _parameters(self, chapter: str) -> dict[str, ParameterSet]:
        """The parameters of a chapter by name; their list, which its cards show, is made with them."""
        if chapter not in self._set:
            self._set[chapter] = _parameters_of(self.page, chapter)
            self.chapters[chapter] = Markup(render("card_parameters.html", page=self.page, chapter=chapter,
                                                   docname=self.page.state.chapters[chapter],
                                                   parameters=self._set[chapter].values()))
        return self._set[chapter]

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


def _parameters_of(page: PageContext, chapter: str) -> dict[str, ParameterSet]:
    docname, kept = page.state.chapters[chapter], kept_for(page.state).get(chapter)
    try:
        declared = describe(Path(page.env.doc2path(docname)), f"{docname}.ipynb")
    except EvidenceError:
        declared = []  # the lint of notebooks reports it
    moved = page.state.edition.parameters
    given: dict[str, Any] = moved.get("every", {}) | moved.get(chapter, {})
    movable = kept["parameters"] if kept else {}
    return {parameter.name: ParameterSet(
        parameter.name, parameter.typed(given.get(parameter.name, parameter.default)), parameter.name in given,
        page.to(docname, f"what-if?{chapter}/{parameter.name}") if parameter.name in movable else "")
        for parameter in declared}
