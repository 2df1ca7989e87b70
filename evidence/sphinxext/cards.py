"""Cards: what each link of a page rests on, once for that page, as templates that a script opens."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from evidence.html import parts
from evidence.index import addresses
from evidence.sphinxext.render import PageContext, render
from evidence.sphinxext.sums import SharedParts

LINK = re.compile(r"<a\b[^>]*\bdata-(claim|reference|result|term)=\"([^\"]*)\"[^>]*>")
ATTRIBUTE = r"\s{}=\"[^\"]*\""


def add_cards(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Complete the links of a page, and make the cards they open; only a word on each stands in the page itself."""
    if doctree is None or "body" not in context:
        return
    page = PageContext(app, pagename)
    wanted: dict[tuple[str, str], None] = {}

    def complete(match: re.Match) -> str:
        ids = [target for target in match[2].split() if target in _known(page, match[1])]
        for target in ids:
            wanted[match[1], target] = None
            if match[1] == "result":
                wanted.update({("sum", f"{target}.{one.key}"): None for one in page.state.results[target].sums})
        return _complete(page, match[0], match[1], ids) if ids else match[0]

    body = LINK.sub(complete, context["body"])
    shared = SharedParts(page)
    cards = [_card(page, shared, what, target) for what, target in wanted]
    context["body"] = body
    if cards:
        file = parts.file_beside(Path(pagename)).name
        context["body"] += render("cards.html", cards=cards, place=Markup(parts.place_of("cards", file)))
        context["evidence_cards"] = render("cards_kept.html", page=page, cards=cards, shared=shared)


def _known(page: PageContext, what: str) -> Mapping[str, Any]:
    """All claims, reference points, results or explained words, by id."""
    known: dict[str, Mapping[str, Any]] = {"claim": page.facts.claims, "reference": page.facts.references,
                                           "result": page.state.results, "sum": page.state.sums,
                                           "term": page.entries}
    return known[what]


def _complete(page: PageContext, tag: str, what: str, ids: list[str]) -> str:
    """Set address, description and printed place; outputs of cells do not know on which page they stand."""
    values = {"href": page.leads(what, ids[0]),
              "aria-describedby": " ".join(f"{addresses.card_id(what, target)}-brief" for target in ids)}
    if "evidence-link" not in tag and what != "term":  # a table on paper has no room for places
        values["data-place"] = "; ".join(_place(page, what, target) for target in ids)
    for name, value in values.items():
        tag = re.sub(ATTRIBUTE.format(name), "", tag)
        tag = f'{tag[:-1]} {name}="{escape(value)}">'
    return tag


def _place(page: PageContext, what: str, target: str) -> str:
    """Where to look, as a printed page says it: "gazette-mill, line 12"."""
    if what == "claim":
        claim = page.facts.claims[target]
        return f"{claim.source_id}, line {claim.line}"
    if what == "reference":
        return f"reference point {target}, {page.facts.author_year(page.facts.references[target].cite)}"
    chapter = page.state.chapters[target.partition("/")[0]]
    return "computed here" if chapter == page.docname else f"computed in {page.title(chapter)}"


def _brief(page: PageContext, what: str, target: str) -> str:
    """What a screen reader says of a link before its card is opened."""
    row = _known(page, what)[target]
    if what == "sum":
        return ""  # that of the sentence around it
    if what == "claim":
        return f"Sourced: {page.name(row.said_by)}, in {row.source_id}, line {row.line}."
    if what == "reference":
        return f"Reference point from outside the sources, {row.cite}, {row.status}."
    return "Explained." if what == "term" else f"Computed in {page.title(page.state.chapters[row.chapter])}."


def _card(page: PageContext, shared: SharedParts, what: str, target: str) -> tuple[str, str, Markup]:
    """Id, description and content of one card."""
    row = _known(page, what)[target]
    if what in ("result", "sum"):
        result, number = row if what == "sum" else (row, None)
        card = render("card_result.html", page=page, row=result, sum=shared.of_result(result, number),
                      href=page.place("result", result.id))
    else:
        card = render(f"card_{what}.html", page=page, row=row, shared=shared, href=page.place(what, target))
    return addresses.card_id(what, target), _brief(page, what, target), Markup(card)
