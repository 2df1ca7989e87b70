"""What became of the forecasts: each that an article reports, against what was read of the time after it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from analysis.models.dates import days_of
from analysis.models.register import names
from analysis.quoted import reference
from evidence.chapter.answers import Fact
from evidence.tables.report import Report
from evidence.tables.selection import found_once

IN_LINE = ("agrees", "differs_by_unit")  # verdicts of a check on a forecast
AGAINST = "disagrees"
HUAWEI_BEFORE, NVIDIA_BEFORE = ("ascend-910b-peak", "ascend-910b-peak-high"), ("h100-peak",)
HUAWEI_SINCE, NVIDIA_SINCE = ("ascend-910c-peak-paper", "ascend-910c-peak"), ("b200-peak", "gb200-peak")
CHIPS = (*HUAWEI_BEFORE, *HUAWEI_SINCE, *NVIDIA_BEFORE, *NVIDIA_SINCE)
COLUMNS = ["forecast", "said_by", "became", "in_line", "otherwise", "claim_id", "reference_id"]


class _Became(StrEnum):
    """What became of a forecast, by the checks on it."""

    BORNE_OUT = "borne_out"  # every figure read is in line with it
    IN_PART = "in_part"  # some are, others are against it or measure something else
    NOT_BORNE_OUT = "not_borne_out"  # none is, and some are against it
    UNMEASURED = "unmeasured"  # what was read measures something else
    UNREAD = "unread"  # nothing was read


class _Movement(StrEnum):
    """How the gap between two chips moved, each known as a span."""

    WIDENED = "widened"
    NARROWED = "narrowed"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class _Check:
    """One figure read of the time after a forecast."""

    reference_id: str
    verdict: str  # as the ledger has it
    why: str


@dataclass(frozen=True)
class Forecast:
    """A claim that says what will be."""

    claim_id: str
    english: str
    said_by: str  # name on the page
    made: str  # ISO date of the article
    became: _Became
    checks: tuple[_Check, ...]


@dataclass(frozen=True)
class ChipGap:
    """Peak rate of Huawei's best chip over that of NVIDIA's best, lowest and highest by what was read [1]."""

    before: tuple[float, float]  # when the gap was said to widen: 910B and H100
    since: tuple[float, float]  # 910C and Blackwell
    moved: _Movement


@found_once
def forecasts(report: Report) -> tuple[Forecast, ...]:
    """Every forecast among the claims that count, oldest first.

    A check counts if its reference point is verified, no forecast, and of a time that ends no earlier than the article
    can have appeared; how it then came out, see ``_Became``.
    """
    claims = report.table("claims")
    claims = claims[claims["stance"] == "forecast"].merge(report.table("sources")[["source_id", "published"]])
    claims = claims.sort_values(["published", "source_id", "start"])
    checks, ends = report.table("external_checks"), _ends(report.table("reference_points"))
    called, found = names(report.table("entities")), []
    for claim in claims.itertuples():
        since = [point for point, end in ends.items() if end >= days_of(claim.published)[0]]
        mine = checks[(checks["claim_id"] == claim.claim_id) & checks["reference_id"].isin(since)]
        read = tuple(_Check(row.reference_id, row.verdict, row.why) for row in mine.itertuples())
        found.append(Forecast(claim.claim_id, claim.english, called[claim.said_by], claim.published,
                              _became([check.verdict for check in read]), read))
    return tuple(found)


@found_once
def chip_gap(report: Report) -> ChipGap:
    """Whether chip against chip the gap in hardware widened; spans that overlap do not tell."""
    points = report.table("reference_points")
    rate = {name: reference(points, name) for name in CHIPS}

    def span(ours: Sequence[str], theirs: Sequence[str]) -> tuple[float, float]:
        return (min(rate[name] for name in ours) / max(rate[name] for name in theirs),
                max(rate[name] for name in ours) / min(rate[name] for name in theirs))

    before, since = span(HUAWEI_BEFORE, NVIDIA_BEFORE), span(HUAWEI_SINCE, NVIDIA_SINCE)
    moved = (_Movement.WIDENED if since[1] < before[0] else _Movement.NARROWED if since[0] > before[1]
             else _Movement.UNCLEAR)
    return ChipGap(before, since, moved)


def forecast_results(found: Sequence[Forecast], gap: ChipGap) -> dict[str, Fact]:
    """The facts: how many forecasts came to what, and how the gap between single chips moved."""
    counts = Counter(forecast.became for forecast in found)
    counted = [{"became": became, "count": counts[became]} for became in _Became if became in counts]
    behind = {name for forecast in found for name in (forecast.claim_id, *_points(forecast))}
    return {"forecast-words": Fact({"any": bool(found), "total": len(found), "counted": counted},
                                   tuple(sorted(behind))),
            "chip-gap-words": Fact({"before": gap.before, "since": gap.since, "moved": gap.moved}, CHIPS)}


def forecast_table(found: Sequence[Forecast]) -> pd.DataFrame:
    """A row for each forecast, with the reasons of the checks on it, those in line with it apart: ``COLUMNS``."""
    rows = [(forecast.english, f"{forecast.said_by}, {forecast.made}", forecast.became.replace("_", " "),
             *(" ".join(check.why for check in forecast.checks if (check.verdict in IN_LINE) is fits)
               for fits in (True, False)), forecast.claim_id, " ".join(_points(forecast))) for forecast in found]
    return pd.DataFrame(rows, columns=COLUMNS)


def _points(forecast: Forecast) -> tuple[str, ...]:
    return tuple(check.reference_id for check in forecast.checks)


def _ends(points: pd.DataFrame) -> dict[str, str]:
    """Reference points → last ISO day that they are of; unverified ones and forecasts are left out.

    A period is 'first/last'; most points do not say their nature, and are counts.
    """
    seen = points[(points["status"] != "unverified") & (points["nature"].fillna("") != "forecast")]
    return {name: days_of(as_of.split("/")[-1])[1] for name, as_of in zip(seen["reference_id"], seen["as_of"])}


def _became(verdicts: Sequence[str]) -> _Became:
    fits, clashes = sum(verdict in IN_LINE for verdict in verdicts), AGAINST in verdicts
    if not verdicts:
        return _Became.UNREAD
    if fits:
        return _Became.BORNE_OUT if fits == len(verdicts) else _Became.IN_PART
    return _Became.NOT_BORNE_OUT if clashes else _Became.UNMEASURED
