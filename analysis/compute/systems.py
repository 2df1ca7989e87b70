"""A supernode against a rack: per system, chip, kilowatt and terabyte; where the headline figures come from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
import pandas as pd

from analysis.quoted import claimed, reference, references  # noqa: F401  read from here until all chapters name it

GB_PER_TB = {"decimal": 1000, "binary": 1024}
COUNTING = {"dense": 1, "sparse": 2}  # sparse: half of the weights counted as zero and skipped


@dataclass(frozen=True)
class System:
    """One computer: chips times figures of one chip.

    ``chip_tflops`` peak rate [TFLOP/s], ``chip_memory_gb`` [GB], ``chip_bandwidth_tb_s`` memory bandwidth [TB/s],
    ``power_kw`` all-in power of the whole system [kW]. Raises ValueError unless all are positive.
    """

    name: str
    chips: int
    chip_tflops: float
    chip_memory_gb: float
    chip_bandwidth_tb_s: float
    power_kw: float

    def __post_init__(self):
        figures = (self.chips, self.chip_tflops, self.chip_memory_gb, self.chip_bandwidth_tb_s, self.power_kw)
        if not all(figure > 0 for figure in figures):
            raise ValueError(f"{self.name}: every figure of a system has to be positive, got {figures}")

    @property
    def pflops(self) -> float:
        """Peak rate of the system [PFLOP/s]: chips × chip rate ÷ 1000."""
        return self.chips * self.chip_tflops / 1000

    @property
    def memory_tb(self) -> float:
        """Memory of the system [TB, decimal]: chips × memory of one chip ÷ 1000."""
        return system_memory(self.chips, self.chip_memory_gb)

    @property
    def bandwidth_tb_s(self) -> float:
        """Memory bandwidth of the system [TB/s]: chips × bandwidth of one chip."""
        return self.chips * self.chip_bandwidth_tb_s

    @property
    def ridge(self) -> float:
        """Arithmetic intensity from which on the peak rate binds [FLOP/byte] (Williams et al. 2009)."""
        return self.pflops * 1000 / self.bandwidth_tb_s


def variants(system: System, **alternatives: Sequence[float]) -> list[System]:
    """The system and every mix of alternatives for its figures: ``power_kw=[600]`` adds the same with 600 kW."""
    choices = {name: (getattr(system, name), *values) for name, values in alternatives.items()}
    return [replace(system, **dict(zip(choices, mix))) for mix in product(*choices.values())]


def per_chip(system_pflops: float, chips: int) -> float:
    """Peak rate of one chip [TFLOP/s] that a system's rate [PFLOP/s] implies: 300 ÷ 384 → 781.25."""
    if chips <= 0:
        raise ValueError(f"a system has at least one chip, got {chips}")
    return system_pflops * 1000 / chips


def system_memory(chips: int, gb_per_chip: float, convention: str = "decimal") -> float:
    """Memory of a system [TB]: chips × GB ÷ 1000 ("decimal") or ÷ 1024 ("binary", as memory is often counted)."""
    return chips * gb_per_chip / GB_PER_TB[convention]


def derivations(chips: int, chip_tflops: Sequence[tuple[str, float]], claimed_pflops: float) -> pd.DataFrame:
    """How chips × chip rate compares with a claimed system rate.

    ``chip_tflops`` pairs a reference id with a dense chip rate [TFLOP/s]. Returns a row for each rate and way of
    counting (dense; sparse = twice dense): reference_id, counting, chip_tflops, pflops, gap_percent of the claim.
    """
    rows = [
        {"reference_id": name, "counting": counting, "chip_tflops": rate * factor,
         "pflops": chips * rate * factor / 1000}
        for (name, rate), (counting, factor) in product(chip_tflops, COUNTING.items())
    ]
    frame = pd.DataFrame(rows)
    frame["gap_percent"] = (frame["pflops"] / claimed_pflops - 1) * 100
    return frame


def memory_derivations(chips: int, gb_per_chip: float, claimed_tb: float) -> pd.DataFrame:
    """How chips × memory of one chip compares with a claimed total, in decimal and in binary terabytes.

    Returns counting, memory_tb, gap_percent of the claim. 384 × 128 GB: 49.152 decimal, 48 binary.
    """
    frame = pd.DataFrame({"counting": list(GB_PER_TB)})
    frame["memory_tb"] = [system_memory(chips, gb_per_chip, convention) for convention in GB_PER_TB]
    frame["gap_percent"] = (frame["memory_tb"] / claimed_tb - 1) * 100
    return frame


def compare(left: System, right: System) -> pd.DataFrame:
    """Two systems by four denominators: the whole system, one chip, one kilowatt, one terabyte of memory.

    Returns basis, quantity, unit, left, right, ratio (= left ÷ right), one row for each pair that makes sense.
    """
    rows = []
    for basis, divide in (("system", _one), ("chip", _chips), ("kW", _power), ("TB", _memory)):
        for quantity, unit, figure in QUANTITIES:
            if figure is divide:
                continue
            a, b = figure(left) / divide(left), figure(right) / divide(right)
            rows.append({"basis": basis, "quantity": quantity, "unit": _per(unit, basis), "left": a, "right": b,
                         "ratio": a / b})
    return pd.DataFrame(rows)


def ratio_ranges(lefts: Iterable[System], rights: Iterable[System]) -> pd.DataFrame:
    """Lowest and highest ratio over every pairing of the variants: basis, quantity, low, high."""
    frames = [compare(left, right) for left, right in product(list(lefts), list(rights))]
    ratios = pd.concat(frames).groupby(["basis", "quantity"], sort=False)["ratio"]
    return pd.DataFrame({"low": ratios.min(), "high": ratios.max()}).reset_index()


def roofline(system: System, intensity: np.ndarray) -> np.ndarray:
    """Attainable rate [PFLOP/s] at an arithmetic intensity [FLOP/byte]: min(peak, bandwidth × intensity).

    Williams, Waterman, Patterson (2009). Same shape as ``intensity``.
    """
    return np.minimum(system.pflops, system.bandwidth_tb_s * np.asarray(intensity) / 1000)


def decode_intensity(batch: int, bytes_per_weight: float = 2) -> float:
    """Arithmetic intensity [FLOP/byte] of generating one token for each of ``batch`` requests at once.

    Two operations for each weight and token (Kaplan et al. 2020), each weight read once: 2 × batch ÷ bytes.
    Leaves out what is kept for every request, so it is an upper bound.
    """
    return 2 * batch / bytes_per_weight


def decode_utilisation(tokens_per_second: float, active_parameters: float, chip_tflops: float) -> float:
    """Part of one chip's peak rate that generating text uses: 2 × active weights × tokens per second ÷ peak.

    ``tokens_per_second`` per chip; two operations for each weight and token (Kaplan et al. 2020).
    """
    return 2 * active_parameters * tokens_per_second / (chip_tflops * 1e12)


def rooflines(groups: Sequence[Sequence[System]], intensity: np.ndarray) -> pd.DataFrame:
    """Long frame of rooflines, one group a system followed by its variants.

    Returns system, intensity, then pflops and pflops_per_mw of the first of the group, each with _low and _high over
    the whole group.
    """
    frames = []
    for group in groups:
        total = np.array([roofline(system, intensity) for system in group])
        frugal = total / np.array([[system.power_kw] for system in group]) * 1000
        frame = pd.DataFrame({"system": group[0].name, "intensity": intensity})
        for name, rates in (("pflops", total), ("pflops_per_mw", frugal)):
            frame[name], frame[f"{name}_low"], frame[f"{name}_high"] = rates[0], rates.min(axis=0), rates.max(axis=0)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def winners(left: System, right: System, intensity: np.ndarray) -> dict[str, list[str]]:
    """Who is ahead over the intensities, in order of appearance: per system, and per kilowatt."""
    a, b = roofline(left, intensity), roofline(right, intensity)
    ahead = {"system": a > b, "kW": a / left.power_kw > b / right.power_kw}
    names = {basis: np.where(wins, left.name, right.name) for basis, wins in ahead.items()}
    return {basis: list(dict.fromkeys(order)) for basis, order in names.items()}


def _one(system: System) -> float:
    return 1.0


def _chips(system: System) -> float:
    return system.chips


def _rate(system: System) -> float:
    return system.pflops


def _memory(system: System) -> float:
    return system.memory_tb


def _bandwidth(system: System) -> float:
    return system.bandwidth_tb_s


def _power(system: System) -> float:
    return system.power_kw


QUANTITIES = (("chips", "chips", _chips), ("peak rate", "PFLOP/s", _rate), ("memory", "TB", _memory),
              ("memory bandwidth", "TB/s", _bandwidth), ("power", "kW", _power))


def _per(unit: str, basis: str) -> str:
    return unit if basis == "system" else f"{unit} per {basis}"
