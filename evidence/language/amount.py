"""What is read from running text: numerals, parts and amounts."""

from dataclasses import dataclass
from typing import NamedTuple

Span = tuple[int, int]  # start, and end (exclusive), in code points


class Numeral(NamedTuple):
    """A number at ``start``:``end``, with the «millions» behind it; ``factor`` is what these multiplied.

    ``kind``: digits, words, one («un», «a»), ordinal, fraction, dozen (a round number of things) or times («twice»).
    """

    start: int
    end: int
    value: float
    kind: str
    factor: float = 1.0


@dataclass(slots=True)
class BareAmount:
    """A number with its unit, before bounds and ranges are looked for; ``per``: what one of it is for.

    ``plain``: neither «millions» nor anything else was multiplied in. ``rough``: its own words say about.
    """

    start: int
    end: int
    value: float
    unit: str
    kind: str
    plain: bool
    factor: float = 1.0
    per: str = ""
    rough: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """What was read at ``start``:``end``: a value in ``unit`` ("" when the words name none), and its bound.

    ``bound`` is exact, about, more_than, at_least, less_than, at_most or range. ``low`` and ``high`` are empty where
    open, and for «environ»; a range has no ``value``. ``per`` is the unit behind «par», «a»: year in «12 t a year».
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    bound: str
    unit: str
    ordinal: bool = False
    per: str = ""


def amount_of(text: str, span: Span, value: float, bound: str, unit: str = "", per: str = "") -> Amount:
    """Return the amount of one value, its open sides empty."""
    low = value if bound in ("exact", "more_than", "at_least") else None
    high = value if bound in ("exact", "less_than", "at_most") else None
    return Amount(*span, text[slice(*span)], value, low, high, bound, unit, per=per)


def tidy(value: float) -> float:
    """Return 2300000000, not 2299999999.9999995, for 2.3 × 10⁹."""
    return float(f"{value:.14g}")
