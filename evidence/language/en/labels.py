"""Digits and number words that are no amounts in English: labels, names, articles."""

import re

from evidence.language import labels
from evidence.language.amount import Part, Span

_LABELS = """
    article articles chapter chapters page pages p. pp. figure fig. table annex appendix line lines route road highway
    interstate channel gate flight room suite floor platform terminal section sections sec. paragraph para clause part
    rule title bill act resolution directive regulation volume vol. issue episode season series edition version level
    class grade group category zone sector tier stage step round division league formula unit block lot box bus train
    tram apollo mach number no. isotope protocol recital schedule exhibit item question q. model gen generation area
    district ward precinct pier berth track lane exit junction motorway verse psalm opus symphony concerto studio stand
    booth hall code iso windows mark phase type §
"""
WORDS = frozenset(_LABELS.split())
_STREETS = (r"(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Lane|Drive|Square|Boulevard|Blvd|Place|Court|Way|Parkway|Terrace)")
_STAGES = r"(?:[Dd]ay|[Rr]ound|[Mm]atch|[Gg]ame|[Ww]ave|[Pp]hase|[Ll]evel|[Ss]tage|[Tt]ier|[Gg]roup|[Gg]en)"
_ADDRESSES = re.compile(
    rf"\b\d{{1,5}}[A-Z]?,? (?:[NSEW]\.? )?(?:[A-Z][\w']{{1,20}} ){{1,3}}{_STREETS}|\b(?:H\.R|S)\. ?\d{{1,5}}\b"
    rf"|\b(?:50|60|70|80)-(?:50|40|30|20)\b|\b{_STAGES} \d{{1,3}}(?=[\s.,;:)])(?![.,]\d| (?:of|to|and|or|in|out) \d)"
    r"|\b\d{1,2}-in-\d\b|\b[Tt]op[- ](?:\d{1,4}|ten|five|three)\b(?=-| list)|\b9/11\b|\b24/7\b"
    r"|\b(?:in )?(?:his|her|their|its) (?:late |early |mid-?)?[1-9]0s\b")
_PLACED = re.compile(r"(?:^|\W)(?:[Ii]n|[Aa]t|[Aa]cross|[Aa]round|[Ww]ithin|[Bb]y) (?:[Tt]he )?[A-Z][\w-]* $")
_NO_PLURALS = ("was|is|has|does|as|its|his|this|plus|versus|across|towards|besides|perhaps|yes|thus|always|says|runs"
               "|gives|shows|makes|takes|comes|goes|sees|gets|costs|needs|wants|means|uses|users|series")
THINGS = re.compile(rf" (?!(?:{_NO_PLURALS})\b)(?:[a-z][a-z-]{{1,20}} )?"
                    r"[a-z-]{2,20}(?:s|people|men|women|children|staff)\b(?!')")
_ONE_OF_A_KIND = re.compile(r" (?:person|man|woman|child|boy|girl|soldier|officer|worker|passenger|civilian|company"
                            r"|firm"
                            r"|country|state|nation|vote|seat|goal|death|case|member|model|chip|plant|factory|ship"
                            r"|plane"
                            r"|car|house|student|patient|employee|judge|juror|victim|player|point|game|win|loss|arrest"
                            r"|article|system|site|store|flight|drone|missile|senator|lawmaker|engineer|petaflop)\b")
_TITLE = re.compile(r"[A-Za-z][\w'-]{3,}")


def label_spans(text: str) -> list[Span]:
    """Return the spans of telephone numbers, addresses, numbers of bills, links and version numbers."""
    return labels.label_spans(text) + [match.span() for match in _ADDRESSES.finditer(text)]


def counts_after_name(text: str, part: Part) -> bool:
    """Tell «In France 300 sites» and a headline in title case, counts, from «Windows 11 users», a name."""
    if part.value < 2 or not THINGS.match(text.lower(), part.end):
        return False
    line_start = text.rfind("\n", 0, part.start) + 1
    line_end = text.find("\n", part.end)
    words = _TITLE.findall(text[max(line_start, part.start - 200) : line_end if line_end > 0 else part.end + 200])
    follow = text[part.end + 1 : part.end + 2]
    headline = len(words) > 3 and follow.isupper() and sum(word[0].isupper() for word in words) >= 0.8 * len(words)
    return headline or (part.value >= 20 and bool(_PLACED.search(text[max(0, part.start - 40) : part.start])))


def one_counts(text: str, part: Part, bound: str) -> bool:
    """Tell «one year», «more than a year», «one person died» and «an hour and a half» from article and pronoun."""
    if text[part.start] in "oO":
        return bool(part.unit) or bound != "exact" or bool(_ONE_OF_A_KIND.match(text, part.end))
    return bool(part.unit) and (bound != "exact" or part.value != 1)
