"""What differs between the default book and the edition on these pages, as found when it was staged."""

import json
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from evidence.sphinxext.blocks import block_directive
from evidence.sphinxext.messages import warn
from evidence.sphinxext.render import PageContext

FILE = ".differences.json"
MOST_ROWS = 20


def _differences(page: PageContext, argument: str) -> dict[str, Any]:
    """Chapters with what differs; a missing or damaged file is a warning."""
    try:
        found = json.loads((Path(page.env.app.srcdir) / FILE).read_text(encoding="utf-8"))
        chapters = [_chapter(page, chapter) for chapter in found["chapters"]]
    except (OSError, ValueError, LookupError, TypeError):
        warn("differences", f"{FILE} is missing or damaged; build the edition's book with 'evidence book --edition'",
             (page.docname, None))
        chapters = []
    return {"chapters": [chapter for chapter in chapters if chapter["found"]],
            "same": [chapter for chapter in chapters if not chapter["found"]],
            "count": sum(len(chapter["found"]) for chapter in chapters),
            "shown": sum(chapter["shown"] for chapter in chapters)}


def _chapter(page: PageContext, chapter: dict) -> dict[str, Any]:
    docname = page.state.chapters.get(chapter["chapter"], "")
    found = [difference | _marked(difference) | {"href": page.to(docname, _anchor(difference)),
                                                 "first": difference["rows"][:MOST_ROWS],
                                                 "more": max(0, len(difference["rows"]) - MOST_ROWS)}
             for difference in chapter["found"]]
    return {"href": page.to(docname), "title": page.title(docname) if docname else chapter["chapter"],
            "parameters": chapter["parameters"], "shown": chapter["shown"], "found": found}


def _marked(difference: dict) -> dict[str, list[tuple[str, bool]]]:
    """Old and new words in pieces, each with whether it differs; a place-holder differs as a whole."""
    old, new = difference["was"].split(" "), difference["now"].split(" ")
    if difference["left_out"] or difference["change"] != "changed":
        return {"was_pieces": [(difference["was"], False)], "now_pieces": [(difference["now"], False)]}
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return {"was_pieces": [(" ".join(old[a:b]), tag != "equal") for tag, a, b, _, _ in steps if b > a],
            "now_pieces": [(" ".join(new[a:b]), tag != "equal") for tag, _, _, a, b in steps if b > a]}


def _anchor(difference: dict) -> str:
    if difference["change"] == "gone" or difference["what"] == "words":
        return ""
    return difference["name"] if difference["what"] in ("picture", "table") else f"result-{difference['name']}"


DIRECTIVES = {"edition-differences": block_directive("differences.html", _differences)}
