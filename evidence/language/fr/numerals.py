"""Numerals: where a French text has digits, number words, ordinals or fractions, and what they are worth."""

import math
import re

from evidence.language.amount import Numeral, Span, tidy
from evidence.language.fr.fixed import counts, in_phrase
from evidence.language.fr.values import DOZEN, TIMES, value_of_digits, value_of_words
from evidence.language.parts import half_of
from evidence.language.text import small

_ANY_CASE = re.IGNORECASE
_DIGITS = (r"(?:[1-9]\d{0,2}(?: \d{3}(?!\d)){1,5}(?![^\W_])|[1-9]\d{0,2}(?:\.\d{3}(?!\d)){1,5}(?!\w)|\d+)"
           r"(?:,\d+|\.\d+|[½¼¾⅓⅔])?(?!\d)|[½¼¾⅓⅔]")
_SMALL = (r"(?:zéro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|"
          r"vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille)")
_ROOT = (r"(?:deux|trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz|treiz|quatorz|quinz|seiz|vingt|trent|"
         r"quarant|cinquant|soixant|septant|octant|nonant|cent|mill|million|milliard|un)")
# Nothing but «mille» follows a plural: «deux cents un an plus tôt» is two hundred, a year earlier.
_LINK = (r"(?:(?:(?<!cents)(?<!vingts)[ -]|(?<=s)[ -](?=mille))|(?:(?<=vingt)|(?<=nte)|(?<=quante)|(?<=soixante))"
         r"(?: et |-et-)(?=(?:une?|onze|unième)))")
_WORDS = rf"{_SMALL}\b(?:{_LINK}{_SMALL}\b){{0,12}}"
_OF_ALL = r"(?= d(?:es |u |'(?:[^\W\d_]+)|e (?:la |l'|ce|cet|cette|ces|son|sa|ses|leur|leurs|notre|nos|tous|toutes)\b))"
_ROUGHLY = r"(?:bonne |bon |petite |petit |grosse |gros |demi-)?"
_NUMERAL = re.compile(
    rf"(?P<fraction>(?<![\w-])(?:la moitié\b|moitié(?= (?:moins|plus)\b)|\d{{1,3}} (?:dix|cent|mill)ièmes?\b"
    rf"|{_SMALL}[ -](?:demi-?(?=heure|milli|journée)|tiers\b|quarts?\b(?! de finale)"
    rf"|(?:{_ROOT}ièmes\b|(?<=un )(?:cinqu|six|sept|huit|neuv|dix|douz|quinz|vingt|trent|cent|mill)ième\b{_OF_ALL}))))"
    rf"|(?P<digits>(?<![\w])(?<!\d[.,])(?:{_DIGITS}))"
    rf"|(?<![\w-])(?:(?P<dozen>{_SMALL} {_ROUGHLY}(?:{'|'.join(DOZEN)})s?\b)"
    rf"|(?P<times>(?:le|du|au) (?:{'|'.join(TIMES)})\b(?= (?:de|du|des|en|par|à|au|dans|pour|qu'|que|d')|\s*[.,;:!?»)]"
    rf"|\s*$))"
    rf"|(?P<ordinal>(?:premi(?:er|ère)|seconde?)\b|(?:{_SMALL}{_LINK}){{0,8}}{_ROOT}ième\b)"
    rf"|(?P<words>{_WORDS}))(?!-[^\W\d_])", _ANY_CASE)
_SUFFIX = re.compile(r" ?(?:ers?|[eè]res?|res?|es?|[eè]mes?|nde?s?|ndes?|ièmes?)(?![\w])", _ANY_CASE)
# A look at how words begin spares the grammar for most of a text; lower case throughout, hence no flag.
_STEMS = (r"(?=[cdhlmnopqstvz])(?:c(?:inq|ent(?!r))|d(?:eux|ix|ouz)|huit|la moitié|mill(?:e\b|ième)|n(?:eu[fv]|onant)"
          r"|o(?:nz|ctant)|premi|qu(?:atr|inz|atorz|arant)|s(?:ix|ept(?!e)|eiz|oixant|econd)|tr(?:ois|eiz|ent)"
          r"|vingt|zéro)")
_OPENER = re.compile(rf"[^\w](?:[0-9½¼¾⅓⅔]|{_STEMS}|une?\b|moitié (?:moins|plus)\b|(?:le|du|au)(?= [dtqsc]))")
_WORD_OPENER = re.compile(rf"[^\w](?:{_STEMS}|une? (?:mill|bill|demi|tiers|quart|bonne|petite|grosse|[a-zé]+aine"
                          r"|[cd][a-z]+ième))")
_DIGIT_RUN = re.compile(r"[0-9０-９](?:(?<!0)\d{0,2}(?:[ .]\d{3}(?!\d))+(?:,\d+)?|\d*(?:[.,]\d+)?)")
_MULTIPLIER = re.compile(r" ?(?:d(?:e |'))?\b(milliers?|mille|millions?|milliards?|billions?|trillions?|"
                         r"M(?:ds?|rds?)|mds?)\b", _ANY_CASE)
_SCALE = {"mi": 1e3, "millier": 1e3, "mille": 1e3, "million": 1e6, "milliard": 1e9, "md": 1e9, "mrd": 1e9,
          "billion": 1e12, "trillion": 1e18}
HALF = re.compile(r" et (?:(?P<half>demie?)|(?P<quarter>quart)|trois quarts)\b", _ANY_CASE)
_EARLIER = re.compile(r" (?:an|mois|jour|semaine|heure|siècle) (?:plus (?:tôt|tard)|avant|après|auparavant)\b",
                      _ANY_CASE)
_NUMBER_SIGN = re.compile(r"(?:\bn ?[°º] ?|\bnuméros? |\bno )$", _ANY_CASE)
_RANKED_BEFORE = re.compile(r"(?:^|\b(?:le|du|au|son|leur|notre|est|sont|était|devient|devenu|reste|et|actuel|comme"
                            r"|ancien|place de|rang de) )$", _ANY_CASE)
_RANKED_AFTER = re.compile(r" (?:mondial|européen|français|chinois|américain|national|derrière|devant|du|de|des|d'"
                           r"|au|en"
                           r"|sur)\w*\b", _ANY_CASE)


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
        if sign:
            found.append(Numeral(numeral.start - len(sign), numeral.end, numeral.value, "ordinal"))
        elif suffix := _suffix(text, numeral):
            found.append(Numeral(numeral.start, suffix, numeral.value, "ordinal"))
        else:
            end, value = _multiplied(text, numeral)
            factor = value / numeral.value if end > numeral.end and numeral.value else 1.0
            found.append(Numeral(numeral.start, end, value, numeral.kind, factor))
    return found


def find_numbers(text: str) -> list[Span]:
    """Return the span of every number that a reader has to account for.

    No numbers are: «un» and «une» by themselves (articles, pronouns; «un million» is one), plurals that name no
    number («des milliers», «les premiers»), «neuf» as new, «seconde» as a unit, «pour cent», roman numerals, and
    fixed phrases (Premier ministre, second plan, matière première, dans un premier temps, ...).
    """
    spans = [match.span() for match in _DIGIT_RUN.finditer(text)]
    for numeral in _scan(text, _WORD_OPENER):
        if numeral.kind != "times" and counts(text, numeral) and not in_phrase(text, numeral):
            end = _multiplied(text, numeral)[0]
            if numeral.kind != "one" or end > numeral.end:
                spans.append((numeral.start, end))
    return sorted(spans)


def _suffix(text: str, numeral: Numeral) -> int | None:
    """Return the end of «2e», «1er»."""
    suffix = _SUFFIX.match(text, numeral.end) if numeral.kind == "digits" else None
    return suffix.end() if suffix and suffix[0][0] != " " else None


def _number_sign(text: str, numeral: Numeral) -> str:
    """Return the sign before «n° 5» and «numéro un», "" where there is none."""
    if numeral.kind not in ("digits", "one", "words"):
        return ""
    sign = _NUMBER_SIGN.search(text[max(0, numeral.start - 12) : numeral.start])
    return sign[0] if sign and numeral.value < 1000 and not re.match(r"[-/\w]", text[numeral.end :]) else ""


def _is_rank(text: str, start: int, end: int) -> bool:
    """Tell «il est n° 2 derrière Kling», a rank, from «Kaba (n° 9)» and «le lot n° 5», which are labels."""
    return bool(_RANKED_BEFORE.search(text[max(0, start - 12) : start]) or (
        _RANKED_AFTER.match(text, end) and not text[:start].rstrip().endswith("(")
        and not re.search(r"\b(?:lot|ligne|bus|maillot|article|dossier|dossard|voie|arrêté|loi|décret) $",
                          text[max(0, start - 12) : start], _ANY_CASE)))


def _multiplied(text: str, numeral: Numeral, limit: float = math.inf) -> tuple[int, float]:
    """Return where the number ends and its value, with «millions», «milliards» (long scale) and «et demi».

    ``limit`` bounds what may follow: «deux milliards trois cents millions», not the other way round.
    """
    end, factor = numeral.end, 1.0
    while numeral.kind not in ("ordinal", "times") and factor <= 1e9 and (match := _MULTIPLIER.match(text, end)):
        factor *= _SCALE[match[1].lower().rstrip("s")]
        end = match.end()
    if factor == 1 or factor >= limit:
        return numeral.end, numeral.value
    value = tidy(numeral.value * factor)
    if half := HALF.match(text, end):
        return half.end(), tidy(value + factor * half_of(half))
    more = _NUMERAL.match(text, end + 1) if text[end : end + 1] == " " else None
    rest = _read(more) if more else None
    if rest and rest.value < factor and rest.kind == ("digits" if numeral.kind == "digits" else "words"):
        rest_end, rest_value = _multiplied(text, rest, factor)
        if rest_value < factor and (rest.kind == "words" or rest_value >= 1000):
            return rest_end, value + rest_value
    return end, value


def _read(match: re.Match) -> Numeral | None:
    kind = match.lastgroup or ""
    text = match[kind]
    if kind == "digits":
        value: float | None = value_of_digits(text)
        return Numeral(*match.span(), value, kind) if value is not None and math.isfinite(value) else None
    text = text.lower()
    if kind != "words":
        value = value_of_words(text, kind)
        exactly = "fraction" if kind == "dozen" and "demi" in text else kind
        return None if value is None else Numeral(*match.span(), value, exactly)
    if re.search(r" une?$", text) and " " in text and _EARLIER.match(match.string, match.end()):
        text = text[: text.rfind(" ")]
    while (value := value_of_words(text, "words")) is None:  # «dix, deux mille»: the longest that reads
        text = text[: max(text.rfind(" "), text.rfind("-"))]
    return Numeral(match.start(), match.start() + len(text), value, "one" if value == 1 else "words")
