"""What differs between the default book and the edition on these pages, as found when it was staged."""

import json
from difflib import SequenceMatcher
from itertools import islice
from pathlib import Path

from evidence.sphinxext.messages import warn

FILE = ".differences.json"
MOST_ROWS = 20


def differences(page, argument: str) -> dict:
    """Chapters with what differs; a missing or damaged file is a warning."""
    try:
        found = json.loads((Path(page.env.app.srcdir) / FILE).read_text(encoding="utf-8"))
        chapters = [_chapter(page, one) for one in found["chapters"]]
    except (OSError, ValueError, LookupError, TypeError):
        warn("differences", f"{FILE} is missing or damaged; build the edition's book with 'evidence book --edition'",
             (page.docname, None))
        chapters = []
    return {"chapters": [one for one in chapters if one["found"]], "same": [one for one in chapters if not one["found"]],
            "count": sum(len(one["found"]) for one in chapters), "shown": sum(one["shown"] for one in chapters)}


def _chapter(page, one: dict) -> dict:
    docname = page.state.chapters.get(one["chapter"], "")
    found = [each | _marked(each) | {"href": page.to(docname, _anchor(each)),
                                     "first": list(islice(each["rows"], MOST_ROWS)),
                                     "more": max(0, len(each["rows"]) - MOST_ROWS)} for each in one["found"]]
    return {"href": page.to(docname), "title": page.title(docname) if docname else one["chapter"],
            "parameters": one["parameters"], "shown": one["shown"], "found": found}


def _marked(each: dict) -> dict:
    """Old and new words in pieces, each with whether it differs; a place-holder differs as a whole."""
    old, new = each["was"].split(" "), each["now"].split(" ")
    if each["left_out"] or each["change"] != "changed":
        return {"was_pieces": [(each["was"], False)], "now_pieces": [(each["now"], False)]}
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return {"was_pieces": [(" ".join(old[a:b]), tag != "equal") for tag, a, b, _, _ in steps if b > a],
            "now_pieces": [(" ".join(new[a:b]), tag != "equal") for tag, _, _, a, b in steps if b > a]}


def _anchor(each: dict) -> str:
    if each["change"] == "gone" or each["what"] == "words":
        return ""
    return each["name"] if each["what"] in ("picture", "table") else f"result-{each['name']}"
