"""Dates and times of day: where they stand, and which day, month or year they name."""

import re
from functools import lru_cache

from evidence.language.amount import Span
from evidence.language.text import merged, touches
from evidence.language.written_dates import century_of, iso, part_of_year

# «May», «March» and «Sun» are months and days with a capital only.
_MONTH = (r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
          r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)")
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_DAY = r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?"
_DAYS = rf"{_DAY}(?:(?: and | to |, |[-–/]){_DAY}){{0,4}}"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)(?!\w)(?![.,]\d)"
_IN = rf"(?:,? (?:of )?{_YEAR})?"
_STAGE = r"(?:[Ee]arly|[Mm]id|[Ll]ate|[Tt]he (?:start|beginning|middle|end) of|[Bb]y the end of|[Aa]t the end of)"
_NTH = r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast|[Ll]atter|1st|2nd|3rd|4th)"
_TIME_OF_DAY = (r"(?:\d{1,2}(?:[.:][0-5]\d)? ?(?:[-–]|to) ?)?(?:[01]?\d|2[0-3])(?:[.:][0-5]\d)? ?(?:[ap]\.m\.|[ap]m\b"
                r"|[AP]M\b|o'clock\b)")
_DATE = re.compile(
    rf"(?<![\w,.$£€])(?:{_WEEKDAY},? )?(?:the )?{_DAYS} (?:of )?{_MONTH}\b(?:,? {_YEAR})?"
    rf"|(?<!\w)(?:{_WEEKDAY},? )?(?:{_STAGE}[ -])?{_MONTH} {_DAYS}(?![\w%]|[.,]\d| ?(?:percent|per cent|million"
    rf"|billion))"
    rf"(?:,? {_YEAR})?"
    rf"|(?<!\w){_STAGE}[ -](?:(?:in |{_WEEKDAY} )?{_MONTH}(?:,? {_YEAR})?|(?:the )?(?:{_YEAR}|\d{{4}}s|'?\d0s))"
    rf"|(?<!\w){_MONTH},? (?:of )?{_YEAR}|(?<=\b[Ii]n )(?:Jan|Febr)uary\b"
    rf"|\b(?:{_NTH})[ -](?:quarter|half)\b(?:(?:,? of)?(?: (?:the )?(?:fiscal |financial )?(?:year )?)?{_YEAR})?"
    rf"|(?<![\w-])(?:[QH][1-4](?:[ -]?(?:FY ?)?(?:{_YEAR}|'\d\d\b))?(?!\w)|[1-4][QH] ?(?:{_YEAR}|'?\d\d\b)"
    rf"|FY ?(?:20)?\d\d(?!\w)|{_YEAR} [QH][1-4]\b)|\b(?:fiscal|financial)(?: year)? {_YEAR}"
    rf"|\b\d{{1,2}}[/-]{_MONTH}[/-]{_YEAR}|\b[Ww]eek \d{{1,2}}\b(?:,? (?:of )?{_YEAR})?"
    r"|(?<![\w/])\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d(?![\w/])|(?<![\w-])(?:19|20)\d\d-\d\d-\d\d(?!\w)"
    r"|(?<!\w)(?:[Tt]he )?(?:1[0-9]\d0s|20\d0s|'?[1-9]0s)(?!\w)"
    r"|(?<![\w-])(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)(?![\w-])"
    r"|\b(?:\d{1,2}(?:st|nd|rd|th)|[Tt]wenty-first|[A-Za-z]{3,10}(?:teenth|tieth))[ -][Cc]entur(?:y|ies)\b"
    rf"|(?<![\w:.]){_TIME_OF_DAY}|(?<![\w:.])(?:[01]?\d|2[0-3]):[0-5]\d(?![\w:])"
    rf"|\b{_WEEKDAY}s?\b|\b[Oo]n the {_DAY}(?=\s*(?:$|[.,;:)]))(?!,\d)")
_BARE_YEAR = re.compile(r"(?<![\w.,/$£€¥+-])(?<![$£€¥] )(?:1[0-9]\d\d|20[0-4]\d)(?![\w%€$°-])(?![.,/]\d)(?! ?[%€$£°])")
_BEFORE_OLD = re.compile(r"(?:\b(?:[Ii]n|[Ss]ince|of|[Bb]y|[Ff]rom|until|till|before|after|[Dd]uring|around|circa"
                         r"|Act|year"
                         r"|and|to|or) |\()$")
_SINCE = re.compile(r"\b(?:in|since|by|during|the|late|early|year|of|from|until|before|after|for) $", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:than|least|most|about|around|some|nearly|almost|roughly|only|all|these|those|over|other"
                      r"|with"
                      r"|another|total of|has|have|had) $", re.IGNORECASE)
_UNIT = re.compile(r" ?(?:[KMGT]?Hz|[kM]?W|[kKMGT]B|mAh|nm|mm|cm|km|kg|metres?|meters?|miles?|feet|tons?|tonnes?"
                   r"|volts?|watts?"
                   r"|yuan|euros?|dollars?|pounds?|people|workers|employees|jobs|homes|troops|GPUs|chips|degrees)\b")
_FORMS = (
    ("day", re.compile(rf"{_DAY} (?:of )?{_MONTH},? \d{{4}}|{_MONTH} {_DAY},? \d{{4}}|\d{{4}}-\d\d-\d\d")),
    ("month", re.compile(rf"{_MONTH},? (?:of )?\d{{4}}")),
    ("year", re.compile(r"(?:fiscal |financial |FY ?)?(?:year )?\d{4}")),
)
_FIGURES = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})")
_LEAD = re.compile(rf"^(?:(?:since|from|by|before|after|until|in|on|at|the|of|year|early|mid|late|start|beginning"
                   rf"|middle|end"
                   rf"|[Ee]arly|[Mm]id|[Ll]ate|[Ii]n|[Oo]n|[Ss]ince|[Bb]y|[Tt]he|{_WEEKDAY},?)(?: |-|$))+")
_STAGED = re.compile(r"\b(early|mid|late|start|beginning|middle|end)\b", re.IGNORECASE)
_STAGES = {"early": "early", "start": "early", "beginning": "early", "mid": "middle", "middle": "middle",
           "late": "late", "end": "late"}
_PART = re.compile(rf"(?:({_NTH})[ -](quarter|half)|([QH])([1-4])|([1-4])([QH]))"
                   r"(?:,? of)?[ -]?(?:the )?(?:fiscal |financial |FY ?)?(?:year )?'?(\d{4}|\d\d)?")
_REVERSED = re.compile(r"(\d{4}) ([QH][1-4])")
_WEEK = re.compile(r"[Ww]eek (\d{1,2})(?:,? (?:of )?(\d{4}))?")
_NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def date_spans(text: str) -> list[Span]:
    """Return the spans of dates, years, spans of years, weekdays, centuries and times of day in a folded text."""
    spans = [match.span() for match in _DATE.finditer(text)]
    dated = merged(spans)
    return sorted(spans + [match.span() for match in _BARE_YEAR.finditer(text)
                           if not touches(dated, *match.span()) and _is_year(text, *match.span())])


@lru_cache(maxsize=4096)
def read_date(text: str) -> tuple[str, str]:
    """Return what ``Reader.read_date`` does for a folded text."""
    words = _LEAD.sub("", text)
    stage = _STAGED.search(text)
    for precision, form in _FORMS:
        if form.fullmatch(words):
            return _iso(words, precision), _STAGES[stage[1].lower()] if stage else precision
    if figures := _FIGURES.fullmatch(words):
        return _in_figures(text, figures), "day"
    words = _REVERSED.sub(r"\2 \1", words)
    if (part := _PART.fullmatch(words)) and part[7]:
        letter = (part[2] or part[3] or part[6]).lower()
        of = 4 if letter in ("quarter", "q") else 2
        return century_of(part[7]), part_of_year(_nth(part, of), of)
    if (week := _WEEK.fullmatch(words)) and week[2]:
        return week[2], f"week {week[1]}"
    if part or week or (re.search(rf"\b{_MONTH}|\b{_WEEKDAY}", text) and not re.search(r"\d{4}", words)):
        raise ValueError(f"'{text[:60]}' has no year")
    raise ValueError(f"'{text[:60]}' is not one written date")


def _iso(words: str, precision: str) -> str:
    return words[-4:] if precision == "year" else iso(words, precision, "en", "MDY")


def _in_figures(text: str, figures: re.Match) -> str:
    """Return a date in figures; ValueError where day and month could be either."""
    first, second = int(figures[1]), int(figures[3])
    if first <= 12 and second <= 12 and first != second:
        raise ValueError(f"'{text[:60]}' may be day and month or month and day")
    return iso(figures[0], "day", "en", "DMY" if first > 12 else "MDY")


def _nth(part: re.Match, of: int) -> int:
    if digit := part[4] or part[5]:
        return int(digit)
    word = part[1].lower()
    return int(word[0]) if word[0].isdigit() else _NTHS.get(word, of)


def _is_year(text: str, start: int, end: int) -> bool:
    """Tell a year from a count: «in 2024», «the 2024 election» from «some 2000 workers» without a comma."""
    before, year = text[max(0, start - 20) : start], int(text[start:end])
    if _UNIT.match(text, end) or _COUNTED.search(before):
        return bool(_SINCE.search(before)) and not _UNIT.match(text, end)
    return year >= 1900 or bool(_BEFORE_OLD.search(before))
