"""What a page keeps in a file beside it until something is opened: how it is kept, and the page with it put back.

The file is a script, which a browser loads from a disk as well. Without scripts a link leads to a plain page with the
same parts.
"""

import json
import re
from pathlib import Path

_HEAD, _TAIL = "window.evidenceParts = ", ";\n"
_FOLD = re.compile(r"<noscript>(.*?)</noscript>", re.DOTALL)
_KEPT = re.compile(r'<(?P<tag>noscript|template) data-part="(?P<name>\w+)"[^>]*>.*?</(?P=tag)>', re.DOTALL)
_WORTH_IT = 600  # characters; less stays in the page


def file_beside(page: Path) -> Path:
    """Where the parts of a built page are kept."""
    return page.with_suffix(".parts.js")


def place_of(name: str, file: str) -> str:
    """What stands in a page, in a template, for a part that nobody without scripts asks for."""
    return f'<template data-part="{name}" data-from="{file}"></template>'


def take_out(text: str, file: str, link: str) -> tuple[str, dict[str, str]]:
    """A text without what its larger ``<noscript>`` elements hold, and those parts by name.

    ``file``: the script that will hold them, seen from the page. ``link``: what stands there without scripts, where
    ``{name}`` is the part's.
    """
    parts: dict[str, str] = {}

    def shortened(match: re.Match) -> str:
        if len(match[1]) < _WORTH_IT:
            return match[0]
        name = f"part{len(parts) + 1}"
        parts[name] = match[1]
        return f'<noscript data-part="{name}" data-from="{file}">{link.replace("{name}", name)}</noscript>'

    return _FOLD.sub(shortened, text), parts


def as_script(parts: dict[str, str]) -> str:
    """The file that holds the parts."""
    return f"{_HEAD}{json.dumps(parts, ensure_ascii=False, indent=0)}{_TAIL}"


def whole(page: Path) -> str:
    """The text of a built page with its parts where they belong; templates and folds are what they were."""
    text, file = page.read_text(encoding="utf-8"), file_beside(page)
    if not file.is_file():
        return text
    parts = json.loads(file.read_text(encoding="utf-8").removeprefix(_HEAD).removesuffix(_TAIL))
    return _KEPT.sub(lambda match: f"<noscript>{parts[match['name']]}</noscript>" if match["tag"] == "noscript"
                     else parts[match["name"]], text)
