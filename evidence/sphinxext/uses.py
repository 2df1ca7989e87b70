"""Who uses what: every place of the book that rests on a claim, a reference point or a result."""

from dataclasses import dataclass

from docutils import nodes
from sphinx.domains import Domain

from evidence.notebooks.published import Publication
from evidence.sphinxext import nodes as links


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


class EvidenceDomain(Domain):
    """Keeps the uses of each page from one build to the next."""

    name = "evidence"
    label = "Evidence"
    initial_data = {"uses": {}, "blocks": {}}
    data_version = 1

    def clear_doc(self, docname: str) -> None:
        self.data["uses"].pop(docname, None)
        self.data["blocks"].pop(docname, None)

    def merge_domaindata(self, docnames, otherdata) -> None:
        for part in ("uses", "blocks"):
            self.data[part].update({one: otherdata[part][one] for one in docnames if one in otherdata[part]})


def by_target(recorded: dict[str, list[Use]]) -> dict[tuple[str, str], list[Use]]:
    """Return (what, target) → the places that use it, page by page; a section counts once."""
    found: dict[tuple[str, str], dict] = {}
    for docname in sorted(recorded):
        for use in recorded[docname]:
            found.setdefault((use.what, use.target), {}).setdefault((docname, use.kind, use.label), use)
    return {target: list(places.values()) for target, places in found.items()}


def in_text(doctree: nodes.document, docname: str) -> list[Use]:
    """Give each role on a page an anchor, and return what they use."""
    found = []
    for count, node in enumerate(doctree.findall(links.evidence_link), 1):
        node["ids"] = [f"use-{count}"]
        label = _section(node)
        found += [Use(docname, node.line or 1, f"use-{count}", "text", label, node["what"], target)
                  for target in node["targets"]]
    return found


def in_outputs(published: list[Publication], docname: str) -> list[Use]:
    """Return what the figures, tables and results of a notebook rest on."""
    return [Use(docname, (one.cell + 1) * 10_000 + 1, one.anchor, one.kind, one.text,
                "claim" if "/" in target else "reference", target)
            for one in published for target in one.rests_on]


def _section(node: nodes.Node) -> str:
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    title = node.next_node(nodes.title) if node is not None else None
    return title.astext() if title is not None else ""
