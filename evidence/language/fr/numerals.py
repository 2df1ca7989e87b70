"""Numerals: how French writes numbers in digits and words, and what they are worth."""

import re
from functools import lru_cache

from evidence.language.amount import Numeral
from evidence.language.fr.labels import FIXED
from evidence.language.numerals import Numerals, cardinal, decimal
from evidence.language.text import opens_sentence

_DOZEN = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
         "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000}
_TIMES = {"double": 2, "triple": 3, "quadruple": 4, "quintuple": 5, "sextuple": 6, "décuple": 10, "centuple": 100}
_PART = {"demi": 2, "tiers": 3, "quart": 4}
_ANY_CASE = re.IGNORECASE
_ENGLISH = re.compile(r"\d+\.\d{1,2}|\d+\.\d{4,}|0\.\d+")
_DIGITS = (r"(?:[1-9]\d{0,2}(?: \d{3}(?!\d)){1,5}(?![^\W_])|[1-9]\d{0,2}(?:\.\d{3}(?!\d)){1,5}(?!\w)|\d+)"
           r"(?:,\d+|\.\d+|[½¼¾⅓⅔])?(?!\d)|[½¼¾⅓⅔]")
_SMALL = (r"(?:zéro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|"
          r"vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille)")
_ROOT = (r"(?:deux|trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz|treiz|quatorz|quinz|seiz|vingt|trent|"
         r"quarant|cinquant|soixant|septant|octant|nonant|cent|mill|million|milliard|un)")
# Nothing but «mille» follows a plural: «deux cents un an plus tôt» is two hundred, a year earlier.
_EARLIER = r" (?:an|mois|jour|semaine|heure|siècle) (?:plus (?:tôt|tard)|avant|après|auparavant)\b"
_LINK = (r"(?:(?:(?<!cents)(?<!vingts)[ -]|(?<=s)[ -](?=mille))|(?:(?<=vingt)|(?<=nte)|(?<=quante)|(?<=soixante)"
         rf"|(?<=mille))(?: et |-et-)(?=(?:une?|onze|unième)\b))(?!une?{_EARLIER})")
_WORDS = rf"{_SMALL}\b(?:{_LINK}{_SMALL}\b){{0,12}}"
_OF_ALL = r"(?= d(?:es |u |'(?:[^\W\d_]+)|e (?:la |l'|ce|cet|cette|ces|son|sa|ses|leur|leurs|notre|nos|tous|toutes)\b))"
_PART_ROOT = r"(?:cinqu|six|sept|huit|neuv|dix|douz|quinz|vingt|trent|cent|mill)"
_BY_A = r"(?:(?<=\bd'un )|(?<=\bsoit un )|(?<=\benviron un )|(?<=presque un ))"  # «réduit d'un cinquième.»
_ROUGHLY = r"(?:(?:bon(?:ne)?|petite?|grosse)s? |gros )"
_DOZENS = rf"(?:{'|'.join(_DOZEN)})s?\b"
_HALF_A = r"demi-?(?=heure|milli|journée|siècle|litre|point|kilo|tonne|degré|hectare| pour cent| %)"
_NUMERAL = re.compile(
    rf"(?P<fraction>(?<![\w-])(?:la moitié\b|(?:le|du|au) (?:tiers|quart)\b{_OF_ALL}|moitié(?= (?:moins|plus)\b)"
    rf"|\d{{1,3}} {_ROOT}ièmes?\b(?! de finale)|[1-9] (?:tiers|quarts?)\b(?! de finale)"
    rf"|{_SMALL}[ -](?:{_HALF_A}|demi-{_DOZENS}|tiers\b|quarts?\b(?! de finale)"
    rf"|(?:{_ROOT}ièmes\b|(?<=un ){_PART_ROOT}ième\b{_OF_ALL}|{_BY_A}{_PART_ROOT}ième\b(?=\s*(?:[.,;:!?)»]|$))))))"
    rf"|(?P<digits>(?<![\w])(?<!\d[.,])(?:{_DIGITS}))"
    rf"|(?<![\w-])(?:(?P<dozen>{_SMALL} (?:{_ROUGHLY}?{_DOZENS}|{_ROUGHLY}{_HALF_A}))"
    rf"|(?P<times>(?:le|du|au) (?:{'|'.join(_TIMES)})\b(?= (?:de|du|des|en|par|à|au|dans|pour|qu'|que|d')|\s*[.,;:!?»)]"
    rf"|\s*$))|(?P<ordinal>(?:premi(?:er|ère)|seconde?)\b|(?:{_SMALL}{_LINK}){{0,8}}{_ROOT}ième\b)"
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
_HALF = re.compile(r" et (?:(?P<half>demie?)|(?P<quarter>quart)|(?P<quarters>trois quarts))\b", _ANY_CASE)
_NUMBER_SIGN = re.compile(r"(?:\bn ?[°º] ?|\bnuméros? |\bno )$", _ANY_CASE)
_RANKED_BEFORE = re.compile(r"(?:^|\b(?:le|du|au|son|leur|notre|est|sont|était|devient|devenu|reste|et|actuel|comme"
                            r"|ancien|place de|rang de) )$", _ANY_CASE)
_RANKED_AFTER = re.compile(r" (?:mondial|européen|français|chinois|américain|national|derrière|devant|du|de|des|d'"
                           r"|au|en"
                           r"|sur)\w*\b", _ANY_CASE)
_NEUF_AFTER = re.compile(r" (?:[^\W\d_]+[sx]\b|(?-i:[A-ZÉ])|d'|mill|sur |à )", re.IGNORECASE)
_NEUF_BEFORE = re.compile(r"\b(?:sur|les|des|ces|ses|leurs|aux|entre|depuis|nos) $", re.IGNORECASE)


def _is_rank(text: str, start: int, end: int) -> bool:
    """Tell «il est n° 2 derrière Kling», a rank, from «Kaba (n° 9)» and «le lot n° 5», which are labels."""
    return bool(_RANKED_BEFORE.search(text[max(0, start - 12) : start]) or (
        _RANKED_AFTER.match(text, end) and not text[max(0, start - 2) : start].rstrip().endswith("(")
        and not re.search(r"\b(?:lot|ligne|bus|maillot|article|dossier|dossard|voie|arrêté|loi|décret) $",
                          text[max(0, start - 12) : start], _ANY_CASE)))


def _counts(text: str, numeral: Numeral) -> bool:
    """Tell whether a number word stands for a number here: not «neuf» as new, «cent» after «pour», a name."""
    word = text[numeral.start : numeral.end]
    if word[0].isdigit():
        return True
    if word[0].isupper() and not opens_sentence(text, numeral.start):
        return False
    if word.lower() == "neuf":
        before = text[max(0, numeral.start - 9) : numeral.start]
        return bool(_NEUF_AFTER.match(text, numeral.end) or _NEUF_BEFORE.search(before))
    return word.lower() != "cents"


def _value_of_digits(text: str) -> float:
    """Return the value of French digits: «1 509», «1.509», «3,5», and «6.5» with an English point."""
    if _ENGLISH.fullmatch(text):
        return decimal(text, "en")
    plain = text.replace(" ", "").replace(".", "")
    return float(plain) if plain.isdecimal() else decimal(plain, "fr")


@lru_cache(maxsize=4096)
def _value_of_words(words: str, kind: str) -> float | None:
    """Return the value of number words in lower case; None when they make no number."""
    if kind == "words":
        return cardinal(words, "fr")
    if kind == "ordinal":
        return 1.0 if words.startswith("premi") else 2.0 if words.startswith("second") else cardinal(_stem(words), "fr")
    if kind == "times":
        return float(_TIMES[words.rpartition(" ")[2]])
    count, _, noun = re.sub(_ROUGHLY, "", words).rstrip("- ").replace("-", " ").rpartition(" ")
    if (dozen := noun.removesuffix("s")) in _DOZEN:
        many = cardinal(count.removesuffix(" demi"), "fr")
        return many and many * _DOZEN[dozen] / (2 if count.endswith(" demi") else 1)
    if noun == "moitié" or words.startswith("moitié"):
        return 0.5
    part = _PART.get(noun) or _PART.get(noun.removesuffix("s")) or cardinal(_stem(noun), "fr")
    many = float(count) if count.isdecimal() else 1.0 if count in ("le", "du", "au") else cardinal(count, "fr")
    return many / part if many and part and many < part else None


def _stem(ordinal: str) -> str:
    """Return the cardinal of an ordinal: «vingt et unième» → «vingt et un», «neuvième» → «neuf»."""
    stem = ordinal.rstrip("s").removesuffix("ième")
    for end, word in (("neuv", "neuf"), ("cinqu", "cinq"), ("quatr", "quatre"), ("mill", "mille"), ("nt", "nt")):
        if stem.endswith(end):
            stem = stem.removesuffix(end) + word
    return stem if cardinal(stem, "fr") is not None else stem + "e"


NUMERALS = Numerals(
    pattern=_NUMERAL, opener=_OPENER, word_opener=_WORD_OPENER, digit_run=_DIGIT_RUN, digits=_value_of_digits,
    value=_value_of_words, ones=frozenset({"un", "une"}), counts=_counts, fixed=FIXED,
    silent=frozenset({"un", "une"}), suffix=_SUFFIX, sign=_NUMBER_SIGN, is_rank=_is_rank,
    multiplier=_MULTIPLIER, scale=_SCALE, half=_HALF, article=None,
)
