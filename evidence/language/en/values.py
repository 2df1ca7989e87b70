"""What English number words and digits are worth."""

import re
from functools import lru_cache

from evidence.language.text import vulgar

TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4, "quintuple": 5, "twice": 2, "thrice": 3}
_NTHS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
         "twelfth")
_ORDINALS = {word: float(place) for place, word in enumerate(_NTHS, 1)} | {"hundredth": 100.0, "thousandth": 1e3}
_PARTS = {"half": 2.0, "halve": 2.0, "quarter": 4.0, "millionth": 1e6}


def value_of_digits(text: str) -> float:
    """Return the value of English digits: «1,509», «3.5», «2½»; a comma before one or two digits is a decimal one."""
    plain = text.replace(",", "").replace(" ", "")
    if not plain.isascii():
        plain, more = vulgar(plain)
        return (value_of_digits(plain) if plain else 0) + more
    if plain.isdecimal() and not re.fullmatch(r"\d+,\d{1,2}", text):
        return float(plain)
    return _babel(text)


@lru_cache(maxsize=65536)
def _babel(text: str) -> float:
    from babel.numbers import parse_decimal

    if re.fullmatch(r"\d+,\d{1,2}", text):  # as the continent writes it
        text = text.replace(",", ".")
    return float(parse_decimal(text, locale="en"))


@lru_cache(maxsize=4096)
def value_of_words(words: str, kind: str) -> float | None:
    """Return the value of number words in lower case; None when they make no number."""
    words = words.replace("-", " ")
    if kind == "times":
        return TIMES.get(words) or cardinal(words.removesuffix("fold").strip())
    if kind == "ordinal":
        return _ordinal(words)
    if kind == "fraction":
        return 0.5 if words == "half" else _fraction(words)
    return cardinal(words)


def cardinal(words: str) -> float | None:
    """Return the value of a number written in words or digits, «a» being one; None when it is none."""
    from text_to_num import text2num

    if re.fullmatch(r"\d+", words):
        return float(words)
    if words == "dozen":
        return 12.0
    if words in ("a", "an", ""):
        return 1.0 if words else None
    try:
        return float(text2num(re.sub(r"^an? ", "one ", words), "en"))
    except ValueError:
        return None


def _ordinal(words: str) -> float | None:
    """Return the place of «third», «twenty-first», «hundredth», «thirteenth»."""
    head, _, last = words.rpartition(" ")
    place = _ORDINALS.get(last)
    if place is None:
        place = cardinal(re.sub("ieth$", "y", last) if last.endswith("ieth") else last.removesuffix("th"))
    tens = cardinal(head) if head else 0.0
    if place is None or tens is None:
        return None
    return tens * place if head and place >= 100 else tens + place


def _fraction(words: str) -> float | None:
    """Return «two thirds», «a quarter», «one tenth», «a twentieth»."""
    count, _, noun = words.rpartition(" ")
    part = _PARTS.get(noun.removesuffix("s")) or _ordinal(noun.removesuffix("s"))
    many = cardinal(count)
    return many / part if many and part and many < part else None
