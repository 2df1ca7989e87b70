"""Rules, chips, systems and articles on one axis, and what each article could know."""

import re
from calendar import month_abbr, monthrange
from datetime import date

import numpy as np
import pandas as pd

LANES = ("rule", "chip", "system", "article")
SHARED = re.compile(r"^(US|NVIDIA) ")
OWN_DATE = re.compile(r" (?:of |\()[A-Z][a-z]+ \d{4}\)?$")


def span(partial: str) -> tuple[float, float]:
    """First and last moment of a partial ISO date as decimal years: a year, a month or a day.

    2024 → (2024, 2025); 2024-01-01 → (2024, 2024 + 1/366). Raises ValueError for anything else.
    """
    parts = [int(part) for part in partial.split("-")]
    year, month, day = (parts + [1, 1])[:3]
    start = _decimal(date(year, month, day))
    if len(parts) == 1:
        return start, float(year + 1)
    if len(parts) == 2:
        day = monthrange(year, month)[1]
    last = date(year, month, day)
    return start, start + ((last - date(year, month, 1 if len(parts) == 2 else day)).days + 1) / _days(year)


def happenings(points: pd.DataFrame, entities: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Rules, chips, systems (from reference points) and articles (from the sources), earliest first.

    Returns lane, subject, what, date (partial ISO), start, end (decimal years), reference_id, source_id; for each
    subject its earliest date, except that a system keeps each of its own. Unverified reference points are left out.
    """
    named = points.merge(entities[["entity_id", "name", "kind"]], left_on="subject", right_on="entity_id")
    named = named[(named["status"] != "unverified") & named["as_of"].notna()]
    dated = named["measure"].isin(["year_introduced", "year_of_event"])
    rules = named[named["subject"].str.startswith("us-") & (named["kind"] == "work")].assign(lane="rule")
    chips = named[dated & (named["kind"] == "chip")].assign(lane="chip")
    systems = named[dated & (named["kind"] == "system")].assign(lane="system")
    systems["name"] += systems["measure"].map({"year_introduced": ", in use", "year_of_event": ", shown"})
    earliest = pd.concat([rules, chips]).sort_values(["as_of", "reference_id"]).drop_duplicates("subject")
    events = pd.concat([earliest, systems]).rename(columns={"name": "what", "as_of": "date"})
    articles = sources.assign(lane="article", what=sources["cite"], date=sources["published"])
    frame = pd.concat([events, articles])[["lane", "subject", "what", "date", "reference_id", "source_id"]]
    frame["start"], frame["end"] = zip(*frame["date"].map(span))
    return frame.sort_values(["start", "end", "lane", "what"]).reset_index(drop=True)


def could_know(events: pd.DataFrame) -> pd.DataFrame:
    """For each article: how many rules, chips and systems came before it, and the latest rule and chip.

    "Before" means begun before the article's period ends: a generous reading, for most chips are dated to a year.
    A system with two dates, in use and shown, is one system.
    Columns: article, date, rules, chips, systems, latest_rule, latest_chip, source_id.
    """
    rows = []
    for article in events[events["lane"] == "article"].to_dict("records"):
        before = events[(events["start"] < article["end"]) & (events["lane"] != "article")]
        of = {lane: before[before["lane"] == lane] for lane in LANES[:3]}
        rows.append({
            "article": article["what"], "date": article["date"],
            **{f"{lane}s": of[lane]["subject"].nunique() for lane in of},
            "latest_rule": _latest(of["rule"]), "latest_chip": _latest(of["chip"]), "source_id": article["source_id"],
        })
    columns = ["article", "date", *(f"{lane}s" for lane in LANES[:3]), "latest_rule", "latest_chip", "source_id"]
    return pd.DataFrame(rows, columns=columns)


def labels(events: pd.DataFrame) -> list[str]:
    """Events in words, date first: "Oct 2022: chip rule", without the country or maker that most of them share."""
    return [f"{_short_date(row.date)}: {OWN_DATE.sub('', SHARED.sub('', row.what))}"
            for row in events.itertuples()]


def _short_date(partial: str) -> str:
    year, *rest = partial.split("-")
    return f"{month_abbr[int(rest[0])]} {year}" if rest else year


def spread(places: np.ndarray, gap: float) -> np.ndarray:
    """Move ordered places apart to at least ``gap``, each group staying centred on where it was.

    Pool-adjacent-violators on places less their share of the gaps; same shape, ascending.
    """
    wanted = np.asarray(places, dtype=float) - gap * np.arange(len(places))
    blocks: list[list[float]] = []
    for value in wanted:
        blocks.append([value, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            value, weight = blocks.pop()
            before, count = blocks.pop()
            blocks.append([(value * weight + before * count) / (weight + count), weight + count])
    level = np.concatenate([np.full(int(count), value) for value, count in blocks]) if blocks else wanted
    return level + gap * np.arange(len(places))


def _latest(rows: pd.DataFrame) -> str | None:
    return None if rows.empty else rows.sort_values(["start", "what"])["what"].iloc[-1]


def _days(year: int) -> int:
    return (date(year + 1, 1, 1) - date(year, 1, 1)).days


def _decimal(day: date) -> float:
    return day.year + (day - date(day.year, 1, 1)).days / _days(day.year)
