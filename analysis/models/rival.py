"""The largest rival by number of models, the United States: counted in the earlier count, in the later one not."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from analysis.models.dates import decimal_year
from analysis.models.inputs import RIVAL_BEFORE, Inputs, Parameters
from analysis.models.share_growth import HalfCrossing, Span, rounded


class _Earlier(StrEnum):
    """How the rival's part of the rest in the earlier count compares with the part at which the later counts are level.

    EITHER: the rounding of the earlier count does not tell.
    """

    ABOVE = "above"
    BELOW = "below"
    EITHER = "either"


@dataclass(frozen=True)
class Rival:
    """The rival's part of the models made outside China."""

    before: Span  # in the earlier count: lowest, as printed, highest, by the rounding of both percentages [1]
    level_at: float  # in the later count, at which the rival has as many models as China [1]
    earlier: _Earlier


def rival_by_count(inputs: Inputs) -> Rival:
    """What is known of the rival's number: its part of the rest is r / (1 - c) for shares r and c of all models."""
    theirs, ours = inputs.outside[RIVAL_BEFORE], inputs.percent_before
    low, high = (their / (1 - our) for their, our in zip(rounded(theirs), rounded(ours)))
    level_at = inputs.china / inputs.others
    earlier = _Earlier.ABOVE if low > level_at else _Earlier.BELOW if high < level_at else _Earlier.EITHER
    return Rival((low, theirs / (100 - ours), high), level_at, earlier)


def with_rival(line: pd.DataFrame, rival: Rival, inputs: Inputs, parameters: Parameters) -> pd.DataFrame:
    """The line of ``share_growth.line_through_counts`` with a column united_states: the rival's share of all models.

    Its part of the rest goes from that of the earlier count to the one set, evenly, and stays there; nothing is
    counted of it after the earlier count.
    """
    passed = (line["year"] - decimal_year(inputs.counted_on)) / parameters.years_apart + 1
    part = rival.before[1] + (parameters.rival_part - rival.before[1]) * passed.clip(0, 1)
    return line.assign(united_states=part * (1 - line["share"]))


def counted_shares(crossing: HalfCrossing, inputs: Inputs, parameters: Parameters) -> pd.DataFrame:
    """What was counted: columns made_in, year, low, share, high; China twice, the United States once."""
    later = decimal_year(inputs.counted_on)
    earlier, theirs = later - parameters.years_apart, inputs.outside[RIVAL_BEFORE]
    low, high = rounded(theirs)
    rows = [("China", earlier, *crossing.before), ("China", later, *crossing.now),
            ("United States", earlier, low, theirs / 100, high)]
    return pd.DataFrame(rows, columns=["made_in", "year", "low", "share", "high"])
