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


class Word(StrEnum):
    """How far a finding may be relied on."""

    FIRM = "firm"
    FAIR = "fair"
    WEAK = "weak"
    COUNTED = "counted"  # it says only what the articles say, and holds of them by counting


@dataclass(frozen=True)
class Confidence:
    """What the word for one finding rests on; ``share``: the least of its headlines' shares of draws, of one."""

    finding: str
    sources: int  # independent of one another
    measured: bool  # whether one figure behind it was read, and is neither an estimate nor a forecast
    share: float | None  # None without a headline
    word: Word
    rests_on: tuple[str, ...]


def confidences(report: Report, headlines: Sequence[Robustness]) -> tuple[Confidence, ...]:
    """A word for each finding of ledger/findings.yml. Support that is left out of the report does not count.

    Articles of one publisher are one source, and so are all figures read second-hand; every page that was itself read
    is one. EvidenceError names a headline that there is not.
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
    claims, points = report.table("claims"), report.table("reference_points")
    articles = set(claims.loc[claims["claim_id"].isin(supports["claim_id"].dropna()), "source_id"])
    every = report.table("sources")
    publishers = every.loc[every["source_id"].isin(articles), "publisher"].nunique()
    mine = points[points["reference_id"].isin(supports["reference_id"].dropna()) & (points["status"] != "unverified")]
    read = mine[mine["status"] == "read"]
    sources = publishers + read["cite"].nunique() + int(len(mine) > len(read))
    measured = bool((~read["nature"].isin(_NO_MEASUREMENT)).any())
    share = min(shares, default=None)
    word = Word.COUNTED if finding.about == "articles" else _word(sources, measured, share)
    behind = supports["claim_id"].fillna(supports["reference_id"])
    return Confidence(finding.finding_id, sources, measured, share, word, tuple(behind))


def _word(sources: int, measured: bool, share: float | None) -> Word:
    """Firm where all three hold, fair where two do; weak otherwise, and where a headline mostly fails."""
    if share is not None and share < SELDOM:
        return Word.WEAK
    met = (sources >= LEAST_SOURCES) + measured + (share is None or share >= OFTEN)
    return (Word.WEAK, Word.WEAK, Word.FAIR, Word.FIRM)[met]


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
