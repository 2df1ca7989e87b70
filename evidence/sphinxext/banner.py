"""The banner of an edition, on every page; the default book has none."""

from evidence.sphinxext.build_state import domain_of
from evidence.sphinxext.render import PageContext, render


def add_banner(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Say on every page which edition this is; pages without a text of their own say it in the theme's place."""
    edition = domain_of(app.env).state.edition
    if not edition.name:
        return
    page = PageContext(app, pagename)
    banner = render("edition.html", page=page, edition=edition, total=len(page.facts.claims),
                    default=f"{'../' * pagename.count('/')}{edition.default_book}/{pagename}.html"
                    if edition.default_book else "")
    if "body" in context and doctree is not None:
        context["body"] = banner + str(context["body"])  # it may be Markup, which would escape what comes before
    else:
        context["theme_announcement"] = banner
