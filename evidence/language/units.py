"""Units: French and English spellings to one symbol, dimensions and conversion."""

import logging
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

# canonical symbol: what readers see, then every spelling, separated by '|'; short symbols keep their case
_SYMBOLS = {
    "%": "%:pour cent|pour-cent|percent|pourcents",
    "permille": "‰:‰|pour mille",
    "percentage point": "percentage points:point de pourcentage|points de pourcentage|points de pourcent",
    "basis point": "basis points:point de base|points de base",
    "point": "points:points|pt|pts",
    "times": "times:fois",
    "rank": ":",
    "s": "s:s|sec|seconde|secondes|second|seconds",
    "ms": "ms:ms|milliseconde|millisecondes",
    "minute": "minutes:min|mn|minute|minutes",
    "hour": "hours:h|heure|heures|hours",
    "day": "days:jour|jours|days",
    "week": "weeks:semaine|semaines|weeks",
    "month": "months:mois|months",
    "year": "years:an|ans|année|années|years",
    "decade": "decades:décennie|décennies|decades",
    "century": "centuries:siècle|siècles",
    "nm": "nm:nm|nanomètre|nanomètres", "um": "µm:µm|μm|micron|microns|micromètre|micromètres",
    "mm": "mm:mm|millimètre|millimètres", "cm": "cm:cm|centimètre|centimètres",
    "m": "m:m|mètre|mètres|meter", "km": "km:km|kilomètre|kilomètres|kilometer|kilometre",
    "light_year": "light-years:année-lumière|années-lumière|année lumière|années lumière",
    "inch": "in:pouce|pouces|inches",
    "mm**2": "mm²:mm²|mm2|millimètre carré|millimètres carrés",
    "cm**2": "cm²:cm²|cm2|centimètre carré|centimètres carrés",
    "m**2": "m²:m²|m2|mètre carré|mètres carrés", "km**2": "km²:km²|km2|kilomètre carré|kilomètres carrés",
    "hectare": "ha:ha|hectare|hectares",
    "m**3": "m³:m³|m3|mètre cube|mètres cubes", "km**3": "km³:km³|km3|kilomètre cube|kilomètres cubes",
    "L": "L:l|L|litre|litres|liter", "hL": "hL:hl|hL|hectolitre|hectolitres",
    "mL": "mL:ml|mL|millilitre|millilitres", "cL": "cL:cl|cL|centilitre|centilitres",
    "g": "g:g|gramme|grammes|gram", "kg": "kg:kg|kilo|kilos|kilogramme|kilogrammes|kilogram",
    "mg": "mg:mg|milligramme|milligrammes", "ug": "µg:µg|μg|microgramme|microgrammes",
    "t": "t:t|tonne|tonnes", "kt": "kt:kt|kilotonne|kilotonnes", "Mt": "Mt:Mt|mégatonne|mégatonnes",
    "Gt": "Gt:Gt|gigatonne|gigatonnes",
    "ug/m**3": "µg/m³:µg/m³|μg/m³|µg/m3|microgramme par mètre cube|microgrammes par mètre cube",
    "km/hour": "km/h:km/h|kmh|km/heure|kilomètre-heure|kilomètres-heure|kilomètre heure|kilomètres heure|"
               "kilomètre par heure|kilomètres par heure|kilomètres/heure|kilomètres à l'heure|km à l'heure",
    "m/s": "m/s:m/s|mètre par seconde|mètres par seconde", "km/s": "km/s:km/s|kilomètres par seconde",
    "knot": "knots:nœud|nœuds",
    "degC": "°C:°|°C|° C|degré|degrés|degré Celsius|degrés Celsius|degC",
    "degF": "°F:°F|degrés Fahrenheit", "dB": "dB:dB|décibel|décibels",
    "Hz": "Hz:Hz|hertz", "kHz": "kHz:kHz|kilohertz", "MHz": "MHz:MHz|mégahertz", "GHz": "GHz:GHz|gigahertz",
    "kcal": "kcal:kcal|kilocalorie|kilocalories", "kJ": "kJ:kJ|kilojoule|kilojoules",
    "V": "V:V|volt|volts", "kV": "kV:kV|kilovolt|kilovolts", "mAh": "mAh:mAh",
    "ppm": "ppm:ppm|parties par million",
    "TPP": "TPP:TPP", "token": "tokens:tokens", "parameter": "parameters:parameters|paramètre|paramètres",
    "TPP/mm**2": "TPP/mm²:TPP/mm²", "token/s": "tokens/s:tokens/s|tokens par seconde",
    "token/TFLOP": "token/TFLOP:",
    "FLOP": "FLOP:FLOP", "FLOP/(s*W)": "FLOP/s per W:FLOP/s/W",
    "USD": "USD:$|US$|$US|$ US|dollar|dollars|dollar américain|dollars américains|dollars US|billets verts",
    "EUR": "EUR:€|euro|euros", "CNY": "CNY:yuan|yuans|renminbi|renminbis|RMB|yuan chinois|yuans chinois",
    "HKD": "HKD:HK$|dollar de Hong Kong|dollars de Hong Kong|dollars hongkongais|dollars de Hongkong",
    "GBP": "GBP:£|livre sterling|livres sterling", "JPY": "JPY:¥|yen|yens",
    "CHF": "CHF:franc suisse|francs suisses", "INR": "INR:roupie|roupies|roupies indiennes",
    "RUB": "RUB:rouble|roubles", "KRW": "KRW:won|wons|wons sud-coréens", "TWD": "TWD:dollars taïwanais|NT$",
    "CAD": "CAD:dollars canadiens|$ CA", "AUD": "AUD:dollars australiens", "BRL": "BRL:reais|real",
    "XOF": "XOF:franc CFA|francs CFA|FCFA", "SEK": "SEK:couronnes suédoises", "PLN": "PLN:zlotys|zloty",
    "TRY": "TRY:livres turques",
}
_PREFIXES = {"": "", "k": "kilo", "M": "méga", "G": "giga", "T": "téra", "P": "péta", "E": "exa"}
_NOUN = re.compile(r"[a-z][a-z -]*")
# No numbers in it: pint would compute them.
_EXPRESSION = re.compile(r"(?=.{1,60}$)\(*[^\W\d_]+(?:\*\*-?\d|[*/() _]|[^\W\d_]+)*")
_PINT_NAMES = {"%": "percent", "percentage point": "percentage_point", "basis point": "basis_point"}
_COUNTED = ("point", "times")  # listed for their French spelling, yet counting nouns


def _vocabulary() -> tuple[dict[str, str], dict[str, str]]:
    """Return (spelling → symbol, symbol → display); spellings of four letters or more also in lower case."""
    spelt: dict[str, str] = {}
    shown: dict[str, str] = {}
    for symbol, entry in (_SYMBOLS | dict(_prefixed())).items():
        shown[symbol], _, spellings = entry.partition(":")
        for spelling in (symbol, *filter(None, spellings.split("|"))):
            spelt.setdefault(spelling, symbol)
            if len(spelling) > 3:
                spelt.setdefault(spelling.lower(), symbol)
    return spelt, shown


def _prefixed() -> Iterator[tuple[str, str]]:
    """Yield the units that take every prefix: bytes, bits, operations, watts and watt-hours."""
    for letter, word in _PREFIXES.items():
        flops = f"{word}flops|{word.title()}flops|{word}FLOPS|{letter}FLOPS|{letter}flops|{letter}Flops"
        yield f"{letter}FLOP/s", f"{letter}FLOP/s:{flops}|{letter}Flop/s|{letter}FLOPs"
        octets = _words(word, "octet") + f"|{letter}o"
        yield f"{letter}B", f"{letter}B:{octets}"
        yield f"{letter}B/s", f"{letter}B/s:{letter}o/s|{_per_second(octets)}"
        bits = _words(word, "bit") + f"|{letter}b"
        yield f"{letter}bit", f"{letter}bit:{bits if letter else 'bits'}"
        yield f"{letter}bit/s", f"{letter}bit/s:{letter}b/s|{letter}bps|{letter}bits/s|{_per_second(bits)}"
        yield f"{letter}W", f"{letter}W:{_words(word, 'watt')}"
        hours = f"{_words(word, 'wattheure')}|{_words(word, 'watt-heure')}|{word}watts-heures"
        yield f"{letter}Wh", f"{letter}Wh:{hours}"


def _words(prefix: str, noun: str) -> str:
    return f"{prefix}{noun}|{prefix}{noun}s" + (f"|{prefix}-{noun}s" if prefix else "")


def _per_second(spellings: str) -> str:
    return "|".join(f"{spelling} par seconde" for spelling in spellings.split("|"))


_SPELLINGS, SHOWN = _vocabulary()
LONGEST = max(len(spelling.split()) for spelling in _SPELLINGS)


def symbol_of(words: str) -> str | None:
    """Return the symbol for a French or English spelling in the vocabulary, None when it is not there."""
    if known := _SPELLINGS.get(words):
        return known
    return _SPELLINGS.get(words.lower()) if len(words) > 3 or (len(words) == 3 and words.isupper()) else None


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
    if _NOUN.fullmatch(unit):
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
    converted = float(_registry().Quantity(value, _pint(unit)).to(_pint(target)).magnitude)
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
    registry: Any = pint.UnitRegistry()
    registry.load_definitions(Path(__file__).with_name("units.txt"))
    return registry
