"""Parts of an amount: a number with its multiplier, sign and unit."""

import re
from dataclasses import dataclass

from evidence.language.french import names
from evidence.language.french.numerals import (
    HALF,
    SUFFIX,
    Numeral,
    counts,
    in_phrase,
    multiplied,
    numerals,
    part_of,
    tidy,
)
from evidence.language.french.text import touches
from evidence.language.units import LONGEST, symbol_of


@dataclass(slots=True)
class BareAmount:
    """A number with its unit, before bounds and ranges are looked for."""

    start: int
    end: int
    value: float
    unit: str
    kind: str
    plain: bool  # neither «millions» nor anything else was multiplied in
    factor: float = 1.0


def find_parts(text: str, blocked: list[tuple[int, int]], strict: bool) -> list[BareAmount]:
    """Return the numbers of a folded text that count something, outside the ``blocked`` spans.

    ``strict`` also weighs the words around a number, which a claim's own words need not.
    """
    parts: list[BareAmount] = []
    end = 0
    for numeral in numerals(text):
        if numeral.start < end or touches(blocked, numeral.start, numeral.end):
            continue
        part = _part(text, numeral, strict)
        if part and parts and _continues(text, parts[-1], part):
            last = parts[-1]
            smaller = SMALLER[last.unit]
            last.value, last.unit, last.end = last.value * 60 + part.value, smaller, part.end
        elif part:
            parts.append(part)
        end = part.end if part else end
    return parts


SMALLER = {"hour": "minute", "minute": "s"}


def _continues(text: str, last: BareAmount, part: BareAmount) -> bool:
    """Tell «2 h 48» and «1 minute et 42 secondes», one duration in the smaller unit."""
    if last.unit not in SMALLER or part.value >= 60 or part.kind != "digits" or last.kind == "ordinal":
        return False
    gap = text[last.end : part.start]
    if part.unit == SMALLER[last.unit]:
        return gap in (" ", " et ", "")
    return gap in (" ", "") and not part.unit and part.plain and part.end - part.start == 2


def _part(text: str, numeral: Numeral, strict: bool) -> BareAmount | None:
    """Return the numeral with its multiplier, sign and unit; None when it belongs to a name or counts nothing."""
    if not counts(text, numeral) or (strict and in_phrase(text, numeral)):
        return None
    if numeral.kind == "ordinal":
        return BareAmount(numeral.start, numeral.end, numeral.value, "rank", "ordinal", False)
    if numeral.kind in ("digits", "one", "words") and (ranked := _ranked(text, numeral)):
        return ranked
    end, value = multiplied(text, numeral)
    factor = value / numeral.value if numeral.value else 1.0
    part = BareAmount(numeral.start, end, value, "", numeral.kind, end == numeral.end, factor)
    _take_suffix(text, part)
    _take_unit(text, part)
    _take_sign(text, part)
    if part.kind == "digits" and names.holds_digits(text, part, strict):
        return None
    return part


NUMBER_SIGN = re.compile(r"(?:\bn ?[°º] ?|\bnuméros? |\bno )$", re.IGNORECASE)


def _ranked(text: str, numeral: Numeral) -> BareAmount | None:
    """Return «2e», «1er», «n° 5» as a rank."""
    suffix = SUFFIX.match(text, numeral.end) if numeral.kind == "digits" else None
    if suffix and suffix[0][0] != " ":
        return BareAmount(numeral.start, suffix.end(), numeral.value, "rank", "ordinal", False)
    sign = NUMBER_SIGN.search(text[max(0, numeral.start - 12) : numeral.start])
    if sign and numeral.value < 1000 and not re.match(r"[-/\w]", text[numeral.end :]):
        return BareAmount(numeral.start - len(sign[0]), numeral.end, numeral.value, "rank", "ordinal", False)
    return None


MONEY = re.compile(r" ?(k|K|M|Md|Mds|md|mds|Mrds?|G|bn)? ?"
                   r"(€|US ?\$|HK ?\$|\$ ?US\b|\$|£|¥|(?:EUR|USD|GBP|CHF|CNY|JPY|HKD)\b)")
MONEY_SCALE = {"k": 1e3, "K": 1e3, "M": 1e6, "Md": 1e9, "md": 1e9, "Mds": 1e9, "mds": 1e9, "Mrd": 1e9, "Mrds": 1e9,
               "G": 1e9, "bn": 1e9}
LETTER = re.compile(r" ?([KMBT])(?= (?:de )?(?:paramètres|tokens|parameters)\b)|(?: ?(M)(?= d(?:e |')))"
                    r"|([KMB])(?!\w)")
LETTER_SCALE = {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}
MODEL = re.compile(r"(?:modèles?|versions?|variantes?|LLM|tailles?|paramètres|de|à|et|ou|,) $", re.IGNORECASE)


def _take_suffix(text: str, part: BareAmount) -> None:
    """Add «M€», «Md$», «k€», and the B of «70B» where a model's size is meant."""
    if part.kind != "digits":
        return
    if part.plain and (match := MONEY.match(text, part.end)):
        factor = MONEY_SCALE.get(match[1] or "", 1.0)
        part.unit = symbol_of(match[2].replace(" ", "")) or match[2]
        part.end, part.value, part.factor = match.end(), tidy(part.value * factor), factor
        part.plain = factor == 1
    elif part.plain and (match := LETTER.match(text, part.end)):
        head = text[max(0, part.start - 12) : part.start]
        if match[1] or match[2] or not head or MODEL.search(head):
            part.factor = LETTER_SCALE[match[match.lastindex or 0]]
            part.end, part.value, part.plain = match.end(), tidy(part.value * part.factor), False


TOKEN = (r"(?:[%‰]|° ?[CF]\b|°(?!\w)|US\$|HK\$|[€$£¥]|[^\W\d_]+(?:[-'/][^\W\d_]+)*[²³](?!\w)"
         r"|[^\W\d_]+\d?(?:/[^\W\d_]+\d?|³|²)+(?!\w)"
         r"|(?:mm|cm|m|km)[23]\b|[^\W\d_]+(?:-[^\W\d_]+)*(?![\w']))")
ADJECTIVE = (r"(?:(?:derni[eè]re?s|premi[eè]re?s|prochaine?s|longue?s|petite?s|bonne?s|grande?s|seule?s|"
             r"nouvelles|nouveaux) )?")
UNIT = re.compile(rf" ?(?:de |d')?{ADJECTIVE}({TOKEN})(?: ({TOKEN}))?(?: ({TOKEN}))?(?: ({TOKEN}))?")


def _take_unit(text: str, part: BareAmount) -> None:
    """Add the longest spelling of a unit that follows, and «et demi» after it."""
    match = None if part.unit else UNIT.match(text, part.end)
    if not match:
        return
    linked = text.startswith((" de ", " d'"), part.end)
    if linked and part.kind == "digits" and part.plain:  # «10 de mètres» is no French; «3 millions d'euros» is
        return
    for last in range(min(4, LONGEST), 0, -1):
        if match[last] and (unit := symbol_of(text[match.start(1) : match.end(last)])):
            if _misread(text, unit, match, last):
                continue
            part.unit, part.end = unit, match.end(last)
            if part.plain and (half := HALF.match(text, part.end)):
                part.value, part.end = part.value + part_of(half), half.end()
            return


def _misread(text: str, unit: str, match: re.Match, last: int) -> bool:
    """Tell the B of «910B» and a word that goes on after a hyphen («deux an-») from a unit."""
    follow = text[match.end(last) : match.end(last) + 2]
    return unit == "B" or (follow[:1] == "-" and follow[1:].isalpha())


SIGN = re.compile(r"(?:^|(?<=[\s(«\"/:;,]))(?:([+-]) ?|(moins |plus ))$", re.IGNORECASE)


def _take_sign(text: str, part: BareAmount) -> None:
    """Add the sign of «+34,6 %», «-5 °C» and «moins 5 degrés»; a minus at the head of a list item is none."""
    head = text[max(0, part.start - 8) : part.start]
    currency = head[-1:] in ("$", "€", "£", "¥") and not part.unit
    if currency:
        part.unit, part.start = symbol_of(head[-1]) or "", part.start - 1
    match = SIGN.search(head)
    if not match or part.kind not in ("digits", "words"):
        return
    if match[2] and (match[2].lower() == "plus " or part.unit != "degC"):
        return
    if match[1] and (match[0].endswith(" ") or not (part.unit or match[1] == "+")):
        return
    part.start -= len(match[0])
    if match[1] == "-" or match[2]:
        part.value = -part.value
