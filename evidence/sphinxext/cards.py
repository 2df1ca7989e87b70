"""Cards: what each link of a page rests on, put once at the end of that page."""

import re

from markupsafe import Markup, escape

from evidence.index import addresses
from evidence.sphinxext.render import Page, render

LINK = re.compile(r"<a\b[^>]*\bdata-(claim|reference|result)=\"([^\"]*)\"[^>]*>")
ATTRIBUTE = r"\s{}=\"[^\"]*\""


def add(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Complete the links of a page and append the cards they open."""
    if doctree is None or "body" not in context:
        return
    page, wanted = Page(app, pagename), {}

    def complete(match: re.Match) -> str:
        ids = [one for one in match[2].split() if known(page.facts, page.state, match[1], one)]
        wanted.update({(match[1], one): None for one in ids})
        return _complete(page, match[0], match[1], ids) if ids else match[0]

    body = LINK.sub(complete, context["body"])
    cards = [_card(page, what, one) for what, one in wanted]
    context["body"] = body + (render("cards.html", cards=cards) if cards else "")


def known(facts, state, what: str, target: str) -> bool:
    """Whether there is such a claim, reference point or result."""
    return target in {"claim": facts.claims, "reference": facts.references, "result": state.results}[what]


def _complete(page, tag: str, what: str, ids: list[str]) -> str:
    """Set address, description and printed place; outputs of cells do not know on which page they stand."""
    values = {"href": page.place(what, ids[0]), "data-place": brief_place(page, what, ids),
              "aria-describedby": " ".join(f"{addresses.key(what, one)}-brief" for one in ids)}
    for name, value in values.items():
        tag = re.sub(ATTRIBUTE.format(name), "", tag)
        tag = f'{tag[:-1]} {name}="{escape(value)}">'
    return tag


def brief_place(page, what: str, ids: list[str]) -> str:
    """Where to look, as a printed page says it: "clubic-alliances, line 12"."""
    return "; ".join(_place(page, what, one) for one in ids)


def _place(page, what: str, target: str) -> str:
    if what == "claim":
        claim = page.facts.claims[target]
        return f"{claim.source_id}, line {claim.line}"
    if what == "reference":
        return f"reference point {target}, {page.facts.author_year(page.facts.references[target].cite)}"
    chapter = page.state.chapters[target.partition("/")[0]]
    return "computed here" if chapter == page.docname else f"computed in {page.title(chapter)}"


def _card(page, what: str, target: str) -> str:
    row = {"claim": page.facts.claims, "reference": page.facts.references,
           "result": page.state.results}[what][target]
    return Markup(render(f"card_{what}.html", page=page, row=row, key=addresses.key(what, target),
                         href=page.place(what, target)))
