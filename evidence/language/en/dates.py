"""Dates and times of day: where they stand, and which day, month or year they name."""

import re

from evidence.language.dates import Dates

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
    rf"|billion))(?:,? {_YEAR})?"
    rf"|(?<!\w){_STAGE}[ -](?:(?:in |{_WEEKDAY} )?{_MONTH}(?:,? {_YEAR})?|(?:the )?(?:{_YEAR}|\d{{4}}s|'?\d0s))"
    rf"|(?<!\w){_MONTH},? (?:of )?{_YEAR}|(?<=\b[Ii]n )(?:Jan|Febr)uary\b"
    rf"|\b(?:{_NTH})[ -](?:quarter|half)\b(?:(?:,? of)?(?: (?:the )?(?:fiscal |financial )?(?:year )?)?{_YEAR})?"
    rf"|(?<![\w-])(?:[QH][1-4](?:[ -]?(?:FY ?)?(?:{_YEAR}|'\d\d\b))?(?!\w)|[1-4][QH] ?(?:{_YEAR}|'?\d\d\b)"
    rf"|FY ?(?:20)?\d\d(?!\w)|{_YEAR} [QH][1-4]\b)|\b(?:fiscal|financial)(?: year)? {_YEAR}"
    rf"|\b\d{{1,2}}[/-]{_MONTH}[/-](?:{_YEAR}|\d\d\b)|(?<=\b[Tt]he )\d{{1,2}}\.[0-5]\d(?= (?:to|from) [A-Z])"
    rf"|\b[Ww]eek \d{{1,2}}\b(?:,? (?:of )?{_YEAR})?"
    r"|(?<![\w/])\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d(?![\w/])|(?<![\w-])(?:19|20)\d\d-\d\d-\d\d(?!\w)"
    r"|(?<![\w-])(?:[Tt]he )?(?:1[0-9]\d0s|20\d0s|'?[1-9]0s)(?!\w)|(?<=[a-z] )'\d\d(?![\w'])(?! [a-z]+s\b)"
    r"|(?<![\w'])'\d\d(?= [A-Z])"
    r"|(?<![\w-])(?:(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)|1[5-8]\d\d[-–](?:1[5-9]|20)\d\d)(?![\w-])"
    r"|\b(?:\d{1,2}(?:st|nd|rd|th)|[Tt]wenty-first|[A-Za-z]{3,10}(?:teenth|tieth))[ -][Cc]entur(?:y|ies)\b"
    rf"|(?<![\w:.]){_TIME_OF_DAY}|(?<![\w:.])(?:[01]?\d|2[0-3]):[0-5]\d(?![\w:]|[.,]\d)"
    rf"|\b{_WEEKDAY}s?\b|\b[Oo]n the {_DAY}(?=\s*(?:$|[.,;:)]))(?![.,]\d)")
_BARE_YEAR = re.compile(r"(?<![\w.,/$£€¥+-])(?<![$£€¥] )(?:1[0-9]\d\d|20[0-4]\d)(?![\w%€$°-])(?![.,/]\d)(?! ?[%€$£°])")
_BEFORE_OLD = re.compile(r"(?:\b(?:[Ii]n|[Ss]ince|of|[Bb]y|[Ff]rom|until|till|before|after|[Dd]uring|around|circa"
                         r"|Act|year|opened|built|founded|established|published|est\.|born"
                         r"|and|to|or) |\()$")
_SINCE = re.compile(r"\b(?:(?:later|earlier|sooner) than|in|since|by|during|the|late|early|year|of|from|until|before"
                    r"|after|for) $", re.IGNORECASE)
_COUNTED = re.compile(r"\b(?:than|least|most|about|around|some|nearly|almost|roughly|only|all|these|those|over|other"
                      r"|with"
                      r"|another|total of|has|have|had) $", re.IGNORECASE)
_UNIT = re.compile(r" ?(?:[KMGT]?Hz|[kM]?W|[kKMGT]B|mAh|nm|mm|cm|km|kg|metres?|meters?|miles?|feet|tons?|tonnes?"
                   r"|volts?|watts?"
                   r"|yuan|euros?|dollars?|pounds?|people|workers|employees|jobs|homes|troops|GPUs|chips|degrees)\b")


def _is_year(text: str, start: int, end: int) -> bool:
    """Tell a year from a count: «in 2024», «the 2024 election» from «some 2000 workers» without a comma."""
    before, year = text[max(0, start - 20) : start], int(text[start:end])
    if _UNIT.match(text, end) or _COUNTED.search(before):
        return bool(_SINCE.search(before)) and not _UNIT.match(text, end)
    return year >= 1900 or bool(_BEFORE_OLD.search(before))


DATES = Dates(
    code="en", month_first=True, anywhere=_DATE, lasts=lambda text, match: False,
    bare_year=_BARE_YEAR, is_year=_is_year,
    day=re.compile(rf"{_DAY} (?:of )?{_MONTH},? \d{{4}}|{_MONTH} {_DAY},? \d{{4}}|\d{{4}}-\d\d-\d\d"
                   r"|\d{1,2}([/.])\d{1,2}\1\d{4}"),
    month=re.compile(rf"{_MONTH},? (?:of )?\d{{4}}"),
    year=re.compile(r"(?:fiscal |financial |FY ?)?(?:year )?\d{4}"),
    lead=re.compile(rf"^(?:(?:since|from|by|before|after|until|in|on|at|the|of|year|early|mid|late|start|beginning|middle"
                    rf"|end|[Ee]arly|[Mm]id|[Ll]ate|[Ii]n|[Oo]n|[Ss]ince|[Bb]y|[Tt]he|{_WEEKDAY},?)(?: |-|$))+"),
    stages={"early": "early", "start": "early", "beginning": "early", "mid": "middle", "middle": "middle",
            "late": "late", "end": "late"},
    part=re.compile(rf"(?:(?P<letter>[QH])(?P<digit>[1-4])|(?P<nth>{_NTH})[ -](?P<noun>quarter|half))"
                    r"(?:,? of)?[ -]?(?:the )?(?:fiscal |financial |FY ?)?(?:year )?'?(?P<year>\d{4}|\d\d)?"),
    nths={"first": 1, "second": 2, "third": 3, "fourth": 4},
    week=re.compile(r"[Ww]eek (?P<week>\d{1,2})(?:,? (?:of )?(?P<year>\d{4}))?"),
    unfinished=re.compile(rf"\b(?:{_MONTH}|{_WEEKDAY})"),
)
