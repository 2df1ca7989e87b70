"""How far each finding may be relied on: a word by a rule on its sources, and on the draws in which it holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from analysis.synthesis.sensitivity import Robustness
from evidence.chapter.answers import Fact, Shown
from evidence.tables.report import Report

LEAST_SOURCES = 2
OFTEN, SELDOM = 0.9, 0.5  # of the draws, of one: from which on a headline counts as holding, and below which as failing
_V, _C = "vietnam-vn-waic/", "clubic-alliances/"
# Finding → claims and reference points that support it, and its headlines, all separated by commas.
SUPPORT: Mapping[str, tuple[str, str]] = {
    "machine": (f"{_V}supernode-384-announced,cm384-compute", "more in all,less per watt"),
    "headline-figures": (f"{_V}supernode-384-announced,ascend-910c-peak,ascend-910c-memory", ""),
    "rules": ("cnbc-fr-models/nvidia-made-compliant-chips,rule-2022-tpp,rule-2023-tpp", ""),
    "training": ("chip-gap/wang-910b-against-a100,ascend-910b-training", ""),
    "home-made": (f"{_V}local-share-of-compute,domestic-share-2025", "more is local"),
    "count": (f"{_V}models-released,models-china-2025,models-world-2025", "below half"),
    "rise": (f"models-world-2024,models-share-china-2024,{_V}models-released", "half not assured"),
    "leads": (f"{_V}leads-open-source-ai,arena-deepseek-r1-0528,arena-gemma-3-27b,hf-share-china-2025,hf-share-us-2025",
              "no lead by count,first in the arena,first by downloads"),
    "both": (f"{_C}model-chip-alliance-members,{_C}shanghai-committee-members", "more than one bridge"),
    "record": (f"{_V}attendance-2024-record,waic-2025-visits-shine,waic-2025-attendance-iagenie", "record undecided"),
    "absent": (f"{_V}us-firms-absent", ""),
    "trained": ("clubic-glm-image/trained-on-ascend-only,clubic-glm-image/first-of-its-kind", ""),
    "slowed": (f"{_C}slowed-by-sanctions,clubic-glm-image/measures-spurred-local-industry", ""),
}


class _Word(StrEnum):
    """How far a finding may be relied on."""

    FIRM = "firm"
    FAIR = "fair"
    WEAK = "weak"


@dataclass(frozen=True)
class Confidence:
    """What the word for one finding rests on; ``share``: the least of its headlines' shares of draws, of one."""

    finding: str
    sources: int  # independent of one another
    measured: bool  # whether one figure behind it was read, and is neither an estimate nor a forecast
    share: float | None  # None without a headline
    word: _Word
    rests_on: tuple[str, ...]


def confidences(report: Report, headlines: Sequence[Robustness]) -> tuple[Confidence, ...]:
    """A word for each finding. Support that is left out of the report does not count.

    Articles of one publisher are one source, and so are all figures read second-hand; every page that was itself read
    is one.
    """
    held = {robust.headline.name: robust.share_of_draws for robust in headlines}
    return tuple(_confidence(report, finding, support.split(","),
                             [held[name] for name in tests.split(",") if name in held])
                 for finding, (support, tests) in SUPPORT.items())


def _confidence(report: Report, finding: str, support: list[str], shares: list[float]) -> Confidence:
    claims, points = report.table("claims"), report.table("reference_points")
    articles = set(claims.loc[claims["claim_id"].isin(support), "source_id"])
    every = report.table("sources")
    publishers = every.loc[every["source_id"].isin(articles), "publisher"].nunique()
    mine = points[points["reference_id"].isin(support) & (points["status"] != "unverified")]
    read = mine[mine["status"] == "read"]
    sources = publishers + read["cite"].nunique() + int(len(mine) > len(read))
    measured = bool((~read["nature"].fillna("").isin(["estimate", "forecast"])).any())
    share = min(shares, default=None)
    return Confidence(finding, sources, measured, share, _word(sources, measured, share), tuple(support))


def _word(sources: int, measured: bool, share: float | None) -> _Word:
    """Firm where all three hold, fair where two do; weak otherwise, and where a headline mostly fails."""
    if share is not None and share < SELDOM:
        return _Word.WEAK
    met = (sources >= LEAST_SOURCES) + measured + (share is None or share >= OFTEN)
    return (_Word.WEAK, _Word.WEAK, _Word.FAIR, _Word.FIRM)[met]


def confidence_results(found: Sequence[Confidence]) -> dict[str, Fact]:
    """A word for each finding, as ``confidence-FINDING``."""
    return {f"confidence-{each.finding}": Fact({"confidence": each.word}, each.rests_on) for each in found}


def confidence_table(found: Sequence[Confidence]) -> Shown:
    """What each word rests on."""
    rows = [(each.finding.replace("-", " "), each.sources, "measured" if each.measured else "claimed",
             None if each.share is None else 100 * each.share, each.word.value) for each in found]
    frame = pd.DataFrame(rows, columns=["finding", "sources", "kind", "share", "word"])
    behind = {name for each in found for name in each.rests_on}
    return Shown(frame.astype({"share": "Float64"}), rests_on=tuple(sorted(behind)))
