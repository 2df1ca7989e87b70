"""The vocabulary of units: what readers see of each symbol, and how French and English spell it."""

from collections.abc import Iterator
from pathlib import Path

_PREFIXES = {"": "", "k": "kilo", "M": "méga", "G": "giga", "T": "téra", "P": "péta", "E": "exa", "Z": "zetta"}


def _vocabulary() -> tuple[dict[str, str], dict[str, str]]:
    """Return (spelling → symbol, symbol → display); spellings of four letters or more also in lower case."""
    spelt: dict[str, str] = {}
    shown: dict[str, str] = {}
    for symbol, display, spellings in (*_listed(), *_prefixed()):
        shown[symbol] = display
        for spelling in (symbol, *filter(None, spellings.split("|"))):
            spelt.setdefault(spelling, symbol)
            if len(spelling) > 3:
                spelt.setdefault(spelling.lower(), symbol)
    return spelt, shown


def _listed() -> Iterator[tuple[str, str, str]]:
    """Yield symbol, display and spellings of the units in spellings.txt."""
    text = Path(__file__).with_suffix(".txt").read_text("utf-8")
    for line in text.replace("\n    ", " ").splitlines():
        if not line.startswith("#"):
            symbol, display, spellings = (field.strip() for field in line.split("=", 2))
            yield symbol, display, "|".join(spelling.strip() for spelling in spellings.split("|"))


def _prefixed() -> Iterator[tuple[str, str, str]]:
    """Yield the units that take every prefix: bytes, bits, operations, watts and watt-hours."""
    for letter, word in _PREFIXES.items():
        flops = _words(word, "flop", "FLOP") + f"|{word.title()}flops|{letter}FLOPS|{letter}flops|{letter}Flops"
        yield f"{letter}FLOP/s", f"{letter}FLOP/s", f"{flops}|{letter}Flop/s|{letter}FLOPs"
        octets = _words(word, "octet", "byte") + f"|{letter}o"
        yield f"{letter}B", f"{letter}B", f"{octets}"
        yield f"{letter}B/s", f"{letter}B/s", f"{letter}o/s|{letter}Bps|{_per_second(octets)}"
        bits = _words(word, "bit") + f"|{letter}b"
        yield f"{letter}bit", f"{letter}bit", f"{bits if letter else 'bits'}"
        yield f"{letter}bit/s", f"{letter}bit/s", f"{letter}b/s|{letter}bps|{letter}bits/s|{_per_second(bits)}"
        yield f"{letter}W", f"{letter}W", f"{_words(word, 'watt')}"
        hours = _words(word, "wattheure", "watt-heure", "watt-hour", "watt hour") + f"|{word}watts-heures"
        yield f"{letter}Wh", f"{letter}Wh", f"{hours}"


def _words(prefix: str, *nouns: str) -> str:
    """Return the spellings of a unit: with and without accents, a hyphen and the plural s."""
    prefixes = dict.fromkeys((prefix, _plain(prefix), *((f"{prefix}-",) if prefix else ())))
    return "|".join(f"{before}{noun}{plural}" for noun in nouns for before in prefixes
                    for plural in ("", "S" if noun.isupper() else "s"))


def _plain(word: str) -> str:
    return word.replace("é", "e")


def _per_second(spellings: str) -> str:
    return "|".join(f"{spelling} {per} {second}" for spelling in spellings.split("|")
                    for per, second in (("par", "seconde"), ("per", "second"), ("a", "second")))


SPELLINGS, SHOWN = _vocabulary()
