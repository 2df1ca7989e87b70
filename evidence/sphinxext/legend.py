"""The legend: a live sample of each mark, chosen by the page or else the first that the report has."""

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

from evidence.sphinxext.build_state import BuildState, domain_of
from evidence.sphinxext.nodes import evidence_link
from evidence.sphinxext.render import render

WORDS = "words of ours"


class LegendDirective(SphinxDirective):
    """A sample of each mark; ``:quantity:``, ``:statement:``, ``:reference:``, ``:computed:`` choose what is shown,
    by id; ``:word:`` names an entry of the glossary, without which that mark is left out; ``:other:`` is the page on
    which parameters are moved."""

    option_spec = dict.fromkeys(("quantity", "statement", "reference", "computed", "word", "other"),
                                directives.unchanged_required)

    def run(self) -> list[nodes.Node]:
        given = {"word": "", "other": "", **_first(domain_of(self.env).state), **self.options}
        legend = nodes.container(classes=["evidence-legend"])
        lines = render("legend.md", words=WORDS, **given).splitlines()
        self.state.nested_parse(StringList(lines, source=self.get_source_info()[0]), self.content_offset, legend)
        for sample in legend.findall(evidence_link):
            sample["sample"] = True  # a page that explains the marks does not use what they show
        return [legend]


def _first(state: BuildState) -> dict[str, str]:
    """The first claim with a number, reference point and result with a short text; nothing where there is none."""
    facts = state.facts
    claim = next((claim for claim, rows in facts.of_claim["quantities"].items() if len(rows) == 1), "")
    result = next((name for name, found in state.results.items() if len(found.text) < 12), "")
    return {"quantity": claim, "statement": claim, "reference": next(iter(facts.references), ""), "computed": result}
