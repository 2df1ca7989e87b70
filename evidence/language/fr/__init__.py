"""Numbers, bounds, ranges, units and dates as French writes them."""

import re

from evidence.language.fr.bounds import bound_after, bound_before
from evidence.language.fr.dates import THINGS, date_spans, read_date
from evidence.language.fr.labels import SINGULAR, WORDS, counts_after_name, label_spans, one_counts
from evidence.language.fr.numerals import HALF, find_numbers, numerals
from evidence.language.fr.values import value_of_digits
from evidence.language.grammar import Grammar

_MOVE = re.compile(r"\b(?:re)?(?:pass(?:e|é|er|ent|ait|aient|era|eront|erait|eraient|ant)|relev\w+|abaiss\w+"
                   r"|ramen\w+|évolu\w+)(?:é?e?s?)\b[^.;:,]{0,60}$|\b(?:port|rédui)\w*(?: \w+){0,3}$", re.IGNORECASE)
_CHANGE = re.compile(r"\b(?:chut|grimp|recul|baiss|augment|mont|tomb|progress|remont|bond|descend|dégringol|repli|gliss"
                     r"|fond|cédé|revenu|revien|hauss)\w*(?: \w+){0,3}$", re.IGNORECASE)
_ADJECTIVE = (r"(?:(?:(?P<rough>bonne?s?|petite?s?|grosses?|gros)|derni[eè]re?s|premi[eè]re?s|prochaine?s|longue?s"
              r"|grande?s|seule?s|nouvelles|nouveaux) )?")
_NOUN = r"(?P<noun>(?: (?!sur |à |et |ou |de \d)[^\W\d_][\w'-]{0,30}){0,4})"


def _moves(head: str, low) -> bool:
    """Tell «passé de 10 à 20 %», a change from one value to another, from a range."""
    return bool(_MOVE.search(head) or (low.unit and _CHANGE.search(head)))


GRAMMAR = Grammar(
    code="fr",
    numerals=numerals, account=find_numbers, digits=value_of_digits, dates=date_spans, date=read_date,
    labels=label_spans, bound_before=bound_before, bound_after=bound_after, one_counts=one_counts,
    counts_after_name=counts_after_name, moves=_moves,
    thousands=" ",
    plain=re.compile(r"(plus de |plus d'|moins de |au moins |environ )?(\d{1,3}(?: \d{3}){1,5}|\d{1,15})"
                     r"(?: ?([^\W\d_]{2,}|%))?"),
    plain_bounds={"plus de ": "more_than", "plus d'": "more_than", "moins de ": "less_than", "au moins ": "at_least",
                  "environ ": "about", None: "exact"},
    label_words=WORDS, singular=SINGULAR, counted=THINGS,
    scales={"k": 1e3, "K": 1e3, "M": 1e6, "Md": 1e9, "md": 1e9, "Mds": 1e9, "mds": 1e9, "Mrd": 1e9, "Mrds": 1e9,
            "G": 1e9, "bn": 1e9, "B": 1e9, "T": 1e12},
    letters=re.compile(r" ?([KMBT])(?= (?:de )?(?:paramètres|tokens|jetons|parameters)\b)|(?: ?(M)(?= d(?:e |')))"
                       r"|(k)(?!\w)|(?:^\d+|(?<=\d))([KMB])(?!\w)"),
    unit_lead=rf" ?{_ADJECTIVE}", linked_lead=rf" ?(?:de |d')?{_ADJECTIVE}",
    fraction_lead=rf" ?(?:de |d')?{_ADJECTIVE}",
    no_unit=re.compile(r"degrés? (?:de (?:liberté|latitude|longitude|parenté|juridiction|priorité)|nord|sud|est"
                       r"|ouest)\b"),
    half=HALF, minus=re.compile(r"(?:^|(?<=[\s(«\"/:;,]))moins $", re.IGNORECASE),
    per=re.compile(r" par (?P<unit>[^\W\d_]+)(?![\w'])"),
    between=re.compile(r"\bentre (?:les |la )?$", re.IGNORECASE),
    opening=re.compile(r"(?:\bde |\bd')$", re.IGNORECASE),
    gap=re.compile(r" ?(?:(?P<to>à|voire)|(?P<both>et)|(?P<either>ou)|(?P<dash>[-–/])) ?(?:(?:les|la|le|de|d') ?)?"),
    tails={"mille": 1e3, "cent": 1e2, "cents": 1e2},
    share=re.compile(rf"{_NOUN} sur (?:les )?"), rate=re.compile(rf"{_NOUN} pour (?:les )?"),
    also=" et ",
    mixed=re.compile(r"(?<![\w.,])(?<!\d )(?P<whole>\d{1,3}) ?(?P<unit>m|kg|km|€|euros?|francs?) (?P<rest>\d\d\d?)"
                     r"(?![\w%€$]|[.,]\d| \d)(?! [^\W\d_]+s\b)"),
    hours=re.compile(r"(?<![\w.,])(?P<hours>\d{1,3}) ?h(?:eures?)? ?(?P<minutes>[0-5]\d)(?!\d)"
                     r"(?: ?(?:min(?:utes?)?|')(?: ?(?P<seconds>[0-5]\d)(?: ?(?:s\b|''|\"))?)?)?(?!\w)"),
    hyphenated=False,
)
