"""Numerals: how English writes numbers in digits and words, and what they are worth."""

import re
from functools import lru_cache

from evidence.language.amount import Numeral
from evidence.language.en.labels import FIXED
from evidence.language.numerals import Numerals, cardinal, decimal
from evidence.language.text import opens_sentence

_WORDS_FOR_TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4, "quintuple": 5, "twice": 2, "thrice": 3}
_NTHS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
         "twelfth")
_ORDINALS = {word: float(place) for place, word in enumerate(_NTHS, 1)} | {"hundredth": 100.0, "thousandth": 1e3}
_DIVISORS = {"half": 2.0, "halve": 2.0, "quarter": 4.0, "millionth": 1e6}
_SHORT = {"dozen": 12.0, "a": 1.0, "an": 1.0, "half": 0.5, "half a": 0.5, "half an": 0.5}
_ANY_CASE = re.IGNORECASE
_CONTINENTAL = re.compile(r"\d+,\d{1,2}")
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
_MEASURE = (r"(?:minute|hour|day|week|fortnight|month|decade|century|mile|kilomet(?:er|re)|met(?:er|re)|foot|inch|acre"
            r"|hectare|ton|tonne|kilogram|gallon|pint|lit(?:er|re)|gigawatt|megawatt|petaflop|exaflop|point"
            r"|percentage point|basis point|dollar|euro|cent|yen|pound|franc)")
# «A third of them» is a fraction, «a third plant» an ordinal, «2 bn a quarter» three months.
_OF_ALL = (r"(?= (?:of|less|more|fewer|higher|lower|bigger|larger|smaller|cheaper|faster|slower|since|in|to|from|on|by"
           r"|this|last|compared|over|as|the|that|were|was|are|is|have|has|had|said|say|and|or|so|but|between|against"
           r"|year-on-year|above|below|for|while|its|their|off|apart|away|each|now"
           r"|could|would|will|may|can)\b|\s*[.,;:!?)–]|\s*$)(?! in a row| to (?:be|have)\b)")
_A_PART = rf"(?<!\d )(?<!illion )(?<!bn )(?<!times )an? {_PARTS}\b(?:{_OF_ALL}|(?=-{_MEASURE}\b))"
_COUNTED_PARTS = (rf"(?<!first )(?<!last )(?<!past )(?<!next )(?:(?:one|three|3)[ -]quarters?"
                  rf"|(?:{_ONES}|\d{{1,2}})[ -]{_PARTS.replace('quarters?|', '')})\b")
_MANY = r"(?:million|billion|trillion|dozen)\b"
_BOUNDED = "|".join(f"(?<={word} half)" for word in (
    "than", "about", "by", "nearly", "almost", "over", "around", "roughly", "least", "just", "only", "under", "up to"))
_HALF = (rf"half\b(?!-)(?! (?:an? )?{_MANY})(?:{_BOUNDED}"
         r"|(?= (?:of|the|an?|its|their|his|her|our|my|your|that|those|these|this|as|what|are|were|is|was|have|has|had"
         r"|do|did|say|said|came|come|in|from|to)\b|\s*[.,;:!?)]|\s*$| \d))")
_TIMES = (rf"(?:{_ONES}|\d+(?:\.\d+)?)[ -]?fold\b|(?:twice|thrice)\b"
          rf"|(?:{'|'.join(_WORDS_FOR_TIMES)})(?= (?:the|that|its|what|those|as|of|their|his|her|last|this|from)\b"
          r"| [a-z]+'s\b)")
_NUMERAL = re.compile(
    rf"(?P<fraction>(?<![\w-])(?:{_COUNTED_PARTS}|{_A_PART}|(?:one|a)[ -]half\b(?!-)|{_HALF}|half(?=-{_MEASURE}\b)))"
    rf"|(?P<times>(?<![\w-])(?:{_TIMES}))|(?P<digits>(?<![\w])(?<!\d[.,])(?:{_DIGITS}))"
    rf"|(?:(?<![\w-])|(?<=-to-)|(?<=-or-))(?:(?P<ordinal>(?:{_TENS}[ -])?{_NTH}\b)"
    rf"|(?P<words>{_WORDS}|(?:half )?an?(?= {_MANY})|half-?(?= ?dozen\b)"
    r"|(?:(?<=the )|(?<=another ))dozen\b))", _ANY_CASE)
_SUFFIX = re.compile(r"(?:st|nd|rd|th)(?!\w)")
_STEMS = (r"(?:zero|one|tw(?:o|el|en|ic)|t(?:hr|hi|en|rip|reb)|fo(?:ur|r)|fi(?:rst|ve|f)|s(?:ix|ev|ec)|e(?:igh|lev)"
          r"|nin|half|dozen|hund|thous|doub|quadr|quint)")
_OPENER = re.compile(rf"[^\w](?:[0-9½¼¾⅓⅔]|{_STEMS}|an?(?= ))")
_WORD_OPENER = re.compile(rf"[^\w](?:{_STEMS}|an?(?= ))")
_DIGIT_RUN = re.compile(r"[0-9０-９](?:\d{0,2}(?:,\d{3}(?!\d))+(?:\.\d+)?|\d*(?:[.,]\d+)?)")
_MULTIPLIER = re.compile(r"(?:[ -]|(?<=\d)(?=[mbt]))(hundred|thousand|million|billion|trillion|quadrillion|dozen|crore"
                         r"|lakh)\b|(?<=\d) ?(mn|bn|tn|mln|bln|trn)\b|(?<=half-)(dozen)\b"
                         r"| of an? (million|billion|trillion)\b", _ANY_CASE)
_SCALE = {"dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
          "quadrillion": 1e15, "lakh": 1e5, "crore": 1e7, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12,
          "trn": 1e12}
_AND_A_HALF = re.compile(r"[ -]and[ -](?:(?P<half>a[ -]half)|(?P<quarter>a[ -]quarter)|(?P<third>a[ -]third)"
                         r"|(?P<thirds>two[- ]thirds?)|(?P<quarters>three[- ]quarters?))\b", _ANY_CASE)
_NUMBER_SIGN = re.compile(r"\b(?:No\. ?|Nos\. ?|[Nn]umber )$")
_RANKED_BEFORE = re.compile(r"(?:^|\b(?:the|is|was|as|at|become|becomes|became|ranked|remain|remains|[^\W\d_]{1,20}'s"
                            r"|current|a|to|from) )$", _ANY_CASE)
_RANKED_AFTER = re.compile(r" (?:in|spot|position|place|behind|player|maker|chipmaker|economy|seed|ranking|worldwide"
                           r"|globally|priority)\b", _ANY_CASE)

# «More than a year», «an hour and a half»: an article counts where a unit follows and a bound or a half stands by it.
_ARTICLE = re.compile(rf"(?<![\w-])an?(?= (?:{_MEASURE}|second|quarter|year)\b)")


def _is_rank(text: str, start: int, end: int) -> bool:
    """Tell «the No. 2 chipmaker», a rank, from «Flight No. 9» and «her number 9», which are labels."""
    return bool(_RANKED_BEFORE.search(text[max(0, start - 24) : start]) or _RANKED_AFTER.match(text, end))


def _counts(text: str, numeral: Numeral) -> bool:
    """Tell whether a number word stands for a number here, not in a name: the Big Four, Seven Samurai."""
    word = text[numeral.start : numeral.end]
    if word[0].isdigit() or not word[0].isupper() or opens_sentence(text, numeral.start):
        return True
    before = text[max(0, numeral.start - 24) : numeral.start].split()
    after = re.match(r"[ -](\w+)", text[numeral.end : numeral.end + 30])
    # A headline in title case has capitals on both sides; a name such as «the Big Four» stands in small words.
    capital = "-" in word or (after is not None and after[1][0].isupper())
    return capital and bool(before) and all(name[0].isupper() for name in before[-2:])


def _value_of_digits(text: str) -> float:
    """Return the value of English digits: «1,509», «3.5»; a comma before one or two digits is a decimal one."""
    if _CONTINENTAL.fullmatch(text):
        return decimal(text, "fr")
    plain = text.replace(",", "").replace(" ", "")
    return float(plain) if plain.isdecimal() else decimal(plain, "en")


@lru_cache(maxsize=4096)
def _value_of_words(words: str, kind: str) -> float | None:
    """Return the value of number words in lower case; None when they make no number."""
    words = words.replace("-", " ").strip()
    if kind == "times":
        return _WORDS_FOR_TIMES.get(words) or _cardinal(words.removesuffix("fold").strip())
    if kind == "ordinal":
        return _ordinal(words)
    if kind == "fraction":
        return 0.5 if words == "half" else _fraction(words)
    return _cardinal(words)


def _cardinal(words: str) -> float | None:
    """Return the value of a number written in words or digits, «a» being one; None when it is none."""
    if words in _SHORT:
        return _SHORT[words]
    return float(words) if re.fullmatch(r"\d+(?:\.\d+)?", words) else cardinal(re.sub(r"^an? ", "one ", words), "en")


def _ordinal(words: str) -> float | None:
    """Return the place of «third», «twenty-first», «hundredth», «thirteenth»."""
    head, _, last = words.rpartition(" ")
    place = _ORDINALS.get(last)
    if place is None:
        place = _cardinal(re.sub("ieth$", "y", last) if last.endswith("ieth") else last.removesuffix("th"))
    tens = _cardinal(head) if head else 0.0
    if place is None or tens is None:
        return None
    return tens * place if head and place >= 100 else tens + place


def _fraction(words: str) -> float | None:
    """Return «two thirds», «a quarter», «one tenth», «a twentieth»."""
    count, _, noun = words.rpartition(" ")
    part = _DIVISORS.get(noun.removesuffix("s")) or _ordinal(noun.removesuffix("s"))
    many = _cardinal(count)
    return many / part if many and part and many < part else None


NUMERALS = Numerals(
    pattern=_NUMERAL, opener=_OPENER, word_opener=_WORD_OPENER, digit_run=_DIGIT_RUN, digits=_value_of_digits,
    value=_value_of_words, ones=frozenset({"one"}), counts=_counts, fixed=FIXED,
    silent=frozenset({"one", "half", "a", "an"}), suffix=_SUFFIX, sign=_NUMBER_SIGN, is_rank=_is_rank,
    multiplier=_MULTIPLIER, scale=_SCALE, half=_AND_A_HALF, article=_ARTICLE,
)
