"""Dates and times of day: where they stand, and which day, month or year they name."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from evidence.language.amount import Span
from evidence.language.text import merged, touches

_ORDER = ("first", "second", "third", "fourth")
_FIGURES = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4})")

_YEAR_FIRST = re.compile(r"^(\d{4}) ([QHTS][1-4])$")


@dataclass(frozen=True, kw_only=True)
class Dates:
    """How one language writes dates. All patterns get text as ``text.fold`` leaves it."""

    code: str
    month_first: bool  # whether 3/4/2025 may be the fourth of March
    anywhere: re.Pattern  # dates, spans of years, centuries, weekdays, times of day
    lasts: Callable[[str, re.Match], bool]  # whether what looks like a time of day is a duration
    bare_year: re.Pattern
    is_year: Callable[[str, int, int], bool]  # whether four digits are a year and no count
    day: re.Pattern
    month: re.Pattern
    year: re.Pattern
    lead: re.Pattern  # words before a date that do not change it
    stages: Mapping[str, str]  # «début», «mi» → early, middle
    part: re.Pattern  # a quarter or half: groups nth, noun, letter, digit, year
    nths: Mapping[str, int]
    week: re.Pattern  # groups week, year
    unfinished: re.Pattern  # a month or a weekday

    def find(self, text: str) -> list[Span]:
        """Return the spans of all dates and times of day in a folded text, in order."""
        spans = [match.span() for match in self.anywhere.finditer(text) if not self.lasts(text, match)]
        dated = merged(spans)
        return sorted(spans + [match.span() for match in self.bare_year.finditer(text)
                               if not touches(dated, *match.span()) and self.is_year(text, *match.span())])

    def read(self, text: str) -> tuple[str, str]:
        """Return what ``Reader.read_date`` does for a folded text."""
        words = _YEAR_FIRST.sub(r"\2 \1", self.lead.sub("", text))
        for precision, form in (("day", self.day), ("month", self.month), ("year", self.year)):
            if form.fullmatch(words):
                return self._iso(text, words, precision), self._stage(text) or precision
        part, week = self.part.fullmatch(words), self.week.fullmatch(words)
        if part and part["year"]:
            return _in_full(part["year"]), self._nth(part)
        if week and week["year"]:
            return week["year"], f"week {week['week']}"
        if part or week or (self.unfinished.search(text) and not re.search(r"\d{4}", words)):
            raise ValueError(f"'{text[:60]}' has no year")
        raise ValueError(f"'{text[:60]}' is not one written date")

    def _iso(self, text: str, words: str, precision: str) -> str:
        if precision == "year":
            return words[-4:]
        import dateparser

        order = "YMD" if re.match(r"\d{4}", words) else "MDY" if self.month_first else "DMY"
        if self.month_first and (figures := _FIGURES.fullmatch(words)):
            first, second = int(figures[1]), int(figures[3])
            if first <= 12 and second <= 12 and first != second:
                raise ValueError(f"'{text[:60]}' may be day and month or month and day")
            order = "DMY" if first > 12 else "MDY"
        settings = {"DATE_ORDER": order, "PREFER_DAY_OF_MONTH": "first", "PARSERS": ["absolute-time"]}
        date = dateparser.parse(words, languages=[self.code], settings=settings)
        if date is None:
            raise ValueError(f"'{words[:60]}' is no day of the calendar")
        return date.strftime("%Y-%m-%d" if precision == "day" else "%Y-%m")

    def _stage(self, text: str) -> str:
        match = re.search(rf"\b({'|'.join(self.stages)})[ -]", text, re.IGNORECASE)
        return self.stages[match[1].lower()] if match else ""

    def _nth(self, part: re.Match) -> str:
        """Return the precision of a quarter or half: «T3» → third quarter."""
        of = 2 if (part["noun"] or part["letter"]).lower() in ("semestre", "half", "s", "h") else 4
        word = (part["digit"] or part["nth"]).lower()
        number = int(word[0]) if word[0].isdigit() else self.nths.get(word, of)
        if number > of:
            raise ValueError(f"a year has no '{part[0][:60]}'")
        return f"{_ORDER[number - 1]} {'quarter' if of == 4 else 'half'}"


def _in_full(year: str) -> str:
    """Return a year in four digits: 25 → 2025, 99 → 1999."""
    return year if len(year) == 4 else f"{20 if int(year) < 70 else 19}{year}"
