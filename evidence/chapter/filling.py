"""Words filled with facts: texts, the cells of data, and where in a text a number stands whose sum has words."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import jinja2
import pandas as pd

from evidence.chapter.answers import key
from evidence.chapter.templates import environment
from evidence.chapter.words import BY, DataWords, Entry
from evidence.errors import fail, shorten

# Around a number in a text, with the key of its sum: characters that no text has.
_BEGINS, _NAMED, _ENDS = "\ue000", "\ue001", "\ue002"
_MARKS = re.compile(f"({_BEGINS}[^{_NAMED}]*{_NAMED}|{_ENDS})")
_WRITTEN = re.compile(r"\{\{\s*(\w+)[^{}]*\}\}")  # a variable, with what follows it
_MOST = 100_000  # characters of what becomes of a template
Sums = tuple[tuple[str, str], ...]


@cache
def _template(text: str, marked: Sums) -> jinja2.Template:
    keys = dict(marked)
    return environment().from_string(_WRITTEN.sub(
        lambda found: f"{_BEGINS}{keys[found[1]]}{_NAMED}{found[0]}{_ENDS}" if found[1] in keys else found[0], text))


def fill(text: str, entry: Entry, given: Mapping[str, Any], said: Callable[[str], str], shown: str = "words",
         marked: Sums = ()) -> str:
    """A template of an entry with its facts put in. EvidenceError where a case has no words or a variable is not given.

    ``said``: gives the text of another result; ``shown``: the entry's name in messages; ``marked``: variables whose
    places are marked in the text with a key, for ``unmarked`` to find.
    """
    try:
        return _filled(text, entry, dict(given), said, marked)
    except (jinja2.TemplateError, LookupError, TypeError, ValueError, ArithmeticError, AttributeError,
            RecursionError) as error:
        fail(shown, 0, f"cannot be put in words ({shorten(error)})", "mend the template, or what the answer gives")
        raise  # never reached: ``fail`` raises


def fill_cells(data: pd.DataFrame, entry: DataWords, given: Mapping[str, Any], said: Callable[[str], str],
               shown: str = "words") -> pd.DataFrame:
    """The data of a figure or a table with words in place of verdict keys. EvidenceError as for ``fill``."""
    columns = {}
    for column, cases in entry.cells.items():
        texts = {case: fill(text, entry, given, said, f"{shown}.cells.{column}") for case, text in cases.items()}
        chosen = data[column].map(keys_of)
        if missing := {case for several in chosen for case in several} - texts.keys():
            fail(shown, 0, f"'{column}' has no words for '{', '.join(sorted(missing))}'", "word it")
        columns[column] = ["; ".join(texts[case] for case in several) for several in chosen]
    return data.assign(**columns)


def keys_of(cell: Any) -> tuple:
    """The verdict keys of a cell, which has one or a tuple of them."""
    return cell if isinstance(cell, tuple) else (cell,)


def unmarked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A text without its marks, and what they said: from where to where a number stands, and the key of its sum."""
    words, places = "", []
    begun: list[tuple[str, int]] = []
    for piece in _MARKS.split(text):
        if piece == _ENDS:
            key, start = begun.pop()
            places.append((start, len(words), key))
        elif piece.startswith(_BEGINS):
            begun.append((piece.strip(_BEGINS + _NAMED), len(words)))
        else:
            words += piece
    return words, places


def _filled(text: str, entry: Entry, given: dict[str, Any], said: Callable[[str], str], marked: Sums) -> str:
    known = dict(given)
    for name, items in entry.each.items():
        known[name] = [_filled(items.text, items, given | dict(item), said, marked) for item in given[items.in_]]
    for name, cases in entry.phrases.items():
        choice = key(given[cases.get(BY, name)])
        if choice is None or choice not in cases:
            raise LookupError(f"'{name}' has no words for '{choice}'")
        known[name] = _rendered(cases[choice], known, said, marked)
    own = tuple((name, key) for name, key in marked if name not in entry.phrases and name not in entry.each)
    return _rendered(text, known, said, own)


def _rendered(text: str, known: Mapping[str, Any], said: Callable[[str], str], marked: Sums) -> str:
    made = ""
    for piece in _template(text, marked).generate(known, said=said):  # a phrase's name may stand for two of another
        made += piece
        if len(made) > _MOST:
            raise ValueError(f"more than {_MOST:,} characters")
    return made
