"""The banner of an edition, on every page; the default book has none."""

from evidence.sphinxext.render import Page, render


def add(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Say on every page which edition this is; pages without a text of their own say it in the theme's place."""
    edition = app.evidence.edition
    if not edition.name:
        return
    page = Page(app, pagename)
    banner = render("edition.html", page=page, edition=edition, total=len(page.facts.claims),
                    default=f"{'../' * pagename.count('/')}{edition.default_book}/{pagename}.html"
                    if edition.default_book else "")
    if "body" in context and doctree is not None:
        context["body"] = banner + context["body"]
    else:
        context["theme_announcement"] = banner
