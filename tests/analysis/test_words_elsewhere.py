"""Words belong to the editors: what readers see stands in chapters/words, not in analysis."""

import ast
import re
from pathlib import Path

import pytest

MODULES = sorted((Path(__file__).parents[2] / "analysis").rglob("*.py"))
FEW = 3  # words: terms and names of figures' places have no more
WORD = re.compile(r"[^\W\d_]+['’]?[^\W\d_]*")


def phrases(source):
    """(line, text) of every text of more than three words that is no docstring, no error and no list of names."""
    tree = ast.parse(source)
    aside = {id(part) for node in ast.walk(tree) if _aside(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            words = [word for word in node.value.split() if WORD.fullmatch(word.strip(",.;:()"))]
            if len(words) > FEW and any(word.islower() for word in words):
                yield node.lineno, node.value


def _aside(node):
    called = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("fail", "StrEnum")
    named = isinstance(node, ast.ClassDef) and any(getattr(base, "id", "") == "StrEnum" for base in node.bases)
    return isinstance(node, ast.Raise) or called or named or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


@pytest.mark.parametrize(("line", "found"), [
    ('ROW = "At least so many of them"', 1), ('"""At least so many of them."""', 0), ('LANE = "peak rate"', 0),
    ('ROW = f"At least so many of {n}"', 1), ('raise ValueError("at least so many of them")', 0)])
def test_a_phrase_is_seen(line, found):
    assert len(list(phrases(line))) == found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_no_phrase_stands_in_a_module(path):
    assert not list(phrases(path.read_text(encoding="utf-8")))
