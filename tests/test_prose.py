"""Markdown has one sentence a line, so that a change of words reads as one in the history."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HIDDEN = re.compile(r"`+[^`]*`+|\$[^$\n]+\$|\]\([^)]*\)")
END = re.compile(r"(?<![A-Z])(?<!e\.g)(?<!i\.e)(?<!etc)[.!?][)”\"’*_]*\s+(?=[A-Z“\"(\[*])")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "chapters").rglob("*.md"), *(ROOT / "chapters").glob("*.ipynb")])


def texts(path):
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return [content]
    return ["".join(cell["source"]) for cell in json.loads(content)["cells"] if cell["cell_type"] == "markdown"]


def prose(text):
    """The lines of a text outside fences, tables and formulas."""
    fence = None
    for line in text.splitlines():
        mark = re.match(r"\s*(`{3,}|:{3,})", line)
        if mark and fence is None and "{glossary}" not in line:
            fence = mark[1]
        elif mark and fence and line.strip() == fence:
            fence = None
        elif fence is None and not re.match(r"\s*(\||\$\$)", line):
            yield line


def several(line):
    return bool(END.search(HIDDEN.sub("`", line)))


@pytest.mark.parametrize(("line", "found"), [("One. Two.", True), ("One, e.g. Two.", False), ("`a. B` c.", False),
                                             ("It (so they say.) Then.", True), ("By J. Smith.", False)])
def test_a_second_sentence_is_seen(line, found):
    assert several(line) == found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_one_sentence_a_line(path):
    assert not [line for text in texts(path) for line in prose(text) if several(line)]
