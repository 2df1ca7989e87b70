"""How the counts of models grew between two reports, and when half would be passed under several growths."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from analysis.models.dates import date_after
from analysis.models.inputs import Inputs, Parameters
from analysis.models.share_growth import share, years_to_half_at

CHINA, OTHERS, WORLD = "China", "others", "world"
# How much of the lead in growth remains: all, the part that is set, a tenth, none
_Remains = StrEnum("_Remains", "ALL SET TENTH NONE")


@dataclass(frozen=True)
class CountGrowth:
    """How the counts grew, by who made the models, and when half would be passed if they grew on so."""

    before: Mapping[str, float]  # [model]
    now: Mapping[str, float]  # [model]
    factors: Mapping[str, float]  # now over before [1]
    yearly: Mapping[str, float]  # factor a year [1]
    scenarios: pd.DataFrame  # scenario, ours and others (factors a year), years and date to half, or missing and ''
    faded: str  # ISO day on which half is passed with the part of the lead set here, '' for never


def growth_of_counts(inputs: Inputs, parameters: Parameters) -> CountGrowth:
    """How many times as many models as at the count before, and half under several growths."""
    china_before = inputs.world_before * inputs.percent_before / 100
    before = {CHINA: china_before, OTHERS: inputs.world_before - china_before, WORLD: inputs.world_before}
    now = {CHINA: inputs.china, OTHERS: inputs.others, WORLD: inputs.china + inputs.others}
    factors = {who: _growth_factor(now[who], before[who]) for who in now}
    yearly = {who: _yearly(factor, parameters.years_apart) for who, factor in factors.items()}
    growths = _fading(yearly[CHINA], yearly[OTHERS], {
        _Remains.ALL: 1.0, _Remains.SET: parameters.remaining, _Remains.TENTH: 0.1, _Remains.NONE: 0.0})
    paths = _scenarios(share(now[CHINA], now[WORLD]), inputs.counted_on, growths)
    return CountGrowth(before, now, factors, yearly, paths, paths.set_index("scenario").loc[_Remains.SET, "date"])


def _growth_factor(now: float, before: float) -> float:
    """How many times as many now as before [1]."""
    if before <= 0:
        raise ValueError(f"no growth from {before}")
    return now / before


def _yearly(factor: float, years: float) -> float:
    """The factor a year that compounds to ``factor`` over ``years``: factor ** (1 / years)."""
    return factor ** (1 / years)


def _fading(ours: float, others: float, parts: Mapping[_Remains, float]) -> dict[_Remains, tuple[float, float]]:
    """Factors a year (ours, others) if a part of the lead in growth remains: others × (ours / others) ** part.

    Part 1 goes on as before, part 0 leaves no lead.
    """
    return {name: (others * (ours / others) ** part, others) for name, part in parts.items()}


def _scenarios(now: float, start: str, growths: Mapping[_Remains, tuple[float, float]]) -> pd.DataFrame:
    """When half is passed under named growths a year."""
    rows = [(name, ours, others, years_to_half_at(now, ours, others)) for name, (ours, others) in growths.items()]
    frame = pd.DataFrame(rows, columns=["scenario", "ours", "others", "years"])
    frame["date"] = [date_after(start, years) for years in frame["years"]]
    return frame.assign(years=frame["years"].where(frame["years"] < math.inf))
