"""What of a claim reads otherwise than its quote: a bound left out, a rendering with other numbers, numbers swapped."""

import re
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from Stemmer import Stemmer

from evidence.errors import brief, shorten
from evidence.language import for_code
from evidence.language.amount import Amount
from evidence.language.grammar import Grammar
from evidence.language.text import fold, small
from evidence.ledger.reading import Reading
from evidence.ledger.rows import ClaimRow, QuantityRow
from evidence.ledger.strict_yaml import Place

_ENGLISH = "en"
_DIGITS = re.compile(r"\d[\d.,\s]*")
_RUN = re.compile(r"\d[\d.,]*(?:[  -]?(?:thousand|million|billion|trillion|hundred|bn|mn|[kmKM]\b))?")
_SIGNS = re.compile(r"[<>≤≥~≈±+-]$")
_NEXT = re.compile(r"\s?[+\-–/]|.{0,12}\d")  # a sign, or a number that may be the other end of a range
_FEW = re.compile(r"\b(?:a|an|one|single|first|both|pair|couple|two|second|twice|once)\b", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{3,}")
_CLAUSE = re.compile(r"[.,;:()]|\d|\b(?:and|or)\b")
_stem = Stemmer("english")


class _Number(NamedTuple):
    """A quantity of a claim, its place in the ledger file and in the quote, and what is known of its words."""

    row: QuantityRow
    place: Place
    start: int
    end: int


def check_readings(reading: Reading, place: Place, row: ClaimRow, read: dict[int, QuantityRow]) -> None:
    """Note what does not fit; ``read``: the quantities that were read, by their position in the claim.

    All amounts of a quote are looked for only where a cheap look does not settle it: that takes ten times as long.
    """
    numbers = [_Number(quantity, (*place, "quantities", index), quantity.start - row.start, quantity.end - row.start)
               for index, quantity in read.items()]
    by_parser = [number for number in numbers if number.row.read_by == "parser"]
    reader = for_code(reading.language)
    bounded = [number for number in by_parser if _may_be_bounded(reader.grammar, row.quote, number)]
    rendered = reading.language == _ENGLISH or _plainly_rendered(row.english, by_parser)
    amounts = reader.find_amounts(row.quote) if bounded or not rendered else []
    for number in bounded:
        _check_bound(reading, row.start, number, amounts)
    if row.english and not rendered:
        _check_rendering(reading, (*place, "english"), row, by_parser, amounts)
    _check_swapped(reading, row.quote if reading.language == _ENGLISH else row.english, numbers)


def _may_be_bounded(grammar: Grammar, quote: str, number: _Number) -> bool:
    before = small(fold(quote[max(0, number.start - 30):number.start]))
    return bool(grammar.bound_before.search(before) or _SIGNS.search(before.rstrip()) or _NEXT.match(quote, number.end)
                or grammar.bound_after.match(quote, number.end))


def _plainly_rendered(english: str, numbers: list[_Number]) -> bool:
    """Whether the numbers of the English are just those read, all of them whole and in digits."""
    told = {run.replace(",", "").rstrip(".") for run in _RUN.findall(english)}
    return told == {f"{number.row.value or 0:.15g}" for number in numbers}


def _check_bound(reading: Reading, start: int, number: _Number, amounts: Iterable[Amount]) -> None:
    """A word such as «more than» beside the number, and not among the words chosen."""
    for amount in amounts:
        inside = amount.start <= number.start and number.end <= amount.end
        if inside and amount.end - amount.start > number.end - number.start and amount.bound != number.row.bound:
            reading.aside.append((start + amount.start, start + amount.end))  # the other end of a range is said here
            reading.fault((*number.place, "text"), f"'{brief(number.row.text)}' leaves out a word of bound or "
                          f"range that stands beside it: «{shorten(amount.text, 60)}»",
                          f"write text: \"{shorten(amount.text, 60)}\"")


def _check_rendering(reading: Reading, place: Place, row: ClaimRow, numbers: list[_Number],
                     amounts: list[Amount]) -> None:
    """The English of a quote has the numbers of the quote and no others."""
    rendered = for_code(_ENGLISH).find_amounts(row.english)
    said, told = _values(amounts) | _digits(row.quote), _values(rendered) | _digits(row.english)
    for number in numbers:
        values = _values([number.row])
        if not _near(values, told) and not (values <= {1.0, 2.0} and _FEW.search(row.english)):
            reading.fault(place, f"english leaves out '{brief(number.row.text)}', which the quote has",
                          f"write it with the number {', '.join(f'{value:,.15g}' for value in sorted(values))}")
    for amount in rendered:
        if _DIGITS.search(amount.text) and not _near(_values([amount]), said):
            reading.fault(place, f"english has '{brief(amount.text)}', which the quote has not",
                          "give the numbers of the quote")


def _values(amounts: Iterable[Amount | QuantityRow]) -> set[float]:
    return {value for amount in amounts for value in (amount.value, amount.low, amount.high) if value is not None}


def _digits(text: str) -> set[float]:
    """The whole numbers that a text writes in digits, in whatever part: of a date, a name, a label."""
    return {float(run) for run in re.findall(r"\d{1,15}", text)}


def _near(values: set[float], among: set[float]) -> bool:
    return all(any(abs(value - other) <= 1e-9 * abs(other) for other in among) for value in values)


def _check_swapped(reading: Reading, english: str, numbers: list[_Number]) -> None:
    """Two numbers of which each has the measure that the words behind the other name."""
    measures = reading.shared.measures
    numbers = [number for number in numbers if measures.get(number.row.measure)]
    if len({number.row.measure for number in numbers}) < 2:
        return
    behind = {number: words for number in numbers if (words := _words_behind(english, number.row))}
    for one, other in combinations(behind, 2):
        named = [_stems(f"{each.row.measure} {measures[each.row.measure].name}")
                 for each in (one, other)]
        own, others = named[0] - named[1], named[1] - named[0]
        if behind[one] & others and behind[other] & own and not behind[one] & own and not behind[other] & others:
            reading.fault(one.place, f"'{brief(one.row.text)}' is given as {one.row.measure} and "
                          f"'{brief(other.row.text)}' as {other.row.measure}, and the words say the reverse",
                          "give each number the measure that its words name")


def _words_behind(english: str, row: QuantityRow) -> set[str]:
    """The stems of the words between a number and the next one or the end of its clause."""
    wanted = _values([row])
    for amount in for_code(_ENGLISH).find_amounts(english):
        if wanted & _values([amount]):
            unit = _WORDS.findall(amount.text)
            rest = _CLAUSE.split(english[amount.end:amount.end + 60], maxsplit=1)[0]
            return _stems(" ".join([*unit, rest]))
    return set()


def _stems(text: str) -> set[str]:
    return set(_stem.stemWords([word.lower() for word in _WORDS.findall(text.replace("_", " "))]))
