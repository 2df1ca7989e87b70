"""What the chapter on open models takes: its parameters, and what it reads from the report."""

import re
from calendar import month_name
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.models.dates import days_of
from analysis.quoted import reference
from evidence.tables.report import Report
from evidence.tables.selection import found_once

COUNT = "vietnam-vn-waic/models-released"
VOTES, DOWNLOADS = "vietnam-vn-waic/leads-open-source-ai", "cnbc-fr-models/chinese-llms-most-downloaded"
COUNT_BEFORE = ("models-world-2024", "models-share-china-2024")
COUNT_OUTSIDE = ("models-china-2025", "models-world-2025")
RIVAL_BEFORE = "models-share-us-2024"
ARENA = {"china": "arena-deepseek-r1-0528", "open": "arena-gemma-3-27b", "all": "arena-gemini-2-5-pro"}
DOWNLOAD_SHARES = ("hf-share-china-2025", "hf-share-us-2025")
CLOSING, LEVEL = "chip-gap/experts-see-gap-closing", "cnbc-fr-models/experts-chinese-models-level"
ARENA_LEADS = ("arena-lead-points-2024", "arena-lead-points-2025", "arena-lead-points-2026")
NOTABLE = (("notable-models-us-2024", "notable-models-china-2024"),
           ("notable-models-us-2025", "notable-models-china-2025"))
LAG = "capability-lag-china"
OUTSIDE = (*COUNT_BEFORE, RIVAL_BEFORE, *COUNT_OUTSIDE, *ARENA.values(), *DOWNLOAD_SHARES, *ARENA_LEADS,
           *(point for pair in NOTABLE for point in pair), LAG)


@dataclass(frozen=True)
class Parameters:
    """What a reader may set; ranges are declared in the notebook."""

    count_error: float  # how far China's number and the others' may be off in either report, as a part [1]
    years_apart: float  # time between the two counts [year]
    horizon: float  # time after the second count within which half would be near [year]
    remaining: float  # part of the past year's lead in growth that remains [1]
    large_ratio: float  # part of the others' models that are large, over China's part [1]
    rival_part: float  # part of the models from outside China that the United States made, in the later count [1]
    lead_margin: float  # by how much the odds must exceed one to be called a lead [1]
    arena_against: str  # rivals in the arena: "open", the best open model, or "all", the best of all
    articles_until: str  # these three choose the claims that count, before anything is read
    leave_out_article: str
    leave_out_role: str


@dataclass(frozen=True, eq=False)
class Inputs:
    """Figures by name from the whole report, and tables of what is left of it."""

    china: float  # models made in China, in the later count [model]
    others: float  # models made elsewhere, in the later count [model]
    world_before: float  # models made in all, in the earlier count [model]
    percent_before: float  # China's part of these, rounded to a whole number [%]
    counted_on: str  # ISO day of the later count
    counted_before: str  # ISO month of the earlier count
    outside: Mapping[str, float]  # reference point → value, in the unit of its row
    measured_to: Mapping[str, str]  # reference point → ISO date on which its measurement ends
    appeared: Mapping[str, tuple[str, str]]  # article → first and last ISO day on which it can have appeared
    left_out: Set[str]  # claims that do not count
    named: pd.DataFrame  # the view ``models``: a row for each (model, claim)
    entities: pd.DataFrame
    relations: pd.DataFrame
    attributes: pd.DataFrame
    claims: pd.DataFrame


@found_once  # a sweep asks for the same again and again
def read(report: Report) -> Inputs:
    """Everything that the chapter takes from a report. KeyError or ValueError where a figure is not to be had."""
    whole, points = report.everything, report.table("reference_points")
    quantities, sources = whole.table("quantities"), whole.table("sources")
    counted = quantities[(quantities["measure"] == "models_released") & (quantities["claim_id"] == COUNT)]
    china, world = (float(counted.set_index("subject").loc[place, "value"]) for place in ("china", "world"))
    outside = {name: reference(points, name) for name in OUTSIDE}
    ends = points.set_index("reference_id")["as_of"].str.split("/").str[-1]  # a period is 'first/last'
    world_before, percent_before = (outside[name] for name in COUNT_BEFORE)
    return Inputs(
        china=china, others=world - china, world_before=world_before, percent_before=percent_before,
        counted_on=ends[COUNT_OUTSIDE[0]], counted_before=ends[COUNT_BEFORE[0]], outside=outside,
        measured_to=dict(ends[list(OUTSIDE)]),
        appeared={row.source_id: _appeared(row.published, row.upstream)
                  for row in sources.fillna({"upstream": ""}).itertuples()},
        left_out=report.left_out.keys(), named=report.table("models"),
        **{name: report.table(name) for name in ("entities", "relations", "attributes", "claims")})


def _appeared(published: str, upstream: str) -> tuple[str, str]:
    """First and last ISO day on which an article can have appeared, dated to a day or a month.

    It is no older than what it passes on: the latest day that ``upstream`` names, as '28 July 2025'.
    """
    first, last = days_of(published)
    named = re.findall(rf"\b(\d{{1,2}}) ({'|'.join(month_name[1:])}) (\d{{4}})\b", upstream)
    days = (date(int(year), list(month_name).index(month), int(day)).isoformat() for day, month, year in named)
    return max((first, *days)), last
