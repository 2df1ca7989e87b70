"""How far the best models of the United States and China are apart, and what two articles of 2024 said of it."""

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from analysis.models.dates import decimal_year
from analysis.models.inputs import ARENA, ARENA_LEADS, CLOSING, LAG, LEVEL, NOTABLE, Inputs, Parameters
from analysis.models.yardsticks import arena_odds


class _Told(StrEnum):
    """What an article says of the gap, and whether the leads measured before and after it are in line with that."""

    CLOSING_FITS = "closing_fits"
    CLOSING_CLASHES = "closing_clashes"
    LEVEL_FITS = "level_fits"
    LEVEL_CLASHES = "level_clashes"


# Yardsticks of the gap, and what each counts; points at most, where not all models were seen
_By = StrEnum("_By", "VOTES NOTABLE INDEX")
_Unit = StrEnum("_Unit", "POINTS POINTS_AT_MOST TIMES MONTHS")


@dataclass(frozen=True)
class _ArenaLead:
    """By how much the best American model led the best Chinese one in the arena."""

    as_of: str  # ISO month or day
    points: float  # in the arena [point]
    votes: float  # part of the votes between the two that the American one is expected to win [1]
    bound: bool  # whether it is at most so much: of the Chinese models, only open ones were seen
    reference_id: str  # reference points, separated by spaces


@dataclass(frozen=True)
class _Saying:
    """What one article said of the gap."""

    told: _Told
    claim_id: str
    appeared: tuple[str, str]  # first and last ISO day on which the article can have appeared


@dataclass(frozen=True)
class BestModels:
    """The gap between the best models, by three yardsticks."""

    leads: tuple[_ArenaLead, ...]  # by one report of each year, in order
    snapshot: _ArenaLead  # by another page, which shows the best open models and the best of all
    sayings: tuple[_Saying, ...]  # of the articles whose claims count
    notable: tuple[float, float]  # American notable models for each Chinese one, in two years that follow [1]
    lag: float  # of Chinese models by an index of tests, on average [month]


def best_models(inputs: Inputs, parameters: Parameters) -> BestModels:
    """How wide the gap is, and whether it was as the articles of 2024 said."""
    outside = inputs.outside
    leads = tuple(_lead(inputs, outside[name], name) for name in ARENA_LEADS)
    snapshot = _lead(inputs, outside[ARENA["all"]] - outside[ARENA["china"]], ARENA["all"], ARENA["china"], bound=True)
    then, now = (outside[theirs] / outside[ours] for theirs, ours in NOTABLE)
    return BestModels(leads, snapshot, _sayings(inputs, leads, parameters.lead_margin), (then, now), outside[LAG])


def lead_frame(found: BestModels) -> pd.DataFrame:
    """A row for each lead in the arena: its fields, and the date as a year with decimals."""
    frame = pd.DataFrame(sorted((*found.leads, found.snapshot), key=lambda lead: lead.as_of))
    return frame.assign(year=frame["as_of"].map(decimal_year))


def gap_table(found: BestModels, inputs: Inputs) -> pd.DataFrame:
    """All yardsticks of the gap: columns yardstick, as_of, ahead_by, unit, reference_id."""
    rows = [(_By.VOTES, lead.as_of, lead.points, _Unit.POINTS_AT_MOST if lead.bound else _Unit.POINTS,
             lead.reference_id) for lead in (*found.leads, found.snapshot)]
    rows += [(_By.NOTABLE, inputs.measured_to[pair[0]], times, _Unit.TIMES, " ".join(pair))
             for pair, times in zip(NOTABLE, found.notable)]
    rows.append((_By.INDEX, inputs.measured_to[LAG], found.lag, _Unit.MONTHS, LAG))
    frame = pd.DataFrame(rows, columns=["yardstick", "as_of", "ahead_by", "unit", "reference_id"])
    return frame.sort_values(["yardstick", "as_of"], ascending=[False, True], ignore_index=True)


def _lead(inputs: Inputs, points: float, *names: str, bound: bool = False) -> _ArenaLead:
    odds = arena_odds(points)
    return _ArenaLead(inputs.measured_to[names[0]], points, odds / (1 + odds), bound, " ".join(names))


def _sayings(inputs: Inputs, leads: tuple[_ArenaLead, ...], margin: float) -> tuple[_Saying, ...]:
    """Each saying against the leads measured before and after its article."""
    found = []
    for claim in (CLOSING, LEVEL):
        appeared = inputs.appeared[claim.partition("/")[0]]
        before = [lead for lead in leads if lead.as_of < appeared[0][:len(lead.as_of)]][-1]
        after = next(lead for lead in leads if lead.as_of > appeared[1][:len(lead.as_of)])
        if claim == CLOSING:
            told = _Told.CLOSING_FITS if after.points < before.points else _Told.CLOSING_CLASHES
        else:
            told = _Told.LEVEL_FITS if arena_odds(after.points) <= 1 + margin else _Told.LEVEL_CLASHES
        found.append(_Saying(told, claim, appeared))
    return tuple(saying for saying in found if saying.claim_id not in inputs.left_out)
