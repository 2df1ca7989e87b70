"""Our shell around the pages instead of the theme's, and parts of others mended for screen readers."""

import re
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from lxml.html import fragments_fromstring, tostring
from markupsafe import Markup

from evidence.sphinxext import beside, feed, folds, head, light, search

TEMPLATES = Path(__file__).parent / "theme"
_SHOWN = re.compile(r'<p( class="(?:collapsed|expanded) admonition-title")>(.*?)</p>')


def mend_theme(app) -> None:
    """Lay our templates before the theme's, and write some parts in our own way."""
    app.add_css_file("shell.css")
    app.add_js_file("shell.js", loading_method="defer")
    app.add_js_file("folds.js", loading_method="defer")
    app.add_node(nodes.citation, override=True, html=(_visit_citation, _depart_citation))
    app.connect("config-inited", _add_templates)
    app.connect("html-page-context", _name_hidden_code)
    app.connect("html-page-context", _add_contents)
    app.connect("html-page-context", head.add_head, priority=400)  # before cards and banners are added to the text
    app.connect("html-page-context", folds.defer_folds, priority=900)  # after all that is added to the text
    app.connect("html-page-context", beside.move_parts, priority=950)
    app.connect("html-collect-pages", _add_pages)
    app.connect("build-finished", light.reduce_files, priority=550)  # after the theme has written its colours of code
    app.connect("builder-inited", search.use_ours)
    app.connect("build-finished", feed.write_feed)
    app.connect("build-finished", search.write_sections)


def _add_templates(app, config) -> None:
    """Our pages, in the style sheets of that theme."""
    if config.html_theme == "sphinx_book_theme":
        config.templates_path = [str(TEMPLATES), *config.templates_path]  # that list may be Sphinx's default


def _add_pages(app) -> Iterator[tuple[str, dict, str]]:
    """The page at the top of the site, that of the search, and the one for an address that leads nowhere."""
    if app.config.html_theme == "sphinx_book_theme":
        yield "search", {"title": "Search", "sections": search.FILE}, "search.html"
        yield "404", {"title": "Not found", "base": (app.config.html_baseurl or "").rstrip("/")}, "404.html"
        if app.config.root_doc != "index":
            yield "index", {"title": app.config.html_title}, "front.html"


def _visit_citation(self, node: nodes.citation) -> None:
    # docutils gives the role doc-biblioentry, which DPUB-ARIA 1.1 no longer has.
    if not isinstance(node.previous_sibling(), nodes.citation):
        self.body.append('<div role="list" class="citation-list">\n')
    self.body.append(self.starttag(node, "div", classes=["citation"], role="listitem"))


def _depart_citation(self, node: nodes.citation) -> None:
    self.body.append("</div>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        self.body.append("</div>\n")


def _name_hidden_code(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """MyST-NB labels the summary of hidden code otherwise than with the words that it shows, which are paragraphs.

    Code that is wider than the page is moved by keyboard too, so the keyboard has to reach it.
    """
    if "body" in context:
        body = context["body"].replace('<summary aria-label="Toggle hidden content">', "<summary>")
        body = body.replace("<pre>", '<pre tabindex="0">')
        context["body"] = _SHOWN.sub(r"<span\1>\2</span>", body)


def _add_contents(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """The headings of a page below its title, as a list of links; nothing where there are none."""
    toc = context.get("toc") or ""
    below = fragments_fromstring(toc) if toc.strip() else []
    lists = [below_it for part in below for below_it in part.findall("./li/ul")]
    context["contents_of_page"] = Markup(tostring(lists[0], encoding="unicode")) if lists else ""
