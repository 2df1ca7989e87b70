"""What a claim's words are worth: amounts in the unit of their measure, and dates."""

from functools import lru_cache

from evidence.errors import shorten
from evidence.language import french, units
from evidence.ledger.models import Event, Quantity

_read_amount = lru_cache(maxsize=100_000)(french.read_amount)
_display = lru_cache(maxsize=4096)(units.display)
_read_date = lru_cache(maxsize=100_000)(french.read_date)


def amount(one: Quantity, measured_in: str, language: str) -> tuple[float | None, float | None, float | None, str, str]:
    """Return (value, low, high, bound, unit) of a quantity; ValueError says why it cannot be read.

    ``measured_in`` is the unit of its measure: the unit found has to have its dimension.
    """
    expected = units.canonical(measured_in)
    *found, unit = _by_hand(one) if one.by_hand else _parsed(one, language)
    if not unit and _display(expected):
        raise ValueError(f"no unit in '{shorten(one.text, 40)}', and '{one.measure}' is in {expected}")
    unit = units.canonical(unit) if unit else expected
    if unit != expected and not units.same_dimension(unit, expected):
        raise ValueError(f"unit of the wrong dimension: {unit}, where '{one.measure}' is in {expected}")
    return (*found, unit)


def _parsed(one: Quantity, language: str) -> tuple:
    if language != "fr":
        raise ValueError(f"no reader of numbers for the language '{language}'")
    read = _read_amount(one.text)
    return read.value, read.low, read.high, read.bound, one.unit or read.unit


def _by_hand(one: Quantity) -> tuple:
    if not one.why:
        raise ValueError(f"'{shorten(one.text, 40)}' is read by hand without a reason: 'why' is missing")
    low, high = one.low, one.high
    if one.value is not None and low is high is None:
        return one.value, one.value, one.value, "exact", one.unit
    if None not in (low, high) and low > high:
        raise ValueError(f"'{shorten(one.text, 40)}' is read by hand with 'low' above 'high'")
    bound = "range" if None not in (low, high) else "at_least" if high is None else "at_most"
    return one.value, low, high, bound, one.unit


def date(one: Event) -> str:
    """Return the date of an event, as typed or as its words give it; ValueError where they do not."""
    return one.date or _read_date(one.text)[0]
