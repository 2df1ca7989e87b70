"""What French number words and digits are worth."""

import re
from functools import lru_cache

from evidence.language.text import vulgar

DOZEN = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
         "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000}
TIMES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6, "décuple": 10, "centuple": 100}
_PART = {"demi": 2, "tiers": 3, "quart": 4}


def value_of_digits(text: str) -> float:
    """Return the value of French digits: «1 509», «1.509», «3,5», «2½»."""
    plain = text.replace(" ", "")  # by far the most have spaces at most
    if not plain.isascii():
        plain, more = vulgar(plain)
        return (value_of_digits(plain) if plain else 0) + more
    return float(plain) if plain.isdecimal() else _babel(text)


@lru_cache(maxsize=65536)
def _babel(text: str) -> float:
    from babel.numbers import parse_decimal

    if re.fullmatch(r"\d+\.\d{1,2}|\d+\.\d{4,}|0\.\d+", text):  # an English decimal point, as in «6.5»
        return float(text)
    return float(parse_decimal(text.replace(".", "").replace(" ", "\u202f"), locale="fr"))


@lru_cache(maxsize=4096)
def value_of_words(words: str, kind: str) -> float | None:
    """Return the value of number words in lower case; None when they make no number."""
    if kind == "words":
        return _cardinal(words)
    if kind == "ordinal":
        return 1.0 if words.startswith("premi") else 2.0 if words.startswith("second") else _cardinal(_stem(words))
    if kind == "times":
        return float(TIMES[words.rpartition(" ")[2]])
    if kind == "dozen":
        return _of_dozen(words)
    return 0.5 if words.endswith("moitié") else _of_fraction(words)


def _of_dozen(words: str) -> float | None:
    count, noun = words.split()[0], re.split("[ -]", words)[-1].removesuffix("s")
    many = 1.0 if count.startswith("demi") else _cardinal(count)
    return many and many * DOZEN[noun] / (2 if "demi" in words else 1)


def _of_fraction(words: str) -> float | None:
    cut = max(words.rstrip("- ").rfind(" "), words.rstrip("- ").rfind("-"))
    count, noun = words[:cut], words[cut + 1 :].rstrip("-s ")
    part = _PART.get(noun) or _PART.get(noun + "s") or _cardinal(_stem(noun))
    many = float(count) if count.isdecimal() else _cardinal(count)
    return many / part if many and part and many < part else None


def _stem(ordinal: str) -> str:
    """Return the cardinal of an ordinal: «vingt et unième» → «vingt et un», «neuvième» → «neuf»."""
    stem = ordinal.rstrip("s").removesuffix("ième")
    for end, word in (("neuv", "neuf"), ("cinqu", "cinq"), ("quatr", "quatre"), ("mill", "mille"), ("nt", "nt")):
        if stem.endswith(end):
            stem = stem.removesuffix(end) + word
    return stem if _cardinal(stem) is not None else stem + "e"


def _cardinal(words: str) -> float | None:
    from text_to_num import text2num

    try:
        return float(text2num(words, "fr"))
    except ValueError:
        return None
