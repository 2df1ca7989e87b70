"""Where the headline figures of the supernode come from: chips times the figure of one chip, and how it was counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from analysis.compute.inputs import Inputs, Parameters
from analysis.compute.systems import COUNTING, Counting

PAPER, ANALYSIS = "ascend-910c-peak-paper", "ascend-910c-peak"  # reference points of the rate of one chip
# Decimal: a chip's gigabytes and the system's terabytes by thousands. Binary: both by 1,024, GiB and TiB. Mixed: the
# gigabytes by thousands, the total in TiB.
Unit = StrEnum("Unit", "DECIMAL BINARY MIXED")
Off = StrEnum("Off", "LOWER HIGHER ASTRIDE")  # where the rates of other pages lie from the printed one
OF_CHIP = {Unit.DECIMAL: "GB", Unit.BINARY: "GiB", Unit.MIXED: "GB"}
OF_SYSTEM = {Unit.DECIMAL: "TB", Unit.BINARY: "TiB", Unit.MIXED: "TiB"}
BYTES = {"GB": 10 ** 9, "TB": 10 ** 12, "GiB": 2 ** 30, "TiB": 2 ** 40}


@dataclass(frozen=True)
class _RateDerivation:
    """Chips × rate of one chip [TFLOP/s], as a system's rate [PFLOP/s], and its gap to the printed one, of one."""

    reference_id: str
    counting: Counting
    chip_tflops: float
    pflops: float
    gap: float


@dataclass(frozen=True)
class _MemoryDerivation:
    """Chips × memory of one chip in one way of counting, and its gap to the printed total, of one."""

    counting: Unit
    of_chip: str
    memory: float
    unit: str
    gap: float


@dataclass(frozen=True)
class HeadlineFigures:
    """``implied_tflops``: rate of one chip that the printed total implies; ``circular``: whether the rate that is set
    is just that, rounded to tens, and so may come from the total instead of bearing it out. ``rates``: every
    rate of one chip in every way of counting. ``counting`` and ``unit``: the ways that come nearest. ``near`` and
    ``far``: how far off the rates of other pages are in that way of counting, as parts of one without sign; ``off``
    says on which side, and with rates on both, ``near`` is the lower one's. ``one_gap``:
    whether both are the same to a decimal of a percent.
    """

    chips: int
    printed_pflops: float
    printed_tb: float
    implied_tflops: float
    circular: bool
    rates: tuple[_RateDerivation, ...]
    memory: tuple[_MemoryDerivation, ...]
    counting: Counting
    unit: Unit
    off: Off
    near: float
    far: float
    one_gap: bool


def derive_headline(inputs: Inputs, parameters: Parameters) -> HeadlineFigures:
    """The printed rate and memory against sums over the chips."""
    rates = tuple(_rates(inputs, {PAPER: inputs.paper_tflops, ANALYSIS: parameters.chip_tflops}))
    memory = tuple(_memory(inputs))
    counting = min(rates, key=lambda rate: abs(rate.gap)).counting
    gaps = [rate.gap for rate in rates if rate.counting == counting]
    off, near, far = _off(min(gaps), max(gaps))
    implied = inputs.printed_pflops * 1000 / inputs.chips
    return HeadlineFigures(
        inputs.chips, inputs.printed_pflops, inputs.printed_tb, implied, round(implied, -1) == parameters.chip_tflops,
        rates, memory, counting, min(memory, key=lambda held: abs(held.gap)).counting,
        off, near, far, round(near * 100, 1) == round(far * 100, 1))


def _rates(inputs: Inputs, chip_tflops: dict[str, float]) -> Iterable[_RateDerivation]:
    for reference_id, rate in chip_tflops.items():
        for counting, factor in COUNTING.items():
            pflops = inputs.chips * rate * factor / 1000
            yield _RateDerivation(reference_id, counting, rate * factor, pflops,
                                  pflops / inputs.printed_pflops - 1)


def _memory(inputs: Inputs) -> Iterable[_MemoryDerivation]:
    for counting in Unit:
        of_chip, unit = OF_CHIP[counting], OF_SYSTEM[counting]
        memory = inputs.chips * inputs.chip_memory_gb * BYTES[of_chip] / BYTES[unit]
        yield _MemoryDerivation(counting, of_chip, memory, unit, memory / inputs.printed_tb - 1)


def _off(low: float, high: float) -> tuple[Off, float, float]:
    """The side of two gaps, and both without sign: the nearer first, or the lower first where they lie astride."""
    if low < 0 < high:
        return Off.ASTRIDE, -low, high
    near, far = sorted((abs(low), abs(high)))
    return (Off.LOWER if high <= 0 else Off.HIGHER), near, far
