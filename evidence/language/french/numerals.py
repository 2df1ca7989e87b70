"""Numerals: where a text has digits, number words, ordinals or fractions, and what they are worth."""

import math
import re
from functools import lru_cache
from typing import NamedTuple

from evidence.language.french.text import compose, fold, small

_ANY_CASE = re.IGNORECASE
DIGITS = (r"(?:[1-9]\d{0,2}(?: \d{3}(?!\d)){1,5}(?![^\W_])|[1-9]\d{0,2}(?:\.\d{3}(?!\d)){1,5}(?!\w)|\d+)"
          r"(?:,\d+|\.\d+)?(?!\d)")
SMALL = (r"(?:zéro|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|"
         r"vingts?|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|cents?|mille)")
ROOT = (r"(?:deux|trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz|treiz|quatorz|quinz|seiz|vingt|trent|"
        r"quarant|cinquant|soixant|septant|octant|nonant|cent|mill|million|milliard|un)")
LINK = r"(?:[ -]|(?:(?<=vingt)|(?<=nte)|(?<=quante)|(?<=soixante))(?: et |-et-)(?=(?:une?|onze|unième)))"
WORDS = rf"{SMALL}\b(?:{LINK}{SMALL}\b){{0,12}}"
DOZEN = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
         "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000}
PART = {"demi": 2, "tiers": 3, "quart": 4}
NUMERAL = re.compile(
    rf"(?P<digits>(?<![\w])(?<!\d[.,]){DIGITS})"
    rf"|(?<![\w-])(?:"
    rf"(?P<fraction>la moitié\b|{SMALL}[ -](?:demi-?(?=heure|milli|journée)|tiers\b|quarts?\b(?! de finale)"
    rf"|(?:{ROOT}ièmes\b|(?<=un )(?:cinquième|dixième|centième|millième)\b(?= d))))"
    rf"|(?P<dozen>{SMALL} (?:bonne |petite |grosse )?(?:{'|'.join(DOZEN)})s?\b)"
    rf"|(?P<ordinal>(?:premi(?:er|ère)|seconde?)\b|(?:{SMALL}{LINK}){{0,8}}{ROOT}ième\b)"
    rf"|(?P<words>{WORDS}))(?!-[^\W\d_])", _ANY_CASE)
SUFFIX = re.compile(r" ?(?:ers?|[eè]res?|res?|es?|[eè]mes?|nde?s?|ndes?|ièmes?)(?![\w])", _ANY_CASE)
FIXED = re.compile(  # phrases in which a number word counts nothing
    r"\bpremi(?:er|ère)s? ministres?\b|\bpremière dame\b|\bpremières? (?:nécessité|main|vue|pression|loge)s?\b"
    r"|\b(?:matières? premières?|nombres? premiers?|arts premiers)\b|\b(?:premier|second|deuxième) plan\b"
    r"|\bpremier (?:lieu|abord|chef|ordre|venu|degré|choix|cercle|coup d'œil)\b|\bpremier ?- ?né\b"
    r"|\bsecond (?:souffle|degré|rôle|couteau)\b|\bdeuxième souffle\b|\bseconde (?:main|nature|zone)\b"
    r"|\bdans un (?:premier|second|deuxième|troisième) temps\b|\b(?:première|seconde) guerre mondiale\b"
    r"|\b(?:par|une|à la|chaque|demi-)[ ]?seconde\b(?! \w+(?:e|tion)\b)|\btroisième âge\b|\btiers[- ](?:monde"
    r"|payant)\b"
    r"|\bune première(?= (?:mondiale|historique|pour|dans|en|au|à|depuis|du|de)\b|\s*[,.;:!?»)])"
    r"|\b(?:huit|seiz|trente-deux)ièmes? de finale\b|\bpremiers? pas\b|\ben seconde\b|\bde seconde\b"
    r"|\ben première ligne\b|\ben premier\b(?! \w)|\b(?:aux|les|des) quatre coins\b|\bà quatre pattes\b"
    r"|\bà deux (?:pas|doigts)\b|\bentre deux(?: eaux|-)|\bd'une pierre deux coups\b|\bsur son trente[ -]et[ -]un\b"
    r"|\bpour cent\b|\bpour mille\b|\b49[.-]3\b|\b24 ?h?(?:eures)? ?(?:/|sur) ?24\b|\b7 ?j?/7\b"
    r"|\b(?:flambant|tout|tout à fait|à|du|de|comme|quoi de|rien de|marché|logements?|véhicules?) neuf\b(?! "
    r"\w+s\b)", _ANY_CASE)


NEUF_AFTER = re.compile(r" (?:[^\W\d_]+[sx]\b|d'|mill|sur |à )", _ANY_CASE)
NEUF_BEFORE = re.compile(r"\b(?:sur|les|des|ces|ses|leurs|aux|entre|depuis|nos) $", _ANY_CASE)


# A look at how words begin spares the grammar for most of a text; lower case throughout, hence no flag.
STEMS = (r"(?=[cdhlmnopqstvz])(?:c(?:inq|ent(?!r))|d(?:eux|ix|ouz)|huit|la moitié|mill(?:e\b|ième)|n(?:eu[fv]|onant)"
         r"|o(?:nz|ctant)|premi|qu(?:atr|inz|atorz|arant)|s(?:ix|ept(?!e)|eiz|oixant|econd)|tr(?:ois|eiz|ent)|vingt|zéro)")
OPENER = re.compile(rf"[^\w](?:[0-9]|{STEMS}|une?\b)")
WORD_OPENER = re.compile(rf"[^\w](?:{STEMS}|une? (?:mill|bill|demi|tiers|quart|bonne|petite|grosse|[a-zé]+aine"
                         r"|[cd][a-z]+ième))")


class Numeral(NamedTuple):
    """A numeral at ``start``:``end``; ``kind`` is digits, words, one, ordinal, fraction or dozen."""

    start: int
    end: int
    value: float
    kind: str


def numerals(text: str, opener: re.Pattern = OPENER) -> list[Numeral]:
    """Return the numerals of a folded text, without judging whether they count anything.

    WORD_OPENER as ``opener`` leaves out digits, and «un» and «une» that open no larger number.
    """
    found, end = [], 0
    for opening in opener.finditer(" " + small(text)):
        start = opening.start()
        match = NUMERAL.match(text, start) if start >= end else None
        if match and (numeral := _read(match)):
            found.append(numeral)
            end = numeral.end
    return found


def find_numbers(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of every number that a reader has to account for.

    That is: each run of digits, wherever it stands (with its thousands and
    decimals: «1 509», «3,5», and 910 in «910C»), and each number word (cardinals,
    ordinals, «une dizaine», «la moitié», «deux tiers»). No numbers are: «un» and
    «une» by themselves (articles, pronouns; «un million» is one), plurals that
    name no number («des milliers», «les premiers»), «neuf» as new, «seconde» as a
    unit, «pour cent», roman numerals, and the phrases in FIXED (Premier ministre,
    second plan, matière première, dans un premier temps, ...).
    """
    text, places = compose(text)
    folded = fold(text)
    spans = [match.span() for match in DIGIT_RUN.finditer(folded)]
    for numeral in numerals(folded, WORD_OPENER):
        if counts(folded, numeral) and not in_phrase(folded, numeral):
            end = multiplied(folded, numeral)[0]
            if numeral.kind != "one" or end > numeral.end:
                spans.append((numeral.start, end))
    return sorted((places[start], places[end]) for start, end in spans) if places else sorted(spans)


def in_phrase(text: str, numeral: Numeral) -> bool:
    """Tell whether a numeral stands in one of the phrases of FIXED."""
    near = FIXED.finditer(text, max(0, numeral.start - 30), min(len(text), numeral.end + 40))
    return any(phrase.start() <= numeral.start < phrase.end() for phrase in near)


DIGIT_RUN = re.compile(r"[0-9０-９](?:(?<!0)\d{0,2}(?:[ .]\d{3}(?!\d))+(?:,\d+)?|\d*(?:[.,]\d+)?)")
MULTIPLIER = re.compile(r" ?(?:d(?:e |'))?\b(milliers?|mille|millions?|milliards?|billions?|trillions?|"
                        r"M(?:ds?|rds?)|mds?)\b", _ANY_CASE)
SCALE = {"mi": 1e3, "millier": 1e3, "mille": 1e3, "million": 1e6, "milliard": 1e9, "md": 1e9, "mrd": 1e9,
         "billion": 1e12, "trillion": 1e18}
HALF = re.compile(r" et (?:(demie?)|(quart)|trois quarts)\b", _ANY_CASE)


def multiplied(text: str, numeral: Numeral, limit: float = math.inf) -> tuple[int, float]:
    """Return where the number ends and its value, with «millions», «milliards» (long scale) and «et demi».

    ``limit`` bounds what may follow: «deux milliards trois cents millions», not the other way round.
    """
    end, factor = numeral.end, 1.0
    while numeral.kind != "ordinal" and factor <= 1e9 and (match := MULTIPLIER.match(text, end)):
        factor *= SCALE[match[1].lower().rstrip("s")]
        end = match.end()
    if factor == 1 or factor >= limit:
        return numeral.end, numeral.value
    value = tidy(numeral.value * factor)
    if half := HALF.match(text, end):
        return half.end(), tidy(value + factor * part_of(half))
    more = NUMERAL.match(text, end + 1) if text[end : end + 1] == " " else None
    rest = _read(more) if more else None
    if rest and rest.value < factor and rest.kind == ("digits" if numeral.kind == "digits" else "words"):
        rest_end, rest_value = multiplied(text, rest, factor)
        if rest_value < factor and (rest.kind == "words" or rest_value >= 1000):
            return rest_end, value + rest_value
    return end, value


def part_of(half: re.Match) -> float:
    """Return what «et demi», «et quart» or «et trois quarts» adds to one."""
    return 0.5 if half[1] else 0.25 if half[2] else 0.75


def tidy(value: float) -> float:
    """Return 2300000000, not 2299999999.9999995, for 2.3 × 10⁹."""
    return float(f"{value:.14g}")


def counts(text: str, numeral: Numeral) -> bool:
    """Tell whether a number word stands for a number here: not «neuf» as new, «cent» after «pour», a name."""
    if numeral.kind == "digits":
        return True
    word = text[numeral.start : numeral.end]
    if word[0].isupper() and not opens_sentence(text, numeral.start):
        return False
    if word.lower() == "neuf":
        before = text[max(0, numeral.start - 9) : numeral.start]
        return bool(NEUF_AFTER.match(text, numeral.end) or NEUF_BEFORE.search(before))
    return word.lower() != "cents"


def opens_sentence(text: str, start: int) -> bool:
    """Tell whether a word at ``start`` is capitalised only because a sentence begins with it."""
    before = text[max(0, start - 12) : start].rstrip(" «\"“(-–•'")
    return not before or before[-1] in ".!?:;\n…|"


def _read(match: re.Match) -> Numeral | None:
    kind = match.lastgroup or ""
    text = match[kind]
    if kind == "digits":
        value: float | None = _value_of_digits(text)
        return Numeral(*match.span(), value, kind) if value is not None and math.isfinite(value) else None
    if kind in ("dozen", "fraction"):
        value = _value_of_words(text.lower(), kind)
        return None if value is None else Numeral(*match.span(), value, kind)
    if kind == "ordinal":
        return Numeral(*match.span(), _value_of_words(text.lower(), kind) or 0, kind)
    while (value := _value_of_words(text.lower(), "words")) is None:  # «dix, deux mille»: the longest that reads
        text = text[: max(text.rfind(" "), text.rfind("-"))]
    return Numeral(match.start(), match.start() + len(text), value, "one" if value == 1 else "words")


def _value_of_digits(text: str) -> float:
    """Return the value of French digits: «1 509», «1.509», «3,5»."""
    plain = text.replace(" ", "")  # by far the most have spaces at most
    return float(plain) if plain.isdecimal() else _babel(text)


@lru_cache(maxsize=65536)
def _babel(text: str) -> float:
    from babel.numbers import parse_decimal

    if re.fullmatch(r"\d+\.\d{1,2}|\d+\.\d{4,}|0\.\d+", text):  # an English decimal point, as in «6.5»
        return float(text)
    return float(parse_decimal(text.replace(".", "").replace(" ", "\u202f"), locale="fr"))


@lru_cache(maxsize=4096)
def _value_of_words(words: str, kind: str) -> float | None:
    """Return the value of number words in lower case; None when they make no number."""
    if kind == "words":
        return _cardinal(words)
    if kind == "ordinal":
        return 1.0 if words.startswith("premi") else 2.0 if words.startswith("second") else _cardinal(_stem(words))
    if words == "la moitié":
        return 0.5
    cut = max(words.rstrip("- ").rfind(" "), words.rstrip("- ").rfind("-"))
    count, noun = words[:cut], words[cut + 1 :].rstrip("-s ")
    if kind == "dozen":
        many = _cardinal(count.split()[0])
        return many and many * DOZEN[noun]
    part = PART.get(noun) or PART.get(noun + "s") or _cardinal(_stem(noun))
    many = _cardinal(count)
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
