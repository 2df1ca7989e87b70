"""How many chips and supernodes memory and logic allow, and which of the two binds in which year."""

from dataclasses import dataclass
from enum import StrEnum

from analysis.compute.inputs import Inputs, Parameters
from analysis.compute.known import Ends, Output

DIES_PER_CHIP = 2  # an Ascend 910C joins two
# What so many chips are: what the country's memory and its dies from Taiwan would do for, in all and in a year; an
# estimate of those made, a plan and a forecast
_What = StrEnum("_What", "ALL_MEMORY ALL_DIES DIES MEMORY_LEFT ESTIMATED PLANNED FORECAST")
Part = StrEnum("Part", "MEMORY LOGIC")  # which of them allows fewer chips


@dataclass(frozen=True)
class _Limit:
    """So many Ascend 910C, as whole supernodes, and in H100 equivalents."""

    what: _What
    year: int | None
    chips: float
    supernodes: int
    h100: float
    reference_id: str


@dataclass(frozen=True)
class Supply:
    """``limits``: rows of the table. ``planned``, ``forecast``: chips of 2026 by two reports, with their supernodes.

    ``memory``, ``logic``: Ascend 910C that the stock of memory and the dies allow, by year (2025, 2026), a chip of one
    die counted as half of one; ``binds``: which is fewer. ``turns_at``: stacks that went elsewhere from which on memory
    binds in 2026, as set, and if every chip of 2025 had two dies. ``elsewhere``: stacks that would have gone elsewhere
    if memory alone set (the plan, the forecast). ``one_die_part``, ``one_die_read``: part of the chips of 2025 with one
    die, of one, as set and as its reports on dies and on chips fit each other.
    """

    limits: tuple[_Limit, ...]
    planned: _Limit
    forecast: _Limit
    memory: dict[int, float]
    logic: dict[int, float]
    binds: dict[int, Part]
    turns_at: float
    turns_at_two_dies: float
    elsewhere: Ends
    one_die_part: float
    one_die_read: float


def limit_output(inputs: Inputs, parameters: Parameters) -> Supply:
    """What memory and dies allow in 2025 and 2026; no new memory is counted."""
    output = inputs.output
    made = output.chips_2025 * (1 - parameters.one_die_part / DIES_PER_CHIP)
    stock = (output.stacks - parameters.stacks_elsewhere * 1e6) / output.stacks_per_chip
    memory = {2025: max(0.0, stock), 2026: max(0.0, stock - made)}
    logic = {2025: output.dies_2025 / DIES_PER_CHIP, 2026: output.dies_2026 / DIES_PER_CHIP}
    planned = _limit(inputs, parameters, _What.PLANNED, 2026, output.planned_2026, "ascend-910c-plan-2026")
    forecast = _limit(inputs, parameters, _What.FORECAST, 2026, output.forecast_2026, "ascend-output-2026")
    return Supply(
        (*_limits(inputs, parameters, memory, logic, made), planned, forecast), planned, forecast, memory, logic,
        {year: Part.MEMORY if memory[year] < logic[year] else Part.LOGIC for year in memory},
        _left(output, made, logic[2026]), _left(output, output.chips_2025, logic[2026]),
        Ends(_left(output, made, output.planned_2026), _left(output, made, output.forecast_2026)),
        parameters.one_die_part, DIES_PER_CHIP - output.dies_2025 / output.chips_2025)


def _left(output: Output, chips_2025: float, chips_2026: float) -> float:
    """Stacks left for all else if so many Ascend 910C were made in the two years."""
    return output.stacks - output.stacks_per_chip * (chips_2025 + chips_2026)


def _limits(inputs: Inputs, parameters: Parameters, memory: dict[int, float], logic: dict[int, float],
            made: float) -> list[_Limit]:
    output = inputs.output
    rows = (
        (_What.ALL_MEMORY, None, output.stacks / output.stacks_per_chip,
         "hbm-stacks-china ascend-910c-stacks"),
        (_What.ALL_DIES, None, output.dies_from_tsmc / DIES_PER_CHIP, "ascend-dies-tsmc"),
        (_What.DIES, 2025, logic[2025], "ascend-dies-2025"),
        (_What.ESTIMATED, 2025, made, "ascend-output-2025"),
        (_What.MEMORY_LEFT, 2026, memory[2026], "hbm-stacks-china ascend-output-2025"),
        (_What.DIES, 2026, logic[2026], "ascend-dies-plan-2026"))
    return [_limit(inputs, parameters, *row) for row in rows]


def _limit(inputs: Inputs, parameters: Parameters, what: _What, year: int | None, chips: float,
           reference_id: str) -> _Limit:
    return _Limit(what, year, chips, int(chips // inputs.chips),
                  chips * parameters.chip_tflops / inputs.market.h100_tflops, reference_id)
