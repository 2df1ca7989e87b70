"""Phrases in which an English number word counts nothing."""

import re

from evidence.language.amount import Numeral
from evidence.language.text import opens_sentence

_FIXED = re.compile(
    r"\bat (?:first|second) (?:glance|sight|hand)\b|\bat first\b|\bfirst (?:of all|and foremost|name|aid|lady|things"
    r"|principles|refusal|class|come|person|responders?|language|step|steps)\b|\bfirst-(?:time|hand|class|person"
    r"|party|rate|ever|name|mover|movers|principles)\b|\bin the (?:first|second) place\b|(?-i:\b(?:First|Second"
    r"|Third),)"
    r"|\bsecond[- ](?:hand|guess\w*|thoughts?|nature|class|rate|in command)\b|\bsecond to none\b"
    r"|\b(?:a|one|per|each|every|any|split|this|that|for a|of a|last|next) second\b(?=[\s,.;:)]|$)(?! [a-z]+(?:er|al"
    r"|ty)\b)"
    r"|\bthird[- ](?:party|parties|rate|world|country|countries|person)\b|\bfirst,? second\b|\bfourth estate\b"
    r"|\b(?:first|second|third|fifth|fourteenth) (?:amendment|world war)\b|\bthe third reich\b"
    r"|\b(?:first|second|third|fourth) (?:quarter|half|trimester)\b|\bzero[- ](?:sum|day|shot|tolerance|carbon"
    r"|emission\w*"
    r"|trust|knowledge)\b|\bone-(?:off|sided|way|on-one|time|size|shot|stop)\b|\bone (?:another|day|thing|more|of)\b"
    r"|\bno one\b|\b(?:this|that|which|the|any|each|every|another|some|first|last|only|big|new|next|good) one\b"
    r"|\bsquare one\b|\bone by one\b|\b(?:day|round|phase|part|step|chapter|act|level|tier|grade|group|class) "
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten)\b|\btwo-way\b|\bback to (?:one|zero)\b|\bfour-letter\b"
    r"|\bon all fours\b|\bsix-pack\b|\bcatch-22\b|\bcloud nine\b|\bnine to five\b|\b24[/-]7\b|\bdouble-\w+"
    r"|\bin two minds\b|\bput two and two\b|\bone or the other\b|\bat sixes and sevens\b|\bper cent\b", re.IGNORECASE)


def in_phrase(text: str, numeral: Numeral) -> bool:
    """Tell whether a numeral stands in a phrase such as at first, second-hand, no one, third party."""
    near = _FIXED.finditer(text, max(0, numeral.start - 20), min(len(text), numeral.end + 20))
    return any(phrase.start() <= numeral.start < phrase.end() for phrase in near)


def counts(text: str, numeral: Numeral) -> bool:
    """Tell whether a number word stands for a number here, not in a name: the Big Four, Seven Samurai."""
    word = text[numeral.start : numeral.end]
    if word[0].isdigit() or not word[0].isupper() or opens_sentence(text, numeral.start):
        return True
    before = text[max(0, numeral.start - 24) : numeral.start].split()
    after = re.match(r"[ -](\w+)", text[numeral.end : numeral.end + 30])
    # A headline in title case has capitals on both sides; a name such as «the Big Four» stands in small words.
    capital = "-" in word or (after is not None and after[1][0].isupper())
    return capital and bool(before) and all(name[0].isupper() for name in before[-2:])
