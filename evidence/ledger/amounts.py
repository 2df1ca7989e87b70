"""What a claim's words are worth: amounts in the unit of their measure, and dates."""

from functools import lru_cache
from typing import NamedTuple

from evidence.errors import shorten
from evidence.language import french, units
from evidence.ledger.models import Event, Quantity

_read_amount = lru_cache(maxsize=100_000)(french.read_amount)
_display = lru_cache(maxsize=4096)(units.display)
_read_date = lru_cache(maxsize=100_000)(french.read_date)


class _Worth(NamedTuple):
    """What a quantity is worth, as ``QuantityRow`` has it: open sides are None, and so is the value of a range."""

    value: float | None
    low: float | None
    high: float | None
    bound: str
    unit: str


def worth_of(quantity: Quantity, measured_in: str, language: str) -> _Worth:
    """Read a quantity; ValueError says why it cannot be read.

    ``measured_in`` is the unit of its measure: the unit found has to have its dimension.
    """
    expected = units.canonical(measured_in)
    read = _by_hand(quantity) if quantity.by_hand else _parsed(quantity, language)
    if not read.unit and _display(expected):
        raise ValueError(f"no unit in '{shorten(quantity.text, 40)}', and '{quantity.measure}' is in {expected}")
    unit = units.canonical(read.unit) if read.unit else expected
    if unit != expected and not units.same_dimension(unit, expected):
        raise ValueError(f"unit of the wrong dimension: {unit}, where '{quantity.measure}' is in {expected}")
    return read._replace(unit=unit)


def _parsed(quantity: Quantity, language: str) -> _Worth:
    if language != "fr":
        raise ValueError(f"no reader of numbers for the language '{language}'")
    read = _read_amount(quantity.text)
    return _Worth(read.value, read.low, read.high, read.bound, quantity.unit or read.unit)


def _by_hand(quantity: Quantity) -> _Worth:
    if not quantity.why:
        raise ValueError(f"'{shorten(quantity.text, 40)}' is read by hand without a reason: 'why' is missing")
    value, low, high, unit = quantity.value, quantity.low, quantity.high, quantity.unit or ""
    if low is None and high is None:
        return _Worth(value, value, value, "exact", unit)
    if low is None or high is None:
        return _Worth(value, low, high, "at_least" if high is None else "at_most", unit)
    if low > high:
        raise ValueError(f"'{shorten(quantity.text, 40)}' is read by hand with 'low' above 'high'")
    return _Worth(value, low, high, "range", unit)


def date_of(event: Event) -> str:
    """Return the date of an event, as typed or as its words give it; ValueError where they do not."""
    return event.date or _read_date(event.text)[0]
