"""Numbers written with signs, alike in all languages: powers of ten, multiples, marks, times taken, 1 m 85."""

import re
from collections.abc import Callable, Iterator

from evidence.language.amount import BareAmount, tidy
from evidence.language.grammar import Grammar
from evidence.language.spellings import MONEY
from evidence.language.text import vulgar
from evidence.language.units import symbol_of

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_DIGITS = r"\d{1,9}(?:[.,]\d{1,6})?"
_POWER = re.compile(
    rf"(?<![\w.,])(?:({_DIGITS}) ?[×x*·.] ?)?10(?:(?:\^|\*\*| puissance | to the power of )\{{?(-?\d{{1,3}})\}}?"
    rf"|(⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{{1,3}}))(?!\w|,\d)"
    rf"|(?<![\w.,])({_DIGITS})[eE](\d{{1,3}})(?!\w)")
_TIMES = re.compile(rf"(?<![\w.,×])(?<!\d )[x×] ?({_DIGITS})(?![\w×])(?! [x×])"
                    rf"|(?<![\w.,])({_DIGITS})(?:x| ?×| x(?= (?:plus|moins|faster|more|less|as)\b))(?![\w×])"
                    r"(?! ?\d)")
_MARK = re.compile(r"(?<![\w/.,])(\d{1,3}(?:[.,]\d{1,2})?)/(10|20|100)(?![\w/]|[.,]\d)(?! ?[%€$])")
_FRACTION = re.compile(r"(?<![\w/.,])(?:(\d{1,3})[ -])?([1-9])/(2|3|4|5|6|8|10|100|1000|\d{1,3}(?=e\b|th))"
                       r"(?:e|th|ths)?(?![\w/]|[.,]\d)"
                       r"(?(1)|(?! ?[%€$]| (?:de )?finale))")
_INJURY_TIME = re.compile(r"(?<![\w.,+])(45|90|105|120)(?:e|'|th)?\+(\d{1,2})(?![\w,.]\d)'?")
# Times taken, not times of day: with hundredths, with hours, or over what a clock shows.
_CLOCK = re.compile(r"(?<![\w:.,])(?:(\d{1,2}):([0-5]\d):([0-5]\d(?:[.,]\d{1,3})?)|()(\d{1,2}):([0-5]\d[.,]\d{1,3})"
                    r"|()(2[4-9]|[3-9]\d):([0-5]\d))(?![\w:])")
_GLUED = re.compile(r"(?<=[a-z] )(?<!\bthe )(?<!\ble )(?<!\bla )(?<!\bdu )(-?\d{1,2}(?:\.\d)?)(C|F)(?![\w-])"
                    r"|(?:(?<=\bat )(\d{3})|(?<![\w.,-])(\d{1,3}\.\d{1,2}) ?)(C|F)(?![\w-])"
                    r"|(?<![\w.,])(\d{1,3}(?:\.\d{1,2})?[½¼¾]?)(?:(in)(?![\w-])| (in)(?=[.,;)]))"
                    r"|(?<![\w.,])(\d{1,3}(?:\.\d)?)(c)(?= (?:an?|per) )|(?:(?<=\bover-)|(?<=\bunder-))(\d\d)(s)\b")
# Codes of three letters, in small letters too; «Rs30» is money and «rs30» is not.
_CODES, _LETTERS = ("|".join(sign for sign in MONEY if sign.isalpha() and (len(sign) == 3) is code)
                    for code in (True, False))
_CODED = re.compile(rf"(?<!\w)((?i:{_CODES})|{_LETTERS})(\d[\d,]{{0,15}}(?:\.\d{{1,3}})?)"
                    r"(?: ?(?i:(k|mn?|bn?|tn?|million|billion|trillion)))?\b")
_SHORT = {"k": 1e3, "m": 1e6, "b": 1e9, "t": 1e12}
_SECONDS = re.compile(r"(?<![\w.,])(?:(\d{1,2})'(?!'))?(?:(\d{1,2})(?:''|\")(\d{0,3})|(?<=')(\d\d)(?!\d|'))(?!\w)")


def composed(text: str, grammar: Grammar) -> Iterator[BareAmount]:
    """Yield the composed numbers of a folded text, in no order."""
    for pattern, read in ((grammar.mixed, _mixed), *_KINDS, (grammar.hours, _duration)):
        for match in pattern.finditer(text):
            if part := read(match):
                yield part


def _part(match: re.Match, value: float, unit: str = "", kind: str = "digits") -> BareAmount:
    return BareAmount(*match.span(), tidy(value), unit, kind, plain=False)


def _number(digits: str) -> float:
    return float(digits.replace(",", "."))


def _power(match: re.Match) -> BareAmount:
    if match[4]:
        return _part(match, _number(match[4]) * 10.0 ** min(int(match[5]), 300))
    exponent = int(match[2] or match[3].translate(_RAISED))
    return _part(match, _number(match[1] or "1") * 10.0 ** max(-300, min(exponent, 300)))


def _times(match: re.Match) -> BareAmount:
    return _part(match, _number(match[1] or match[2]), "times")


def _mark(match: re.Match) -> BareAmount | None:
    """«91,3/100» is 91.3 of 100; «1/10» is a fraction, «100/100» either."""
    value = _number(match[1])
    return _part(match, value) if 1 < value <= float(match[2]) else None


def _fraction(match: re.Match) -> BareAmount | None:
    """«1/2», «1/10e» and «27-1/2»; «50/50» is none."""
    value = int(match[2]) / int(match[3])
    if not value < 1 or (match[2] != "1" and match[3] in ("10", "100")):
        return None
    return _part(match, int(match[1] or 0) + value, "", "digits" if match[1] else "fraction")


def _injury_time(match: re.Match) -> BareAmount:
    return _part(match, int(match[1]) + int(match[2]), "rank", "ordinal")


def _seconds(match: re.Match) -> BareAmount | None:
    """«9''87», «3'27''4» and «2'05»; a quotation mark after a number is none of them."""
    minutes, seconds, hundredths = match[1], match[2] or match[4], match[3]
    if minutes is None and not hundredths:
        return None
    return _part(match, int(minutes or 0) * 60 + float(f"{seconds}.{hundredths or 0}"), "s")


def _clock(match: re.Match) -> BareAmount:
    """«3:47.2», «2:04:33» and «51:30», in seconds."""
    hours, minutes, seconds = (part for part in match.groups() if part is not None)
    return _part(match, int(hours or 0) * 3600 + int(minutes) * 60 + _number(seconds), "s")


def _coded(match: re.Match) -> BareAmount:
    """«RMB500m», «USD1,200»: a currency's code with its number."""
    value = float(match[2].replace(",", "")) * _SHORT.get((match[3] or "").lower()[:1], 1.0)
    return _part(match, value, symbol_of(match[1]) or symbol_of(match[1].upper()) or "")


def _glued(match: re.Match) -> BareAmount:
    """«30C», «86F», «0.4in», «70c a share», «over-65s»."""
    number, unit = filter(None, match.groups())
    digits, more = vulgar(number)
    return _part(match, float(digits) + more, {"C": "degC", "F": "degF", "in": "inch", "s": "", "c": "cent"}[unit])


def _duration(match: re.Match) -> BareAmount:
    minutes = int(match["hours"]) * 60 + int(match["minutes"])
    seconds = match["seconds"]
    return _part(match, minutes * 60 + int(seconds), "s") if seconds else _part(match, minutes, "minute")


_FEET = frozenset({"ft", "feet", "foot", "'"})


def _mixed(match: re.Match) -> BareAmount | None:
    """«1 m 85», «1 kg 200», «3 euros 50», «5 ft 10 in», «8 lb 3 oz»."""
    whole, unit, rest = match["whole"], match["unit"], match["rest"]
    if unit in _FEET:
        return _part(match, int(whole) * 12 + int(rest), "inch") if int(rest) < 12 else None
    symbol = symbol_of(unit) or ""
    if symbol == "lb":
        return _part(match, int(whole) * 16 + int(rest), "ounce") if int(rest) < 16 else None
    if (len(rest) == 3) != (symbol in ("kg", "km")):
        return None
    return _part(match, float(f"{whole}.{rest}"), symbol)


_KINDS: tuple[tuple[re.Pattern, Callable[[re.Match], BareAmount | None]], ...] = (
    (_POWER, _power), (_TIMES, _times), (_MARK, _mark), (_FRACTION, _fraction), (_INJURY_TIME, _injury_time),
    (_CODED, _coded), (_SECONDS, _seconds), (_CLOCK, _clock), (_GLUED, _glued),
)
