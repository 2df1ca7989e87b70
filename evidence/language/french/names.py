"""Digits that are no amounts: in names, labels, telephone numbers, addresses."""

import re
from typing import TYPE_CHECKING

from evidence.language.french.numerals import opens_sentence
from evidence.language.french.text import neighbours

if TYPE_CHECKING:
    from evidence.language.french.parts import BareAmount

LABELS = frozenset({
    "article", "articles", "chapitre", "page", "pages", "p.", "figure", "tableau", "annexe", "ligne", "lignes",
    "route", "nationale", "autoroute", "canal", "porte", "quai", "voie", "vol", "salle", "chambre", "alinéa", "tome",
    "épisode", "version", "niveau", "phase", "catégorie", "type", "département", "saison", "groupe", "classe", "loi",
    "décret", "paragraphe", "art.", "chap.", "fig.", "lot", "étape", "zone", "indice", "taille", "mach", "terminal",
    "hall", "stand", "bâtiment", "appartement", "bus", "tram", "top", "acte", "chaîne", "gate", "code",
})
JOINED = re.compile(r"[^\W\d_]\w*(?:-\w*)*[-.]$")  # A350-1000, GPT-4, V6.5
SINGULAR = frozenset({"le", "la", "du", "au", "un", "une", "ce", "cette"})  # «le 115»: no count follows these
NOT_AMOUNTS = re.compile(
    r"(?<!\w)(?:\+\d{2} ?)?(?:\(0\) ?)?0?\d(?:[ .-]\d{2}){4}(?!\d)"  # telephone
    r"|\b\d{1,2}(?:e|ème) (?:République|arrondissement)\b"
    r"|\[\d{1,3}\]|\b\d{1,3}e?\+\d{1,2}\b"  # footnotes, minutes of added time
    r"|\b0 ?8\d{2} ?\d{3} ?\d{3}\b|\b3[0-9] ?\d{2} \(.{0,20}appel"
    r"|\b\d{1,4}(?: bis| ter)?,? (?:rue|avenue|boulevard|bd|place|quai|chemin|impasse|allée|cours)\b"
    r"|\b\d+(?:[,.]\d+)?/\d+\b|\bn ?[°º] ?\d{1,3}(?: ?\d{3})+\b"
    r"|https?://\S+|\bwww\.\S+|\S{1,64}@\S{1,80}\.\w+"
    r"|\b\d+(?:\.\d{1,9}){2,9}\b", re.IGNORECASE)


def spans_of_names(text: str) -> list[tuple[int, int]]:
    """Return the spans of telephone numbers, addresses, marks out of ten, links and version numbers."""
    return [match.span() for match in NOT_AMOUNTS.finditer(text)]


def holds_digits(text: str, part: "BareAmount", strict: bool) -> bool:
    """Tell whether the digits of ``part`` belong to a name: A100, 910C, GPT-4, Supernode 384, article 49.

    ``strict`` also weighs a capitalised word before them, which a claim's own words need not.
    """
    before, after = text[part.start - 1 : part.start], text[part.end : part.end + 2]
    if before.isalnum() or before == "_" or after[:1].isalpha() or after[:1] == "_":
        return True
    if before in ("-", ".") and JOINED.search(text[max(0, part.start - 30) : part.start]):
        return True
    if (after[:1] == "-" and after[1:].isalpha()) or not strict or part.unit or not part.plain:
        return after[:1] == "-" and after[1:].isalpha()
    if " " in text[part.start : part.end]:  # «54 700»: names have no thousands
        return False
    word, follow = neighbours(text, part.start, part.end)
    word = word.lstrip("«\"'“(")
    if word.lower() in LABELS or (word.lower() in SINGULAR and part.value > 1):
        return True
    headline = word.isupper() and follow.isupper() and min(len(word), len(follow)) > 1
    return not headline and _named(text, part.start, word)


def _named(text: str, start: int, word: str) -> bool:
    """Tell whether ``word`` before ``start`` is a name, not a word that opens a sentence."""
    word = word.rpartition("'")[2]
    if not word or not word[-1].isalnum() or word.isdigit():
        return False
    capitals = sum(letter.isupper() for letter in word)
    if not capitals:
        return False
    return capitals > 1 or not opens_sentence(text, start - 1 - len(word))
