"""The machine announced next against the supernode: how much of what it gains is more chips, and how much better ones.

Rates are in eight-bit numbers throughout. The sixteen-bit rates of the other sections are not set beside them.
"""

from dataclasses import dataclass
from enum import StrEnum

from analysis.compute.inputs import Inputs
from analysis.compute.known import Ends
from evidence.tables.selection import found_once

# Scale alone: more chips, none of them better; or whichever factor is the larger
Growth = StrEnum("Growth", "SCALE_ALONE MOSTLY_SCALE MOSTLY_CHIPS")
DERIVED = "cm384-decode cm384-decode-per-peak"  # which give the eight-bit rate of the chip before


@dataclass(frozen=True)
class _Step:
    """A figure of the supernode and of the next machine, and new ÷ old: of the system, per chip, per unit of memory."""

    quantity: str
    unit: str
    before: float
    after: float
    system: float
    chip: float
    memory: float
    reference_id: str


@dataclass(frozen=True)
class Generations:
    """``steps``: rows of the table. ``chips``, ``rate``, ``rate_per_chip``, ``memory``, ``memory_per_chip``,
    ``bandwidth_per_chip``: new ÷ old; rates in eight-bit numbers. ``memory_per_rate``, ``bandwidth_per_rate``: new ÷
    old for each operation a second. ``grows``: where the rate's growth comes from. ``from_chips``: machines that the
    chips of 2026 would fill, by two reports. ``binary``: whether the total of memory is printed in binary units too.
    """

    steps: tuple[_Step, ...]
    chips: float
    rate: float
    rate_per_chip: float
    memory: float
    memory_per_chip: float
    bandwidth_per_chip: float
    memory_per_rate: float
    bandwidth_per_rate: float
    grows: Growth
    from_chips: Ends
    binary: bool


@found_once
def compare_generations(inputs: Inputs) -> Generations:
    """The supernode, and the machine announced after it; no parameter changes it."""
    after, chips_before = inputs.next_machine, inputs.chips
    peak = inputs.decode_tokens / inputs.decode_tokens_per_tflops  # of one chip, as the maker's paper counts
    terabytes = after.chips * after.chip_memory_gb / 1000
    chips = after.chips / chips_before
    figures = (
        ("chips", "chips", chips_before, after.chips, "cm384-chips atlas950-chips"),
        ("racks", "racks", after.racks_before, after.racks, "cm384-racks atlas950-racks"),
        ("eight-bit peak rate", "PFLOP/s", chips_before * peak / 1000, after.pflops, f"{DERIVED} atlas950-compute-fp8"),
        ("memory", "TB", chips_before * inputs.chip_memory_gb / 1000, terabytes,
         "ascend-910c-memory ascend-950dt-memory"),
        ("memory bandwidth", "TB/s", chips_before * inputs.chip_bandwidth_tb_s,
         after.chips * after.chip_bandwidth_tb_s, "ascend-910c-bandwidth ascend-950dt-bandwidth"))
    memories = terabytes / (chips_before * inputs.chip_memory_gb / 1000)
    steps = tuple(_Step(quantity, unit, old, new, new / old, new / old / chips, new / old / memories, reference_id)
                  for quantity, unit, old, new, reference_id in figures)
    _, _, rate, memory, bandwidth = steps
    output = inputs.output
    return Generations(
        steps, chips, rate.system, rate.chip, memory.system, memory.chip, bandwidth.chip, memory.chip / rate.chip,
        bandwidth.chip / rate.chip, _growth(chips, rate.chip),
        Ends(output.forecast_2026 / after.chips, output.planned_2026 / after.chips),
        after.chips * after.chip_memory_gb / 1024 == after.memory_tb)


def _growth(chips: float, per_chip: float) -> Growth:
    if per_chip <= 1:
        return Growth.SCALE_ALONE
    return Growth.MOSTLY_SCALE if chips >= per_chip else Growth.MOSTLY_CHIPS
