"""The glossary's entries, for words on other pages that are explained by a card."""

import re
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes

from evidence.errors import did_you_mean
from evidence.sphinxext.messages import warn
from evidence.sphinxext.nodes import evidence_link

PARTS = re.compile(r", | \(|\)$")
REMEDY = "mend the word, or add it to the glossary"


@dataclass(frozen=True)
class GlossaryEntry:
    """One term: its place, how it is written, and its meaning."""

    docname: str
    anchor: str
    term: str
    meaning: str


def entries_of_page(doctree: nodes.document, docname: str) -> dict[str, GlossaryEntry]:
    """The entries of the glossaries on a page, by the term's id; "tonne, t" and "stone (P)" explain two each."""
    found = {}
    for item in (item for glossary in doctree.findall(addnodes.glossary)
                 for item in glossary.findall(nodes.definition_list_item)):
        meaning = " ".join(part.astext().replace("\n", " ") for part in item.findall(nodes.paragraph))
        for term in item.findall(nodes.term):
            entry = GlossaryEntry(docname, next(iter(term["ids"]), ""), term.astext(), meaning)
            found.update({term_id(words): entry for words in [entry.term, *PARTS.split(entry.term)] if words})
    return found


def term_id(words: str) -> str:
    """A term as links name it: "AI accelerator" → "ai-accelerator"."""
    return nodes.make_id(words)


def place_words(app, doctree: nodes.document, docname: str) -> None:
    """Tell each explained word of a page where its entry stands; a word that has none is no link."""
    entries = app.env.get_domain("evidence").entries
    for node in list(doctree.findall(evidence_link)):
        if node["what"] != "term":
            continue
        if entry := entries.get(node["targets"][0]):
            node["place"] = (entry.docname, entry.anchor)
        else:
            node.replace_self(nodes.inline("", "", *node.children, classes=["evidence-missing"]))


def warn_of_unknown(entries: dict[str, GlossaryEntry], term: str, place: tuple[str, int]) -> None:
    """Warn where a page explains a word that the glossary has not."""
    if term not in entries:
        warn("unknown_term", f"no term '{term}' in a glossary; {did_you_mean(term, entries, REMEDY)}", place)
