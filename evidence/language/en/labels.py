"""Digits and number words that are no amounts in English: labels, names, articles."""

import re

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
ADDRESSES = re.compile(
    rf"\b\d{{1,5}}[A-Z]?,? (?:[NSEW]\.? )?(?:[A-Z][\w']{{1,20}} ){{1,3}}{_STREETS}|(?<![.\w])(?:H\.R|S)\. ?\d{{1,5}}\b"
    rf"|\b(?:50|60|70|80)-(?:50|40|30|20)\b|\b{_STAGES} \d{{1,3}}(?=[\s.,;:)])(?![.,]\d| (?:of|to|and|or|in|out) \d)"
    r"|\b\d{1,2}-in-\d\b|\b[Tt]op[- ](?:\d{1,4}|ten|five|three)\b(?=-| list)|\b9/11\b|\b24/7\b"
    r"|\b(?:in )?(?:his|her|their|its) (?:late |early |mid-?)?[1-9]0s\b")
_NO_PLURALS = ("was|is|has|does|as|its|his|this|plus|versus|across|towards|besides|perhaps|yes|thus|always|says|runs"
               "|gives|shows|makes|takes|comes|goes|sees|gets|costs|needs|wants|means|uses|users|series")
THINGS = re.compile(rf" (?!(?:{_NO_PLURALS})\b)(?:[a-z][a-z-]{{1,20}} )?"
                    r"[a-z-]{2,20}(?:s|people|men|women|children|staff)\b(?!')")
