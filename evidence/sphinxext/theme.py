"""The parts of the page that are not ours, mended for screen readers: bibliography, hidden code, side bar."""

from pathlib import Path

from docutils import nodes

TEMPLATES = Path(__file__).parent / "theme"


def mend_theme(app) -> None:
    """Lay our templates before the theme's, and write some parts in our own way."""
    app.add_node(nodes.citation, override=True, html=(_visit_citation, _depart_citation))
    app.connect("config-inited", _add_templates)
    app.connect("html-page-context", _name_hidden_code)
    app.connect("html-page-context", _name_toggles, priority=600)  # after the theme has put its functions there


def _add_templates(app, config) -> None:
    config.templates_path.insert(0, str(TEMPLATES))


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
    """MyST-NB labels the summary of hidden code otherwise than with the words that it shows."""
    if "body" in context:
        context["body"] = context["body"].replace('<summary aria-label="Toggle hidden content">', "<summary>")


def _name_toggles(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Name the arrows that unfold a part of the contents after the page they belong to."""
    plain = context.get("generate_toctree_html")
    if plain is None:
        return

    def named(*args, **options):
        contents = plain(*args, **options)
        for arrow in contents.find_all("summary"):
            page = arrow.find_parent("li").find("a")
            arrow["aria-label"] = f"Pages under {page.get_text(strip=True)}"
        return contents

    context["generate_toctree_html"] = named
