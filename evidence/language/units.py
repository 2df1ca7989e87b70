"""Units: one symbol for every spelling, dimensions and conversion."""

import logging
import math
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from evidence.language.spellings import CURRENCIES, SHOWN, SPELLINGS

_NOUN = re.compile(r"[a-z][a-z -]*")
# No numbers in it, and no power of a power or of a bracket: pint would compute them, for hours.
_LETTERS = r"[^\W\d_\u00b2\u00b3\u00b9\u2070-\u2079]+"
_FACTOR = rf"{_LETTERS}(?:_{_LETTERS})*(?:\*\*-?[1-9]|[\u00b2\u00b3])?"
_MOST_SIGNS = 60
_EXPRESSION = re.compile(rf"(?=.{{1,{_MOST_SIGNS}}}$)\(?{_FACTOR}\)?(?:[*/ ]\(?{_FACTOR}\)?)*")
_OF_CO2 = re.compile(r"(?<=[gt])CO[2₂](?:[eé]q?)?$")
_PINT_NAMES = {"%": "percent", "percentage point": "percentage_point", "basis point": "basis_point"}
_COUNTED = ("point", "times")  # listed for their French spelling, yet counting nouns
LONGEST = max(len(spelling.split()) for spelling in SPELLINGS)


def symbol_of(words: str) -> str | None:
    """Return the symbol for a French or English spelling in the vocabulary, None when it is not there.

    Grammes and tonnes of CO₂ are grammes and tonnes.
    """
    words = _OF_CO2.sub("", words).replace(".", "")
    if known := SPELLINGS.get(words) or SPELLINGS.get(words.replace("-", " ")):
        return known
    return SPELLINGS.get(words.lower()) if len(words) > 3 or (len(words) == 3 and words.isupper()) else None


@lru_cache(maxsize=4096)
def canonical(unit: str) -> str:
    """Return the one symbol of a unit spelt in French or English; ValueError when it is unknown.

    A plain lower-case noun that is no unit (model, chip, company) counts things
    and stands for itself. Anything else has to be readable by pint.
    """
    unit = " ".join(unit.split())
    known = symbol_of(unit)
    if known or not unit:
        return known or ""
    if len(unit) <= _MOST_SIGNS and _NOUN.fullmatch(unit):
        return unit
    if not _EXPRESSION.fullmatch(unit):
        raise ValueError(f"'{unit[:40]}' is no unit")
    try:
        _registry().Unit(unit)
    except Exception as error:  # pint raises a dozen kinds, from tokenising to undefined units
        raise ValueError(f"'{unit}' is no unit that pint knows") from error
    return unit


@lru_cache(maxsize=4096)
def same_dimension(unit: str, other: str) -> bool:
    """Tell whether two canonical units measure the same thing; a counting noun only equals itself."""
    if unit == other:
        return True
    if not (_physical(unit) and _physical(other)):
        return False
    return _pint(unit).dimensionality == _pint(other).dimensionality


def convert(value: float, unit: str, target: str) -> float:
    """Return ``value`` of one canonical unit in another; ValueError when their dimensions differ."""
    if unit == target:
        return value
    if not same_dimension(unit, target):
        raise ValueError(f"'{unit}' and '{target}' do not measure the same thing")
    try:
        converted = float(_registry().Quantity(value, _pint(unit)).to(_pint(target)).magnitude)
    except ArithmeticError:
        converted = math.inf
    if not math.isfinite(converted):
        raise ValueError(f"{value:g} {unit} is too large to be put in {target}")
    return float(f"{converted:.12g}")  # 48 TB are 48000 GB, not 48000.00000000001


def display(unit: str) -> str:
    """Return the unit as readers see it: ``mm²``, ``PFLOP/s``, ``minutes``; "" for counting nouns."""
    if unit in SHOWN:
        return SHOWN[unit]
    return "" if _NOUN.fullmatch(unit) else unit


def _physical(unit: str) -> bool:
    """Tell whether pint is to judge the unit, not the plain equality of nouns."""
    return bool(unit) and unit not in _COUNTED and (unit in SHOWN or not _NOUN.fullmatch(unit))


@lru_cache(maxsize=4096)
def _pint(unit: str) -> Any:
    return _registry().Unit(_PINT_NAMES.get(unit, unit))


@lru_cache(maxsize=1)
def _registry() -> Any:
    """Return the registry: pint's own units and ours; made only on demand, for pint takes half a second to come."""
    import pint

    logging.getLogger("pint").setLevel(logging.ERROR)  # our redefinition of the bit is meant
    registry: Any = pint.UnitRegistry(cache_folder=None)  # pint would read pickles from it
    registry.load_definitions(Path(__file__).with_name("units.txt"))
    for currency in CURRENCIES:
        registry.define(f"{currency} = [currency_{currency}]")
    return registry
