"""What of a text is underlined: its numbers with their units, a span of two as one piece."""

import re
from calendar import month_name

from evidence.index.numbers import NumberedNames
from evidence.language import spellings

BEFORE = re.compile(r"[$€¥£+\N{MINUS SIGN}~≈]$")
COUNTING = ("times", "point", "points")
# A short word in small letters, as "in" for inches, is more often a word than a unit.
_SHOWN = {shown for shown in spellings.SHOWN.values() if not shown.islower() or len(shown) > 3} - {"", *COUNTING}
_UNITS = sorted(map(re.escape, _SHOWN | {"TiB", "GiB", "million", "billion", "trillion"}), key=len, reverse=True)
AFTER = re.compile(rf"[\s\N{{NO-BREAK SPACE}}]?(?:%|°C)|[\s\N{{NO-BREAK SPACE}}](?:{'|'.join(_UNITS)})(?!\w)")
_MONTH = f"(?:{'|'.join(month_name[1:])})"
JOINING = re.compile(rf"\sto\s|\s?[-\N{{EN DASH}}]\s?|\s{_MONTH}\s")  # the last within a date
MONTH_BEFORE = re.compile(rf"{_MONTH}\s$")
ROUND_IT = re.compile(r"(?:(?:about|more than|at least|less than|at most)\s)?")


def pieces(text: str, names: NumberedNames) -> list[tuple[str, bool]]:
    """A text in pieces, and whether each is a number: "559 to 600 kW in all" → "559 to 600 kW", " in all".

    ``names``: those that hold digits, which are no numbers.
    """
    found: list[tuple[str, bool]] = []
    at = 0
    for start, end in _spans(text, names):
        found += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [(piece, number) for piece, number in [*found, (text[at:], False)] if piece]


def is_number(text: str, names: NumberedNames) -> bool:
    """Whether a text is one number and nothing else, however bounded: "3.9 to 4.1", "more than 33 %"."""
    spans = _spans(text, names)
    return len(spans) == 1 and spans[0][1] == len(text) and ROUND_IT.fullmatch(text, 0, spans[0][0]) is not None


def _spans(text: str, names: NumberedNames) -> list[tuple[int, int]]:
    """Where each number begins and ends, its sign and unit with it."""
    found: list[tuple[int, int]] = []
    for number in names.numbers(text):
        start, end = number.span()
        month = MONTH_BEFORE.search(text, max(0, start - 12), start)
        start = month.start() if month and text[start:end].isdecimal() else start - bool(BEFORE.search(text, 0, start))
        unit = AFTER.match(text, end)
        end = unit.end() if unit else end
        if found and (JOINING.fullmatch(text, found[-1][1], start) or (month and text[found[-1][1]:start] == " ")):
            start = found.pop()[0]
        found.append((start, end))
    return found
