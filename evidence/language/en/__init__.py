"""Numbers, bounds, ranges, units and dates as English writes them."""

import re

from evidence.language.amount import Part
from evidence.language.en.bounds import bound_after, bound_before
from evidence.language.en.dates import date_spans, read_date
from evidence.language.en.labels import THINGS, WORDS, counts_after_name, label_spans, one_counts
from evidence.language.en.numerals import HALF, find_numbers, numerals
from evidence.language.en.values import value_of_digits
from evidence.language.grammar import Grammar

_MOVE = re.compile(r"\b(?:ris|rose|fell|fall|up|down|increas|decreas|cut|rais|jump|went|go|grew|grow|climb|drop|slip"
                   r"|widen"
                   r"|narrow|lower|edg|eas|mov|chang|doubl|tripl|surg|soar|plung|declin|slow|accelerat|improv"
                   r"|shr[aiu]nk"
                   r"|slid|slump|tumbl|expand|shift|extend|reduc|boost|upgrad|revis|trim|dip|sank|swell|swung|advanc"
                   r"|recover|rebound|balloon|swell|mount|push|pull|bring|brought|tak|took|com|came|gain)\w{0,4}"
                   r"(?: [^\s.;:]+){0,6}$", re.IGNORECASE)
_ADJECTIVE = (r"(?:(?:full|long|short|consecutive|straight|more|additional|extra|further|whole|solid|last|past"
              r"|calendar|working|business) )?")
_NOUN = r"(?P<noun>(?: (?!in |of |to |per |and |or |for |out |from |at |with )[^\W\d_][\w'-]{0,30}){0,3})"


def _moves(head: str, low: Part) -> bool:
    """Tell «rose from 10 to 20 %», a change from one value to another, from a range."""
    return bool(_MOVE.search(head))


GRAMMAR = Grammar(
    code="en",
    numerals=numerals, account=find_numbers, digits=value_of_digits, dates=date_spans, date=read_date,
    labels=label_spans, bound_before=bound_before, bound_after=bound_after, one_counts=one_counts,
    counts_after_name=counts_after_name, moves=_moves,
    thousands=",",
    plain=re.compile(r"(more than |over |less than |fewer than |at least |about )?(\d{1,3}(?:,\d{3}){1,5}|\d{1,15})"
                     r"(?: ?(%|(?<= )(?!mn$|an$|won$|real$)[^\W\d_]{2,}))?"),
    plain_bounds={"more than ": "more_than", "over ": "more_than", "less than ": "less_than",
                  "fewer than ": "less_than", "at least ": "at_least", "about ": "about", None: "exact"},
    label_words=WORDS, singular=frozenset(), counted=THINGS,
    scales={"k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "B": 1e9, "tn": 1e12, "T": 1e12},
    letters=re.compile(r" ?([KMBT])(?= (?:parameters?|tokens?)\b)|(?<=\d)([kMB])(?!\w)|(?<=\d\d)(K)(?!\w)"
                       r"|(?<=\d)(m)(?= (?!high|long|wide|tall|deep|above|below|away|race)(?:[a-z]{2,}s|people|men"
                       r"|women|children)\b)"),
    unit_lead=rf"(?:-| ?){_ADJECTIVE}", linked_lead=rf"(?:-| (?:of )?|){_ADJECTIVE}",
    fraction_lead=rf"(?:-| (?:of )?(?:an? )?|){_ADJECTIVE}",
    no_unit=re.compile(r"(?:an|won|real|o|[KMGTPE]o|francs? )\b|second[- ](?:half|quarter|hand|place)"),
    half=HALF, minus=re.compile(r"(?:^|(?<=[\s(«\"/:;,]))minus $", re.IGNORECASE),
    per=re.compile(r",? (?:an?|per|each|every) (?P<unit>[^\W\d_]+)(?![\w'])"),
    between=re.compile(r"\bbetween (?:the )?$", re.IGNORECASE),
    opening=re.compile(r"\bfrom (?:the )?$", re.IGNORECASE),
    gap=re.compile(r"-? ?(?:(?P<to>to|through)|(?P<both>and)|(?P<either>or)|(?P<dash>[-–/])) ?(?:the )?"
                   r"|-(?P<hyphened>to|or)-"),
    tails={"hundred": 1e2, "thousand": 1e3},
    share=re.compile(rf"{_NOUN} (?:in(?: every)?|out of(?: every)?|of every) "),
    rate=re.compile(rf"{_NOUN} (?:per|for every|for each|in every) "),
    also=" and ",
    mixed=re.compile(r"(?<![\w.,])(?P<whole>\d{1,2}) ?(?P<unit>ft|feet|foot|')(?:,? ?)(?P<rest>\d{1,2})"
                     r"(?: ?(?:in\b|inch(?:es)?\b|\"))(?!\w)"),
    hours=re.compile(r"(?<![\w.,])(?P<hours>\d{1,3}) ?(?:h|hrs?|hours?),? ?(?P<minutes>[0-5]?\d)"
                     r" ?(?:m|mins?|minutes?)(?:,? ?(?P<seconds>[0-5]?\d) ?(?:s|secs?|seconds?))?(?!\w)"),
    hyphenated=True,
)
