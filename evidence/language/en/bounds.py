"""Words that bound a number: «more than», «fewer than», «up to», «about», «at least», ..."""

import re

_ADVERB = (r"(?:(?:a little|a bit|slightly|well|far|much|considerably|significantly|substantially|just|already|now|even"
           r"|still|only|comfortably|little|no doubt|probably|likely) ){0,2}")
_THE = r"(?:the |their |its |a |an )?"
_MARK = rf"(?:(?:the )?(?:mark|level|threshold|ceiling|limit|target|estimate) of )?{_THE}"
_NOT = r"(?:not|n't|never|cannot) "
_BEFORE = (
    ("at_least", r"at least |no (?:fewer|less) than |not (?:fewer|less) than |(?:a |the )?minimum(?: of)? |as (?:few|little"
                 r"|low) as |greater than or equal to |starting at |starting from "),
    ("at_most", r"at (?:the )?(?:most|maximum) |(?:no|not) (?:more|longer|later|higher|larger|greater) than |(?<!edged )(?<!rose )(?<!went )(?<!crept )"
                r"(?<!inched )(?<!ticked )(?<!moved )(?<!climbed )(?<!jumped )(?<!shot )(?<!pushed )(?<!grew )up to "
                r"|as (?:much|many|high|long|large) as |(?:a |the )?maximum(?: of)? |(?:capped|topped out|maxed out) at "
                r"|less than or equal to |" + rf"{_NOT}(?:exceed|surpass|top|go beyond|go above) {_MARK}|not exceeding "
                r"|without exceeding |tops out at "),
    ("more_than", rf"{_ADVERB}(?:more|greater|higher|larger|bigger|longer|older|better|faster|wider|taller|heavier) than "
                  rf"{_THE}|{_ADVERB}(?:over|above|beyond|north of|in excess of|upwards of|upward of) {_MARK}"
                  rf"|(?:exceed\w*|surpass\w*|topp?(?:s|ed|ing)|outnumber\w*|pass(?:ed|es|ing)|cross(?:ed|es|ing)) {_MARK}"
                  rf"|(?:may|might|could|can|will|would|to) (?:exceed|top|surpass) {_MARK}"),
    ("less_than", rf"{_ADVERB}(?:less|fewer|lower|smaller|shorter|younger|cheaper|slower) than {_THE}"
                  rf"|{_ADVERB}(?:under|below|beneath|south of|shy of|short of|inside) {_MARK}"),
    ("about", rf"{_ADVERB}(?:about|around|roughly|approximately|nearly|almost|circa|c\. ?|approx\.? |close to|approaching"
              r"|nearing|near|virtually|practically|perhaps|maybe|some|(?:an )?estimated|in the region of|on the order of|of"
              r" the order of|in the neighbou?rhood of|or so|more or less|somewhere around) " + _THE),
)
_BEFORE_NUMBER = re.compile("(?:^|(?<=[^\\w-]))(?:" + "|".join(
    f"(?P<{name}>{words})" for name, words in _BEFORE) + ")$", re.IGNORECASE)
# The last word before the number: a cheap look that spares most numbers the grammar above.
_LAST = frozenset("""
    least than minimum maximum of as low little few to at from most up much many high exceed exceeds exceeded exceeding
    surpass surpasses surpassed surpassing top tops topped topping passed passes passing crossed crosses crossing
    outnumber outnumbered over above beyond under below beneath inside about around roughly approximately nearly almost
    circa c. approx approx. near nearing approaching virtually practically perhaps maybe some estimated the their its a an
""".split())
_AFTER_NUMBER = re.compile(
    r"(?: (?:of|in|or) )?"
    r" (?:(?P<at_least>(?:or|and) (?:more|over|above|older|up|upwards?|higher|greater|longer|larger)\b(?! than| \w+s\b)"
    r"|at (?:the )?(?:least|minimum)\b|minimum\b)"
    r"|(?P<at_most>(?:or|and) (?:less|fewer|under|below|lower|younger|smaller|shorter)\b(?! than)"
    r"|at (?:the )?(?:most|maximum)\b|maximum\b)"
    r"|(?P<about>or so\b|or thereabouts\b|give or take\b))", re.IGNORECASE)
# «Over five years» says how long, not how many; «for over five years» and «well over» say both.
_DURING = re.compile(r"(?:^|(?<!\bfor )(?<!\bafter )(?<!\bis )(?<!\bwas )(?<!\btook )(?<!\btakes )(?<!\blasted ))over $", re.I)
_TIME = re.compile(r"[\w.,]{1,12}(?:[ -](?:to|or|and)[ -][\w.,]{1,12})?(?:[ -]\w{1,9})?[ -](?:second|minute|hour|day|week"
                   r"|month|quarter|year|decade|season|summer|winter)s?\b", re.IGNORECASE)
_WINDOW = 60


def bound_before(text: str, start: int) -> tuple[str, int]:
    """Return the bound stated just before ``start`` and where its words begin; ("exact", start) if none."""
    head = text[max(0, start - _WINDOW) : start]
    words = head.split()
    if not words or words[-1].strip("(«\"“").lower() not in _LAST:
        return "exact", start
    match = _BEFORE_NUMBER.search(head)  # the one that begins first: «a little more than» wins over «more than»
    if not match or (_DURING.search(head) and match[0].lower() == "over " and _TIME.match(text, start)):
        return "exact", start
    return match.lastgroup or "", start - len(head) + match.start()


def bound_after(text: str, end: int) -> tuple[str, int]:
    """Return the bound stated just after ``end`` and where its words end; ("exact", end) if none."""
    match = _AFTER_NUMBER.match(text, end) if text[end : end + 1] == " " else None
    return (match.lastgroup or "", match.end()) if match else ("exact", end)
