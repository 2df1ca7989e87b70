"""Rules, chips, systems and articles on one axis, and what each article could know."""

import re
from calendar import month_abbr, monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from operator import attrgetter

import pandas as pd

from analysis.compute.inputs import Inputs
from evidence.tables.selection import found_once

LANES = ("rule", "chip", "system", "article")
SHARED = re.compile(r"^(US|NVIDIA) ")
OWN_DATE = re.compile(r" (?:of |\()[A-Z][a-z]+ \d{4}\)?$")
OF_SYSTEMS = {"year_introduced": ", in use", "year_of_event": ", shown"}
Articles = StrEnum("Articles", "NONE ONE SEVERAL")  # how many there are to place


@dataclass(frozen=True)
class _Event:
    """What happened on a ``date`` (partial ISO), from ``start`` to ``end`` (decimal years)."""

    start: float
    end: float
    lane: str
    what: str
    date: str
    subject: str
    reference_id: str | None


@dataclass(frozen=True)
class _Known:
    """What an article could know: rules, chips and systems begun before its period ends, and the latest of them.

    A generous reading, for most chips are dated to a year. A system with two dates, in use and shown, is one system.
    """

    article: str
    date: str
    rules: int
    chips: int
    systems: int
    latest_rule: str | None
    latest_chip: str | None


@dataclass(frozen=True)
class Timeline:
    """``events``, earliest first, and their ``labels``; ``known``: a row for each article. ``measures``: rules in all;
    ``first`` and ``last``: those that the first and the last article could know.
    """

    events: tuple[_Event, ...]
    labels: tuple[str, ...]
    known: tuple[_Known, ...]
    measures: int
    articles: Articles
    first: int
    last: int


@found_once
def place_in_time(inputs: Inputs) -> Timeline:
    """Every dated thing on one axis, and what each article could know of it; no parameter changes it."""
    events = sorted([*_dated(inputs.points, inputs.entities), *_published(inputs.articles)],
                    key=attrgetter("start", "end", "lane", "what"))
    known = tuple(_known(event, events) for event in events if event.lane == "article")
    articles = Articles.NONE if not known else Articles.ONE if len(known) == 1 else Articles.SEVERAL
    return Timeline(tuple(events), tuple(map(_label, events)), known, sum(event.lane == "rule" for event in events),
                    articles, known[0].rules if known else 0, known[-1].rules if known else 0)


def _dated(points: pd.DataFrame, entities: pd.DataFrame) -> Iterable[_Event]:
    """Rules, chips and systems from reference points: for each subject its earliest date, for a system each of its own.

    Unverified reference points are left out.
    """
    named = points.merge(entities[["entity_id", "name", "kind"]], left_on="subject", right_on="entity_id")
    named = named[(named["status"] != "unverified") & named["as_of"].notna()].sort_values(["as_of", "reference_id"])
    seen = set()
    for point in named[["subject", "name", "kind", "measure", "as_of", "reference_id"]].itertuples():
        shown = OF_SYSTEMS.get(point.measure)
        lane = point.kind if point.kind == "rule" or (shown and point.kind in ("chip", "system")) else None
        if lane and (lane == "system" or point.subject not in seen):
            seen.add(point.subject)
            what = point.name + shown if lane == "system" and shown else point.name
            yield _Event(*_years(point.as_of), lane, what, point.as_of, point.subject, point.reference_id)


def _published(articles: pd.DataFrame) -> Iterable[_Event]:
    for article in articles[["source_id", "called", "published"]].itertuples():
        yield _Event(*_years(article.published), "article", article.called, article.published, article.source_id, None)


def _known(article: _Event, events: Sequence[_Event]) -> _Known:
    rules, chips, systems = ([event for event in events if event.lane == lane and event.start < article.end]
                             for lane in LANES[:3])
    return _Known(article.what, article.date, _subjects(rules), _subjects(chips), _subjects(systems), _latest(rules),
                  _latest(chips))


def _subjects(events: Sequence[_Event]) -> int:
    return len({event.subject for event in events})


def _latest(events: Sequence[_Event]) -> str | None:
    return max(events, key=attrgetter("start", "what")).what if events else None


def _label(event: _Event) -> str:
    """Date first: "Oct 2022: chip rule", without the country or maker that most of them share."""
    year, *rest = event.date.split("-")
    when = f"{month_abbr[int(rest[0])]} {year}" if rest else year
    return f"{when}: {OWN_DATE.sub('', SHARED.sub('', event.what))}"


def _years(partial: str) -> tuple[float, float]:
    """First and last moment of a partial ISO date as decimal years: a year, a month or a day.

    2024 → (2024, 2025); 2024-01-01 → (2024, 2024 + 1/366). Raises ValueError for anything else.
    """
    parts = [int(part) for part in partial.split("-")]
    year, month, day = [*parts, 1, 1][:3]
    start = _decimal(date(year, month, day))
    if len(parts) == 1:
        return start, float(year + 1)
    days = monthrange(year, month)[1] if len(parts) == 2 else 1
    return start, start + days / _days(year)


def _days(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def _decimal(day: date) -> float:
    return day.year + (day - date(day.year, 1, 1)).days / _days(day.year)
