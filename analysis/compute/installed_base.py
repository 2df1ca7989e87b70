"""Installed base and shipments: can little of the computing power be local while much of what is shipped is?"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from analysis.compute.inputs import Inputs, Parameters
from analysis.compute.known import Ends

FIRST_YEAR = 2014
GROWTHS, LIFETIMES = (1.2, 1.5), (3, 5, 8)  # of the table: times a year, besides the highest that fits; years
RATIOS, HOME_PARTS = np.geomspace(0.1, 3, 60), np.linspace(0, 1, 51)  # of the map
Cards = Mapping[str, np.ndarray]  # year, total, domestic: cards shipped, a number for each year
# What the age of cards explains; it may depend on growth and lifetime, and there may be nothing to explain
Age = StrEnum("Age", "IN_PART ALONE DEPENDS NO_GAP")
Standing = StrEnum("Standing", "BELOW WITHIN ABOVE")  # of a ratio, against those below which the vendor's figure holds


@dataclass(frozen=True)
class InstalledBase:
    """Cards in use, and what part of their computing power is local.

    ``performance_ratio``, ``made_at_home`` as set; ``domestic``, ``foreign`` [cards in use]; ``foreign_work``: the
    foreign ones with what lies outside the count, as so many foreign cards; ``unit_share`` domestic part of the cards;
    ``local_share`` of the computing power; ``claimed`` the vendor's figure, below which it is said to
    lie; ``both_hold`` whether it does; ``flow`` domestic part of the cards shipped; ``highest_ratio`` of
    performance below which it would, brand counted as local; ``highest_home_part`` made at home below which it would,
    performance as set. Shares are parts of one.
    """

    performance_ratio: float
    made_at_home: float
    domestic: float
    foreign: float
    foreign_work: float
    unit_share: float
    local_share: float
    claimed: float
    flow: float
    both_hold: bool
    highest_ratio: float
    highest_home_part: float


@dataclass(frozen=True)
class BreakEven:
    """``rows``: growth, lifetime, unit_share (domestic part of the cards in use), highest_ratio (brand counted as
    local). ``unit_share``, ``ratio``: their spans. ``highest_growth``: the one that leaves NVIDIA the share of
    2024 that was read; ``share_2024``: domestic part of the cards of that year at the lowest and at this growth.
    ``marks``: name → peak of an Ascend 910B ÷ that of an NVIDIA chip, as (low, high) and the middle; ``standings`` of
    the middle ones.
    """

    rows: tuple[Mapping[str, float], ...]
    unit_share: Ends
    ratio: Ends
    highest_growth: float
    share_2024: Ends
    age: Age
    marks: Mapping[str, tuple[Ends, float]]
    standings: Mapping[str, Standing]


def count_installed_base(inputs: Inputs, parameters: Parameters) -> InstalledBase:
    """The installed base at the parameters' date, and the local share of its computing power."""
    shipped = _shipments(inputs, parameters, parameters.shipment_growth)
    domestic, foreign = _installed_base(shipped, parameters.stock_date, parameters.lifetime_years)
    claimed, home, work = inputs.claimed_local_share, parameters.made_at_home, foreign + _uncounted(parameters)
    share = _local_share(domestic, work, parameters.performance_ratio, home)
    return InstalledBase(
        parameters.performance_ratio, home, domestic, foreign, work, domestic / (domestic + foreign), share, claimed,
        parameters.domestic_millions / parameters.cards_millions, share < claimed,
        _highest_ratio(domestic, work, claimed),
        _highest_home_part(domestic, work, claimed, parameters.performance_ratio))


def break_even(inputs: Inputs, parameters: Parameters) -> BreakEven:
    """The ratio of performance that would just do, for every growth and lifetime, beside ratios of peak rates.

    No growth is taken that would leave NVIDIA less of the cards of 2024 than was read.
    """
    rows, highest = [], _highest_growth(inputs, parameters)
    growths = (*(growth for growth in GROWTHS if growth < highest), highest)
    for growth in growths:
        shipped = _shipments(inputs, parameters, growth)
        rows += [_break_even(shipped, growth, lifetime, parameters, inputs.claimed_local_share)
                 for lifetime in LIFETIMES]
    unit_share, ratio = (Ends(min(ends), max(ends)) for ends in
                         ([row[name] for row in rows] for name in ("unit_share", "highest_ratio")))
    low, high = inputs.ascend_910b_range
    marks = {name: (Ends(low / peak, high / peak), inputs.ascend_910b_tflops / peak)
             for name, peak in inputs.rival_tflops.items()}
    share_2024 = Ends(*(inputs.domestic_cards_2024 * growth / (parameters.cards_millions * 1e6)
                        for growth in (growths[0], highest)))
    return BreakEven(tuple(rows), unit_share, ratio, highest, share_2024,
                     _age(unit_share, inputs.claimed_local_share,
                          parameters.domestic_millions / parameters.cards_millions), marks,
                     {name: _standing(middle, ratio) for name, (_, middle) in marks.items()})


def share_map(base: InstalledBase, ratios: np.ndarray = RATIOS, home_parts: np.ndarray = HOME_PARTS) -> np.ndarray:
    """Local share for every pair: shape (len(home_parts), len(ratios))."""
    power = ratios * base.domestic
    return np.outer(home_parts, power / (power + base.foreign_work))


def long_map(base: InstalledBase) -> pd.DataFrame:
    """The same, thinned, as a long frame: performance_ratio, made_at_home, local_share."""
    ratios, home_parts = RATIOS[::6], HOME_PARTS[::10]
    across, upwards = np.meshgrid(ratios, home_parts)
    return pd.DataFrame({"performance_ratio": across.ravel(), "made_at_home": upwards.ravel(),
                         "local_share": share_map(base, ratios, home_parts).ravel()})


def _uncounted(parameters: Parameters) -> float:
    """What lies outside the count, as so many foreign cards."""
    return parameters.uncounted_millions * 1e6 / parameters.foreign_h100


def _highest_growth(inputs: Inputs, parameters: Parameters) -> float:
    """The total of 2024 is that of 2025 ÷ growth; domestic cards cannot be more of it than NVIDIA's share leaves."""
    return parameters.cards_millions * 1e6 * (1 - inputs.market.nvidia_share_2024) / inputs.domestic_cards_2024


def _break_even(shipped: Cards, growth: float, lifetime: float, parameters: Parameters,
                claimed: float) -> dict[str, float]:
    domestic, foreign = _installed_base(shipped, parameters.stock_date, lifetime)
    return {"growth": growth, "lifetime": lifetime, "unit_share": domestic / (domestic + foreign),
            "highest_ratio": _highest_ratio(domestic, foreign + _uncounted(parameters), claimed)}


def _age(unit_share: Ends, claimed: float, flow: float) -> Age:
    if flow < claimed:
        return Age.NO_GAP
    if unit_share.low >= claimed:
        return Age.IN_PART
    return Age.ALONE if unit_share.high < claimed else Age.DEPENDS


def _standing(ratio: float, limits: Ends) -> Standing:
    if ratio < limits.low:
        return Standing.BELOW
    return Standing.WITHIN if ratio <= limits.high else Standing.ABOVE


def _shipments(inputs: Inputs, parameters: Parameters, growth: float) -> Cards:
    """Cards shipped in the country by year: what was read, and the ``growth`` assumed where it was not.

    The first half of 2023 is doubled for the year; the total of 2024 is that of 2025 ÷ growth.
    """
    total, domestic = inputs.half_year_cards
    latest = parameters.cards_millions * 1e6
    return _backcast({"year": np.array([2023, 2024, 2025]), "total": np.array([2 * total, latest / growth, latest]),
                      "domestic": np.array([2 * domestic, inputs.domestic_cards_2024,
                                            parameters.domestic_millions * 1e6])}, FIRST_YEAR, growth)


def _backcast(known: Cards, first_year: int, growth: float) -> Cards:
    """Fill in the years before the first known one, shrinking by ``growth`` a year at the first known share.

    ``known``: a number for each year without gaps, ordered. Raises ValueError for gaps or growth ≤ 0.
    """
    year, total, domestic = (known[name] for name in ("year", "total", "domestic"))
    if growth <= 0 or np.any(np.diff(year) != 1):
        raise ValueError("shipments need every year once, and growth above zero")
    years = np.arange(first_year, year[0])
    shrunk = growth ** (year[0] - years)
    return {"year": np.concatenate([years, year]), "total": np.concatenate([total[0] / shrunk, total]),
            "domestic": np.concatenate([domestic[0] / shrunk, domestic])}


def _surviving_share(years: np.ndarray, date: float, lifetime: float) -> np.ndarray:
    """Part of each year's cards in use at ``date`` (2025.5 = mid-2025), for cards that last ``lifetime`` years.

    Shipments are spread evenly over their year: the overlap of [year, year + 1] with [date − lifetime, date].
    """
    if lifetime <= 0:
        raise ValueError(f"a lifetime is positive, got {lifetime}")
    start = years.astype(float)
    return np.clip(np.minimum(start + 1, date) - np.maximum(start, date - lifetime), 0, 1)


def _installed_base(shipped: Cards, date: float, lifetime: float) -> tuple[float, float]:
    """Cards in use at ``date``: (of domestic brands, of foreign brands)."""
    surviving = _surviving_share(shipped["year"], date, lifetime)
    domestic = float((shipped["domestic"] * surviving).sum())
    return domestic, float((shipped["total"] * surviving).sum()) - domestic


def _local_share(domestic: float, foreign: float, performance_ratio: float, made_at_home: float = 1) -> float:
    """Part of the computing power in use that is local.

    m r D ÷ (r D + F): D and F cards of domestic and foreign brands, r performance of a domestic card as a share of
    a foreign one, m part of the domestic cards whose chips were made in the country (1: brand counts as local).
    """
    if performance_ratio <= 0 or not 0 <= made_at_home <= 1 or domestic + foreign <= 0:
        raise ValueError("performance ratio above zero, part made at home within 0 and 1, some cards in use")
    power = performance_ratio * domestic
    return made_at_home * power / (power + foreign)


def _highest_ratio(domestic: float, foreign: float, claimed: float, made_at_home: float = 1) -> float:
    """Performance ratio below which the local share stays under ``claimed``: c F ÷ ((m − c) D); infinite if m ≤ c."""
    if not 0 < claimed < 1:
        raise ValueError(f"a claimed share lies between 0 and 1, got {claimed}")
    return float("inf") if made_at_home <= claimed else claimed * foreign / ((made_at_home - claimed) * domestic)


def _highest_home_part(domestic: float, foreign: float, claimed: float, performance_ratio: float) -> float:
    """Part made at home below which the local share stays under ``claimed``; at most 1."""
    return min(1.0, claimed / _local_share(domestic, foreign, performance_ratio))
