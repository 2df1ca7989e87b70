"""Chips against the thresholds of the United States chip rules of 2022, 2023 and 2026."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.quoted import reference

BITS = 16
Route = tuple[tuple[str, float], ...]

# Each rule catches a chip that passes every test of at least one route; a test is (quantity, threshold from where on
# it is met). Sources: 87 FR 62186 (2022), 88 FR 73458 (2023, ECCN 3A090.a and .b), the rule of January 2026.
ROUTES = {
    "2022": ((("tpp", "rule-2022-tpp"), ("link_gb_s", "rule-2022-link")),),
    "2023": (
        (("tpp", "rule-2023-tpp"),),
        (("tpp", "rule-2023-tpp-dense"), ("density", "rule-2023-density")),
        (("tpp", "rule-2023-tpp-lower"), ("density", "rule-2023-density-lower")),
        (("tpp", "rule-2023-tpp-dense"), ("density", "rule-2023-density-middle")),
    ),
    "2026": ((("tpp", "rule-2026-tpp"),), (("bandwidth_gb_s", "rule-2026-bandwidth"),)),
}


def tpp(tflops: float, bits: int = BITS) -> float:
    """Total processing performance [TPP]: 2 × MacTOPS × bit length = dense rate [TFLOP/s] × bit length.

    15 CFR 774 Supp. 1, notes to ECCN 3A090. A100: 312 × 16 = 4,992; H20: 148 × 16 = 2,368.
    """
    if not tflops > 0 or bits <= 0:
        raise ValueError(f"rate and bit length have to be positive, got {tflops} and {bits}")
    return tflops * bits


def performance_density(chip_tpp: float, die_mm2: float) -> float:
    """Performance density [TPP/mm²]: total processing performance ÷ area of the compute dies."""
    if not die_mm2 > 0:
        raise ValueError(f"a die area is positive, got {die_mm2}")
    return chip_tpp / die_mm2


def thresholds(points: pd.DataFrame) -> dict[str, tuple[Route, ...]]:
    """The routes of each rule with their thresholds read from the reference points."""
    return {
        rule: tuple(tuple((quantity, reference(points, point)) for quantity, point in route) for route in routes)
        for rule, routes in ROUTES.items()
    }


def margin(chip: Mapping[str, float], routes: Sequence[Route]) -> float:
    """How far a chip lies above (≥ 0: caught) or below (< 0: escapes) a rule, as a share of the threshold.

    Best route of the weakest test: max over routes of min over tests of value ÷ threshold − 1. Missing where a
    figure that could decide is missing (pandas NA, None or NaN).
    """
    known, undecided = [], False
    for route in routes:
        shares = [chip.get(quantity) / threshold - 1 for quantity, threshold in route
                  if not pd.isna(chip.get(quantity))]
        if len(shares) == len(route):
            known.append(min(shares))
        elif not shares or min(shares) >= 0:
            undecided = True
    best = max(known, default=float("nan"))
    return float("nan") if undecided and not best >= 0 else best


def chip_figures(points: pd.DataFrame, chips: Sequence[str]) -> pd.DataFrame:
    """One row for each chip: chip, tflops, link_gb_s, bandwidth_gb_s, die_mm2, tpp, tpp_low, tpp_high, density,
    reference_ids.

    ``chips`` are prefixes of reference ids (``a100`` → ``a100-peak`` and so on); unverified figures are left out.
    ``tpp_low`` and ``tpp_high`` are those of ``…-peak-low`` and ``…-peak-high``, or tpp where there are none.
    """
    usable = points[(points["status"] != "unverified") & points["value"].notna()].set_index("reference_id")["value"]
    rows = [_figures(chip, usable) for chip in chips]
    return pd.DataFrame(rows)


def _figures(chip: str, usable: pd.Series) -> dict:
    ids = {name: f"{chip}-{name}" for name in ("peak", "link", "bandwidth", "die", "peak-low", "peak-high")}
    peak, link, bandwidth, die, low, high = (float(usable.get(point, float("nan"))) for point in ids.values())
    return {
        "chip": chip, "tflops": peak, "link_gb_s": link, "bandwidth_gb_s": bandwidth * 1000, "die_mm2": die,
        "tpp": tpp(peak), "tpp_low": tpp(peak if pd.isna(low) else low),
        "tpp_high": tpp(peak if pd.isna(high) else high),
        "density": performance_density(tpp(peak), die) if die > 0 else float("nan"),
        "reference_ids": " ".join(point for point in ids.values() if point in usable.index),
    }


def screen(chips: pd.DataFrame, routes: Mapping[str, Sequence[Route]]) -> pd.DataFrame:
    """Long frame: chip, rule, margin (share of the threshold), outcome.

    Outcomes: ``caught``, ``escapes``, ``unknown``. The rule of 2026 sorts what the rule of 2023 catches into
    ``not eased`` and ``case by case``; a chip that escapes 2023 is ``not concerned``.
    """
    rows = []
    for chip in chips.to_dict("records"):
        margins = {rule: margin(chip, of_rule) for rule, of_rule in routes.items()}
        for rule, value in margins.items():
            words = ("not eased", "case by case") if rule == "2026" else ("caught", "escapes")
            outcome = "unknown" if pd.isna(value) else words[0] if value >= 0 else words[1]
            if rule == "2026" and margins["2023"] < 0:
                outcome = "not concerned"
            rows.append({"chip": chip["chip"], "rule": rule, "margin": value, "outcome": outcome})
    return pd.DataFrame(rows)


def side_by_side(chips: pd.DataFrame, screened: pd.DataFrame) -> pd.DataFrame:
    """One row for each chip: chip, tpp, density, then for each rule outcome and margin as words, and reference_ids."""
    table = chips[["chip", "tpp", "density"]].copy()
    words = screened["outcome"] + screened["margin"].map(lambda share: "" if pd.isna(share) else f" ({share:+.1%})")
    for rule, rows in screened.assign(words=words).groupby("rule", sort=False):
        table[f"rule_{rule}"] = table["chip"].map(rows.set_index("chip")["words"])
    return table.assign(reference_ids=chips["reference_ids"])
