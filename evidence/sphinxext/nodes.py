"""The node behind every role: words on the page that lead to what they rest on."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from docutils import nodes

from evidence.sphinxext.marks import is_number, pieces
from evidence.sphinxext.messages import warn

SCHEMES = ("", "http", "https", "mailto")
SENTENCES = {"statement": "Source", "computed": "How it is computed"}  # kinds of words with a mark at their end


class evidence_link(nodes.Inline, nodes.TextElement):
    """Words with ``kind`` (quantity, statement, reference, computed, word), ``what`` (claim, reference, result, term),
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
    """A number is its own link; a sentence has its numbers underlined and a mark at its end, which is the link."""
    named = {f"data-{node['what']}": " ".join(node["targets"])}
    classes = f"evidence evidence-{node['kind']}"
    if _inside_link(self, node):
        self.body.append(self.starttag(nodes.inline(), "span", "", CLASS=classes, **named))
        return
    state = self.builder.env.get_domain("evidence").state
    names = state.facts.names
    if node["kind"] not in SENTENCES or is_number(node.astext(), names):
        self.body.append(self.starttag(node, "a", "", CLASS=classes, href=_address(self, node), **named))
        return
    self.body.append(self.starttag(node, "span", "", CLASS=classes))
    sums = _sums(state, node)
    for piece, number in pieces(node.astext(), names):
        self.body.append(_digits(self, piece, next(sums, "")) if number else self.encode(piece))
    self.body.append(self.starttag(nodes.inline(), "a", "", CLASS="evidence-mark", href=_address(self, node), **named,
                                   **{"aria-label": SENTENCES[node["kind"]]}) + "</a></span>")
    self.body.append(_note(self, node))
    raise nodes.SkipNode


def _sums(state, node: evidence_link) -> Iterator[str]:
    """The key of the sum of each number of a computed sentence, in order; nothing for one that has none."""
    if node["what"] != "result":
        return
    result, at = state.results[node["targets"][0]], 0
    for piece, number in pieces(result.text, state.facts.names):
        start, at = at, at + len(piece)
        if number:
            yield next((one.key for one in result.sums if one.start < at and start < one.end), "")


def _digits(self, words: str, key: str) -> str:
    """A number of a sentence, underlined; where its sum is known, a script makes it open a card of its own."""
    named = f' data-sum="{self.attval(key)}"' if key else ""
    return f'<span class="evidence-digits"{named}>{self.encode(words)}</span>'


def _depart_html(self, node: evidence_link) -> None:
    self.body.append("</span>" if _inside_link(self, node) else "</a>")
    self.body.append(_note(self, node))


def _address(self, node: evidence_link) -> str:
    page, anchor = node["place"]
    return f"{self.builder.get_relative_uri(self.builder.current_docname, page)}#{anchor}"


def _note(self, node: evidence_link) -> str:
    return f' <small class="evidence-note">{self.encode(node["note"])}</small>' if node["note"] else ""


def _inside_link(self, node: evidence_link) -> bool:
    """A title repeated in a table of contents, or beside "next", is a link already."""
    return isinstance(node.parent, nodes.reference) or self.document.get("source") == "<partial node>"


def _words_alone(self, node: evidence_link) -> None:
    """Other formats print the words alone."""


PLAIN = (_words_alone, _words_alone)
VISITORS = {"html": (_visit_html, _depart_html), "latex": PLAIN, "text": PLAIN, "man": PLAIN, "texinfo": PLAIN}
