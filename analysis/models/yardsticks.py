"""The yardsticks by which Chinese models are said to lead, each claim set against the nearest measurement."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import partial

import pandas as pd

from analysis.models.dates import days_of, decimal_year
from analysis.models.inputs import (
    ARENA,
    COUNT,
    COUNT_OUTSIDE,
    DOWNLOAD_SHARES,
    DOWNLOADS,
    VOTES,
    Inputs,
    Parameters,
)

ARENA_SCALE = 400


@dataclass(frozen=True)
class Yardstick:
    """One claim that Chinese models lead, and the measurement closest to it; fields are columns of the table."""

    yardstick: str
    claimed_from: str  # first ISO day on which the claim can have been made
    claimed_to: str  # last
    measured_to: str  # last ISO day that the measurement covers
    over_before: bool  # whether the measurement was over before the claim, by ``_over_before``
    rival_measured: bool  # whether it covers the strongest rival too
    odds: float  # of China against its strongest rival [1]
    leads: bool  # whether the odds exceed one by more than the margin
    claim_id: str
    reference_id: str  # reference points, separated by spaces


@dataclass(frozen=True)
class Yardsticks:
    """All yardsticks, whether or not their claims count, and those whose claims do."""

    by_count: Yardstick
    by_votes: Yardstick
    by_downloads: Yardstick
    counting: tuple[Yardstick, ...]  # those whose claim is not left out


def evaluate_yardsticks(inputs: Inputs, parameters: Parameters) -> Yardsticks:
    """By which yardsticks Chinese models lead, and which claims could be known to be true when they were made."""
    arena_rival, outside = ARENA[parameters.arena_against], inputs.outside
    evaluated = partial(_evaluated, inputs, parameters.lead_margin)
    sticks = (
        evaluated("number of models", COUNT, COUNT_OUTSIDE,
                  _count_odds(inputs.china, inputs.others, parameters.rival_part), rival_measured=False),
        evaluated(f"votes on {parameters.arena_against} models", VOTES, (ARENA["china"], arena_rival),
                  arena_odds(outside[ARENA["china"]] - outside[arena_rival])),
        evaluated("downloads", DOWNLOADS, DOWNLOAD_SHARES,
                  _download_odds(*(outside[name] for name in DOWNLOAD_SHARES))),
    )
    return Yardsticks(*sticks, tuple(stick for stick in sticks if stick.claim_id not in inputs.left_out))


def yardstick_frame(sticks: Iterable[Yardstick]) -> pd.DataFrame:
    """A row for each yardstick: its fields, and the dates as years with decimals.

    These are first_year and last_year, between which the claim was made, and measured_year.
    """
    frame = pd.DataFrame(list(sticks), columns=[field.name for field in fields(Yardstick)])
    return frame.assign(first_year=frame["claimed_from"].map(decimal_year),
                        last_year=frame["claimed_to"].map(decimal_year),
                        measured_year=frame["measured_to"].map(decimal_year))


def _count_odds(ours: float, others: float, rival_part: float) -> float:
    """Our count over that of the largest rival, who holds ``rival_part`` of the others' count [1]."""
    if others <= 0 or not 0 < rival_part <= 1:
        raise ValueError(f"no rival in {rival_part} of {others}")
    return ours / (others * rival_part)


def arena_odds(lead: float) -> float:
    """Expected odds of winning a vote with so many points more: 10 ** (lead / 400), on the Elo scale.

    A rating is a score of pairwise votes (Chiang et al. 2024); 400 points are odds of ten to one.
    """
    return 10 ** (lead / ARENA_SCALE)


def _download_odds(ours: float, rival: float) -> float:
    """Our share of downloads over the rival's [1]."""
    return ours / rival


def _evaluated(inputs: Inputs, margin: float, name: str, claim: str, references: tuple[str, ...], odds: float,
               rival_measured: bool = True) -> Yardstick:
    """A measurement ends with the last day of its references."""
    first, last = inputs.appeared[claim.partition("/")[0]]
    measured_to = max(days_of(inputs.measured_to[reference])[1] for reference in references)
    return Yardstick(name, first, last, measured_to, _over_before(first, measured_to), rival_measured, odds,
                     odds > 1 + margin, claim, " ".join(references))


def _over_before(claimed_from: str, measured_to: str) -> bool:
    """Whether a measurement was over before a claim: its last day no later than the first on which that can be made."""
    return measured_to <= claimed_from
