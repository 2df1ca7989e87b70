"""Sphinx extension: every statement one step from its words."""

from pathlib import Path

from sphinx.errors import ExtensionError

from evidence.sphinxext import (
    banner,
    blocks,
    boxes,
    build_state,
    cards,
    checks,
    figure_files,
    glossary,
    light,
    nodes,
    what_if,
)
from evidence.sphinxext.content import downloads
from evidence.sphinxext.directives import DIRECTIVES
from evidence.sphinxext.roles import ROLES, lead_to_told
from evidence.sphinxext.theme import mend_theme

STATIC = Path(__file__).parent / "static"


def setup(app) -> dict:
    """Add the roles, the directives, the checks and the files of the extension."""
    app.add_node(nodes.evidence_link, **nodes.VISITORS)
    app.add_node(blocks.evidence_block)
    app.add_node(boxes.box, **boxes.VISITORS)
    app.add_node(boxes.box_title, **boxes.VISITORS)
    app.add_domain(build_state.EvidenceDomain)
    for name, role in ROLES.items():
        app.add_role(name, role())
    for name, directive in DIRECTIVES.items():
        app.add_directive(name, directive)
    for name in ("evidence-cards", "evidence", "evidence-register", "figures", "boxes", "tiles", "explorer"):
        app.add_css_file(f"{name}.css")
    for name in ("parts", "evidence-cards", "evidence-register", "evidence", "figures", "explorer"):
        app.add_js_file(f"{name}.js", loading_method="defer")
    mend_theme(app)
    app.connect("builder-inited", _refuse_other_builders)
    app.connect("builder-inited", _add_static)
    app.connect("env-before-read-docs", build_state.prepare)
    app.connect("doctree-read", checks.check_page)
    app.connect("env-updated", blocks.pages_with_blocks)
    app.connect("env-check-consistency", checks.check_all)
    app.connect("doctree-resolved", lead_to_told)
    app.connect("doctree-resolved", nodes.only_safe_addresses)
    app.connect("doctree-resolved", glossary.place_words)
    app.connect("doctree-resolved", what_if.mark_answers)
    app.connect("doctree-resolved", blocks.fill_blocks)
    app.connect("html-page-context", cards.add_cards)
    app.connect("html-page-context", figure_files.add_files)
    app.connect("html-page-context", banner.add_banner)
    app.connect("html-page-context", light.drop_scripts)
    app.connect("build-finished", downloads.write_downloads)
    app.connect("build-finished", what_if.copy_states)
    app.connect("build-finished", checks.check_written, priority=900)  # whoever else wants the pages may begin before
    # Safe: one process gathers facts and uses before any page is written; those that write pages only read them.
    return {"version": "1", "env_version": 5, "parallel_read_safe": True, "parallel_write_safe": True}


def _refuse_other_builders(app) -> None:
    """ExtensionError where figures, tables and cards would be dropped without a word: all of them are HTML."""
    if app.builder.format not in ("html", ""):  # those of no format write no pages, but look at links and the like
        raise ExtensionError(f"the builder '{app.builder.name}' would drop every figure, table and card, which are "
                             "HTML; build HTML, or print its pages")


def _add_static(app) -> None:
    """Let the builder copy the style sheet and the script."""
    app.config.html_static_path.append(str(STATIC))
