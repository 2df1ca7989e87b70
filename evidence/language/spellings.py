"""The vocabulary of units: what readers see of each symbol, and how French and English spell it."""

from collections.abc import Iterator
from pathlib import Path

_PREFIXES = {"k": ("kilo",), "M": ("méga", "mega"), "G": ("giga",), "T": ("téra", "tera"), "P": ("péta", "peta"),
             "E": ("exa",), "Z": ("zetta",), "h": ("hecto",), "d": ("déci", "deci"), "c": ("centi",), "m": ("milli",),
             "u": ("µ", "μ", "micro"), "n": ("nano",)}


def _vocabulary() -> tuple[dict[str, str], dict[str, str]]:
    """Return (spelling → symbol, symbol → display); spellings of four letters or more also in lower case."""
    spelt: dict[str, str] = {}
    shown: dict[str, str] = {}
    for symbol, display, spellings in _units():
        shown.setdefault(symbol, display)
        for spelling in (symbol, *filter(None, spellings)):
            spelt.setdefault(spelling, symbol)
            if len(spelling) > 3:
                spelt.setdefault(spelling.lower(), symbol)
    return spelt, shown


def _units() -> Iterator[tuple[str, str, list[str]]]:
    """Yield symbol, display and spellings of each unit in spellings.txt, with each of its prefixes."""
    text = Path(__file__).with_suffix(".txt").read_text("utf-8")
    for line in text.replace("\n    ", " ").splitlines():
        if not line.startswith("#"):
            unit, display, listed = (field.strip() for field in line.split("=", 2))
            letters, _, symbol = unit.rpartition(" * ")
            spellings = [spelling.strip() for spelling in listed.split("|")]
            for letter in letters or "_":
                yield _prefixed(letter.strip("_"), symbol, display, spellings)


def _prefixed(letter: str, symbol: str, display: str, spellings: list[str]) -> tuple[str, str, list[str]]:
    """Return the unit as «µg», «mégawatt», «mega-watt»; as it is where ``letter`` is empty."""
    if not letter:
        return symbol, display, spellings
    words = _PREFIXES[letter]
    befores = (letter, *words, *(f"{word}-" for word in words if len(word) > 1))
    return letter + symbol, letter.replace("u", "µ") + display, [
        before + spelling for before in befores for spelling in spellings]


SPELLINGS, SHOWN = _vocabulary()
# Each its own dimension, by its code of three letters.
CURRENCIES = [symbol for symbol in SHOWN if len(symbol) == 3 and symbol.isupper() and symbol not in ("TPP", "MVA")]
# How money is marked beside its number, the longest first: $, US$, EUR, SKr.
MONEY = sorted((spelling for spelling, symbol in SPELLINGS.items() if symbol in (*CURRENCIES, "cent")
                and len(spelling) <= 4 and not spelling.islower()), key=len, reverse=True)
