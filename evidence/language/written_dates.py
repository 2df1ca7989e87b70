"""Written dates as ISO 8601: the part that languages share."""

import re

_ORDER = ("first", "second", "third", "fourth")


def iso(words: str, precision: str, language: str, order: str) -> str:
    """Return a written date of that precision (day, month or year) as ISO 8601; ValueError where it is none.

    ``order``: of day, month and year in figures, DMY or MDY.
    """
    if precision == "year":
        return words
    import dateparser

    settings = {"DATE_ORDER": "YMD" if re.match(r"\d{4}", words) else order, "PREFER_DAY_OF_MONTH": "first",
                "PARSERS": ["absolute-time"]}
    date = dateparser.parse(words, languages=[language], settings=settings)
    if date is None:
        raise ValueError(f"'{words[:60]}' is no day of the calendar")
    return date.strftime("%Y-%m-%d" if precision == "day" else "%Y-%m")


def part_of_year(number: int, of: int) -> str:
    """Return the precision of a quarter or half: (3, 4) → third quarter; ValueError where a year has none."""
    if not 1 <= number <= of:
        raise ValueError(f"a year has no {number}th of {of} parts")
    return f"{_ORDER[number - 1]} {'quarter' if of == 4 else 'half'}"


def century_of(year: str) -> str:
    """Return a year in four digits: 25 → 2025, 99 → 1999."""
    return year if len(year) == 4 else f"{20 if int(year) < 70 else 19}{year}"
