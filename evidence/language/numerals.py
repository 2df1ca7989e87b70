"""Numerals: where a text has digits, number words, ordinals or fractions, and what they are worth."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from evidence.language.amount import Numeral, Span, tidy
from evidence.language.text import small, touches, vulgar

_ADDED = {"half": 0.5, "quarter": 0.25, "quarters": 0.75, "third": 1 / 3, "thirds": 2 / 3}


@dataclass(frozen=True, kw_only=True)
class Numerals:
    """How one language writes numbers. All patterns and functions get text as ``text.fold`` leaves it."""

    pattern: re.Pattern  # one group for each kind of numeral
    opener: re.Pattern  # a look at how words begin spares the grammar for most of a text; in lower case
    word_opener: re.Pattern  # the same without digits, and without articles that open no larger number
    digit_run: re.Pattern  # what is one number for the account
    digits: Callable[[str], float]  # the value of a number in digits
    value: Callable[[str, str], float | None]  # that of words of a kind, in small letters; None: they make none
    ones: frozenset[str]  # words for one that may be an article or a pronoun
    counts: Callable[[str, Numeral], bool]  # whether a word stands for a number here, and not for a name
    fixed: re.Pattern  # phrases in which a number word counts nothing
    silent: frozenset[str]  # words of which nobody has to give account
    suffix: re.Pattern  # of an ordinal in digits
    sign: re.Pattern  # «n°», at the end of what stands before
    is_rank: Callable[[str, int, int], bool]  # whether that is a rank and no label
    multiplier: re.Pattern
    scale: Mapping[str, float]
    half: re.Pattern  # «et demi»: a group for each part that may be added, named as in _ADDED
    article: re.Pattern | None  # articles that count where a bound stands by them

    def find(self, text: str, strict: bool) -> list[Numeral]:
        """Return the numbers that count something; ``strict`` leaves out those of fixed phrases and of labels."""
        found: list[Numeral] = []
        phrases = self._phrases(text) if strict else []
        for numeral in self._scan(text, self.opener):
            if found and numeral.start < found[-1].end:
                continue
            if self.counts(text, numeral) and not touches(phrases, numeral.start, numeral.start + 1):
                found += self._counted(text, numeral, strict)
        taken = {numeral.start for numeral in found}
        articles = self.article.finditer(text) if self.article else ()
        return found + [Numeral(*match.span(), 1.0, "one") for match in articles if match.start() not in taken]

    def account(self, text: str) -> list[Span]:
        """Return the span of every number of which a reader has to give account, in order."""
        phrases = self._phrases(text)
        spans = [match.span() for match in self.digit_run.finditer(text)]
        for numeral in self._scan(text, self.word_opener):
            in_phrase = touches(phrases, numeral.start, numeral.start + 1)
            if numeral.kind == "times" or in_phrase or not self.counts(text, numeral):
                continue
            end = self._multiplied(text, numeral)[0]
            if end > numeral.end or text[numeral.start : numeral.end].lower() not in self.silent:
                spans.append((numeral.start, end))
        return sorted(spans)

    def _read(self, match: re.Match) -> Numeral | None:
        """Return the numeral of a match of ``pattern``; None where it makes no number."""
        kind = match.lastgroup or ""
        text = match[kind].lower()
        if kind == "digits":
            plain, more = vulgar(text)
            value: float | None = (self.digits(plain) if plain else 0.0) + more
        else:
            value = self.value(text, kind)
        while kind == "words" and value is None and text:  # «ten, two thousand»: the longest that reads
            text = text[: max(0, text.rfind(" "), text.rfind("-"))].removesuffix(" and")
            value = self.value(text, kind)
        if value is None or not math.isfinite(value):
            return None
        return Numeral(match.start(), match.start() + len(text), value, "one" if text in self.ones else kind)

    def _scan(self, text: str, opener: re.Pattern) -> list[Numeral]:
        """Return the numerals of a text, without judging whether they count anything."""
        found, end = [], 0
        for opening in opener.finditer(" " + small(text)):
            start = opening.start()
            match = self.pattern.match(text, start) if start >= end else None
            if match and (numeral := self._read(match)):
                found.append(numeral)
                end = numeral.end
        return found

    def _phrases(self, text: str) -> list[Span]:
        return [match.span() for match in self.fixed.finditer(text)]

    def _counted(self, text: str, numeral: Numeral, strict: bool) -> list[Numeral]:
        """Return the numeral as «2e», «n° 5», or with its multiplier; nothing where it is a label."""
        sign = self.sign.search(text[max(0, numeral.start - 12) : numeral.start]) if numeral.value < 1000 else None
        goes_on = text[numeral.end : numeral.end + 1] in ("-", "/")
        if sign and numeral.kind in ("digits", "one", "words") and not goes_on:
            start = numeral.start - len(sign[0])
            rank = not strict or self.is_rank(text, start, numeral.end)
            return [Numeral(start, numeral.end, numeral.value, "ordinal")] if rank else []
        if numeral.kind == "digits" and (suffix := self.suffix.match(text, numeral.end)):
            return [Numeral(numeral.start, suffix.end(), numeral.value, "ordinal")]
        end, value = self._multiplied(text, numeral)
        factor = value / numeral.value if end > numeral.end and numeral.value else 1.0
        return [Numeral(numeral.start, end, value, numeral.kind, factor)]

    def _multiplied(self, text: str, numeral: Numeral, limit: float = math.inf) -> tuple[int, float]:
        """Return where the number ends and its value, with «millions», «bn» and «et demi».

        ``limit`` bounds what may follow: «deux milliards trois cents millions», not the other way round.
        """
        end, factor = self._factor(text, numeral)
        half = self.half.match(text, end) if numeral.kind in ("words", "digits", "one") else None
        if half and factor < limit and (factor > 1 or numeral.kind != "one" or half["half"]):
            value = tidy(numeral.value * factor + factor * added_by(half))
            scale = self.multiplier.match(text, half.end()) if factor == 1 else None  # «two and a half million»
            return (scale.end(), value * self._scale(scale)) if scale else (half.end(), value)
        if factor == 1 or factor >= limit:
            return numeral.end, numeral.value
        value = tidy(numeral.value * factor)
        rest = self._smaller(text, end, factor, numeral.kind)
        return (rest[0], value + rest[1]) if rest else (end, value)

    def _factor(self, text: str, numeral: Numeral) -> tuple[int, float]:
        end, factor = numeral.end, 1.0
        while numeral.kind not in ("ordinal", "times") and factor <= 1e9 and (
                match := self.multiplier.match(text, end)):
            factor *= self._scale(match)
            end = match.end()
        return end, factor

    def _scale(self, multiplier: re.Match) -> float:
        word = multiplier[multiplier.lastindex or 0].lower()
        return self.scale.get(word) or self.scale[word.rstrip("s")]

    def _smaller(self, text: str, end: int, factor: float, kind: str) -> tuple[int, float] | None:
        """Return where «trois cent mille» of «deux millions trois cent mille» ends, and what it is worth."""
        match = self.pattern.match(text, end + 1) if text[end : end + 1] == " " else None
        rest = self._read(match) if match else None
        if not rest or rest.value >= factor or rest.kind != ("digits" if kind == "digits" else "words"):
            return None
        rest_end, value = self._multiplied(text, rest, factor)
        return (rest_end, value) if value < factor and value >= (1000 if rest.kind == "digits" else 100) else None


def added_by(half: re.Match) -> float:
    """Return what «et demi», «et trois quarts» or «and two thirds» adds, in the unit of the number before it."""
    return _ADDED[half.lastgroup or ""]


@lru_cache(maxsize=65536)
def decimal(text: str, locale: str) -> float:
    """Return the value of decimal digits as a language writes them."""
    from babel.numbers import parse_decimal

    return float(parse_decimal(text, locale=locale))


def cardinal(words: str, code: str) -> float | None:
    """Return the value of number words in small letters; None when they make no number."""
    from text_to_num import text2num

    try:
        return float(text2num(words, code))
    except ValueError:
        return None
