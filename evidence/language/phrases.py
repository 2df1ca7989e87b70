"""Numbers, dates and lists inside English sentences: the filters that templates may use."""

from calendar import month_name
from collections.abc import Sequence

NBSP = "\N{NO-BREAK SPACE}"
SMALL = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def percent(part: float, decimals: int | None = None) -> str:
    """A part of one in percent, with a space that does not break: 0.4019 → 40.2 % with one decimal.

    Without ``decimals``: one below ten percent, none above; 0.0133 → 1.3 %, 0.276 → 28 %.
    """
    value = part * 100
    if decimals is None:
        decimals = 1 if abs(value) < 10 else 0
    return f"{value:.{decimals}f}{NBSP}%"


def short(value: float) -> str:
    """A number in two significant digits, thousands separated: 0.4316 → 0.43, 853.3 → 850, 5.333 → 5.3."""
    rounded = float(f"{value:.2g}")
    return f"{rounded:,.0f}" if abs(rounded) >= 10 else f"{rounded:.2g}"


def span(ends: Sequence[float], between: str = " to ") -> str:
    """A span (low, high) in two significant digits: 3.855 and 5 → 3.9 to 5.0; one number where both round to it."""
    low, high = (_end(end) for end in ends)
    return short(ends[0]) if low == high else f"{low}{between}{high}"


def _end(value: float) -> str:
    rounded = float(f"{value:.2g}")
    return f"{rounded:,.0f}" if abs(value) >= 10 else f"{rounded:#.2g}"


def fixed(value: float, decimals: int = 0) -> str:
    """A number with so many decimals, thousands separated: 1234.5 → 1,234 (without decimals)."""
    return f"{value:,.{decimals}f}"


def plain(value: float) -> str:
    """A number as short as it is exact to six digits, without separators: 1.0 → 1, 0.25 → 0.25."""
    return f"{value:g}"


def spelt(count: int) -> str:
    """A whole number up to twelve in words, a larger one in digits: 0 → none, 3 → three, 1500 → 1,500."""
    return SMALL[count] if 0 <= count < len(SMALL) else f"{count:,}"


def listed(words: Sequence[str], nobody: str = "nobody") -> str:
    """'a, b and c'; ``nobody`` for an empty list."""
    if not words:
        return nobody
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def month(iso: str) -> str:
    """'2027-12-05' or '2027-12' as 'December 2027'."""
    year, number, *_ = iso.split("-")
    return f"{month_name[int(number)]} {year}"


def day(iso: str) -> str:
    """'2027-12-05' as '5 December 2027'; a month without a day as 'December 2027'."""
    return f"{int(iso[8:])} {month(iso)}" if len(iso) > len("2027-12") else month(iso)


def plural(count: int | float, singular: str, several: str) -> str:
    """The first word for exactly 1, the second for all else."""
    return singular if count == 1 else several


def sentence(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


FILTERS = {filter_.__name__: filter_ for filter_ in
           (percent, short, span, fixed, plain, spelt, listed, month, day, plural, sentence)}
