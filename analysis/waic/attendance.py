"""How large the conference was, by every figure there is, and whether it was a record."""

from dataclasses import dataclass

import pandas as pd

from analysis.waic.inputs import Inputs, Parameters
from evidence.language import units
from evidence.tables.selection import found_once

MEASURES = ("exhibition_area", "exhibitors", "exhibits", "experts", "countries_present")


@dataclass(frozen=True)
class AttendanceRecord:
    """Two outside figures against the people of the edition before."""

    visits: float  # at least so many, by one page
    per_person: float  # visits that one person makes
    visitors: float  # people, by another page
    before: float  # people at the edition before
    by_visits: bool  # whether the visits, as people, would be a record
    by_visitors: bool  # whether the visitors would be one
    break_even: float  # visits a person from which on the visits are no record


def attendance_record(inputs: Inputs, parameters: Parameters) -> AttendanceRecord:
    """Whether either figure makes the fair a record: visits ÷ visits a person, or visitors, against people before."""
    people = inputs.visits / parameters.visits_per_person
    return AttendanceRecord(inputs.visits, parameters.visits_per_person, inputs.visitors, inputs.record,
                            people > inputs.record, inputs.visitors > inputs.record, inputs.visits / inputs.record)


def area_before(inputs: Inputs) -> float:
    """Floor area of the edition before [m²], from an area and its growth in percent: area ÷ (1 + growth ÷ 100)."""
    return inputs.area / (1 + inputs.area_growth / 100)


@found_once
def attendance(inputs: Inputs) -> pd.DataFrame:
    """Every figure for attendance, of articles and from outside, forecasts told apart from counts.

    Columns edition, year, low, value, high, unit, nature (count, forecast or estimate), status (article, read,
    second-hand), claim_id, reference_id. A missing value takes the bound that is there; figures
    that nobody verified are left out.
    """
    return _figures(inputs, ("attendance",)).drop(columns="measure")


@found_once
def sizes(inputs: Inputs) -> pd.DataFrame:
    """The same for ``MEASURES``, with a first column that names the measure, and without edition."""
    frame = _figures(inputs, MEASURES)
    frame["measure"] = frame["measure"].str.replace("_", " ")
    frame["unit"] = [units.display(unit) or unit for unit in frame["unit"]]
    return frame[["measure", "year", "value", "low", "high", "unit", "nature", "status", "claim_id", "reference_id"]]


def _figures(inputs: Inputs, measures: tuple[str, ...]) -> pd.DataFrame:
    """Every figure for some measures, in their order and then by year."""
    inside = inputs.quantities[inputs.quantities["measure"].isin(measures)]
    inside = inside.merge(inputs.claims[["claim_id", "stance"]], on="claim_id")
    inside = inside.assign(nature=inside["stance"].map(lambda stance: "forecast" if stance == "forecast" else "count"),
                           status="article", reference_id="")
    outside = inputs.points[inputs.points["measure"].isin(measures) & (inputs.points["status"] != "unverified")]
    outside = outside.assign(nature=outside["nature"].fillna("count"), claim_id="")
    columns = ["measure", "subject", "low", "value", "high", "unit", "nature", "status", "claim_id", "reference_id"]
    frame = pd.concat([inside[columns], outside[columns]], ignore_index=True).rename(columns={"subject": "edition"})
    frame.insert(2, "year", frame["edition"].str.extract(r"(\d{4})$")[0].astype("Int64"))
    frame["value"] = frame["value"].fillna(frame["low"]).fillna(frame["high"])
    order = ["measure", "year", "nature", "value", "claim_id", "reference_id"]
    return frame.sort_values(order, ignore_index=True,
                             key=lambda column: column.map(measures.index) if column.name == "measure" else column)
