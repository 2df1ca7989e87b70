"""Chips against the thresholds of the United States chip rules of 2022, 2023 and 2026."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from analysis.compute.inputs import Inputs
from analysis.quoted import reference
from evidence.tables.selection import found_once

BITS = 16
Route = tuple[tuple[str, float], ...]
Routes = dict[str, tuple[Route, ...]]

# measure that a rule tests → the chip's figure of it, in the unit of the thresholds
FIGURES = {"processing_performance": "tpp", "performance_density": "density", "link_bandwidth": "link_gb_s",
           "memory_bandwidth_per_chip": "bandwidth_gb_s"}
# prefix of a chip's reference points → its name on the page; Huawei's for scale
LABELS = {"a100": "A100", "a800": "A800", "h100": "H100", "h800": "H800", "h20": "H20", "h200": "H200", "b200": "B200",
          "ascend-910b": "910B", "ascend-910c": "910C"}
# columns of the table, each a distance from one threshold: rule → (column, quantity, threshold)
DISTANCES = {
    "2022": (("to_tpp_2022", "tpp", "rule-2022-tpp"), ("to_link_2022", "link_gb_s", "rule-2022-link")),
    "2023": (("to_tpp_2023", "tpp", "rule-2023-tpp-lower"),),
    "2026": (("to_tpp_2026", "tpp", "rule-2026-tpp"), ("to_bandwidth_2026", "bandwidth_gb_s", "rule-2026-bandwidth")),
}
LimitSide = StrEnum("LimitSide", "UNDER OVER")  # of a limit


class _Outcome(StrEnum):
    """What a rule does with a chip. The rule of 2026 sorts what the rule of 2023 catches."""

    CAUGHT = "caught"
    ESCAPES = "escapes"
    UNKNOWN = "unknown"  # a figure that could decide is missing
    NOT_EASED = "not eased"
    CASE_BY_CASE = "case by case"
    NOT_CONCERNED = "not concerned"  # escapes the rule of 2023


@dataclass(frozen=True)
class Screening:
    """``chips``, a row for each: chip, tflops, link_gb_s, bandwidth_gb_s, die_mm2, tpp, tpp_low, tpp_high, density,
    reference_ids, label, ascend. ``table``: label, tpp, then for each rule its outcome and the distances from its
    thresholds, in percent, a threshold a column; reference_ids. ``link_margin`` of the A800 to the first rule and
    ``performance_margin`` of the H20 to the lower class of the second: how far above or below, as parts of the
    threshold. ``eased`` and ``closed``: NVIDIA's chips by what the rule of 2026 does.
    """

    chips: pd.DataFrame
    routes: Routes
    table: pd.DataFrame
    link_margin: float
    link_side: LimitSide
    performance_margin: float
    performance_side: LimitSide
    eased: tuple[str, ...]
    closed: tuple[str, ...]
    tpp_a100: float
    tpp_h20: float


@found_once
def screen_chips(inputs: Inputs) -> Screening:
    """Every chip against every rule; no parameter changes it."""
    routes, chips = _thresholds(inputs.points, inputs.rule_tests), _chip_figures(inputs.points, list(LABELS))
    chips = chips.assign(label=chips["chip"].map(LABELS), ascend=chips["chip"].str.startswith("ascend"))
    screened = _screen(chips, routes)
    found = {(row["chip"], row["rule"]): row for row in screened.to_dict("records")}
    table = _side_by_side(chips, screened, inputs.points)
    distance = table.set_index(chips["chip"])
    link, performance = (distance.at[chip, column] / 100 for chip, column in
                         (("a800", "to_link_2022"), ("h20", "to_tpp_2023")))
    nvidia = chips[~chips["ascend"]]
    eased, closed = (tuple(label for chip, label in zip(nvidia["chip"], nvidia["label"])
                           if found[chip, "2026"]["outcome"] == outcome)
                     for outcome in (_Outcome.CASE_BY_CASE, _Outcome.NOT_EASED))
    tpp = dict(zip(chips["chip"], chips["tpp"]))
    return Screening(chips, routes, table, link, _side(link), performance, _side(performance),
                     eased, closed, tpp["a100"], tpp["h20"])


def _side(margin: float) -> LimitSide:
    return LimitSide.UNDER if margin < 0 else LimitSide.OVER


def _tpp(tflops: float, bits: int = BITS) -> float:
    """Total processing performance [TPP]: 2 × MacTOPS × bit length = dense rate [TFLOP/s] × bit length.

    15 CFR 774 Supp. 1, notes to ECCN 3A090. A100: 312 × 16 = 4,992; H20: 148 × 16 = 2,368.
    """
    if not tflops > 0 or bits <= 0:
        raise ValueError(f"rate and bit length have to be positive, got {tflops} and {bits}")
    return tflops * bits


def _performance_density(chip_tpp: float, die_mm2: float) -> float:
    """Performance density [TPP/mm²]: total processing performance ÷ area of the compute dies."""
    if not die_mm2 > 0:
        raise ValueError(f"a die area is positive, got {die_mm2}")
    return chip_tpp / die_mm2


def _thresholds(points: pd.DataFrame, tests: pd.DataFrame) -> Routes:
    """The routes of each rule, as the ledger has them, with their thresholds read from the reference points.

    A rule catches a chip that passes every test of at least one route. ``tests``: as in the table ``rule_tests``.
    """
    read = tests.assign(test=[(FIGURES[row.quantity], reference(points, row.reference_id))
                              for row in tests.itertuples()])
    return {str(rule): tuple(tuple(route["test"]) for _, route in routes.groupby("route"))
            for rule, routes in read.groupby("name")}


def _margin(chip: Mapping[str, float | None], routes: Sequence[Route]) -> float:
    """How far a chip lies above (≥ 0: caught) or below (< 0: escapes) a rule, as a share of the threshold.

    Best route of the weakest test: max over routes of min over tests of value ÷ threshold − 1. Missing where a
    figure that could decide is missing (pandas NA, None or NaN).
    """
    known, undecided = [], False
    for route in routes:
        figures = [(chip.get(quantity), threshold) for quantity, threshold in route]
        shares = [figure / threshold - 1 for figure, threshold in figures if figure is not None and not pd.isna(figure)]
        if len(shares) == len(route):
            known.append(min(shares))
        elif not shares or min(shares) >= 0:
            undecided = True
    best = max(known, default=float("nan"))
    return float("nan") if undecided and not best >= 0 else best


def _chip_figures(points: pd.DataFrame, chips: Sequence[str]) -> pd.DataFrame:
    """One row for each chip, as in ``Screening`` up to reference_ids.

    ``chips`` are prefixes of reference ids (``a100`` → ``a100-peak`` and so on); unverified figures are left out.
    ``tpp_low`` and ``tpp_high`` are those of ``…-peak-low`` and ``…-peak-high``, or tpp where there are none.
    """
    usable = points[(points["status"] != "unverified") & points["value"].notna()]
    values = dict(zip(usable["reference_id"], usable["value"].astype(float)))
    return pd.DataFrame([_figures(chip, values) for chip in chips])


def _figures(chip: str, usable: Mapping[str, float]) -> dict:
    ids = [f"{chip}-{name}" for name in ("peak", "link", "bandwidth", "die", "peak-low", "peak-high")]
    peak, link, bandwidth, die, low, high = (usable.get(point, float("nan")) for point in ids)
    return {
        "chip": chip, "tflops": peak, "link_gb_s": link, "bandwidth_gb_s": bandwidth * 1000, "die_mm2": die,
        "tpp": _tpp(peak), "tpp_low": _tpp(peak if pd.isna(low) else low),
        "tpp_high": _tpp(peak if pd.isna(high) else high),
        "density": _performance_density(_tpp(peak), die) if die > 0 else float("nan"),
        "reference_ids": " ".join(point for point in ids if point in usable),
    }


def _screen(chips: pd.DataFrame, routes: Mapping[str, Sequence[Route]]) -> pd.DataFrame:
    """Long frame: chip, rule, margin (share of the threshold), outcome."""
    rows = []
    for chip in chips.to_dict("records"):
        margins = {rule: _margin(chip, of_rule) for rule, of_rule in routes.items()}
        rows += [{"chip": chip["chip"], "rule": rule, "margin": margin, "outcome": _outcome(rule, margins)}
                 for rule, margin in margins.items()]
    return pd.DataFrame(rows)


def _outcome(rule: str, margins: Mapping[str, float]) -> _Outcome:
    above, below = ((_Outcome.NOT_EASED, _Outcome.CASE_BY_CASE) if rule == "2026" else
                    (_Outcome.CAUGHT, _Outcome.ESCAPES))
    if rule == "2026" and margins["2023"] < 0:
        return _Outcome.NOT_CONCERNED
    if pd.isna(margins[rule]):
        return _Outcome.UNKNOWN
    return above if margins[rule] >= 0 else below


def _side_by_side(chips: pd.DataFrame, screened: pd.DataFrame, points: pd.DataFrame) -> pd.DataFrame:
    """One row for each chip: its label as chip, tpp, then outcomes and distances as of ``Screening.table``."""
    table = chips[["label", "tpp"]].rename(columns={"label": "chip"})
    for rule, rows in screened.groupby("rule", sort=False):
        table[f"rule_{rule}"] = rows["outcome"].astype(str).to_numpy()
        for column, quantity, threshold in DISTANCES[rule]:
            table[column] = (chips[quantity].astype(float) / reference(points, threshold) - 1) * 100
    return table.assign(reference_ids=chips["reference_ids"])
