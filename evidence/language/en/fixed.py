"""Phrases in which an English number word counts nothing."""

import re

FIXED = re.compile(
    r"\bat (?:first|second) (?:glance|sight|hand)\b|\bat first\b|\bfirst (?:of all|and foremost|name|aid|lady|things"
    r"|principles|refusal|class|come|person|responders?|language|step|steps)\b|\bfirst-(?:time|hand|class|person"
    r"|party|rate|ever|name|mover|movers|principles)\b|\bin the (?:first|second) place\b|(?-i:\b(?:First|Second"
    r"|Third),)|\bsecond[- ](?:hand|guess\w*|thoughts?|nature|class|rate|in command)\b|\bsecond to none\b"
    r"|\b(?:a|one|per|each|every|any|split|this|that|for a|of a|last|next) second\b(?=[\s,.;:)]|$)(?! [a-z]+(?:er|al"
    r"|ty)\b)|\bthird[- ](?:party|parties|rate|world|country|countries|person)\b|\bfirst,? second\b|\bfourth estate\b"
    r"|\b(?:first|second|third|fifth|fourteenth) (?:amendment|world war)\b|\bthe third reich\b"
    r"|\b(?:first|second|third|fourth) (?:quarter|half|trimester)\b|\bzero[- ](?:sum|day|shot|tolerance|carbon"
    r"|emission\w*"
    r"|trust|knowledge)\b|\bone-(?:off|sided|way|on-one|time|size|shot|stop)\b|\bone (?:another|day|thing|more|of)\b"
    r"|\bno one\b|\b(?:this|that|which|the|any|each|every|another|some|first|last|only|big|new|next|good) one\b"
    r"|\bsquare one\b|\bone by one\b|\b(?:day|round|phase|part|step|chapter|act|level|tier|grade|group|class) "
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten)\b|\btwo-way\b|\bback to (?:one|zero)\b|\bfour-letter\b"
    r"|\bon all fours\b|\bsix-pack\b|\bcatch-22\b|\bcloud nine\b|\bnine to five\b|\b24[/-]7\b|\bdouble-\w+"
    r"|\bin two minds\b|\bput two and two\b|\bone or the other\b|\bat sixes and sevens\b|\bper cent\b", re.IGNORECASE)
