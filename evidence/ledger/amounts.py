"""What a claim's words are worth: amounts in the unit of their measure, and dates."""

from functools import lru_cache
from typing import NamedTuple

from evidence.errors import brief
from evidence.language import for_code, units
from evidence.language.amount import Amount
from evidence.ledger.models import Event, Quantity

_display = lru_cache(maxsize=4096)(units.display)


@lru_cache(maxsize=100_000)
def _read_amount(text: str, language: str) -> Amount:
    return for_code(language).read_amount(text)


@lru_cache(maxsize=100_000)
def _read_date(text: str, language: str) -> str:
    return for_code(language).read_date(text)[0]


def is_unit(unit: str) -> bool:
    """Whether a unit is one that there is, by any of its spellings."""
    try:
        return bool(units.canonical(unit))
    except ValueError:
        return False


class _Worth(NamedTuple):
    """What a quantity is worth, as ``QuantityRow`` has it: open sides are None, and so is the value of a range."""

    value: float | None
    low: float | None
    high: float | None
    bound: str
    unit: str


def worth_of(quantity: Quantity, measured_in: str, language: str) -> _Worth:
    """Read a quantity; ValueError says why it cannot be read.

    ``measured_in`` is the unit of its measure: the unit found has to have its dimension. Where that is none, the
    number is read and nothing said of its unit.
    """
    expected = units.canonical(measured_in) if is_unit(measured_in) else ""
    read = _by_hand(quantity) if quantity.by_hand else _parsed(quantity, language, expected)
    if not expected:
        return read
    if not read.unit and _display(expected):
        raise ValueError(f"no unit in '{brief(quantity.text)}', and '{quantity.measure}' is in {expected}")
    unit = units.canonical(read.unit) if read.unit else expected
    if unit != expected and not units.same_dimension(unit, expected):
        raise ValueError(f"unit of the wrong dimension: {unit}, where '{quantity.measure}' is in {expected}")
    return read._replace(unit=unit)


def _parsed(quantity: Quantity, language: str, expected: str) -> _Worth:
    read = _read_amount(quantity.text, language)
    unit = quantity.unit or read.unit
    # «97 dollars per kWh»
    if expected and read.per and unit and not units.same_dimension(units.canonical(unit), expected):
        unit = f"{unit}/{read.per}"
    return _Worth(read.value, read.low, read.high, read.bound, unit)


def _by_hand(quantity: Quantity) -> _Worth:
    if not quantity.why:
        raise ValueError(f"'{brief(quantity.text)}' is read by hand without a reason: 'why' is missing")
    value, low, high, unit = quantity.value, quantity.low, quantity.high, quantity.unit or ""
    if low is None and high is None:
        return _Worth(value, value, value, "exact", unit)
    if low is None or high is None:
        return _Worth(value, low, high, "at_least" if high is None else "at_most", unit)
    if low > high:
        raise ValueError(f"'{brief(quantity.text)}' is read by hand with 'low' above 'high'")
    return _Worth(value, low, high, "range", unit)


def date_of(event: Event, language: str) -> str:
    """Return the date of an event, as typed or as its words give it; ValueError where they do not."""
    return event.date or _read_date(event.text, language)
