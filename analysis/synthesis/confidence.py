"""How far each finding may be relied on: a word by a rule on its sources, and on the draws in which it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from analysis.synthesis.headlines import HeadlineName
from analysis.synthesis.sensitivity import Robustness
from evidence.chapter.answers import Fact, Shown
from evidence.errors import fail
from evidence.tables.report import Report

LEAST_SOURCES = 2
OFTEN, SELDOM = 0.9, 0.5  # of the draws, of one: from which on a headline counts as holding, and below which as failing
_NO_MEASUREMENT = ("estimate", "forecast")  # by nature
_DATE = "year"  # the unit of figures that only say when something was
_THING = ["subject", "measure", "year"]  # sources are of one and the same thing where all three agree


class Word(StrEnum):
    """How far a finding may be relied on."""

    FIRM = "firm"
    FAIR = "fair"
    WEAK = "weak"
    BARE = "bare"  # claims alone: nothing measured, no two sources of one thing
    OPEN = "open"  # what is assumed decides: mostly it does not hold
    COUNTED = "counted"  # it says only what the articles say, and holds of them by counting


@dataclass(frozen=True)
class Confidence:
    """What the word for one finding rests on; ``share``: the least of its headlines' shares of draws, of one."""

    finding: str
    sources: int  # independent of one another, at most so many of one and the same thing
    measured: bool  # whether one figure behind it was read, and is neither an estimate, a forecast nor a date
    share: float | None  # None without a headline
    word: Word
    rests_on: tuple[str, ...]


def confidences(report: Report, headlines: Sequence[Robustness]) -> tuple[Confidence, ...]:
    """A word for each finding of ledger/findings.yml. Support that is left out of the report does not count.

    Articles of one publisher are one source, and so are all figures read second-hand; every page that was itself read
    is one. They count together only where they are of the same thing. EvidenceError names a headline that there is not.
    """
    supports = report.table("finding_supports")
    held = {robust.headline.name: robust.share_of_draws for robust in headlines}
    return tuple(_confidence(report, finding, supports[supports["finding"] == finding.finding_id],
                             [held[name] for name in _headlines(finding) if name in held])
                 for finding in report.table("findings").itertuples())


def _headlines(finding: Any) -> list[str]:
    named = [] if pd.isna(finding.headlines) else finding.headlines.split(" | ")
    for name in named:
        if name not in set(HeadlineName):
            fail("ledger/findings.yml", 0, f"'{finding.finding_id}' names no headline by '{name}'",
                 f"use one of: {', '.join(HeadlineName)}")
    return named


def _confidence(report: Report, finding: Any, supports: pd.DataFrame, shares: list[float]) -> Confidence:
    points = report.table("reference_points")
    mine = points[points["reference_id"].isin(supports["reference_id"].dropna()) & (points["status"] != "unverified")]
    read = mine[mine["status"] == "read"]
    said = pd.concat([_said(report, supports), _given(mine)])
    sources = int(said.groupby(_THING)["source"].nunique().max()) if len(said) else 0
    measured = bool((~read["nature"].isin(_NO_MEASUREMENT) & (read["unit"] != _DATE)).any())
    share = min(shares, default=None)
    word = Word.COUNTED if finding.about == "articles" else _word(sources, measured, share)
    behind = supports["claim_id"].fillna(supports["reference_id"])
    return Confidence(finding.finding_id, sources, measured, share, word, tuple(behind))


def _said(report: Report, supports: pd.DataFrame) -> pd.DataFrame:
    """What its claims give, by whom: ``_THING`` and source, which is the publisher; a claim without figures is a thing.

    A figure without a year of its own is of the year of its article.
    """
    claims = report.table("claims").merge(report.table("sources")[["source_id", "publisher", "published"]])
    claims = claims.loc[claims["claim_id"].isin(supports["claim_id"].dropna()), ["claim_id", "publisher", "published"]]
    figures = report.table("quantities")[["claim_id", "subject", "measure", "as_of"]]
    said = claims.merge(figures, on="claim_id", how="left")
    return pd.DataFrame({"subject": said["subject"].fillna(said["claim_id"]), "measure": said["measure"].fillna(""),
                         "year": said["as_of"].fillna(said["published"]).str[:4], "source": said["publisher"]})


def _given(points: pd.DataFrame) -> pd.DataFrame:
    """What reference points give, by which page; all that was read second-hand is by one."""
    pages = points["cite"].where(points["status"] == "read", "second-hand")
    return points[["subject", "measure"]].assign(year=points["as_of"].str[:4], source=pages)


def _word(sources: int, measured: bool, share: float | None) -> Word:
    """Firm where all three hold, fair where two do, weak where one does, bare where none; open where a headline mostly
    fails.

    A finding without a headline was put to no draws, so it is fair at best, and needs both of the others for that.
    """
    if share is not None and share < SELDOM:
        return Word.OPEN
    met = (sources >= LEAST_SOURCES) + measured + (share is not None and share >= OFTEN)
    return (Word.BARE, Word.WEAK, Word.FAIR, Word.FIRM)[met]


def confidence_results(found: Sequence[Confidence]) -> dict[str, Fact]:
    """A word for each finding, as ``confidence-FINDING``."""
    return {f"confidence-{each.finding}": Fact({"confidence": each.word}, each.rests_on) for each in found}


def confidence_table(found: Sequence[Confidence]) -> Shown:
    """What each word rests on."""
    frame = pd.DataFrame([_row(each) for each in found], columns=["finding", "sources", "kind", "share", "word"])
    behind = {name for each in found for name in each.rests_on}
    return Shown(frame.astype({"sources": "Int64", "share": "Float64"}), rests_on=tuple(sorted(behind)))


def _row(found: Confidence) -> tuple:
    name = found.finding.replace("-", " ")
    if found.word == Word.COUNTED:
        return name, None, "", None, found.word.value
    share = None if found.share is None else 100 * found.share
    return name, found.sources, "measured" if found.measured else "claimed", share, found.word.value
