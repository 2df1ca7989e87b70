"""The keys of ``references.bib``, and what is wrong with its entries."""

import re
from pathlib import Path
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro
from pybtex.exceptions import PybtexError

from evidence.errors import Fault, brief, did_you_mean, fail, shorten

FILE = "references.bib"
# Those of BibTeX's standard styles, and the others that its users write.
_NAMES = """abstract address annote archive author booktitle chapter copyright crossref date day doi edition editor
    eprint eprinttype file howpublished institution isbn issn journal keywords langid language location month note
    number organization pages primaryclass archiveprefix publisher school series shorttitle subtitle title titleaddon
    translator type url urldate version volume year"""
_FIELDS = _NAMES.split()


def read_keys(root: Path) -> tuple[frozenset[str] | None, list[Fault]]:
    """Return the keys of all entries, None where there is no bibliography, and its faults."""
    try:
        text = (root / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None, []
    except (OSError, UnicodeDecodeError):
        fail(FILE, 0, "cannot be read", "store it as a UTF-8 text file")
    if own := re.search(r"@\s*string\b", text, re.IGNORECASE):  # each may hold another twice, and so on
        fail(FILE, text.count("\n", 0, own.start()) + 1, "an abbreviation of its own (@string)", "write the words out")
    faults: list[Fault] = []
    parser: LowLevelParser = LowLevelParser(text, handle_error=lambda error: faults.append(_broken(parser, error)))
    line_of: dict[str, int] = {}
    for kind, content in parser:
        if kind.lower() not in ("string", "preamble") and content[0]:
            _read_entry(text, parser.command_start or 0, content, line_of, faults)
    found = re.findall(r"^[ \t]*@\w+\{\s*([^,\s]+)\s*,", text, re.MULTILINE)  # a broken one is there all the same
    return frozenset(line_of).union(found), faults


def _broken(parser: LowLevelParser, error: PybtexError) -> Fault:
    key = brief(parser.current_entry_key or "")
    if isinstance(error, UndefinedMacro):
        return Fault(FILE, parser.lineno, f"a word without braces in '{key}': {shorten(error.args[0], 60)}",
                     "write it in braces; a month is jan, feb, mar and so on")
    what = shorten(error.args[0], 60).replace("'}' expected", "a ',' or '}' is missing")
    return Fault(FILE, parser.lineno, f"the entry '{key}' cannot be read: {what}",
                 "look for a comma or brace in this line and the one above")


def _read_entry(text: str, start: int, content: Any, line_of: dict[str, int], faults: list[Fault]) -> None:
    key, fields = content
    line = text.count("\n", 0, start) + 1
    if key in line_of:
        faults.append(Fault(FILE, line, f"the key '{brief(key)}' twice, as in line {line_of[key]}",
                            "keep one of them"))
    line_of.setdefault(key, line)
    if not re.compile(r"@\w+\s*[{(]\s*" + re.escape(key) + r"\s*[,}]").match(text, start):
        faults.append(Fault(FILE, line, f"no comma behind the key '{brief(key)}'", "add it"))
    seen: set[str] = set()
    for name, _ in fields:
        at = re.compile(rf"\b{re.escape(name)}\s*=").search(text, start)
        here = text.count("\n", 0, at.start()) + 1 if at else line
        if name.lower() not in _FIELDS:
            faults.append(Fault(FILE, here, f"unknown field '{brief(name)}' in '{brief(key)}'",
                                did_you_mean(name.lower(), _FIELDS, "remove it, or call it 'note'")))
        if name.lower() in seen:
            faults.append(Fault(FILE, here, f"the field '{name}' of '{brief(key)}' twice", "keep one of them"))
        seen.add(name.lower())
