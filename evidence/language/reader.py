"""Read the amounts and dates of one language."""

import re
from dataclasses import dataclass, replace

from evidence.language.amount import Amount, Span, amount_of
from evidence.language.grammar import Grammar
from evidence.language.joining import join_parts
from evidence.language.names import label_spans
from evidence.language.parts import find_parts
from evidence.language.text import compose, fold, merged
from evidence.language.units import symbol_of

# The sign ¥ is the yen's and the yuan's: the rest of the text tells which.
_YUAN = re.compile(r"\b(?:yuans?|renminbis?|RMB|CNY|Chin\w+|Pékin|Beijing)\b", re.IGNORECASE)
_STERLING = re.compile(r"£|\b(?:sterling|British|Britain|UK|U\.K\.|London)\b")
_YEN = re.compile(r"\b(?:yens?|JPY|Jap\w+|Tokyo)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reader:
    """Reads text as its ``grammar`` has it. All places are code points of the text as given, ends exclusive."""

    grammar: Grammar

    def find_amounts(self, text: str) -> list[Amount]:
        """Return every amount of a text in order, none overlapping.

        Left out as no amounts: dates, years, centuries and times of day; digits in names (B52, Apollo-11, Boeing 747)
        and labels (article 49, page 3); telephone numbers, addresses, scores (3-1); fixed phrases. Ordinals are
        amounts of unit rank; fractions in words are 0.5, 0.75, …; «one in five» is 0.2.
        """
        composed, places = compose(text)
        folded = fold(composed)
        blocked = merged(self.grammar.dates.find(folded) + label_spans(folded, self.grammar))
        found = join_parts(folded, find_parts(folded, self.grammar, blocked, strict=True), self.grammar)
        if places:
            found = [replace(amount, start=places[amount.start], end=places[amount.end]) for amount in found]
        if "¥" in folded and _YUAN.search(folded) and not _YEN.search(folded):
            found = [replace(amount, unit=amount.unit.replace("JPY", "CNY")) for amount in found]
        if _STERLING.search(folded):  # «pounds» are money or weight there, and nothing says which
            found = [replace(amount, unit="") if amount.unit == "lb" and "pound" in folded[amount.start : amount.end]
                     else amount for amount in found]
        return [replace(amount, text=text[amount.start : amount.end]) for amount in found]

    def read_amount(self, text: str) -> Amount:
        """Return the one amount that the words carry; ValueError says why there is none."""
        composed, places = compose(text)
        folded = fold(composed)
        plain = self.grammar.plain.fullmatch(folded)
        unit = plain and ("" if plain[3] is None else symbol_of(plain[3]))
        if unit is not None and places is None and plain:  # the common case, ten times as fast as the grammar
            value = float(plain[2].replace(self.grammar.thousands, ""))
            bound = self.grammar.bound_before.fullmatch(plain[1] or "")
            return amount_of(text, (0, len(text)), value, bound.lastgroup or "" if bound else "exact", unit)
        found = join_parts(folded, find_parts(folded, self.grammar, [], strict=False), self.grammar)
        if len(found) != 1:
            raise ValueError(_refusal(text, found))
        amount = found[0]
        start, end = (places[amount.start], places[amount.end]) if places else (amount.start, amount.end)
        return replace(amount, start=start, end=end, text=text[start:end])

    def find_dates(self, text: str) -> list[Span]:
        """Return the spans of dates, years, spans of years, centuries, weekdays and times of day, in order."""
        return self._spans(self.grammar.dates.find, text)

    def read_date(self, text: str) -> tuple[str, str]:
        """Return (ISO 8601 date, precision) of a written date, as precise as its words.

        Precision is day, month, year, or a part of what the date names: «26 juillet 2025» → ("2025-07-26", "day"),
        «June 2024» → ("2024-06", "month"), «Q3 2025» → ("2025", "third quarter"), «mid-2025» → ("2025", "middle").
        ValueError says what is missing.
        """
        return self.grammar.dates.read(fold(compose(text)[0]).strip())

    def find_numbers(self, text: str) -> list[Span]:
        """Return the span of every number that a reader has to account for, in order.

        That is: each run of digits, wherever it stands (with its thousands and decimals: «1 509», «3.5», and 910 in
        «737s»), and each number word (cardinals, ordinals, fractions, round numbers). Articles, plurals that name no
        number («thousands»), roman numerals and the language's fixed phrases are none.
        """
        return self._spans(self.grammar.numbers.account, text)

    def _spans(self, find, text: str) -> list[Span]:
        composed, places = compose(text)
        spans = find(fold(composed))
        return [(places[start], places[end]) for start, end in spans] if places else spans


def _refusal(text: str, found: list[Amount]) -> str:
    shown = " ".join(text.split())[:60]
    if not found:
        return f"no number can be read in '{shown}'"
    return f"{len(found)} numbers in '{shown}': " + ", ".join(f"'{amount.text}'" for amount in found[:4])
