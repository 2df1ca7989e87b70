"""What counts nothing in French: labels, addresses, fixed phrases with a number word in them."""

import re

WORDS = frozenset({
    "article", "articles", "chapitre", "page", "pages", "p.", "figure", "tableau", "annexe", "ligne", "lignes",
    "route", "nationale", "départementale", "autoroute", "canal", "porte",
    "quai", "voie", "vol", "salle", "chambre", "alinéa", "tome",
    "épisode", "version", "niveau", "phase", "catégorie", "type", "département", "saison", "groupe", "classe", "loi",
    "décret", "paragraphe", "art.", "chap.", "fig.", "lot", "étape", "zone", "indice", "taille", "mach", "terminal",
    "hall", "stand", "bâtiment", "appartement", "bus", "tram", "top", "acte", "chaîne", "gate", "code", "considérant",
    "considérants", "règlement", "directive", "résolution", "amendement", "verset", "question", "annexes", "dossard",
    "cote", "poste", "quart", "division", "formule", "ligue", "volume", "scénario", "option", "box", "parcelle",
    "§", "no", "point", "volet", "partie", "titre", "protocole", "norme", "iso", "formulaire", "circulaire", "secteur",
    "lycée", "place", "tranche", "réacteur", "wagon", "rang", "note", "règle", "pièce",
})
# Words that open a sentence before a count; any other with a capital is a name there: «Windows 11 arrive».
_OPENERS = """
    les des ces ses nos vos leurs aux sur sous en à après avant avec sans parmi et ou soit dont mais pour par dès entre
    chez selon depuis pendant voici voilà seuls seules seul seulement hier demain aujourd'hui vers environ près quelque
    quelques presque plus moins autres deux total bilan résultat coût prix budget montant dans contre puis ils elles on
    lundi mardi mercredi jeudi vendredi samedi dimanche toutes tous encore déjà exactement précisément jusqu'à objectif
    âge
"""
OPENERS = frozenset(_OPENERS.split())
SINGULAR = frozenset({"le", "la", "du", "au", "un", "une", "ce", "cette"})  # «le 115»: no count follows these
ADDRESSES = re.compile(
    r"\b\d{1,2}(?:e|ème) (?:République|arrondissement)\b|\b3[0-9] ?\d{2} \(.{0,20}appel"
    r"|\b\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|bd|place|quai|chemin|impasse|allée|cours)\b"
    r"|\bn ?[°º] ?\d{1,6}[/-]\d{1,6}\b|\bn ?[°º] ?\d{1,3}(?: ?\d{3}){1,4}\b"
    r"|(?<!\d )\b\d{5} (?-i:[A-ZÉÎ])(?![^\W\d_]+(?:ais|ois|iens|ains|ands|ques)\b)|\b(?-i:[A-Z])-\d{1,4}/\d\d\b"
    r"|\b1/\d{1,2}e?s? (?:de )?finale\b", re.IGNORECASE)
FIXED = re.compile(
    r"\bpremi(?:er|ère)s? ministres?\b|\bpremière dame\b|\bpremières? (?:nécessité|main|vue|pression|loge)s?\b"
    r"|\b(?:matières? premières?|nombres? premiers?|arts premiers)\b|\b(?:premier|second|deuxième) plan\b"
    r"|\bpremier (?:lieu|abord|chef|ordre|venu|degré|choix|cercle|coup d'œil)\b|\bpremier ?- ?né\b"
    r"|\bsecond (?:souffle|degré|rôle|couteau)\b|\bdeuxième souffle\b|\bseconde (?:main|nature|zone)\b"
    r"|\bdans un (?:premier|second|deuxième|troisième) temps\b|\b(?:première|seconde) guerre mondiale\b"
    r"|\b(?:par|(?<!d')une|à la|chaque|demi-)[ ]?seconde\b(?! \w+(?:e|tion)\b)|\btroisième âge\b"
    r"|\btiers[- ](?:monde|payant)\b"
    r"|\bune première(?= (?:mondiale|historique|pour|dans|en|au|à|depuis|du|de)\b|\s*[,.;:!?»)])"
    r"|\b(?:huit|seiz|trente-deux)ièmes? de finale\b|\bpremiers? pas\b|\ben seconde\b|\bde seconde\b"
    r"|\ben première ligne\b|\ben premier\b(?! \w)|\b(?:aux|les|des) quatre coins\b|\bà quatre pattes\b"
    r"|\bà deux (?:pas|doigts)\b|\bentre deux(?: eaux|-)|\bd'une pierre deux coups\b|\bsur son trente[ -]et[ -]un\b"
    r"|\bpour cent\b|\bpour mille\b|\b49[.-]3\b|\b24 ?h?(?:eures)? ?(?:/|sur) ?24\b|\b7 ?j?(?:ours)? ?(?:/|sur) ?7\b"
    r"|\b(?:double|triple) (?:nationalité|peine|sens|jeu|emploi|aveugle|vitrage|saut|champion\w*|A)\b"
    r"|\b(?:flambant|tout|tout à fait|à|du|de|comme|quoi de|rien de|marché|logements?|véhicules?) neuf\b(?! "
    r"\w+s\b)", re.IGNORECASE)
