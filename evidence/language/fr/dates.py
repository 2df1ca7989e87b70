"""Dates and times of day: where they stand, and which day, month or year they name."""

import re

from evidence.language.dates import Dates

_MONTH = (r"(?:janvier|février|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|décembre|"
          r"(?:janv|févr|avr|juil|sept|oct|nov|déc)\.)")
_WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_DAY = r"(?:1er|[12]?\d|3[01])"
_YEAR = r"(?:1\d{3}|20\d\d)"
_MINUTES = r"(?: ?[0-5]\d\b)?"
_HOUR = r"[012]?\d ?(?:heures?|h)"
_NOT_MORE = r"(?![\w])(?![.,]\d)"
_NTH = r"(?:[1-4](?:er|e|[eè]me|nd)|premier|deuxième|second|troisième|quatrième|dernier)"
_STAGE = r"(?:début|mi|fin|courant|d'ici (?:à )?(?:la )?fin)"
_DATE = re.compile(
    rf"(?<![\w,.])(?:{_WEEKDAY} )?{_DAY}(?:(?: et | au | à |, |-|/){_DAY}){{0,4}} {_MONTH}(?: {_YEAR}{_NOT_MORE}|\b)"
    rf"|(?<!\w){_STAGE}[ -](?:{_MONTH}(?: {_YEAR}{_NOT_MORE}|\b)|{_YEAR}{_NOT_MORE})|(?<!\w){_MONTH} {_YEAR}{_NOT_MORE}"
    rf"|\b{_NTH} (?:trimestre|semestre)\b(?: (?:de (?:l'(?:année|exercice) )?)?{_YEAR}{_NOT_MORE})?"
    rf"|(?<![\w-])(?-i:[TQSH])[1-4][ -]?{_YEAR}{_NOT_MORE}|(?:(?<=\bau )|(?<=\bdu ))(?-i:[TQ])[1-4]\b"
    rf"|\bsemaine \d{{1,2}}\b(?: (?:de )?{_YEAR}{_NOT_MORE})?"
    r"|(?<![\w/])\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d(?![\w/])|(?<![\w-])(?:19|20)\d\d-\d\d-\d\d(?!\w)"
    rf"|\b(?:années|décennie(?: des années)?) (?:{_YEAR}|\d0)(?:(?: et |-| à | ou ){_YEAR}|(?:-| et ){_YEAR})?\b"
    r"|(?<![\w-])(?:(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)|1[5-8]\d\d[-–](?:1[5-9]|20)\d\d)(?![\w-])"
    r"|\b(?:[IVX]+|\d{1,2}) ?(?:er|e|ème) siècles?\b"
    rf"|(?<![\w:])[012]?\d:[0-5]\d(?![\w:]|[.,]\d)|\b{_HOUR}{_MINUTES} ?[-–] ?{_HOUR}{_MINUTES}\b"
    rf"|(?P<hours>\b(?:de|entre) {_HOUR}{_MINUTES} (?:à|et) {_HOUR}{_MINUTES}\b"
    rf"|(?<!\w){_HOUR} ?[0-5]\d\b(?! ?(?:min|d'|de |')))"
    rf"|(?:(?<=, )|(?<=\ble )(?=20|13))[012]?\d ?h(?:eures)?\b(?! (?:de (?!TF1|France)|d'|par|et)| ?\d)"
    rf"|\bde \d{{1,2}} à {_HOUR}{_MINUTES}|(?<=à )(?<!\d à ){_HOUR}{_MINUTES}(?! (?:de|d|par|et demie)\b)\b"
    rf"|\b(?:vers|dès|avant|après|jusqu'à) {_HOUR}{_MINUTES}\b(?! (?:de|d|par)\b)"
    r"|\b(?:le|du|au) (?:[12]?\d|3[01])(?=\s*(?:$|[,;:)»!?]|\.(?!\d)|(?:au|à|et|en|dans|par|pour|ou|puis|lors|"
    r"devant|avant|après|avec|contre|sur|sous)\b))(?!,\d)"
    rf"|\ble (?:1er|[12]?\d|3[01])-(?=[A-Z])|\b{_WEEKDAY}\b", re.IGNORECASE)
_LASTING = re.compile(r"(?:\ben|pendant|durant|\bdur\w+|plus|moins|près|environ|passe\w*(?: \w+)?|passé\w*|contre|soit"
                     r"|faut|gagn\w*|perd\w*|temps|film|"
                     r"fresque|trajet|durée|match|retard|attente|voyage|vol|débat|version|spectacle|record"
                     r"|bout) (?:de |d'|: )?$", re.IGNORECASE)
_SPENT = re.compile(r" (?:gagn|perdu|par (?:jour|semaine|mois|an)\b|chaque|aujourd'hui|auparavant|au lieu|en moyenne)",
                    re.IGNORECASE)
_AT = re.compile(r"\b(?:à|vers|dès|de|avant|après|jusqu'à|entre) $", re.IGNORECASE)
_BARE_YEAR = re.compile(rf"(?<![\w.,/-])(?<!\d )(?:{_YEAR})(?![\w%€$°])(?![.,/]\d)(?! ?[%€$£°])")
_BEFORE_OLD = re.compile(r"(?:\ben|depuis|dès|avant|après|vers|fin|début|l'an|jusqu'en|d'ici(?: à)?|l'année"
                        r"|printemps|"
                        r"été|automne|hiver|de|à) $|\($", re.IGNORECASE)
_AFTER_SINCE = re.compile(r"(?:\ben|depuis|dès|fin|début|l'an|année) $", re.IGNORECASE)
_COUNTED = re.compile(r"(?:\b(?:les|des|ces|ses|leurs|nos|vos|aux|quelque|environ|plus de|moins de|près de|"
                     r"au moins|au plus|jusqu'à|jusqu'aux|dépass\w+|compte|presque|pas|total de)|plus d') "
                     r"$", re.IGNORECASE)
THINGS = re.compile(r" (?!(?:et|ou|est|sont|fut|à|au|aux|en|par|pour|avec|sur|dans|de|du|des|la|le|les|un|une|qui|que|"
                    r"ont|a|avait|grâce|selon|dont|alors|mais|contre|car|jusqu\w*|puis|après|avant|sous|sans"
                    r"|vers|chez|où|"
                    r"plus|moins|très|ne|n|se|s|il|elle|ils|elles|on)\b)[^\W\d_]{3,}s\b", re.IGNORECASE)
_CLOSED = re.compile(r"\s*(?:$|[,.;:)»])")


def _lasts(text: str, match: re.Match) -> bool:
    """Tell a duration («en 2 h 48») from a time of day («à 20 h 30»)."""
    if match.lastgroup != "hours":
        return False
    before = text[max(0, match.start() - 30) : match.start()]
    return bool(_LASTING.search(before) or (_SPENT.match(text, match.end()) and not _AT.search(before)))


def _is_year(text: str, start: int, end: int) -> bool:
    """Tell a year from a count: «en 2024» from «les 2 024 participants» written without a space."""
    before, year = text[max(0, start - 20) : start], int(text[start:end])
    if _COUNTED.search(before) and not _CLOSED.match(text, end):
        return False
    if year < 1900:
        return bool(_BEFORE_OLD.search(before)) and not THINGS.match(text, end)
    return not THINGS.match(text, end) or bool(_AFTER_SINCE.search(before))


DATES = Dates(
    code="fr", month_first=False, anywhere=_DATE, lasts=_lasts, bare_year=_BARE_YEAR, is_year=_is_year,
    day=re.compile(rf"(?:\w+ )?(?:{_DAY}) {_MONTH} \d{{4}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|\d{{4}}-\d\d-\d\d", re.I),
    month=re.compile(rf"{_MONTH} \d{{4}}", re.I),
    year=re.compile(r"\d{4}"),
    lead=re.compile(r"^(?:(?:depuis|dès|avant|après|vers|fin|début|mi|courant|d'ici|à partir|au|à|en|le|la|du|de|d'|l'"
                    rf"|mois|année|an|{_WEEKDAY})(?: |-|(?<=')|$))+", re.I),
    stages={"début": "early", "mi": "middle", "fin": "late"},
    part=re.compile(rf"(?:(?P<nth>{_NTH}) (?P<noun>trimestre|semestre)|(?P<letter>[TQS])(?P<digit>[1-4]))"
                    r"(?:[ -]?(?:de (?:l'(?:année|exercice) )?)?(?P<year>\d{4}|\d\d))?", re.I),
    nths={"premier": 1, "deuxième": 2, "second": 2, "troisième": 3, "quatrième": 4},
    week=re.compile(r"semaine (?P<week>\d{1,2})(?: (?:de )?(?P<year>\d{4}))?", re.I),
    unfinished=re.compile(rf"\b(?:{_MONTH}|{_WEEKDAY})", re.I),
)
