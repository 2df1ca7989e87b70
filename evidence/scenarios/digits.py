"""How far two texts lie apart, in digits as printed."""

import re
from decimal import Decimal

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def digits_apart(before: str | None, after: str | None) -> int:
    """Units of the last printed place by which that number moves that moves most; 0 where the words differ too."""
    if before == after or before is None or after is None or _NUMBER.sub("#", before) != _NUMBER.sub("#", after):
        return 0
    numbers = (map(_read, _NUMBER.findall(text)) for text in (before, after))
    return max(round(abs(one - other) / min(_unit(one), _unit(other))) for one, other in zip(*numbers))


def _read(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _unit(number: Decimal) -> Decimal:
    """Of the last place that says something: of a whole number, the last one that is no zero."""
    place = number if int(number.as_tuple().exponent) < 0 else number.normalize()
    return Decimal(1).scaleb(int(place.as_tuple().exponent))
