"""What a language has to say of itself for its numbers to be read."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from evidence.language.amount import BareAmount
from evidence.language.dates import Dates
from evidence.language.numerals import Numerals


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grammar:
    """The words and habits of one language. All patterns and functions get text as ``text.fold`` leaves it."""

    code: str  # ISO 639-1
    numbers: Numerals
    dates: Dates
    labels: re.Pattern  # digits that are no amounts: addresses, numbers of files, ...
    bound_before: re.Pattern  # a group for each bound, at the end of what stands before a number, in small letters
    bound_after: re.Pattern
    fused: str  # an article that a number begins with, whose bound ends in it: «plus du tiers»
    # before and after a number: no bound, but how long, how far from it, or a law
    unbound: tuple[tuple[re.Pattern, re.Pattern], ...]
    one_counts: Callable[[str, BareAmount, str], bool]  # whether «un», «a» is a number here
    counts_after_name: Callable[[str, BareAmount], bool]  # «In France 300 sites»
    moves: Callable[[str, BareAmount], bool]  # whether the words before «from» tell of a change
    thousands: str  # what stands between thousands
    plain: re.Pattern  # the common case of an amount: bound, digits, unit
    label_words: frozenset[str]  # a number after them is a name
    openers: frozenset[str]  # words that open a sentence before a count
    singular: frozenset[str]  # no count follows these
    counted: re.Pattern  # things counted, right after a number
    scales: Mapping[str, float]  # letters for thousands and more: k, bn, Md
    letters: re.Pattern  # such letters without a currency
    unit_lead: str  # what may stand between number and unit; its only group, rough, makes «deux bonnes heures» about
    linked_lead: str  # the same for «3 millions d'euros»
    fraction_lead: str  # and for «half an hour»
    no_unit: re.Pattern  # words after a bare number that only look like a unit
    minus: re.Pattern  # a word for minus, at the end of what stands before; its group cold only before degrees
    per: re.Pattern  # «par», «a»: group unit
    between: re.Pattern  # at the end of what stands before a range
    opening: re.Pattern
    gap: re.Pattern  # between the ends of a range: groups to, both, either, dash
    tails: Mapping[str, float]  # the last word of a range that holds for its first end: «six à sept mille»
    share: re.Pattern  # between the numbers of «un Français sur cinq»: group noun; sure where it can be nothing else
    rate: re.Pattern  # between those of «412 cas pour 100 000»
    also: str  # between hours and minutes: « et »
    mixed: re.Pattern  # «1 m 85», «5 ft 10»: groups whole, unit, rest
    hours: re.Pattern  # «2h15», «2 h 15 min 30»: groups hours, minutes, seconds
    hyphenated: bool  # whether «384-chip» counts chips


def before_number(bounds: Iterable[tuple[str, str]]) -> re.Pattern:
    """Return ``Grammar.bound_before`` for the words of each bound; without a flag for case it is four times as fast."""
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(f'(?P<{bound}>{words})' for bound, words in bounds)})$")
