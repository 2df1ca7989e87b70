"""A supernode against a rack: per system, chip, kilowatt and terabyte."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from itertools import product
from math import nan

import pandas as pd

from analysis.compute.inputs import Inputs, Parameters
from analysis.compute.known import Ends, Power

Counting = StrEnum("Counting", "DENSE SPARSE")  # sparse: half of the weights counted as zero and skipped
COUNTING = {Counting.DENSE: 1, Counting.SPARSE: 2}
Lead = StrEnum("Lead", "OUTRUNS LEVEL FALLS_SHORT")  # whose total rate is higher; level: it depends on the page
BASES: dict[str, str | None] = {"system": None, "chip": "chips", "kW": "power_kw", "TB": "memory_tb"}
QUANTITIES = (("chips", "chips", "chips"), ("peak rate", "PFLOP/s", "pflops"), ("memory", "TB", "memory_tb"),
              ("memory bandwidth", "TB/s", "bandwidth_tb_s"), ("power", "kW", "power_kw"))
NAMES = {quantity: name for quantity, _, name in QUANTITIES}
POWER = "power_kw"


@dataclass(frozen=True)
class System:
    """One computer: chips times figures of one chip.

    ``chip_tflops`` peak rate [TFLOP/s], ``chip_memory_gb`` [GB], ``chip_bandwidth_tb_s`` memory bandwidth [TB/s],
    ``power`` of the whole system. Raises ValueError unless all are positive.
    """

    name: str
    chips: int
    chip_tflops: float
    chip_memory_gb: float
    chip_bandwidth_tb_s: float
    power: Power

    def __post_init__(self):
        figures = (self.chips, self.chip_tflops, self.chip_memory_gb, self.chip_bandwidth_tb_s, self.power_kw)
        if not all(figure > 0 for figure in figures):
            raise ValueError(f"{self.name}: every figure of a system has to be positive, got {figures}")

    @property
    def power_kw(self) -> float:
        """Power of the system [kW], all-in or of the rack alone as its boundary says."""
        return self.power.kw

    @property
    def pflops(self) -> float:
        """Peak rate of the system [PFLOP/s]: chips × chip rate ÷ 1000."""
        return self.chips * self.chip_tflops / 1000

    @property
    def memory_tb(self) -> float:
        """Memory of the system [TB, decimal]: chips × memory of one chip ÷ 1000."""
        return self.chips * self.chip_memory_gb / 1000

    @property
    def bandwidth_tb_s(self) -> float:
        """Memory bandwidth of the system [TB/s]: chips × bandwidth of one chip."""
        return self.chips * self.chip_bandwidth_tb_s

    @property
    def ridge(self) -> float:
        """Arithmetic intensity from which on the peak rate binds [FLOP/byte] (Williams et al. 2009)."""
        return self.pflops * 1000 / self.bandwidth_tb_s


@dataclass(frozen=True)
class _Ratio:
    """A quantity by one denominator: left ÷ right, and the lowest and highest ratio that other pages' figures give.

    ``unlike``: the ratio to a rack whose power is counted in another way, to be shown with a note; missing without one.
    """

    basis: str
    quantity: str
    unit: str
    left: float
    right: float
    ratio: float
    low: float
    high: float
    unlike: float = nan


@dataclass(frozen=True)
class SystemComparison:
    """The supernode (left) against the rack (right), like for like: every power all-in.

    ``supernodes`` and ``racks``: each as set, followed by the mixes of other pages' figures. ``ratios`` by (basis,
    quantity). ``unlike_power``: span of the supernode's powers ÷ that of the rack alone, which counts something else.
    ``thrift_differs``: whether the rate per kilowatt points the other way than the total rate, both by every page.
    """

    supernodes: tuple[System, ...]
    racks: tuple[System, ...]
    ratios: Mapping[tuple[str, str], _Ratio]
    unlike_power: Ends
    lead: Lead
    thrift_differs: bool

    def ends(self, basis: str, quantity: str) -> Ends:
        """The span of a ratio over the pages."""
        ratio = self.ratios[basis, quantity]
        return Ends(ratio.low, ratio.high)

    def plotted(self) -> pd.DataFrame:
        """The ratios of figure and table: chips and power for whole systems only."""
        frame = pd.DataFrame([asdict(ratio) for ratio in self.ratios.values()])
        return frame[~frame["quantity"].isin(["chips", "power"]) | (frame["basis"] == "system")]


def machines(inputs: Inputs, parameters: Parameters) -> tuple[System, System]:
    """The supernode and the rack with the parameters' figures."""
    return (System("CloudMatrix 384", inputs.chips, parameters.chip_tflops, inputs.chip_memory_gb,
                   inputs.chip_bandwidth_tb_s, Power(parameters.power_kw)),
            System("GB200 NVL72", inputs.gpus, parameters.gpu_tflops * COUNTING[Counting(parameters.counting)],
                   inputs.gpu_memory_gb, inputs.gpu_bandwidth_tb_s, Power(parameters.rack_power_kw)))


def compare_systems(inputs: Inputs, parameters: Parameters) -> SystemComparison:
    """Supernode and rack, each varied by what other pages give."""
    supernode, rack = machines(inputs, parameters)
    alone = replace(rack, power=inputs.power_of_rack_alone)
    lefts = _variants(supernode, chip_tflops=[inputs.paper_tflops], power=[inputs.later_power])
    rights = _variants(rack, chip_memory_gb=[inputs.usable_gpu_memory_gb])
    ratios = {key: replace(ratio, unlike=_unlike(supernode, alone, *key))
              for key, ratio in _ratios(lefts, rights).items()}
    unlike = [system.power_kw / alone.power_kw for system in lefts]
    rate, thrift = ratios["system", "peak rate"], ratios["kW", "peak rate"]
    return SystemComparison(lefts, rights, ratios, Ends(min(unlike), max(unlike)), _lead(rate), _apart(rate, thrift))


def _apart(rate: _Ratio, thrift: _Ratio) -> bool:
    """Whether the whole spans of two ratios lie on different sides of one."""
    return rate.low > 1 > thrift.high or thrift.low > 1 > rate.high


def _lead(rate: _Ratio) -> Lead:
    if rate.low > 1:
        return Lead.OUTRUNS
    return Lead.FALLS_SHORT if rate.high <= 1 else Lead.LEVEL


def _variants(system: System, **alternatives: Sequence) -> tuple[System, ...]:
    """The system and every mix of alternatives for its figures: ``chip_tflops=[752]`` adds the same with 752."""
    choices = {name: (getattr(system, name), *values) for name, values in alternatives.items()}
    return tuple(replace(system, **dict(zip(choices, mix))) for mix in product(*choices.values()))


def _ratios(lefts: Sequence[System], rights: Sequence[System]) -> dict[tuple[str, str], _Ratio]:
    """Ratios of the first of each, by (basis, quantity), and their span over every pairing.

    ValueError for powers with different boundaries: their ratio says little without a note (``_unlike``).
    """
    if len(boundaries := {system.power.boundary for system in (*lefts, *rights)}) > 1:
        raise ValueError(f"powers of different boundaries make no ratio: {', '.join(sorted(boundaries))}")
    found = {}
    for basis, quantity, unit in _pairs():
        left, right = ([_figure(system, basis, quantity) for system in side] for side in (lefts, rights))
        found[basis, quantity] = _Ratio(
            basis, quantity, unit if basis == "system" else f"{unit} per {basis}", left[0], right[0],
            left[0] / right[0], min(left) / max(right), max(left) / min(right))
    return found


def _pairs() -> Iterable[tuple[str, str, str]]:
    """(basis, quantity, unit) of every ratio; nothing is divided by itself."""
    for (basis, divisor), (quantity, unit, name) in product(BASES.items(), QUANTITIES):
        if name != divisor:
            yield basis, quantity, unit


def _figure(system: System, basis: str, quantity: str) -> float:
    divisor = BASES[basis]
    return getattr(system, NAMES[quantity]) / (getattr(system, divisor) if divisor else 1)


def _unlike(left: System, right: System, basis: str, quantity: str) -> float:
    """The ratio across two boundaries of power; missing where power has no part in it, or the boundaries are alike."""
    if left.power.boundary == right.power.boundary or POWER not in (BASES[basis], NAMES[quantity]):
        return nan
    return _figure(left, basis, quantity) / _figure(right, basis, quantity)
