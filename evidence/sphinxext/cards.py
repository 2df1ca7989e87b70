"""Cards: what each link of a page rests on, put once at the end of that page."""

import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup, escape

from evidence.index import addresses
from evidence.sphinxext.render import PageContext, render

LINK = re.compile(r"<a\b[^>]*\bdata-(claim|reference|result)=\"([^\"]*)\"[^>]*>")
ATTRIBUTE = r"\s{}=\"[^\"]*\""


def add_cards(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Complete the links of a page and append the cards they open."""
    if doctree is None or "body" not in context:
        return
    page = PageContext(app, pagename)
    wanted: dict[tuple[str, str], None] = {}

    def complete(match: re.Match) -> str:
        ids = [target for target in match[2].split() if target in _known(page, match[1])]
        wanted.update({(match[1], target): None for target in ids})
        return _complete(page, match[0], match[1], ids) if ids else match[0]

    body = LINK.sub(complete, context["body"])
    cards = [_card(page, what, target) for what, target in wanted]
    context["body"] = body + (render("cards.html", cards=cards) if cards else "")


def _known(page: PageContext, what: str) -> Mapping[str, Any]:
    """All claims, reference points or results, by id."""
    known: dict[str, Mapping[str, Any]] = {"claim": page.facts.claims, "reference": page.facts.references,
                                           "result": page.state.results}
    return known[what]


def _complete(page: PageContext, tag: str, what: str, ids: list[str]) -> str:
    """Set address, description and printed place; outputs of cells do not know on which page they stand."""
    values = {"href": page.place(what, ids[0]), "data-place": "; ".join(_place(page, what, target) for target in ids),
              "aria-describedby": " ".join(f"{addresses.card_id(what, target)}-brief" for target in ids)}
    for name, value in values.items():
        tag = re.sub(ATTRIBUTE.format(name), "", tag)
        tag = f'{tag[:-1]} {name}="{escape(value)}">'
    return tag


def _place(page: PageContext, what: str, target: str) -> str:
    """Where to look, as a printed page says it: "clubic-alliances, line 12"."""
    if what == "claim":
        claim = page.facts.claims[target]
        return f"{claim.source_id}, line {claim.line}"
    if what == "reference":
        return f"reference point {target}, {page.facts.author_year(page.facts.references[target].cite)}"
    chapter = page.state.chapters[target.partition("/")[0]]
    return "computed here" if chapter == page.docname else f"computed in {page.title(chapter)}"


def _card(page: PageContext, what: str, target: str) -> str:
    return Markup(render(f"card_{what}.html", page=page, row=_known(page, what)[target],
                         key=addresses.card_id(what, target), href=page.place(what, target)))
