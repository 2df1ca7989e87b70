"""The node behind every role: words on the page that lead to what they rest on."""

from urllib.parse import urlsplit

from docutils import nodes

from evidence.sphinxext.messages import warn

SCHEMES = ("", "http", "https", "mailto")


class evidence_link(nodes.Inline, nodes.TextElement):
    """Words with ``kind`` (quantity, statement, reference, computed), ``what`` (claim, reference, result),
    ``targets`` (ids) and ``note`` (a remark after the words, or nothing)."""


def only_safe_addresses(app, doctree: nodes.document, docname: str) -> None:
    """An address that a browser would run, as the bibliography may bring it, is a warning and no link."""
    for node in list(doctree.findall(nodes.reference)):
        if not _safe(node.get("refuri", "")):
            warn("address", f"'{node['refuri'][:60]}' is no web address; mend it where it is written", docname)
            node.replace_self(node.children)


def _safe(address: str) -> bool:
    try:
        return urlsplit(address).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _visit_html(self, node: evidence_link) -> None:
    page, anchor = node["place"]
    attributes = {f"data-{node['what']}": " ".join(node["targets"]), "CLASS": f"evidence evidence-{node['kind']}"}
    if _inside_link(self, node):
        self.body.append(self.starttag(nodes.inline(), "span", "", **attributes))
        return
    href = f"{self.builder.get_relative_uri(self.builder.current_docname, page)}#{anchor}"
    self.body.append(self.starttag(node, "a", "", href=href, **attributes))


def _depart_html(self, node: evidence_link) -> None:
    self.body.append("</span>" if _inside_link(self, node) else "</a>")
    if node["note"]:
        self.body.append(f' <small class="evidence-note">{self.encode(node["note"])}</small>')


def _inside_link(self, node: evidence_link) -> bool:
    """A title repeated in a table of contents, or beside "next", is a link already."""
    return isinstance(node.parent, nodes.reference) or self.document.get("source") == "<partial node>"


def _words_alone(self, node: evidence_link) -> None:
    """Other formats print the words alone."""


PLAIN = (_words_alone, _words_alone)
VISITORS = {"html": (_visit_html, _depart_html), "latex": PLAIN, "text": PLAIN, "man": PLAIN, "texinfo": PLAIN}
