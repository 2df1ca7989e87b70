"""Two boxes that an editor writes: a question with its short answer, and a part that is folded until asked for."""

import re

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

_LINK = re.compile(r"<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_KEPT = re.compile(r' (?:class|data-(?:result|claim|reference))="[^"]*"')


class box(nodes.General, nodes.Element):
    """Around the content, with ``tag`` (an HTML element) and its classes."""


class box_title(nodes.Part, nodes.TextElement):
    """The question, or the summary of what is folded; ``tag`` as above."""


class _BoxDirective(SphinxDirective):
    """Base: the argument is the title, set in line; the content is any Markdown but headings."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    kind, tag, title_tag = "", "", ""

    def run(self) -> list[nodes.Node]:
        words, messages = self.state.inline_text(self.arguments[0], self.lineno)
        title = box_title(self.arguments[0], "", *words, tag=self.title_tag, classes=[f"evidence-{self.kind}-title"])
        body = box("", *self.parse_content_to_nodes(), tag="div", classes=[f"evidence-{self.kind}-body"])
        whole = box("", title, body, tag=self.tag, classes=[f"evidence-{self.kind}"])
        for node in (title, body, whole):
            self.set_source_info(node)
        return [whole, *messages]


class _Answer(_BoxDirective):
    """A question, small, and its answer, large."""

    kind, tag, title_tag = "answer", "div", "p"


class _Folded(_BoxDirective):
    """Content behind its summary; it unfolds without a script."""

    kind, tag, title_tag = "folded", "details", "summary"


def _visit_html(self, node: nodes.Element) -> None:
    node["begins"] = len(self.body)
    self.body.append(self.starttag(node, node["tag"], "" if isinstance(node, box_title) else "\n"))


def _depart_html(self, node: nodes.Element) -> None:
    self.body.append(f"</{node['tag']}>\n")
    if node["tag"] == "summary":
        self.body[node["begins"]:] = [_links_after("".join(self.body[node["begins"]:]))]


def _links_after(summary: str) -> str:
    """A summary is pressed to unfold, so no link can stand in it: those with words come first in what it unfolds.

    What its words rest on stays named where they stand.
    """
    links = "".join(match[0] for match in _LINK.finditer(summary) if match[2])
    named = _LINK.sub(lambda link: f"<span{''.join(_KEPT.findall(link[1]))}>{link[2]}</span>", summary)
    return named + (f'<p class="evidence-folded-links">{links}</p>\n' if links else "")


def _content_alone(self, node: nodes.Element) -> None:
    """Other formats print the content alone."""


_PLAIN = (_content_alone, _content_alone)
VISITORS = {"html": (_visit_html, _depart_html), "latex": _PLAIN, "text": _PLAIN, "man": _PLAIN, "texinfo": _PLAIN}
DIRECTIVES = {"answer": _Answer, "folded": _Folded}
