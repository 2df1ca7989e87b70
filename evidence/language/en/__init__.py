"""Numbers, bounds, ranges, units and dates as English writes them."""

import re

from evidence.language.amount import BareAmount
from evidence.language.en.bounds import AFTER_NUMBER, APART, BEFORE_NUMBER, DURING, LAW, PASSED, TIME
from evidence.language.en.dates import DATES
from evidence.language.en.labels import ADDRESSES, OPENERS, THINGS, WORDS
from evidence.language.en.numerals import NUMERALS
from evidence.language.grammar import Grammar

_MOVE = re.compile(r"\b(?:ris|rose|fell|fall|up|down|increas|decreas|cut|rais|jump|went|go|grew|grow|climb|drop|slip"
                   r"|widen|narrow|lower|edg|eas|mov|chang|doubl|tripl|surg|soar|plung|declin|slow|accelerat|improv"
                   r"|shr[aiu]nk"
                   r"|slid|slump|tumbl|expand|shift|extend|reduc|boost|upgrad|revis|trim|dip|sank|swell|swung|advanc"
                   r"|recover|rebound|balloon|swell|mount|push|pull|bring|brought|tak|took|com|came|gain)\w{0,4}"
                   r"(?: [^\s.;:]+){0,6}$", re.IGNORECASE)
_ADJECTIVE = (r"(?:(?:full|long|short|consecutive|straight|more|additional|extra|further|whole|solid|last|past"
              r"|calendar|working|business) )?")
_NOUN = r"(?P<noun>(?: (?!in |of |to |per |and |or |for |out |from |at |with )[^\W\d_][\w'-]{0,30}){0,3})"
_TITLE = re.compile(r"[A-Za-z][\w'-]{3,}")
_PLACED = re.compile(r"(?:^|\W)(?:[Ii]n|[Oo]n|[Aa]t|[Aa]cross|[Aa]round|[Ww]ithin|[Bb]y) (?:[Tt]he )?[A-Z][\w-]* $")
_ONE_OF_A_KIND = re.compile(r" (?:person|man|woman|child|boy|girl|soldier|officer|worker|passenger|civilian|company"
                            r"|firm|country|state|nation|vote|seat|goal|death|case|member|model|chip|plant|factory|ship"
                            r"|plane"
                            r"|car|house|student|patient|employee|judge|juror|victim|player|point|game|win|loss|arrest"
                            r"|article|system|site|store|flight|drone|missile|senator|lawmaker|engineer|petaflop)\b")


# «60 percent more than a year earlier» compares with then.
_COMPARED = re.compile(r"(?:%|percent|per cent|points?|times|\d[bkmnt]{0,2}|illion) (?:\w+ )?(?:more|less|fewer|higher"
                       r"|lower) than $", re.IGNORECASE)
_EARLIER = re.compile(r" (?:earlier|before|ago|previously)\b", re.IGNORECASE)


def _counts_after_name(text: str, part: BareAmount) -> bool:
    """Tell «In France 300 sites» and a headline in title case, counts, from «Windows 11 users», a name."""
    if part.value < 2 or not THINGS.match(text[part.end : part.end + 60].lower()):
        return False
    before, after = text[max(0, part.start - 200) : part.start], text[part.end : part.end + 200]
    words = _TITLE.findall(before.rpartition("\n")[2]) + _TITLE.findall(after.partition("\n")[0])
    follow = text[part.end + 1 : part.end + 2]
    headline = len(words) > 3 and follow.isupper() and sum(word[0].isupper() for word in words) >= 0.8 * len(words)
    return headline or (part.value >= 20 and bool(_PLACED.search(text[max(0, part.start - 40) : part.start])))


def _one_counts(text: str, part: BareAmount, bound: str) -> bool:
    """Tell «one year», «more than a year», «one person died» and «an hour and a half» from article and pronoun."""
    if _COMPARED.search(text[max(0, part.start - 30) : part.start]) and _EARLIER.match(text, part.end):
        return False
    if text[part.start] in "oO":
        return bool(part.unit) or bound != "exact" or bool(_ONE_OF_A_KIND.match(text, part.end))
    return bool(part.unit) and (bound != "exact" or part.value != 1)


def _moves(head: str, low: BareAmount) -> bool:
    """Tell «rose from 10 to 20 %», a change from one value to another, from a range."""
    return bool(_MOVE.search(head))


GRAMMAR = Grammar(
    code="en",
    numbers=NUMERALS, dates=DATES,
    labels=ADDRESSES, bound_before=BEFORE_NUMBER, bound_after=AFTER_NUMBER, fused="",
    unbound=((DURING, TIME), (PASSED, LAW), (APART, re.compile(""))),
    one_counts=_one_counts, counts_after_name=_counts_after_name, moves=_moves,
    thousands=",",
    plain=re.compile(r"(more than |over |less than |fewer than |at least |about )?(\d{1,3}(?:,\d{3}){1,5}|\d{1,15})"
                     r"(?: ?(%|(?<= )(?!mn$|an$|won$|real$)[^\W\d_]{2,}))?"),
    label_words=WORDS, openers=OPENERS, singular=frozenset(), counted=THINGS,
    scales={"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "B": 1e9, "tn": 1e12, "T": 1e12},
    letters=re.compile(r" ?([KMBT])(?= (?:parameters?|tokens?)\b)|(?<=\d)([kMB])(?!\w)|(?<=\d\d)(K)(?!\w)"
                       r"|(?<=\d)(m)(?=\+ [a-z]+s\b| (?!high|long|wide|tall|deep|above|below|away|race)(?:[a-z]{2,}s"
                       r"|people|men|women|children)\b)"),
    unit_lead=rf"(?:-| ?){_ADJECTIVE}", linked_lead=rf"(?:-| (?:of )?|){_ADJECTIVE}",
    fraction_lead=rf"(?:-| (?:of )?(?:an? )?|){_ADJECTIVE}",
    no_unit=re.compile(r"(?:an|won|real|o|[KMGTPE]o|francs? )\b|second[- ](?:half|quarter|hand|place)"),
    minus=re.compile(r"(?:^|(?<=[^\d\s] )|(?<=[(«\"/:;,]))(?<!plus or )minus $", re.IGNORECASE),
    per=re.compile(r",? (?:an?|per|each|every) (?P<unit>(?:(?:square|cubic) )?[^\W\d_]+)"
                   r"(?![\w']| (?:earlier|before|ago|previously|later)\b)"),
    between=re.compile(r"\bbetween (?:the )?$", re.IGNORECASE),
    opening=re.compile(r"\bfrom (?:the )?$", re.IGNORECASE),
    gap=re.compile(r"-? ?(?:(?P<to>to|through)|(?P<both>and)|(?P<either>or)|(?P<dash>[-–/])) ?(?:the )?"
                   r"|-(?P<hyphened>to|or)-"),
    tails={"hundred": 1e2, "thousand": 1e3},
    share=re.compile(rf"{_NOUN} (?:in(?: every)?|(?P<sure>out of)(?: every)?|of every) "),
    rate=re.compile(rf"{_NOUN} (?:per|for every|for each|in every) "),
    also=" and ",
    mixed=re.compile(r"(?<![\w.,])(?P<whole>\d{1,2})[ -]?(?P<unit>ft|feet|foot|'|lbs?|pounds?)(?:,? ?|-)"
                     r"(?P<rest>\d{1,2})"
                     r"(?:[ -]?(?:in\b|inch(?:es)?\b|\"|oz\b|ounces?\b)|(?<=foot-\d)|(?<=foot-\d\d))(?![\w/])"),
    hours=re.compile(r"(?<![\w.,])(?P<hours>\d{1,3}) ?(?:h|hrs?|hours?),? ?(?P<minutes>[0-5]?\d)"
                     r"(?:(?<=\dh\d\d)| ?(?:m|mins?|minutes?))(?:,? ?(?P<seconds>[0-5]?\d)"
                     r" ?(?:s|secs?|seconds?))?(?!\w)"),
    hyphenated=True,
)
