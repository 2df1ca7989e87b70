"""The parts of the page that are not ours, mended for screen readers: bibliography, hidden code, side bar."""

from html import escape
from pathlib import Path

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode, depart_HideCellInput

TEMPLATES = Path(__file__).parent / "theme"


def setup(app) -> None:
    """Lay our templates before the theme's, and write some nodes in our own way."""
    app.add_node(nodes.citation, override=True, html=(visit_citation, depart_citation))
    app.add_node(HideCodeCellNode, override=True, html=(visit_hidden_code, depart_HideCellInput))
    app.connect("config-inited", add_templates)
    app.connect("html-page-context", name_toggles, priority=600)  # after the theme has put its functions there


def add_templates(app, config) -> None:
    config.templates_path.insert(0, str(TEMPLATES))


def visit_citation(self, node: nodes.citation) -> None:
    # docutils gives the role doc-biblioentry, which DPUB-ARIA 1.1 no longer has.
    if not isinstance(node.previous_sibling(), nodes.citation):
        self.body.append('<div role="list" class="citation-list">\n')
    self.body.append(self.starttag(node, "div", classes=["citation"], role="listitem"))


def depart_citation(self, node: nodes.citation) -> None:
    self.body.append("</div>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        self.body.append("</div>\n")


def visit_hidden_code(self, node: HideCodeCellNode) -> None:
    # MyST-NB labels the summary otherwise than with the words that it shows.
    self.body.append(f'<details class="admonition hide {" ".join(node["classes"])}">\n<summary>\n'
                     f'<p class="collapsed admonition-title">{escape(node["prompt_show"])}</p>\n'
                     f'<p class="expanded admonition-title">{escape(node["prompt_hide"])}</p>\n</summary>\n')


def name_toggles(app, pagename: str, templatename: str, context: dict, doctree) -> None:
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
