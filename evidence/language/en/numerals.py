"""Numerals: where an English text has digits, number words, ordinals or fractions, and what they are worth."""

import math
import re

from evidence.language.amount import Numeral, Span, tidy
from evidence.language.en.fixed import counts, in_phrase
from evidence.language.en.values import TIMES, value_of_digits, value_of_words
from evidence.language.parts import half_of
from evidence.language.text import small

_ANY_CASE = re.IGNORECASE
_DIGITS = (r"(?:\d{1,3}(?:,\d{3}(?!\d)){1,6}(?!,?\d)|[1-9]\d{0,2}(?: \d{3}(?!\d)){1,5}(?![^\W_])|\d+)"
           r"(?:\.\d+|[½¼¾⅓⅔]|,\d{1,2}(?!\d|,))?(?!\d)|[½¼¾⅓⅔]")
_ONES = (r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
         r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)")
_SMALL = rf"(?:{_ONES}|hundred|thousand)"
_AND = rf"(?:(?<=hundred)|(?<=thousand)) and (?={_ONES}\b(?![ -](?:hundred|thousand|million|billion)))"
_WORDS = rf"(?:an? (?:hundred|thousand)|{_ONES})\b(?:(?:[ -]|{_AND}){_SMALL}\b){{0,12}}"
_NTH = (r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
        r"|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twen|thir|for|fif|six|seven|eigh|nine)tieth|hundredth"
        r"|thousandth)")
_TENS = r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
_PARTS = (r"(?:thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|twelfths?|fifteenths?"
          r"|twentieths?|thirtieths?|fiftieths?|hundredths?|thousandths?|millionths?|halves)")
# «A third of them» is a fraction, «a third plant» an ordinal, «2 bn a quarter» three months.
_OF_ALL = (r"(?= (?:of|less|more|fewer|higher|lower|bigger|larger|smaller|cheaper|faster|slower|since|in|to|from|on|by"
           r"|this|last|compared|over|as|the|that|were|was|are|is|have|has|had|said|say|and|or|so|but|between|against"
           r"|year-on-year|above|below|for|while|its|their)\b|\s*[.,;:!?)–]|\s*$)(?! in a row| to (?:be|have)\b)")
_A_PART = rf"(?<!\d )(?<!illion )(?<!bn )(?<!times )an? {_PARTS}\b{_OF_ALL}"
_COUNTED_PARTS = (rf"(?<!first )(?<!last )(?<!past )(?<!next )(?:(?:one|three|3)[ -]quarters?"
                  rf"|(?:{_ONES}|\d{{1,2}})[ -]{_PARTS.replace('quarters?|', '')})\b")
_MANY = r"(?:million|billion|trillion|dozen)\b"
_HALF = (rf"half(?! (?:an? )?{_MANY})(?= (?:of|the|an?|its|their|his|her|our|my|your|that|those|these|this|as|what|are"
         r"|were|is|was|have|has|had|do|did|say|said|came|come|in|from|to)\b|\s*[.,;:!?)]|\s*$| \d)")
_TIMES = (rf"(?:{_ONES}|\d+)[ -]?fold\b|(?:twice|thrice)\b"
          rf"|(?:{'|'.join(TIMES)})(?= (?:the|that|its|what|those|as|of|their|his|her|last|this|from)\b)")
_NUMERAL = re.compile(
    rf"(?P<fraction>(?<![\w-])(?:{_COUNTED_PARTS}|{_A_PART}|(?:one|a)[ -]half\b(?!-)|{_HALF}))"
    rf"|(?P<times>(?<![\w-])(?:{_TIMES}))"
    rf"|(?P<digits>(?<![\w])(?<!\d[.,])(?:{_DIGITS}))"
    rf"|(?:(?<![\w-])|(?<=-to-)|(?<=-or-))(?:(?P<ordinal>(?:{_TENS}[ -])?{_NTH}\b)"
    rf"|(?P<words>{_WORDS}|(?:half )?an?(?= {_MANY})|half-?(?= ?dozen\b)"
    r"|(?:(?<=the )|(?<=another ))dozen\b))", _ANY_CASE)
_SUFFIX = re.compile(r"(?:st|nd|rd|th)(?!\w)")
_STEMS = (r"(?:zero|one|tw(?:o|el|en|ic)|t(?:hr|hi|en|rip|reb)|fo(?:ur|r)|fi(?:rst|ve|f)|s(?:ix|ev|ec)|e(?:igh|lev)"
          r"|nin|half|dozen|hund|thous|doub|quadr|quint)")
_OPENER = re.compile(rf"[^\w](?:[0-9½¼¾⅓⅔]|{_STEMS}|an?(?= ))")
_WORD_OPENER = re.compile(rf"[^\w](?:{_STEMS}|an?(?= ))")
_DIGIT_RUN = re.compile(r"[0-9０-９](?:\d{0,2}(?:,\d{3}(?!\d))+(?:\.\d+)?|\d*(?:[.,]\d+)?)")
_MULTIPLIER = re.compile(r"(?:[ -]|(?<=\d)(?=[mbt]))(hundred|thousand|million|billion|trillion|quadrillion|dozen)\b"
                         r"|(?<=\d) ?(mn|bn|tn|mln|bln|trn)\b|(?<=half-)(dozen)\b", _ANY_CASE)
_OF_A = re.compile(r" of an? (million|billion|trillion)\b", _ANY_CASE)
_SCALE = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
          "quadrillion": 1e15, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12, "trn": 1e12}
HALF = re.compile(r" and (?:(?P<half>a half)|(?P<quarter>a quarter)|three[- ]quarters)\b", _ANY_CASE)
_NUMBER_SIGN = re.compile(r"\b(?:No\. ?|Nos\. ?|[Nn]umber )$")
_RANKED_BEFORE = re.compile(r"(?:^|\b(?:the|is|was|as|at|become|becomes|became|ranked|remain|remains|[^\W\d_]{1,20}'s"
                            r"|current|a|to|from) )$", _ANY_CASE)
_RANKED_AFTER = re.compile(r" (?:in|spot|position|place|behind|player|maker|chipmaker|economy|seed|ranking|worldwide"
                           r"|globally|priority)\b", _ANY_CASE)

# «More than a year», «an hour and a half»: an article counts where a unit follows and a bound or a half stands by it.
_ARTICLE = re.compile(r"(?<![\w-])an?(?= (?:second|minute|hour|day|week|fortnight|month|quarter|year|decade|century"
                      r"|mile"
                      r"|kilomet(?:er|re)|met(?:er|re)|foot|inch|acre|hectare|ton|tonne|kilogram|gallon|lit(?:er|re)"
                      r"|gigawatt|megawatt|petaflop|exaflop|percentage point|basis point|dollar|euro|cent)\b)")


def _scan(text: str, opener: re.Pattern) -> list[Numeral]:
    """Return the numerals of a folded text, without judging whether they count anything."""
    found, end = [], 0
    for opening in opener.finditer(" " + small(text)):
        start = opening.start()
        match = _NUMERAL.match(text, start) if start >= end else None
        if match and (numeral := _read(match)):
            found.append(numeral)
            end = numeral.end
    return found


def numerals(text: str, strict: bool) -> list[Numeral]:
    """Return the numbers that count something; ``strict`` leaves out those of fixed phrases and of labels."""
    found: list[Numeral] = []
    for numeral in _scan(text, _OPENER):
        if found and numeral.start < found[-1].end:
            continue
        if not counts(text, numeral) or (strict and in_phrase(text, numeral)):
            continue
        sign = _number_sign(text, numeral)
        if sign and strict and not _is_rank(text, numeral.start - len(sign), numeral.end):
            continue
        suffix = _SUFFIX.match(text, numeral.end) if numeral.kind == "digits" else None
        if sign or suffix:
            end = suffix.end() if suffix else numeral.end
            found.append(Numeral(numeral.start - len(sign), end, numeral.value, "ordinal"))
        else:
            end, value = _multiplied(text, numeral)
            factor = value / numeral.value if end > numeral.end and numeral.value else 1.0
            found.append(Numeral(numeral.start, end, value, numeral.kind, factor))
    taken = {numeral.start for numeral in found}
    return found + [Numeral(*match.span(), 1.0, "one") for match in _ARTICLE.finditer(text)
                    if match.start() not in taken]


def find_numbers(text: str) -> list[Span]:
    """Return the span of every number that a reader has to account for.

    No numbers are: «one» by itself and «a» (pronouns, articles; «a million» is one), «half» and «twice», plurals that
    name no number («thousands»), «second» as a unit, roman numerals, and fixed phrases (at first, third party, ...).
    """
    spans = [match.span() for match in _DIGIT_RUN.finditer(text)]
    for numeral in _scan(text, _WORD_OPENER):
        if numeral.kind == "times" or not counts(text, numeral) or in_phrase(text, numeral):
            continue
        end = _multiplied(text, numeral)[0]
        if end > numeral.end or text[numeral.start : numeral.end].lower() not in ("one", "half", "a", "an"):
            spans.append((numeral.start, end))
    return sorted(spans)


def _number_sign(text: str, numeral: Numeral) -> str:
    """Return the sign before «No. 5» and «number one», "" where there is none."""
    if numeral.kind not in ("digits", "words", "one"):
        return ""
    sign = _NUMBER_SIGN.search(text[max(0, numeral.start - 9) : numeral.start])
    return sign[0] if sign and numeral.value < 1000 and not re.match(r"[-/\w]|,\d", text[numeral.end :]) else ""


def _is_rank(text: str, start: int, end: int) -> bool:
    """Tell «the No. 2 chipmaker», a rank, from «Flight No. 9» and «her number 9», which are labels."""
    return bool(_RANKED_BEFORE.search(text[max(0, start - 24) : start]) or _RANKED_AFTER.match(text, end))


def _multiplied(text: str, numeral: Numeral, limit: float = math.inf) -> tuple[int, float]:
    """Return where the number ends and its value, with «million», «bn», «dozen» and «and a half».

    ``limit`` bounds what may follow: «two million three hundred thousand», not the other way round.
    """
    end, factor = numeral.end, 1.0
    while numeral.kind not in ("ordinal", "times", "fraction") and factor <= 1e9 and (
            match := _MULTIPLIER.match(text, end)):
        factor *= _SCALE[(match[1] or match[2] or match[3]).lower()]
        end = match.end()
    half = HALF.match(text, end) if numeral.kind in ("words", "digits") else None
    if half and factor < limit:
        value = tidy(numeral.value * factor + factor * half_of(half))
        scale = _MULTIPLIER.match(text, half.end()) if factor == 1 else None  # «two and a half million»
        return (scale.end(), value * _SCALE[scale[1].lower()]) if scale and scale[1] else (half.end(), value)
    if numeral.kind == "fraction" and (match := _OF_A.match(text, end)):  # a quarter of a million
        return match.end(), tidy(numeral.value * _SCALE[match[1].lower()])
    if factor == 1 or factor >= limit:
        return numeral.end, numeral.value
    value = tidy(numeral.value * factor)
    more = _NUMERAL.match(text, end + 1) if text[end : end + 1] == " " else None
    rest = _read(more) if more else None
    if rest and rest.value < factor and numeral.kind == rest.kind == "words":
        rest_end, rest_value = _multiplied(text, rest, factor)
        if 100 <= rest_value < factor:
            return rest_end, value + rest_value
    return end, value


def _read(match: re.Match) -> Numeral | None:
    kind = match.lastgroup or ""
    text = match[kind].lower()
    if kind == "digits":
        value: float | None = value_of_digits(text)
        return Numeral(*match.span(), value, kind) if value is not None and math.isfinite(value) else None
    if kind == "words" and text.rstrip("-") in ("a", "an", "half", "half a", "half an"):
        return Numeral(*match.span(), 0.5 if text.startswith("half") else 1.0, kind)
    if kind != "words":
        value = value_of_words(text, kind)
        return None if value is None else Numeral(*match.span(), value, kind)
    while text and (value := value_of_words(text, "words")) is None:  # «ten, two thousand»: the longest that reads
        text = text[: max(0, text.rfind(" "), text.rfind("-"))].removesuffix(" and")
    kind = "one" if text == "one" else "words"
    return Numeral(match.start(), match.start() + len(text), value or 0.0, kind) if text else None
