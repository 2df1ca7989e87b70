"""Numbers, bounds, ranges, units and dates as French writes them."""

import re

from evidence.language.amount import BareAmount
from evidence.language.fr.bounds import AFTER_NUMBER, APART, BEFORE_NUMBER
from evidence.language.fr.dates import DATES, THINGS
from evidence.language.fr.labels import ADDRESSES, OPENERS, SINGULAR, WORDS
from evidence.language.fr.numerals import NUMERALS
from evidence.language.grammar import Grammar

_MOVE = re.compile(r"\b(?:re)?(?:pass(?:e|é|er|ent|ait|aient|era|eront|erait|eraient|ant)|relev\w+|abaiss\w+"
                   r"|ramen\w+|évolu\w+)(?:é?e?s?)\b[^.;:,]{0,60}$|\b(?:port|rédui)\w*(?: \w+){0,3}$", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:chut|grimp|recul|baiss|augment|mont|tomb|progress|remont|bond|descend|dégringol|repli|gliss"
                     r"|fond|cédé|revenu|revien|hauss)\w*(?: \w+){0,3}$", re.IGNORECASE)
_ADJECTIVE = (r"(?:(?:(?P<rough>bon(?:ne)?s?|petite?s?|grosses?|gros)|derni[eè]re?s|premi[eè]re?s|prochaine?s|longue?s"
              r"|grande?s|seule?s|nouvelles|nouveaux) )?")
_NOUN = r"(?P<noun>(?: (?!sur |à |et |ou |de \d)\w[\w'-]{0,30}){0,4})"
_PLACED = re.compile(r"(?:^|\W)(?:en|à|au|aux|chez|selon|pour|dans|par) (?:(?:le|la|les) |l')?[^\W\d_][\w-]* $", re.I)
_LASTING = re.compile(r" (?:an|mois|semestre|trimestre|siècle|heure|minute|semaine|euro|dollar|yuan|kilo|litre"
                      r"|mètre|kilomètre|hectare|tonne|gramme|gigawatt|mégawatt|décennie|degré)\b", re.IGNORECASE)
_DATING = re.compile(r" (?:plus (?:tôt|tard)|après|avant|auparavant|durant|dernier|prochain)\b", re.IGNORECASE)
_AGO = re.compile(r"(?:\bil y a|\bvoici|\bvoilà|\bchaque|\bpar) $", re.IGNORECASE)


def _counts_after_name(text: str, part: BareAmount) -> bool:
    """Tell «En France 300 sites», a count, from «la Boeing 747»: a place or an actor, then things counted."""
    return part.value >= 2 and bool(THINGS.match(text, part.end)) and bool(
        _PLACED.search(text[max(0, part.start - 40) : part.start]))


def _one_counts(text: str, part: BareAmount, bound: str) -> bool:
    """Tell «plus d'un an», «une heure et demie» and «en un an» from the article, and from «un an plus tôt»."""
    if bound == "at_least":
        return True
    if part.value != 1 or part.rough or (part.unit and bound != "exact"):
        return bool(part.unit)
    noun = _LASTING.match(text, part.start + len(text[part.start : part.end].split(" ")[0]))
    return noun is not None and not _DATING.match(text, noun.end()) and not _AGO.search(
        text[max(0, part.start - 9) : part.start])


def _moves(head: str, low: BareAmount) -> bool:
    """Tell «passé de 10 à 20 %», a change from one value to another, from a range."""
    return bool(_MOVE.search(head) or (low.unit and _CHANGE.search(head)))


GRAMMAR = Grammar(
    code="fr",
    numbers=NUMERALS, dates=DATES,
    labels=ADDRESSES, bound_before=BEFORE_NUMBER, bound_after=AFTER_NUMBER, fused="du ",
    unbound=((APART, re.compile("")),),
    one_counts=_one_counts, counts_after_name=_counts_after_name, moves=_moves,
    thousands=" ",
    plain=re.compile(r"(plus de |plus d'|moins de |au moins |environ )?(\d{1,3}(?: \d{3}){1,5}|\d{1,15})"
                     r"(?: ?([^\W\d_]{2,}|%))?"),
    label_words=WORDS, openers=OPENERS, singular=SINGULAR, counted=THINGS,
    scales={"k": 1e3, "K": 1e3, "M": 1e6, "Md": 1e9, "md": 1e9, "Mds": 1e9, "mds": 1e9, "Mrd": 1e9, "Mrds": 1e9,
            "G": 1e9, "bn": 1e9, "B": 1e9, "T": 1e12},
    letters=re.compile(r" ?([KMBT])(?= (?:de )?(?:paramètres|tokens|jetons|parameters)\b)|(?: ?(M)(?= d(?:e |')))"
                       r"|( ?k(?= [^\W\d_]{2,})|k)(?!\w)|(?:^\d+|(?<=\d))([KMB])(?!\w)"),
    unit_lead=rf" ?{_ADJECTIVE}", linked_lead=rf" ?(?:de |d')?{_ADJECTIVE}",
    fraction_lead=rf" ?(?:de |d')?{_ADJECTIVE}",
    no_unit=re.compile(r"degrés? (?:de (?:liberté|latitude|longitude|parenté|juridiction|priorité)|nord|sud|est"
                       r"|ouest)\b"),
    minus=re.compile(r"(?:(?<=\bà )|(?<=\bfait )|(?<=aisait )|(?<=\bfera )|(?<=\bentre )|(?<=[,;:(] ))moins $"
                     r"|(?:^|(?<=[\s(«\"/:;,]))(?P<cold>moins )$", re.IGNORECASE),
    per=re.compile(r"(?: de CO[2₂])? (?:par |(?:de )?l'(?=heure|once)"
                   r"|l[ea] (?=kilo|kg|lit|met|mètre|m[23²³]|még|MWh|kWh|ton))"
                   r"(?P<unit>[^\W\d_]+[23²³]?(?: (?:carré|cube))?)(?![\w'])"),
    between=re.compile(r"\bentre (?:les |la )?$", re.IGNORECASE),
    opening=re.compile(r"(?:\bde |\bd')$", re.IGNORECASE),
    gap=re.compile(r" ?(?:(?P<to>à|voire)|(?P<both>et)|(?P<either>ou)|(?P<dash>[-–/])) ?(?:(?:les|la|le|de|d') ?)?"),
    tails={"mille": 1e3, "cent": 1e2, "cents": 1e2},
    share=re.compile(rf"{_NOUN} sur (?:les )?"), rate=re.compile(rf"{_NOUN} pour (?:les )?"),
    also=" et ",
    mixed=re.compile(r"(?<![\w.,])(?<!\d )(?P<whole>\d{1,3}) ?(?P<unit>m|s|kg|km|€|euros?|francs?) ?(?P<rest>\d\d\d?)"
                     r"(?![\w%€$]|[.,]\d| \d)(?! [^\W\d_]+s\b)"),
    hours=re.compile(r"(?<![\w.,])(?P<hours>\d{1,3}) ?h(?:eures?)? ?(?P<minutes>[0-5]\d)(?!\d)"
                     r"(?: ?(?:min(?:utes?)?|')(?: ?(?P<seconds>[0-5]\d)(?: ?(?:s\b|''|\"))?)?)?(?!\w)"),
    hyphenated=False,
)
