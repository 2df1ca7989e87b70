"""Anchors for results: at the cell that computes them, or in a list at the end where that cell is hidden."""

from docutils import nodes

from evidence.notebooks.published import Publication

CODE = "python"
FOLDED = "Each result by name, and the code of its cell"


def anchor_results(doctree: nodes.document, results: list[Publication]) -> None:
    """Give every result of a notebook its place on the page."""
    shown = {node["cell_index"]: node for node in doctree.findall(nodes.container) if "cell_index" in node}
    hidden = []
    for result in results:
        if result.cell in shown:
            _before(shown[result.cell], result)
        else:
            hidden.append(result)
    body = doctree.next_node(nodes.Element)
    if hidden and body is not None:
        body.append(_list(hidden))


def _before(cell: nodes.container, result: Publication) -> None:
    cell.parent.insert(cell.parent.index(cell), nodes.target(ids=[result.anchor]))


def _list(results: list[Publication]) -> nodes.section:
    """A closing section, folded: each hidden cell once, with the results it publishes."""
    title = "How the numbers of this page are computed"
    section = nodes.section("", nodes.title(title, title), ids=["computed-here"], classes=["evidence-computing"])
    section += nodes.raw("", f"<details><summary>{FOLDED}</summary>", format="html")
    by_cell: dict[int, list[Publication]] = {}
    for result in results:
        by_cell.setdefault(result.cell, []).append(result)
    for found in by_cell.values():
        section += [_entry(result) for result in found]
        section += nodes.literal_block(found[0].code, found[0].code, language=CODE, classes=["evidence-code"])
    section += nodes.raw("", "</details>", format="html")
    return section


def _entry(result: Publication) -> nodes.paragraph:
    value = nodes.inline(result.text, result.text, classes=["evidence-value"])
    return nodes.paragraph("", "", nodes.literal(result.name, result.name), nodes.Text(": "), value,
                           ids=[result.anchor], classes=["evidence-result-entry"])
