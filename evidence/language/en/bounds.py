"""Words that bound a number: «more than», «fewer than», «up to», «about», «at least», ..."""

import re

from evidence.language.grammar import before_number

_ADVERB = (r"(?:(?:a little|a bit|a tad|a shade|a whisker|slightly|well|far|much|considerably|significantly"
           r"|substantially|just|already|now|even|still|only|comfortably|little|probably|likely) ){0,2}")
_THE = r"(?:the |their |its |a |an )?"
_MARK = rf"(?:(?:the )?(?:mark|level|threshold|ceiling|limit|target|estimate) of )?{_THE}"
_MORE = "(?:more|greater|higher|larger|bigger|longer|older|better|faster|wider|taller|heavier) than "
_LESS = "(?:less|fewer|lower|smaller|shorter|younger|cheaper|slower) than "
_ABOUT = ("(?:about|around|roughly|approximately|nearly|almost|circa|close to|approach(?:ing|es|ed)|near(?:ing|s|ed)?"
          "|virtually|barely|scarcely|something like|getting on for|nearer|pushing|verging on|bordering on|close on"
          "|nigh on|the best part of|perhaps|practically|maybe|some|possibly|(?:an )?estimated|in the region of"
          "|o[nf] the order of"
          "|in the neighborhood of|in the neighbourhood of|more or less|somewhere around) ")
_GO = "(?:go|gone|went|rise|rose|risen|climb|climbed|get|got)"
_BEYOND = "(?:above|beyond|over|past)"
_ROSE = "".join(f"(?<!{verb} )" for verb in (
    "edged", "rose", "went", "crept", "inched", "ticked", "moved", "climbed", "jumped", "shot", "grew", "made"))
_BEFORE = (
    ("at_least", ("at least ", "(?:no|not) (?:fewer|less) than ", "(?:a |the )?minimum(?: of)? ",
                  "starting (?:at|from) ", "as (?:few|little|low) as ", "greater than or equal to ")),
    ("at_most", ("at (?:the )?(?:most|maximum) ", f"{_ROSE}up to ", "(?:a |the )?maximum(?: of)? ",
                 "(?:no|not) (?:more|longer|later|higher|larger|greater) than ", "as (?:much|many|high|long|large) as ",
                 "(?:capped|topped out|maxed out|tops out) at ", "less than or equal to ", "without exceeding ",
                 f"(?:not|n't|never|cannot) (?:exceed(?:ed|ing)?|surpass(?:ed)?|topp?(?:ed)?|{_GO} {_BEYOND}) "
                 + _MARK)),
    ("more_than", ("over-", f"{_ADVERB}{_MORE}{_THE}",
                   f"{_ADVERB}(?:over|above|beyond|north of|in excess of|upwards of|upward of) {_MARK}",
                   r"(?:exceed\w*|surpass\w*|topp?(?:s|ed|ing)|outnumber\w*|pass(?:ed|es|ing)|cross(?:ed|es|ing)) "
                   + _MARK,
                   r"(?:climb|ris|rose|soar|push|surg|grow|grew|sail|go|went|mov|shoot|shot|jump|run|ran|well)\w* past "
                   + _MARK,
                   f"(?:may|might|could|can|will|would|to) (?:exceed|top|surpass) {_MARK}")),
    ("less_than", ("(?:sub|under)-", f"{_ADVERB}{_LESS}{_THE}",
                   f"{_ADVERB}(?:under|below|beneath|south of|shy of|short of) {_MARK}")),
    ("about", (f"{_ADVERB}{_ABOUT}{_THE}", r"(?:c\.|ca\.|approx\.) ?")),
)
BEFORE_NUMBER = before_number((bound, "|".join(words)) for bound, words in _BEFORE)
AFTER_NUMBER = re.compile(
    r"(?:(?P<at_least>-plus\b| (?:or|and) (?:more|over|above|older|up|upwards?|higher|greater|longer|larger)\b"
    r"(?! than| \w+s\b)"
    r"| at (?:the )?(?:least|minimum)\b| minimum\b)"
    r"|(?P<at_most> (?:or|and) (?:less|fewer|under|below|lower|younger|smaller|shorter)\b(?! than)"
    r"| at (?:the )?(?:most|maximum|outside)\b| maximum\b| (?-i:max)\b|,? tops\b)"
    r"|(?P<about>-odd\b|-ish\b|-something\b| or so\b| or thereabouts\b| give or take\b))", re.IGNORECASE)
# «Passes a $1.2 trillion package» tells of a law.
PASSED = re.compile(r"\bpass(?:ed|es|ing) (?:the |a |an |its |their )?$", re.IGNORECASE)
LAW = re.compile(r"[\w.,$€£-]{1,12}(?: (?:million|billion|trillion))?(?: [\w-]{1,20}){0,2} (?:bill|package|budget|plan"
                 r"|act|law|deal|measure|resolution|reform|cuts?|stimulus)\b", re.IGNORECASE)
# «Over five years» says how long, not how many; «for over five years» and «well over» say both.
DURING = re.compile("".join(rf"(?<!\b{word} )" for word in (
    "for", "after", "is", "was", "took", "takes", "lasted", "in", "well", "just", "slightly", "little",
    "already", "now")) + "over (?:a |the )?$", re.IGNORECASE)
TIME = re.compile(r"[\w.,]{1,12}(?:[ -](?:to|or|and)[ -][\w.,]{1,12})?(?:[ -]\w{1,9})?[ -]"
                   r"(?:second|minute|hour|day|week|month|quarter|year|decade|season|summer|winter|session|game|round|lap"
                   r"|match)(?:s|es)?\b", re.IGNORECASE)
# «40% above the 6 g ceiling» says how far from it.
APART = re.compile(r"(?:%|\bper ?cent|\bpoints?|\btimes|[- ]?fold|\bdegrees|\d ?[CF]) (?:above|below|over|under"
                   r"|[a-z]{3,7} than) (?:the |an? |its |their )?$", re.IGNORECASE)
