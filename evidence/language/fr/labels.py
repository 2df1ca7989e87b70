"""Digits and number words that are no amounts in French: addresses, labels, articles."""

import re

from evidence.language import labels
from evidence.language.amount import Part, Span
from evidence.language.fr.dates import THINGS

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
_ADDRESSES = re.compile(
    r"\b\d{1,2}(?:e|ème) (?:République|arrondissement)\b|\b3[0-9] ?\d{2} \(.{0,20}appel"
    r"|\b\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|bd|place|quai|chemin|impasse|allée|cours)\b"
    r"|\bn ?[°º] ?\d{1,3}(?: ?\d{3}){1,4}\b|\bn ?[°º] ?\d{1,6}[/-]\d{1,6}\b"
    r"|\b1/\d{1,2}e?s? (?:de )?finale\b", re.IGNORECASE)
_PLACED = re.compile(r"(?:^|\W)(?:en|à|au|aux|chez|selon|pour|dans|par) (?:(?:le|la|les) |l')?[^\W\d_][\w-]* $", re.I)
_LASTING = re.compile(r" (?:an|mois|semestre|trimestre|siècle|heure|minute|semaine|euro|dollar|yuan|kilo|litre"
                      r"|mètre|kilomètre|hectare|tonne|gramme|gigawatt|mégawatt|décennie)\b", re.IGNORECASE)
_DATING = re.compile(r" (?:plus (?:tôt|tard)|après|avant|auparavant|durant|dernier|prochain)\b", re.IGNORECASE)
_AGO = re.compile(r"(?:\bil y a|\bvoici|\bvoilà|\bchaque|\bpar) $", re.IGNORECASE)


def label_spans(text: str) -> list[Span]:
    """Return the spans of telephone numbers, addresses, file numbers, links and version numbers."""
    return labels.label_spans(text) + [match.span() for match in _ADDRESSES.finditer(text)]


def counts_after_name(text: str, part: Part) -> bool:
    """Tell «En France 300 sites», a count, from «la Supernode 384»: a place or an actor, then things counted."""
    return part.value >= 2 and bool(THINGS.match(text, part.end)) and bool(
        _PLACED.search(text[max(0, part.start - 40) : part.start]))


def one_counts(text: str, part: Part, bound: str) -> bool:
    """Tell «plus d'un an», «une heure et demie» and «en un an» from the article, and from «un an plus tôt»."""
    if part.value != 1 or part.rough or (part.unit and bound != "exact"):
        return bool(part.unit)
    noun = _LASTING.match(text, part.start + len(text[part.start : part.end].split(" ")[0]))
    return noun is not None and not _DATING.match(text, noun.end()) and not _AGO.search(
        text[max(0, part.start - 9) : part.start])
