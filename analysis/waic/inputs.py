"""What the chapter on the conference takes from a report, and its parameters."""

from dataclasses import dataclass

import pandas as pd

from analysis.quoted import claimed, reference
from evidence.language.phrases import month
from evidence.tables.report import Report
from evidence.tables.selection import found_once

RECORD = "vietnam-vn-waic/attendance-2024-record"
VISITS, VISITORS = "waic-2025-visits-shine", "waic-2025-attendance-iagenie"
AREA, AREA_GROWTH = "waic-2025-area", "waic-2025-area-growth"


@dataclass(frozen=True)
class Parameters:
    """What a reader may set; units as in the notebook."""

    articles: list[str]  # articles to read from
    available: list[str]  # stages that count as there to be used
    include_classes: bool  # also list technologies and groups named without a product
    only_at_fair: bool  # leave out what an article announces without placing it at the fair
    visits_per_person: float  # visits that one person makes, where a source counts visits
    articles_until: str  # this and the next two choose the articles and claims that count
    leave_out_article: str
    leave_out_role: str


@dataclass(frozen=True, eq=False)
class Inputs:
    """What is taken from the report: tables as they are, and figures looked up by name."""

    announcements: pd.DataFrame
    attributes: pd.DataFrame
    claims: pd.DataFrame
    entities: pd.DataFrame
    called: dict[str, str]  # entity → name on the page
    points: pd.DataFrame  # reference points
    quantities: pd.DataFrame
    relations: pd.DataFrame
    sources: dict[str, str]  # article → publisher and month, as a reader knows it
    record: float  # people at the edition before, by an article
    visits: float  # at least so many, by one page
    visitors: float  # people, by another page
    area: float  # floor area [m²]
    area_growth: float  # against the edition before [%]


@found_once  # a sweep asks for the same again and again
def read(report: Report) -> Inputs:
    """What the chapter takes from a report; the figures compared are looked up by name, whatever is left out."""
    names = ("announcements", "attributes", "claims", "entities", "reference_points", "quantities", "relations")
    announcements, attributes, claims, entities, points, quantities, relations = map(report.table, names)
    called = dict(zip(entities["entity_id"], entities["name"]))
    sources = {row.source_id: f"{called.get(row.publisher, 'unknown')}, {month(row.published)}"
               for row in report.table("sources").itertuples()}
    return Inputs(
        announcements, attributes, claims, entities, called, points, quantities, relations, sources,
        record=claimed(report.everything.table("quantities"), RECORD, "attendance")[0],
        visits=reference(points, VISITS, "low"), visitors=reference(points, VISITORS),
        area=reference(points, AREA), area_growth=reference(points, AREA_GROWTH))
