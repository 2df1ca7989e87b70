"""Digits and number words that are no amounts in French: addresses, labels, articles."""

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
    "§", "no", "volet", "partie", "titre", "protocole", "norme", "iso", "formulaire", "circulaire", "secteur", "lycée",
})
SINGULAR = frozenset({"le", "la", "du", "au", "un", "une", "ce", "cette"})  # «le 115»: no count follows these
ADDRESSES = re.compile(
    r"\b\d{1,2}(?:e|ème) (?:République|arrondissement)\b|\b3[0-9] ?\d{2} \(.{0,20}appel"
    r"|\b\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|bd|place|quai|chemin|impasse|allée|cours)\b"
    r"|\bn ?[°º] ?\d{1,3}(?: ?\d{3}){1,4}\b|\bn ?[°º] ?\d{1,6}[/-]\d{1,6}\b"
    r"|\b1/\d{1,2}e?s? (?:de )?finale\b", re.IGNORECASE)
