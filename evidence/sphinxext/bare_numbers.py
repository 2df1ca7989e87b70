"""Bare numbers: digits in prose, captions, headings and hand-made tables that trace to nothing.

Exempt are code, formulas with a letter in them, citations, cross-references whose text the builder writes,
footnote marks, the outputs of cells (computed), the roles (checked on their own) and the names in the entity list.
"""

import re
from collections.abc import Iterator
from html import unescape

from docutils import nodes
from sphinx import addnodes

from evidence.index.numbers import NumberedNames
from evidence.notebooks.published import TypedText
from evidence.sphinxext.blocks import evidence_block
from evidence.sphinxext.messages import CELL, exact_line, warn
from evidence.sphinxext.nodes import evidence_link

EXEMPT = (nodes.literal, nodes.literal_block, nodes.doctest_block, nodes.comment,
          nodes.footnote_reference, nodes.citation_reference, nodes.citation, nodes.label, nodes.system_message,
          nodes.problematic, nodes.substitution_definition, addnodes.index, nodes.meta, addnodes.number_reference,
          addnodes.download_reference, evidence_link, evidence_block)
HIDDEN = re.compile(r"<(script|style|pre|code|template)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
SPOKEN = re.compile(r"\b(?:alt|title|aria-label)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
COMMAND, LETTER = re.compile(r"\\[A-Za-z]+"), re.compile(r"[A-Za-z]")
TAG = re.compile(r"<[^>]*>")
GAP = "\N{OBJECT REPLACEMENT CHARACTER}"
REMEDY = "use a role (quantity, reference, computed), put it in code, or add the name to the entity list"


def check_numbers(doctree: nodes.document, typed: list[TypedText], names: NumberedNames, env) -> None:
    """Warn of every bare number on the page being read, and of those typed as text, title or caption in its code."""
    _check_text(doctree, names, env)
    _check_typed(typed, names, env.docname)


def _check_text(doctree: nodes.document, names: NumberedNames, env) -> None:
    for node, text in _passages(doctree):
        for number in names.numbers(text):
            line = exact_line(env, _line(node), number[0])
            around = " ".join(text[max(0, number.start() - 30):number.end() + 20].split()).replace(GAP, "…")
            warn("bare_number", f"bare number '{number[0]}' in '{around}'; {REMEDY}", (env.docname, line))


def _check_typed(texts: list[TypedText], names: NumberedNames, docname: str) -> None:
    for typed in texts:
        for number in names.numbers(typed.text):
            warn("bare_number", f"bare number '{number[0]}' typed in a caption, title or text; compute it",
                 (docname, (typed.cell + 1) * CELL + typed.line))


def _passages(node: nodes.Node) -> Iterator[tuple[nodes.Node, str]]:
    """Yield each block of running text under a node, with what is exempt blanked out."""
    if _exempt(node):
        return
    if isinstance(node, nodes.raw):
        if "html" in node.get("format", "").split():
            yield node, _visible(node.astext())
        return
    if isinstance(node, nodes.image):
        yield node, node.get("alt", "")
    if isinstance(node, addnodes.toctree):
        yield node, "\n".join([node.get("caption") or "", *(title or "" for title, _ in node["entries"])])
    if isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline):
        yield node, _text(node)
    for child in node.children:
        if not isinstance(child, nodes.Text):
            yield from _passages(child)


def _text(node: nodes.Node) -> str:
    if isinstance(node, nodes.Text):
        return node.astext()
    if _exempt(node) or isinstance(node, nodes.raw | nodes.image):
        return GAP
    return "".join(_text(child) for child in node.children
                   if isinstance(child, nodes.Text | nodes.Inline) or isinstance(node, nodes.Inline))


def _exempt(node: nodes.Node) -> bool:
    if not isinstance(node, nodes.Element):
        return False
    if isinstance(node, EXEMPT) or {"evidence-missing", "evidence-count"}.intersection(node.get("classes", ())):
        return True
    if isinstance(node, nodes.math | nodes.math_block):
        return bool(LETTER.search(COMMAND.sub("", node.astext())))
    if isinstance(node, addnodes.pending_xref):
        return node.get("refdomain") == "cite" or not node.get("refexplicit")
    if isinstance(node, nodes.reference):
        return node.astext() == node.get("refuri")  # an address shown as it is
    return isinstance(node, nodes.container) and node.get("nb_element", "").startswith("cell_code_")


def _visible(html: str) -> str:
    html = HIDDEN.sub(GAP, html)
    spoken = " ".join(first or second for first, second in SPOKEN.findall(html))
    return unescape(f"{TAG.sub(GAP, html)} {spoken}")


def _line(node: nodes.Node) -> int:
    while node is not None and not node.line:
        node = node.parent
    return node.line if node is not None else 1
