"""Markdown has one sentence a line, so that a change of words reads as one in the history."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HIDDEN = re.compile(r"`+[^`]*`+|\$[^$\n]+\$|\]\([^)]*\)")
END = re.compile(r"(?<![A-Z])(?<!e\.g)(?<!i\.e)(?<!etc)[.!?][)”\"’*_]*\s+(?=[A-Z“\"(\[*])")
BOXES = ("glossary", "answer", "folded")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "chapters").rglob("*.md"), *(ROOT / "chapters").glob("*.ipynb")])


def texts(path):
    content = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return [content]
    return ["".join(cell["source"]) for cell in json.loads(content)["cells"] if cell["cell_type"] == "markdown"]


def prose(text):
    """The lines of a text outside fences, tables and formulas; the content of a box is prose."""
    open_fences = []
    for line in text.splitlines():
        mark = re.match(r"\s*(`{3,}|:{3,})(?:\{(\w+)\})?", line)
        if mark and open_fences and line.strip() == open_fences[-1][0]:
            open_fences.pop()
        elif mark and all(box for _, box in open_fences):
            open_fences.append((mark[1], mark[2] in BOXES))
        elif all(box for _, box in open_fences) and not re.match(r"\s*(\||\$\$)", line):
            yield line


def several(line):
    return bool(END.search(HIDDEN.sub("`", line)))


@pytest.mark.parametrize(("line", "found"), [("One. Two.", True), ("One, e.g. Two.", False), ("`a. B` c.", False),
                                             ("It (so they say.) Then.", True), ("By J. Smith.", False)])
def test_a_second_sentence_is_seen(line, found):
    assert several(line) == found


def test_boxes_are_prose_and_code_is_not():
    lines = ["a", "````{folded} b", "c", "```", "d", "```", "e", "````", "f", "```{table} g", "h", "```", "i"]
    assert list(prose("\n".join(lines))) == ["a", "c", "e", "f", "i"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_one_sentence_a_line(path):
    assert not [line for text in texts(path) for line in prose(text) if several(line)]
