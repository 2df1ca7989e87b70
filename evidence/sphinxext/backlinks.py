"""Who uses what: every place of the book that rests on a claim, a reference point or a result."""

from collections.abc import Mapping
from dataclasses import dataclass

from docutils import nodes

from evidence.notebooks.published import Publication
from evidence.sphinxext.boxes import box_title
from evidence.sphinxext.messages import CELL
from evidence.sphinxext.nodes import evidence_link


@dataclass(frozen=True)
class Use:
    """One place (``docname#anchor``) that uses one target."""

    docname: str
    line: int
    anchor: str
    kind: str  # text, figure, table, result
    label: str
    what: str  # claim, reference, result
    target: str
    section: str = ""  # anchor of the section that tells it, of a folded part its own; none of the page as a whole


def uses_by_target(recorded: dict[str, list[Use]]) -> dict[tuple[str, str], list[Use]]:
    """(what, target) → the places that use it, page by page; a section counts once."""
    found: dict[tuple[str, str], dict] = {}
    for docname in sorted(recorded):
        for use in recorded[docname]:
            found.setdefault((use.what, use.target), {}).setdefault((docname, use.kind, use.label), use)
    return {target: list(places.values()) for target, places in found.items()}


def told_at(uses: dict[tuple[str, str], list[Use]], chapters: Mapping[str, str], result: str) -> Use | None:
    """Where its own chapter tells a result, below its title: the section that answers."""
    page = chapters.get(result.partition("/")[0], "")
    return next((use for use in uses.get(("result", result), ()) if use.docname == page and use.section), None)


def uses_of_page(doctree: nodes.document, published: list[Publication], docname: str) -> list[Use]:
    """What a page uses, in its text and in what its notebook published; each role is given an anchor."""
    return _in_text(doctree, docname) + _in_outputs(published, docname)


def _in_text(doctree: nodes.document, docname: str) -> list[Use]:
    """Give each role on a page an anchor, and return what they use."""
    found = []
    for count, node in enumerate((node for node in doctree.findall(evidence_link) if not node.get("sample")), 1):
        node["ids"] = [f"use-{count}"]
        section = _section(node)
        title = section.next_node(nodes.title) if section else None
        label = title.astext() if title else ""
        folded, below = isinstance(node.parent, box_title), section and isinstance(section.parent, nodes.section)
        where = f"use-{count}" if folded else section["ids"][0] if section and below else ""
        found += [Use(docname, node.line or 1, f"use-{count}", "text", label, node["what"], target, where)
                  for target in node["targets"]]
    return found


def _in_outputs(published: list[Publication], docname: str) -> list[Use]:
    """What the figures, tables and results of a notebook rest on."""
    return [Use(docname, (found.cell + 1) * CELL + 1, found.anchor, found.kind, found.text,
                "claim" if "/" in target else "reference", target)
            for found in published for target in found.rests_on]


def _section(node: nodes.Node | None) -> nodes.section | None:
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    return node
