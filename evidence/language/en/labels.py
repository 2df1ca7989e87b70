"""What counts nothing in English: labels, addresses, fixed phrases with a number word in them."""

import re

_LABELS = """
    article articles chapter chapters page pages p. pp. figure fig. table annex appendix line lines route road highway
    interstate channel gate flight room suite floor platform terminal section sections sec. paragraph para clause part
    rule title bill act resolution directive regulation volume vol. issue episode season series edition version level
    class grade group category zone sector tier stage step round division league formula unit block lot box bus train
    tram apollo mach number no. n. isotope protocol recital schedule exhibit item question q. model gen generation area
    district ward precinct pier berth track lane exit junction motorway verse psalm opus symphony concerto studio stand
    booth hall seat coach carriage reactor tranche note code iso windows mark phase type §
"""
# Words that open a sentence before a count; any other with a capital is a name there: «Windows 11 arrives».
_OPENERS = """
    the a an some only all age aged of about around nearly almost roughly over under more less fewer at by in on to from
    for with without after before since during among another other these those its their his her our your and but or
    just up not no every each between within across than as least most total cost price result today yesterday last next
    monday tuesday wednesday thursday friday saturday sunday still already exactly precisely they we it
"""
OPENERS = frozenset(_OPENERS.split())
WORDS = frozenset(_LABELS.split())
_STREETS = (r"(?:Street|St\b|Avenue|Ave\b|Road|Rd\b|Lane|Drive|Square|Boulevard|Blvd|Place|Court"
            r"|Walk|Row|Crescent|Gardens|Mews|Quay|Way|Parkway|Terrace)")
_STAGES = r"(?:[Dd]ay|[Rr]ound|[Mm]atch|[Gg]ame|[Ww]ave|[Pp]hase|[Ll]evel|[Ss]tage|[Tt]ier|[Gg]roup|[Gg]en)"
ADDRESSES = re.compile(
    rf"\b\d{{1,5}}[A-Z]?,? (?:[NSEW]\.? )?(?:[A-Z][\w']{{1,20}} ){{1,3}}{_STREETS}|(?<![.\w])(?:H\.R|S)\. ?\d{{1,5}}\b"
    r"|\b\d{1,3} (?:U\.S\.C|C\.F\.R)\.(?: § ?)? ?\d+"
    rf"|\b(?:50|60|70|80)-(?:50|40|30|20)\b|\b{_STAGES} \d{{1,3}}(?=[\s.,;:)])(?![.,]\d| (?:of|to|and|or|in|out) \d)"
    r"|\b\d{1,2}-(?:in|for)-\d\b|\b[Tt]op[- ](?:\d{1,4}|ten|five|three)\b(?=-| list)|\b9/11\b|\b24/7\b"
    r"|\b[\d,]*0s(?= of\b)"
    r"|\b(?:in )?(?:his|her|their|its) (?:late |early |mid-?)?[1-9]0s\b")
_NO_PLURALS = ("was|is|has|does|as|its|his|this|plus|versus|across|towards|besides|perhaps|yes|thus|always|says|runs"
               "|gives|shows|makes|takes|comes|goes|sees|gets|costs|needs|wants|means|uses|users|series")
_LINKS = "in|on|at|of|to|for|by|from|with|and|or|but|than|when|who|that|after|before|since|until|so|per|the"
THINGS = re.compile(rf" (?!(?:{_NO_PLURALS}|{_LINKS})\b)(?:[a-z][a-z-]{{1,20}} (?!(?:{_NO_PLURALS})\b))?"
                    r"(?:[a-z-]{2,20}(?:s|men)|people|men|women|children|staff)\b(?!')")
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
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten)\b|\b[a-z]+-(?:way|figure|star|pronged|letter)\b"
    r"|\bback to (?:one|zero)\b|\bfifty-fifty\b|\bon all fours\b|\bsix-pack\b"
    r"|\bcatch-22\b|\bcloud nine\b|\bnine to five\b|\b24[/-]7\b|\bdouble-\w+"
    r"|\bfirst (?=[a-z]{3,}ed\b)"
    r"|\bin two minds\b|\bput two and two\b|\bone or the other\b|\bat sixes and sevens\b|\bper cent\b", re.IGNORECASE)
