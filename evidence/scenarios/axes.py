"""The values that a parameter takes in the explorer: round numbers over its declared range, or its words."""

import math
from collections.abc import Iterable

from evidence.notebooks.parameters import Parameter

STEPS = 64  # between the ends of a range
FEW = 4  # the same, where a state takes long to compute
_WIDE = 50  # an upper end so many times the lower: steps are ratios then
Value = float | int | bool | str | list


def first_values(parameter: Parameter, steps: int = STEPS) -> list[Value]:
    """Both ends, the book's value, and about as many steps between; words and lists of words in their order."""
    if parameter.type_name == "bool":
        return [False, True]
    if parameter.type_name == "str":
        return list(parameter.choices)
    if parameter.type_name == "list[str]":
        return _lists(parameter)
    low, high = float(parameter.low or 0), float(parameter.high or 0)
    kind = int if parameter.type_name == "int" else float
    between = _ratios(low, high, steps) if low > 0 and high / low >= _WIDE else _rounds(low, high, steps)
    inside = {kind(value) for value in (low, high, *between) if low <= value <= high}
    return sorted(inside | {parameter.default})


def some(values: list[Value], default: Value, wanted: int) -> list[Value]:
    """A few of the values, evenly: both ends and the book's value among them."""
    if len(values) <= wanted:
        return values
    places = {round(place * (len(values) - 1) / (wanted - 1)) for place in range(wanted)} | {values.index(default)}
    return [values[place] for place in sorted(places)]


def middle(parameter: Parameter, low: Value, high: Value) -> Value | None:
    """The shortest number about halfway between two values; None where nothing, or too little, lies between."""
    if parameter.type_name not in ("int", "float") or not isinstance(low, int | float) \
            or not isinstance(high, int | float):
        return None
    if parameter.type_name == "int":
        return (low + high) // 2 if high - low > 1 else None
    span = float(parameter.high or 0) - float(parameter.low or 0)
    if high - low <= span / 1000:
        return None
    half, quarter = (low + high) / 2, (high - low) / 4
    return next(value for digits in range(1, 17) if abs((value := float(f"{half:.{digits}g}")) - half) <= quarter)


def _lists(parameter: Parameter) -> list[Value]:
    """The book's list; each word alone, all of them, and all but one."""
    choices, default = list(parameter.choices), parameter.default
    found: list[Value] = [default, choices, *([word] for word in choices),
                          *([word for word in choices if word != out] for out in choices)]
    return [value for place, value in enumerate(found) if value and value not in found[:place]]


def _rounds(low: float, high: float, steps: int) -> Iterable[float]:
    """Multiples of one, two or five times a power of ten."""
    raw = (high - low) / steps
    power = 10.0 ** math.floor(math.log10(raw)) if raw > 0 else 1.0
    step = power * next(size for size in (1, 2, 5, 10) if size * power >= raw * 0.999)
    first = math.ceil(low / step - 1e-9)
    return (float(f"{(first + place) * step:.10g}") for place in range(math.floor(high / step + 1e-9) - first + 1))


def _ratios(low: float, high: float, steps: int) -> Iterable[float]:
    """Two digits each, evenly by their logarithms."""
    return (float(f"{low * (high / low) ** (place / steps):.2g}") for place in range(steps + 1))
