"""Numbers and dates as the pages put them."""

import math

from evidence.language import units

NBSP = "\N{NO-BREAK SPACE}"
BOUND_WORDS = {"about": "about", "more_than": "more than", "at_least": "at least",
               "less_than": "less than", "at_most": "at most"}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")
STATUSES = {
    "read": "read on the page named",
    "second-hand": "read second-hand, on a page that quotes it",
    "unverified": "not verified; no result rests on it",
}
HOW = {"supports": "supports", "qualifies": "qualifies", "contradicts": "contradicts", "": "silent"}

NOT_IN_EDITION = "not in this edition"
MISSING = "–"


def quantity(row) -> str:
    """A row of quantities or reference points as the reader sees it: "more than 10", "80–120 %".

    Count nouns (model, chip, company) are left to the sentence; other units are shown.
    """
    shown = _range(row) or in_figures(_value(row), row.unit)
    words = BOUND_WORDS.get(_bound(row), "")
    return f"{words} {shown}{_unit(row)}".strip()


def as_printed(value: float | bool | str | None, spec: str | None = None) -> str:
    """A value as the page prints it: thousands separated, at most four significant digits after that.

    ``spec``: a format of its own for a number (``".1f"``, ``"d"``).
    """
    if value is None or isinstance(value, str):
        return MISSING if value is None else value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if spec:
        return format(int(value) if spec.endswith("d") else value, spec)
    if float(value).is_integer():
        return f"{value:,.0f}"
    decimals = max(0, 3 - math.floor(math.log10(abs(value))))
    whole, _, fraction = f"{value:,.{decimals}f}".partition(".")
    return f"{whole}.{fraction.rstrip('0')}".rstrip(".")


def apart(percent: float) -> str:
    """How far two figures lie apart, without saying which is larger: "2.4 % apart"; "the same figure" for none."""
    size = abs(percent)
    return f"{size:.1f}".removesuffix(".0") + f"{NBSP}% apart" if size >= 0.05 else "the same figure"


def in_figures(value: float, unit: str = "") -> str:
    """One number: thousands separated, large ones in words, calendar years plain."""
    if unit == "year" and float(value).is_integer() and 1000 <= value <= 2999:
        return f"{value:.0f}"
    if unit == "rank" and float(value).is_integer():
        return _ordinal(int(value))
    for scale, word in SCALES:
        if abs(value) >= scale and f"{value / scale:.3f}".rstrip("0") == f"{value / scale:.9f}".rstrip("0"):
            return f"{value / scale:.3f}".rstrip("0").rstrip(".") + NBSP + word
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def date(text: str) -> str:
    """An ISO date of any precision, written out: "28 July 2025", "July 2025", "2025"."""
    year, *rest = text.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return " ".join([*day, *month, year])


def as_words(identifier: str) -> str:
    """An id as words."""
    return identifier.replace("_", " ").replace("-", " ")


def _range(row) -> str:
    if row.low is None or row.high is None or row.low == row.high or (row.value is not None and _bound(row)):
        return ""
    return f"{in_figures(row.low, row.unit)}–{in_figures(row.high, row.unit)}"


def _value(row) -> float:
    return next(value for value in (row.value, row.low, row.high, 0.0) if value is not None)


def _bound(row) -> str:
    bound = getattr(row, "bound", "")
    if bound or row.value is not None:
        return "" if bound in ("exact", "range") else bound
    # A reference point has no bound of its own: an open side says it.
    return {(True, False): "at_most", (False, True): "at_least"}.get((row.low is None, row.high is None), "")


def _unit(row) -> str:
    value, shown = _value(row), units.display(row.unit)
    if not shown or row.unit == "rank" or (row.unit == "year" and value >= 1000):
        return ""
    # Units written as words are plural in the vocabulary: one day, not one days.
    single = value == 1 and shown == f"{row.unit}s"
    return NBSP + (row.unit if single else shown)


def _ordinal(value: int) -> str:
    suffix = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{suffix}"
