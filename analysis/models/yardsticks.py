"""The yardsticks by which Chinese models are said to lead, each claim set against the nearest measurement."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import partial

import pandas as pd

from analysis.models.inputs import ARENA, COUNT, COUNT_OUTSIDE, DOWNLOAD_SHARES, DOWNLOADS, VOTES, Inputs, Parameters
from analysis.models.share_growth import decimal_year

ARENA_SCALE = 400


@dataclass(frozen=True)
class Yardstick:
    """One claim that Chinese models lead, and the measurement closest to it; fields are columns of the table."""

    yardstick: str
    claimed_on: str  # ISO date of the article that has the claim
    measured_to: str  # ISO date on which the measurement ends
    rival_measured: bool  # whether it covers the strongest rival too
    odds: float  # of China against its strongest rival [1]
    claim_id: str
    reference_id: str  # reference points, separated by spaces
    leads: bool  # whether the odds exceed one by more than the margin
    provable: bool  # whether the measurement covers the rival and was over when the claim was made


@dataclass(frozen=True)
class Yardsticks:
    """All yardsticks, whether or not their claims count, and those whose claims do."""

    by_count: Yardstick
    by_votes: Yardstick
    by_downloads: Yardstick
    counting: tuple[Yardstick, ...]  # those whose claim is not left out
    level_at: float  # the largest rival's part of the others' models at which the counts are level [1]


def evaluate_yardsticks(inputs: Inputs, parameters: Parameters) -> Yardsticks:
    """By which yardsticks Chinese models lead, and which claims could be known to be true when they were made."""
    arena_rival, outside = ARENA[parameters.arena_against], inputs.outside
    evaluated = partial(_evaluated, inputs, parameters.lead_margin)
    sticks = (
        evaluated("number of models", COUNT, COUNT_OUTSIDE, False,
                  _count_odds(inputs.china, inputs.others, parameters.rival_part)),
        evaluated(f"votes on {parameters.arena_against} models", VOTES, (ARENA["china"], arena_rival), True,
                  _arena_odds(outside[ARENA["china"]], outside[arena_rival])),
        evaluated("downloads", DOWNLOADS, DOWNLOAD_SHARES, True,
                  _download_odds(*(outside[name] for name in DOWNLOAD_SHARES))),
    )
    counting = tuple(stick for stick in sticks if stick.claim_id not in inputs.left_out)
    return Yardsticks(*sticks, counting, level_at=_count_odds(inputs.china, inputs.others, 1))


def yardstick_frame(sticks: Iterable[Yardstick]) -> pd.DataFrame:
    """A row for each yardstick: its fields, and both dates as years with decimals, claimed_year and measured_year."""
    frame = pd.DataFrame(list(sticks), columns=[field.name for field in fields(Yardstick)])
    return frame.assign(claimed_year=frame["claimed_on"].map(decimal_year),
                        measured_year=frame["measured_to"].map(decimal_year))


def _count_odds(ours: float, others: float, rival_part: float) -> float:
    """Our count over that of the largest rival, who holds ``rival_part`` of the others' count [1]."""
    if others <= 0 or not 0 < rival_part <= 1:
        raise ValueError(f"no rival in {rival_part} of {others}")
    return ours / (others * rival_part)


def _arena_odds(ours: float, rival: float) -> float:
    """Expected odds of winning a vote: 10 ** ((ours - rival) / 400), ratings on the Elo scale.

    A rating is a score of pairwise votes (Chiang et al. 2024); 400 points are odds of ten to one.
    """
    return 10 ** ((ours - rival) / ARENA_SCALE)


def _download_odds(ours: float, rival: float) -> float:
    """Our share of downloads over the rival's [1]."""
    return ours / rival


def _evaluated(inputs: Inputs, margin: float, name: str, claim: str, references: tuple[str, ...], rival_measured: bool,
               odds: float) -> Yardstick:
    """A claim is as old as its article; a measurement ends with the last date of its references."""
    claimed_on = inputs.published[claim.partition("/")[0]]
    measured_to = max(inputs.measured_to[reference] for reference in references)
    return Yardstick(name, claimed_on, measured_to, rival_measured, odds, claim, " ".join(references),
                     leads=odds > 1 + margin, provable=rival_measured and _provable(claimed_on, measured_to))


def _provable(claimed_on: str, measured_to: str) -> bool:
    """Whether a measurement that ends on one ISO date could be known on another.

    Dates compare at the precision both have: a month is not before a day of itself.
    """
    width = min(len(claimed_on), len(measured_to))
    return measured_to[:width] <= claimed_on[:width]
