"""Dates and times of day: where they stand, and which day, month or year they name."""

import re
from functools import lru_cache

from evidence.language.french.text import compose, fold, merged, touches

MONTH = (r"(?:janvier|février|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|décembre|"
         r"(?:janv|févr|avr|juil|sept|oct|nov|déc)\.)")
DAY = r"(?:1er|[12]?\d|3[01])"
YEAR = r"(?:1\d{3}|20\d\d)"
MINUTES = r"(?: ?[0-5]\d\b)?"
HOUR = r"[012]?\d ?(?:heures?|h)"
NOT_MORE = r"(?![\w])(?![.,]\d)(?! \d{3}\b)"
DATE = re.compile(
    rf"(?<![\w,.]){DAY}(?:(?: et | au | à |, |-|/){DAY}){{0,4}} {MONTH}(?: {YEAR}{NOT_MORE}|\b)"
    rf"|(?<!\w){MONTH} {YEAR}{NOT_MORE}"
    r"|(?<![\w/])\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d(?![\w/])|(?<![\w-])(?:19|20)\d\d-\d\d-\d\d(?!\w)"
    rf"|\b(?:années|décennie(?: des années)?) (?:{YEAR}|\d0)(?:(?: et |-| à | ou ){YEAR}|(?:-| et ){YEAR})?\b"
    r"|(?<![\w-])(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)(?![\w-])"
    r"|\b(?:[IVX]+|\d{1,2}) ?(?:er|e|ème) siècles?\b"
    rf"|(?<![\w:])[012]?\d:[0-5]\d(?![\w:])|\b{HOUR}{MINUTES} ?[-–] ?{HOUR}{MINUTES}\b"
    rf"|(?P<hours>\b(?:de|entre) {HOUR}{MINUTES} (?:à|et) {HOUR}{MINUTES}\b"
    rf"|(?<!\w){HOUR} ?[0-5]\d\b(?! ?(?:min|d'|de )))"
    rf"|(?<=à ){HOUR}{MINUTES}(?! (?:de|d|par|et demie)\b)\b"
    rf"|\b(?:vers|dès|avant|après|jusqu'à) {HOUR}{MINUTES}\b(?! (?:de|d|par)\b)"
    r"|\b(?:le|du|au) (?:[12]?\d|3[01])(?=\s*(?:$|[,;:)»!?]|\.(?!\d)|(?:au|à|et|en|dans|par|pour|ou|puis|lors|"
    r"devant|avant|après|avec|contre|sur|sous)\b))(?!,\d)"
    r"|\ble (?:1er|[12]?\d|3[01])-(?=[A-Z])", re.IGNORECASE)
LASTING = re.compile(r"(?:\ben|pendant|durant|\bdur\w+|plus|moins|près|environ|passe\w*(?: \w+)?|passé\w*|temps|film|"
                     r"fresque|trajet|durée|match|retard|attente|voyage|vol|débat|version|spectacle|record"
                     r"|bout) (?:de |d')?$", re.IGNORECASE)
BARE_YEAR = re.compile(rf"(?<![\w.,/-])(?<!\d )(?:{YEAR})(?![\w%€$°])(?![.,/]\d)(?! \d{{3}}\b)(?! ?[%€$£°])")
BEFORE_OLD = re.compile(r"(?:\ben|depuis|dès|avant|après|vers|fin|début|l'an|jusqu'en|d'ici(?: à)?|l'année"
                        r"|printemps|"
                        r"été|automne|hiver|de|à) $|\($", re.IGNORECASE)
AFTER_SINCE = re.compile(r"(?:\ben|depuis|dès|fin|début|l'an|année) $", re.IGNORECASE)
COUNTED = re.compile(r"(?:\b(?:les|des|ces|ses|leurs|nos|vos|aux|quelque|environ|plus de|moins de|près de|"
                     r"au moins|au plus|jusqu'à|jusqu'aux|dépass\w+|compte|presque|pas|total de)|plus d') "
                     r"$", re.IGNORECASE)
THINGS = re.compile(r" (?!(?:et|ou|est|sont|fut|à|au|aux|en|par|pour|avec|sur|dans|de|du|des|la|le|les|un|une"
                    r"|qui|que|"
                    r"ont|a|avait|grâce|selon|dont|alors|mais|contre|car|jusqu\w*|puis|après|avant|sous|sans"
                    r"|vers|chez|où|"
                    r"plus|moins|très|ne|n|se|s|il|elle|ils|elles|on)\b)[^\W\d_]{3,}s\b", re.IGNORECASE)
FORMS = (
    ("day", re.compile(rf"(?:\w+ )?(?:{DAY}) {MONTH} \d{{4}}"
                       rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{4}}|\d{{4}}-\d\d-\d\d", re.I)),
    ("month", re.compile(rf"{MONTH} \d{{4}}", re.I)),
    ("year", re.compile(r"\d{4}")),
)
LEAD = re.compile(r"^(?:(?:depuis|dès|avant|après|vers|fin|début|mi|d'ici|à partir|au|à|en|le|la|du|de|d'|l'"
                  r"|mois|année|"
                  r"an|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: |-|(?<=')|$))+", re.I)


def find_dates(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of dates, years, spans of years, centuries and times of day, in order."""
    composed, places = compose(text)
    spans = date_spans(fold(composed))
    return [(places[start], places[end]) for start, end in spans] if places else spans


def date_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of ``find_dates`` in a folded text."""
    spans = [match.span() for match in DATE.finditer(text) if not _lasts(text, match)]
    dated = merged(spans)
    return sorted(spans + [match.span() for match in BARE_YEAR.finditer(text)
                           if not touches(dated, *match.span()) and _is_year(text, *match.span())])


def read_date(text: str) -> tuple[str, str]:
    """Return (ISO 8601 date, precision) of a written date, as precise as its words.

    Precision is day, month or year: «26 juillet 2025» → ("2025-07-26", "day"),
    «en juin 2024» → ("2024-06", "month"). ValueError says what is missing.
    """
    return _read_date(fold(compose(text)[0]).strip())


@lru_cache(maxsize=4096)
def _read_date(text: str) -> tuple[str, str]:
    words = LEAD.sub("", text)
    for precision, form in FORMS:
        if form.fullmatch(words):
            return _iso(words, precision), precision
    if re.search(rf"\b{DAY} {MONTH}|\b{MONTH}", words, re.IGNORECASE) and not re.search(r"\d{4}", words):
        raise ValueError(f"'{text[:60]}' has no year")
    raise ValueError(f"'{text[:60]}' is not one written date")


def _iso(words: str, precision: str) -> str:
    if precision == "year":
        return words
    import dateparser

    order = "YMD" if re.match(r"\d{4}", words) else "DMY"
    settings = {"DATE_ORDER": order, "PREFER_DAY_OF_MONTH": "first", "PARSERS": ["absolute-time"]}
    date = dateparser.parse(words, languages=["fr"], settings=settings)
    if date is None:
        raise ValueError(f"'{words[:60]}' is no day of the calendar")
    return date.strftime("%Y-%m-%d" if precision == "day" else "%Y-%m")


def _lasts(text: str, match: re.Match) -> bool:
    """Tell a duration («en 2 h 48») from a time of day («à 20 h 30»)."""
    return match.lastgroup == "hours" and bool(LASTING.search(text[max(0, match.start() - 30) : match.start()]))


def _is_year(text: str, start: int, end: int) -> bool:
    """Tell a year from a count: «en 2024» from «les 2 024 participants» written without a space."""
    before, year = text[max(0, start - 20) : start], int(text[start:end])
    if COUNTED.search(before) and not re.match(r"\s*(?:$|[,.;:)»])", text[end:]):
        return False
    if year < 1900:
        return bool(BEFORE_OLD.search(before)) and not THINGS.match(text, end)
    return not THINGS.match(text, end) or bool(AFTER_SINCE.search(before))
