"""Dates of different precision, as days and as years with decimals."""

import math
from calendar import monthrange
from datetime import date, timedelta

DAYS_A_YEAR = 365.25
YEARS_AHEAD = 75  # what lies further off is called never


def days_of(iso: str) -> tuple[str, str]:
    """The first and the last day of an ISO day, month or year, as ISO days."""
    year, month, day = (int(part) for part in (iso + "-0-0").split("-")[:3])
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or monthrange(year, month or 12)[1])
    return first.isoformat(), last.isoformat()


def decimal_year(iso: str) -> float:
    """An ISO date as a year with decimals; a month stands for its middle, a year for its own."""
    year, *rest = (int(part) for part in iso.split("-"))
    if not rest:
        return year + 0.5
    day = date(year, rest[0], rest[1] if len(rest) > 1 else 15)
    return year + (day.timetuple().tm_yday - 1) / DAYS_A_YEAR


def month_of(year: float) -> str:
    """A year with decimals as an ISO month."""
    whole = int(year)
    return (date(whole, 1, 1) + timedelta(days=int((year - whole) * DAYS_A_YEAR))).isoformat()[:7]


def date_after(start: str, years: float) -> str:
    """The ISO day ``years`` after ``start``; '' where that is never or beyond the year 2100."""
    if math.isinf(years) or years > YEARS_AHEAD:
        return ""
    return (date.fromisoformat(start) + timedelta(days=round(years * DAYS_A_YEAR))).isoformat()
