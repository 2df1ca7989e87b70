"""Amounts: a number with its bound or range and its unit, found in running French text."""

import re
from dataclasses import dataclass, replace

from evidence.language.french import bounds, names
from evidence.language.french.dates import date_spans
from evidence.language.french.numerals import tidy
from evidence.language.french.parts import BareAmount, find_parts
from evidence.language.french.text import compose, fold, merged
from evidence.language.units import convert, same_dimension, symbol_of


@dataclass(frozen=True, slots=True)
class Amount:
    """What was read at ``start``:``end``: a value in ``unit`` ("" when the words name none), and its bound.

    ``bound`` is exact, about, more_than, at_least, less_than, at_most or range.
    ``low`` and ``high`` are empty where open, and for «environ»; a range has no ``value``.
    """

    start: int
    end: int
    text: str
    value: float | None
    low: float | None
    high: float | None
    bound: str
    unit: str
    ordinal: bool = False


def find_amounts(text: str) -> list[Amount]:
    """Return every amount of a French text in order, none overlapping.

    Left out as no amounts: dates, years, centuries and times of day; digits in
    names (A100, GPT-4, Supernode 384) and labels (article 49, page 3); telephone
    numbers, addresses, scores (3-1); the phrases in ``numerals.FIXED``. Ordinals and
    «n° 5» are amounts of unit rank; fractions in words are 0.5, 0.75, ...
    """
    composed, places = compose(text)
    folded = fold(composed)
    blocked = merged(date_spans(folded) + names.spans_of_names(folded))
    found = _bounded(folded, find_parts(folded, blocked, strict=True))
    if places:
        found = [replace(amount, start=places[amount.start], end=places[amount.end]) for amount in found]
    return [replace(amount, text=text[amount.start : amount.end]) for amount in found]


PLAIN = re.compile(r"(plus de |plus d'|moins de |au moins |environ )?(\d{1,3}(?: \d{3}){1,5}|\d{1,15})"
                   r"(?: ?([^\W\d_]{2,}|%))?")
PLAIN_BOUNDS = {"plus de ": "more_than", "plus d'": "more_than", "moins de ": "less_than", "au moins ": "at_least",
                "environ ": "about", None: "exact"}


def read_amount(text: str) -> Amount:
    """Return the one amount that the words carry; ValueError says why there is none."""
    composed, places = compose(text)
    folded = fold(composed)
    plain = PLAIN.fullmatch(folded)
    unit = plain and ("" if plain[3] is None else symbol_of(plain[3]))
    if unit is not None and places is None and plain:  # the common case, ten times as fast as the grammar below
        return _amount(text, 0, len(text), float(plain[2].replace(" ", "")), PLAIN_BOUNDS[plain[1]], unit)
    found = _bounded(folded, find_parts(folded, [], strict=False))
    if len(found) != 1:
        raise ValueError(_refusal(text, found))
    amount = found[0]
    start, end = (places[amount.start], places[amount.end]) if places else (amount.start, amount.end)
    return replace(amount, start=start, end=end, text=text[start:end])


def _refusal(text: str, found: list[Amount]) -> str:
    shown = " ".join(text.split())[:60]
    if not found:
        return f"no number can be read in '{shown}'"
    return f"{len(found)} numbers in '{shown}': " + ", ".join(f"'{amount.text}'" for amount in found[:4])


def _bounded(text: str, parts: list[BareAmount]) -> list[Amount]:
    """Join ranges, add bounds, and drop «un» and «une» where they are mere articles."""
    found, index = [], 0
    while index < len(parts):
        part, following = parts[index], parts[index + 1] if index + 1 < len(parts) else None
        amount = _range(text, part, following) if following else None
        index += 2 if amount else 1
        if not amount and following and _score(text, part, following):
            index += 1
            continue
        amount = amount or _single(text, part)
        if amount:
            found.append(amount)
    return found


def _single(text: str, part: BareAmount) -> Amount | None:
    bound, start = bounds.bound_before(text, part.start) if part.kind != "ordinal" else ("exact", part.start)
    end = part.end
    if bound == "exact" and part.kind != "ordinal":
        bound, end = bounds.bound_after(text, part.end)
    if part.kind == "one" and part.plain and not _one_counts(part, bound):
        return None
    if part.kind == "dozen" and bound == "exact":
        bound = "about"
    return _amount(text, start, end, part.value, bound, part.unit, part.kind == "ordinal")


def _amount(text: str, start: int, end: int, value: float, bound: str, unit: str, ordinal: bool = False) -> Amount:
    low = value if bound in ("exact", "more_than", "at_least") else None
    high = value if bound in ("exact", "less_than", "at_most") else None
    return Amount(start, end, text[start:end], value, low, high, bound, unit, ordinal)


def _one_counts(part: BareAmount, bound: str) -> bool:
    """Tell «plus d'un an» and «une heure et demie» from the article."""
    return bool(part.unit) and (bound != "exact" or part.value != 1)


RANGE_GAP = re.compile(r" ?(?:(à|et|ou|-|–|/|voire) ?)(?:(?:les|la|le|de|d') ?)?$")
MOVE = re.compile(r"\b(?:re)?(?:pass(?:e|é|er|ent|ait|aient|era|eront|erait|eraient|ant)|relev\w+|abaiss\w+"
                  r"|ramen\w+|"
                  r"évolu\w+)(?:é?e?s?)\b[^.;:,]{0,60}$|\b(?:port|rédui)\w*(?: \w+){0,3}$", re.IGNORECASE)
CHANGE = re.compile(r"\b(?:chut|grimp|recul|baiss|augment|mont|tomb|progress|remont|bond|descend|dégringol"
                    r"|repli|gliss|"
                    r"fond|cédé|revenu|revien|hauss)\w*(?: \w+){0,3}$", re.IGNORECASE)


def _range(text: str, low: BareAmount, high: BareAmount) -> Amount | None:
    """Return «80 % à 120 %», «entre 3 et 5 ans», «de 10 à 20 millions», «10-15 %» as one amount."""
    gap = RANGE_GAP.fullmatch(text[low.end : high.start])
    if not gap or "ordinal" in (low.kind, high.kind) or high.kind in ("fraction", "dozen", "one"):
        return None
    head = text[max(0, low.start - 60) : low.start]
    between = re.search(r"\bentre (?:les |la )?$", head, re.IGNORECASE)
    opening = between or re.search(r"(?:\bde |\bd')$", head, re.IGNORECASE)
    if (gap[1] == "et") != bool(between):
        _share(low, high, gap[1])
        return None
    if gap[1] in "-–/" and not (high.unit or not high.plain or gap[0] == "–"):
        return None
    if high.kind == "words" and re.search(r"[ -]mille$", text[high.start : high.end], re.IGNORECASE):
        high.factor, high.plain = max(high.factor, 1e3), False  # «six à sept mille»
    ends = _ends(low, high)
    if opening and not between and _moves(head[: opening.start()].rstrip(), low):
        ends = None
    if ends is None or not ends[0] < ends[1]:
        _share(low, high, gap[1])
        return None
    if low.kind == "one" and low.plain and gap[1] == "ou" and ends[1] > 3:
        return None
    start = low.start - (len(opening[0]) if opening else 0)
    return Amount(start, high.end, text[start : high.end], None, *ends, "range", high.unit or low.unit)


def _moves(head: str, low: BareAmount) -> bool:
    """Tell «passé de 10 à 20 %», a change from one value to another, from a range."""
    return bool(MOVE.search(head) or (low.unit and CHANGE.search(head)))


def _share(low: BareAmount, high: BareAmount, link: str) -> None:
    """Let «recule de 4,1 à 3,3 milliards d'euros» give its first number the unit of the second."""
    if link in ("à", "et", "ou") and low.plain and not low.unit and (high.unit or not high.plain):
        low.unit = high.unit
        low.value = tidy(low.value * high.factor) if low.value < 1000 else low.value


def _ends(low: BareAmount, high: BareAmount) -> tuple[float, float] | None:
    """Return both ends in the unit of the upper one; the lower one may leave unit and «millions» to it."""
    first = low.value
    if low.plain and not low.unit and high.factor > 1 and low.value < 1000:
        first = tidy(low.value * high.factor)
    if low.unit and high.unit and low.unit != high.unit:
        return (convert(first, low.unit, high.unit), high.value) if same_dimension(low.unit, high.unit) else None
    if low.unit and not high.unit:
        return None
    return first, high.value


def _score(text: str, part: BareAmount, following: BareAmount) -> bool:
    """Tell whether two numbers are a score («3-1», «2 à 0»), which is no amount."""
    gap = text[part.end : following.start]
    if part.unit or following.unit or part.kind != "digits" or following.kind != "digits":
        return False
    return gap in ("-", "–", " - ", " – ") or (gap == " à " and part.value >= following.value and part.value < 200)
