"""The largest rival by number of models, the United States: counted in the earlier count, in the later one not."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from analysis.models.dates import decimal_year, month_of
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


def counted_shares(crossing: HalfCrossing, inputs: Inputs, parameters: Parameters) -> pd.DataFrame:
    """What was counted: columns made_in, month, year, low, share, high, counted; China twice, the United States once.

    Their share at the later count is what it would be with the part of the rest that is set, and is not counted.
    """
    later = decimal_year(inputs.counted_on)
    earlier, theirs = later - parameters.years_apart, inputs.outside[RIVAL_BEFORE]
    low, high = rounded(theirs)
    assumed = parameters.rival_part * (1 - crossing.now[1])
    rows = [("China", earlier, *crossing.before, True), ("China", later, *crossing.now, True),
            ("United States", earlier, low, theirs / 100, high, True),
            ("United States", later, assumed, assumed, assumed, False)]
    frame = pd.DataFrame(rows, columns=["made_in", "year", "low", "share", "high", "counted"])
    frame.insert(1, "month", frame["year"].map(month_of))
    return frame
