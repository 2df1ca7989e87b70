"""Phrases in which a French number word counts nothing."""

import re

FIXED = re.compile(
    r"\bpremi(?:er|ère)s? ministres?\b|\bpremière dame\b|\bpremières? (?:nécessité|main|vue|pression|loge)s?\b"
    r"|\b(?:matières? premières?|nombres? premiers?|arts premiers)\b|\b(?:premier|second|deuxième) plan\b"
    r"|\bpremier (?:lieu|abord|chef|ordre|venu|degré|choix|cercle|coup d'œil)\b|\bpremier ?- ?né\b"
    r"|\bsecond (?:souffle|degré|rôle|couteau)\b|\bdeuxième souffle\b|\bseconde (?:main|nature|zone)\b"
    r"|\bdans un (?:premier|second|deuxième|troisième) temps\b|\b(?:première|seconde) guerre mondiale\b"
    r"|\b(?:par|une|à la|chaque|demi-)[ ]?seconde\b(?! \w+(?:e|tion)\b)|\btroisième âge\b|\btiers[- ](?:monde|payant)\b"
    r"|\bune première(?= (?:mondiale|historique|pour|dans|en|au|à|depuis|du|de)\b|\s*[,.;:!?»)])"
    r"|\b(?:huit|seiz|trente-deux)ièmes? de finale\b|\bpremiers? pas\b|\ben seconde\b|\bde seconde\b"
    r"|\ben première ligne\b|\ben premier\b(?! \w)|\b(?:aux|les|des) quatre coins\b|\bà quatre pattes\b"
    r"|\bà deux (?:pas|doigts)\b|\bentre deux(?: eaux|-)|\bd'une pierre deux coups\b|\bsur son trente[ -]et[ -]un\b"
    r"|\bpour cent\b|\bpour mille\b|\b49[.-]3\b|\b24 ?h?(?:eures)? ?(?:/|sur) ?24\b|\b7 ?j?(?:ours)? ?(?:/|sur) ?7\b"
    r"|\b(?:double|triple) (?:nationalité|peine|sens|jeu|emploi|aveugle|vitrage|saut|champion\w*|A)\b"
    r"|\b(?:flambant|tout|tout à fait|à|du|de|comme|quoi de|rien de|marché|logements?|véhicules?) neuf\b(?! "
    r"\w+s\b)", re.IGNORECASE)
