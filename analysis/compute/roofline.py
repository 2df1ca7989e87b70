"""At which work which machine is ahead on paper: rooflines, and what generating text asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from analysis.compute.inputs import Inputs, Parameters
from analysis.compute.systems import System, SystemComparison

BATCHES = (8, 64, 512)  # requests answered at once
# What the ratio of arithmetic to memory traffic decides: nothing, where one machine leads throughout, as a whole and
# per kilowatt; nothing_split, where one leads as a whole and the other per kilowatt; who leads as a whole alone; per
# kilowatt alone; both
Decides = StrEnum("Decides", "NOTHING NOTHING_SPLIT WHOLE KILOWATT BOTH")


@dataclass(frozen=True)
class Roofs:
    """``intensity``: arithmetic intensities looked at [FLOP/byte]. ``leader``, ``thrifty``: who is ahead where memory
    binds, as a whole and per kilowatt; ``memory_bound``, ``arithmetic_bound``: who leads at either end of what
    ``decides`` names. ``ridge_supernode``, ``ridge_rack``: where arithmetic begins to bind [FLOP/byte].
    ``decode_part``: part of a chip's peak rate that generating text uses, of one; ``paper_decode_part`` by the peak
    that the maker's paper implies, ``paper_peak_tflops``. ``batches``: requests at once → their intensity.
    """

    intensity: np.ndarray
    decides: Decides
    leader: str
    thrifty: str
    memory_bound: str
    arithmetic_bound: str
    ridge_supernode: float
    ridge_rack: float
    decode_part: float
    paper_peak_tflops: float
    paper_decode_part: float
    batches: dict[int, float]


def place_work(inputs: Inputs, parameters: Parameters, comparison: SystemComparison) -> Roofs:
    """Who is ahead at which work; ``comparison`` as of ``systems.compare_systems``."""
    supernode, rack = comparison.supernodes[0], comparison.racks[0]
    ridges = [system.ridge for system in (*comparison.supernodes, *comparison.racks)]
    intensity = np.union1d(np.geomspace(1, 4096, 13), ridges)
    total, thrifty = _winners(supernode, rack, intensity)
    switch = total if len(total) > 1 else thrifty
    paper_peak = inputs.decode_tokens / inputs.decode_tokens_per_tflops
    return Roofs(
        intensity, _decides(total, thrifty), total[0], thrifty[0], switch[0], switch[-1], supernode.ridge, rack.ridge,
        _decode_utilisation(inputs.decode_tokens, inputs.active_weights, parameters.chip_tflops), paper_peak,
        _decode_utilisation(inputs.decode_tokens, inputs.active_weights, paper_peak),
        {batch: _decode_intensity(batch, parameters.bytes_per_weight) for batch in BATCHES})


def roof_lines(comparison: SystemComparison, intensity: np.ndarray) -> pd.DataFrame:
    """Long frame of both machines' rooflines.

    Returns system, intensity, then pflops and tflops_per_kw of the machine as set, each with _low and _high over
    the figures of other pages.
    """
    return pd.concat([_roof_lines(group, intensity) for group in (comparison.supernodes, comparison.racks)],
                     ignore_index=True)


def _roof_lines(group: Sequence[System], intensity: np.ndarray) -> pd.DataFrame:
    total = np.array([_roofline(system, intensity) for system in group])
    thrifty = total / np.array([[system.power_kw] for system in group]) * 1000
    frame = pd.DataFrame({"system": group[0].name, "intensity": intensity})
    for name, rates in (("pflops", total), ("tflops_per_kw", thrifty)):
        frame[name], frame[f"{name}_low"], frame[f"{name}_high"] = rates[0], rates.min(axis=0), rates.max(axis=0)
    return frame


def _roofline(system: System, intensity: np.ndarray) -> np.ndarray:
    """Attainable rate [PFLOP/s] at an arithmetic intensity [FLOP/byte]: min(peak, bandwidth × intensity).

    Williams, Waterman, Patterson (2009). Same shape as ``intensity``.
    """
    return np.minimum(system.pflops, system.bandwidth_tb_s * np.asarray(intensity) / 1000)


def _winners(left: System, right: System, intensity: np.ndarray) -> list[list[str]]:
    """Who is ahead over the intensities, in order of appearance: as a whole, and per kilowatt."""
    ours, theirs = _roofline(left, intensity), _roofline(right, intensity)
    ahead = (ours > theirs, ours / left.power_kw > theirs / right.power_kw)
    return [list(dict.fromkeys(np.where(wins, left.name, right.name).tolist())) for wins in ahead]


def _decides(total: Sequence[str], thrifty: Sequence[str]) -> Decides:
    if len(total) > 1:
        return Decides.BOTH if len(thrifty) > 1 else Decides.WHOLE
    if len(thrifty) > 1:
        return Decides.KILOWATT
    return Decides.NOTHING if total == thrifty else Decides.NOTHING_SPLIT


def _decode_intensity(batch: int, bytes_per_weight: float) -> float:
    """Arithmetic intensity [FLOP/byte] of generating one token for each of ``batch`` requests at once.

    Two operations for each weight and token (Kaplan et al. 2020), each weight read once: 2 × batch ÷ bytes.
    Leaves out what is kept for every request, so it is an upper bound.
    """
    return 2 * batch / bytes_per_weight


def _decode_utilisation(tokens_per_second: float, active_weights: float, chip_tflops: float) -> float:
    """Part of one chip's peak rate that generating text uses: 2 × active weights × tokens per second ÷ peak.

    ``tokens_per_second`` per chip; two operations for each weight and token (Kaplan et al. 2020).
    """
    return 2 * active_weights * tokens_per_second / (chip_tflops * 1e12)
