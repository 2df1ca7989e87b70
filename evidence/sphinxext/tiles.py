"""Tiles: findings at a glance, each with a headline, a number, a small figure and words of the editor's."""

from typing import Any, NamedTuple

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from evidence.sphinxext.blocks import Section, evidence_block
from evidence.sphinxext.boxes import box
from evidence.sphinxext.build_state import domain_of
from evidence.sphinxext.messages import warn
from evidence.sphinxext.render import PageContext

MOST_WORDS = 8  # of a headline
WIDE = 200  # of the small figure


class _Place(NamedTuple):
    """Where on the small figure things stand, from its left."""

    start: float
    width: float
    mark: float
    end: float
    says: str
    anchor: str  # of the words at the mark: start or end, whichever keeps them inside


class _Tiles(SphinxDirective):
    """A tile a line: ``chapter/finding: words below it``.

    Results of the chapter fill it: ``tile-FINDING`` is the headline, ``tile-FINDING-number`` the number with its scale,
    and ``tile-FINDING-mark`` says what the mark on that scale is.
    """

    has_content = True

    def run(self) -> list[nodes.Node]:
        domain_of(self.env).blocks.add(self.env.docname)
        return [box("", *map(self._tile, self.content), tag="div", classes=["evidence-tiles"])]

    def _tile(self, line: str) -> nodes.Node:
        finding, _, foot = line.partition(":")
        chapter, _, name = finding.strip().partition("/")
        headline = f"{chapter}/tile-{name}"
        known = domain_of(self.env).state.results.get(headline)
        if known and len(known.text.split()) > MOST_WORDS:
            warn("tile", f"the headline '{known.text}' has more than {MOST_WORDS} words; shorten it", self.env.docname)
        drawn = evidence_block(section=Section("", "tile_figure.html", _drawn), argument=f"{headline}-number")
        return box("", self._line(f"{{computed}}`{headline}`", "headline"),
                   self._line(f"{{computed}}`{headline}-number`", "number"), drawn, self._line(foot.strip(), "foot"),
                   tag="div", classes=["evidence-tile"])

    def _line(self, text: str, kind: str) -> nodes.Node:
        words, messages = self.state.inline_text(text, self.lineno)
        made = nodes.paragraph("", "", *words, *messages, classes=[f"evidence-tile-{kind}"])
        self.set_source_info(made)
        return made


def _drawn(page: PageContext, argument: str) -> dict[str, Any]:
    """The scale of a number, as places; none where the edition leaves it out."""
    found = page.state.results.get(argument)
    mark = page.state.results.get(argument.removesuffix("number") + "mark")
    if not found or len(found.scale) != len(("low", "high", "end", "mark")):
        return {"place": None, "wide": WIDE}
    low, high, end, at = (WIDE * value / found.scale[2] for value in found.scale)
    place = _Place(low, max(high - low, 3), at, end, mark.text if mark else "", "start" if at < WIDE / 2 else "end")
    return {"wide": WIDE, "number": argument, "place": place}


DIRECTIVES = {"tiles": _Tiles}
