"""Cards and folded parts of a page go into a script beside it, which is loaded when the first of them is opened."""

import re
from pathlib import Path

from markupsafe import Markup

from evidence.html import parts
from evidence.html.policy import policy
from evidence.sphinxext.light import STYLE_SHEET
from evidence.sphinxext.render import render

_SAID = re.compile(r'<p id="([^"]+)">.*?</p>\n')  # of a card, in the section of the cards
_USED = re.compile(r'aria-describedby="([^"]*)"')
_WITHIN = re.compile(r'(<a\b[^>]*?\shref=")#')  # what a drawing uses of itself stays where it is
_LINK = '<p><a href="{page}#{{name}}">On a page of its own</a></p>'


def move_parts(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Write what a page keeps beside it, once everything has been added to its text."""
    if doctree is None or "body" not in context or app.builder.name != "html":
        return
    cards = context.pop("evidence_cards", "")
    page = Path(app.builder.get_outfilename(pagename))
    plain = page.with_suffix(".folded.html")
    context["body"], folded = parts.take_out(context["body"], parts.file_beside(page).name,
                                             _LINK.format(page=plain.name))
    if not cards and not folded:
        return
    page.parent.mkdir(parents=True, exist_ok=True)
    kept = folded
    if cards:
        context["body"], moved = _without_unused(context["body"])
        kept = folded | {"cards": moved + cards}
    parts.file_beside(page).write_text(parts.as_script(kept), encoding="utf-8", newline="\n")
    if folded:
        plain.write_text(_plain(app, pagename, page.name, context, folded), encoding="utf-8", newline="\n")


def _without_unused(body: str) -> tuple[str, str]:
    """A text without the descriptions of cards that no link outside of folds opens, and those."""
    start = max(0, body.rfind('<section class="evidence-cards"'))
    used = {name for ids in _USED.findall(body, 0, start) for name in ids.split()}
    moved: list[str] = []

    def left(match: re.Match) -> str:
        if match[1] in used:
            return match[0]
        moved.append(match[0])
        return ""

    return body[:start] + _SAID.sub(left, body[start:]), "".join(moved)


def _plain(app, pagename: str, page: str, context: dict, folded: dict[str, str]) -> str:
    """The page with nothing but the parts, for those who run no scripts."""
    shown = [(name, Markup(_WITHIN.sub(rf"\g<1>{page}#", part))) for name, part in folded.items()]
    return render("folded.html", parts=shown, title=Markup(context["title"]).striptags(), policy=policy(),
                  language=app.config.language or "en",
                  style_sheet=f"{'../' * pagename.count('/')}_static/{STYLE_SHEET}")
