"""Stock and flow: can little of the computing power be local while much of the shipments is?"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd


def history(known: Mapping[str, Sequence] | pd.DataFrame, first_year: int, growth: float) -> pd.DataFrame:
    """Fill in the years before the first known one, shrinking by ``growth`` a year at the first known share.

    ``known``: year, total, domestic (cards shipped), a row for each year without gaps. Returns the same columns and
    ``assumed`` (True where filled in), ordered by year. Raises ValueError for gaps or growth ≤ 0.
    """
    return pd.DataFrame(_filled(known, first_year, growth))


def _filled(known: Mapping[str, Sequence] | pd.DataFrame, first_year: int, growth: float) -> dict[str, np.ndarray]:
    order = np.argsort(known["year"])
    year, total, domestic = (np.asarray(known[name])[order] for name in ("year", "total", "domestic"))
    if growth <= 0 or list(year) != list(range(year[0], year[-1] + 1)):
        raise ValueError("shipments need every year once, and growth above zero")
    years = np.arange(first_year, year[0])
    shrunk = growth ** (year[0] - years)
    return {
        "year": np.concatenate([years, year]), "total": np.concatenate([total[0] / shrunk, total]),
        "domestic": np.concatenate([domestic[0] / shrunk, domestic]),
        "assumed": np.arange(len(years) + len(year)) < len(years)}


def shipments(first_half: tuple[float, float], before: float, latest: tuple[float, float], growth: float,
              first_year: int = 2014) -> dict[str, np.ndarray]:
    """Cards shipped in China by year, from what was read and the growth assumed where it was not.

    ``first_half``: (total, domestic) of the first half of 2023, doubled for the year; ``before``: domestic cards of
    2024, whose total is that of 2025 ÷ growth; ``latest``: (total, domestic) of 2025. Returns the columns of ``history`` as
    plain arrays: sweeps ask hundreds of times.
    """
    known = {"year": [2023, 2024, 2025], "total": [2 * first_half[0], latest[0] / growth, latest[0]],
             "domestic": [2 * first_half[1], before, latest[1]]}
    return _filled(known, first_year, growth)


def in_use(years: Sequence[int], date: float, lifetime: float) -> np.ndarray:
    """Part of each year's cards in use at ``date`` (2025.5 = mid-2025), for cards that last ``lifetime`` years.

    Shipments are spread evenly over their year: the overlap of [year, year + 1] with [date − lifetime, date].
    """
    if lifetime <= 0:
        raise ValueError(f"a lifetime is positive, got {lifetime}")
    start = np.asarray(years, dtype=float)
    return np.clip(np.minimum(start + 1, date) - np.maximum(start, date - lifetime), 0, 1)


def stock(shipped: Mapping[str, np.ndarray] | pd.DataFrame, date: float, lifetime: float) -> tuple[float, float]:
    """Cards in use at ``date``: (of domestic brands, of foreign brands)."""
    part = in_use(shipped["year"], date, lifetime)
    domestic = float((shipped["domestic"] * part).sum())
    return domestic, float((shipped["total"] * part).sum()) - domestic


def local_share(domestic: float, foreign: float, performance_ratio: float, made_at_home: float = 1) -> float:
    """Part of the computing power in use that is local.

    m r D ÷ (r D + F): D and F cards of domestic and foreign brands, r performance of a domestic card as a share of
    a foreign one, m part of the domestic cards whose chips were made in the country (1: brand counts as local).
    """
    if performance_ratio <= 0 or not 0 <= made_at_home <= 1 or domestic + foreign <= 0:
        raise ValueError("performance ratio above zero, part made at home within 0 and 1, some cards in use")
    power = performance_ratio * domestic
    return made_at_home * power / (power + foreign)


def highest_ratio(domestic: float, foreign: float, claimed: float, made_at_home: float = 1) -> float:
    """Performance ratio below which the local share stays under ``claimed``: c F ÷ ((m − c) D); infinite if m ≤ c."""
    if not 0 < claimed < 1:
        raise ValueError(f"a claimed share lies between 0 and 1, got {claimed}")
    return float("inf") if made_at_home <= claimed else claimed * foreign / ((made_at_home - claimed) * domestic)


def highest_home_part(domestic: float, foreign: float, claimed: float, performance_ratio: float) -> float:
    """Part made at home below which the local share stays under ``claimed``; at most 1."""
    return min(1.0, claimed / local_share(domestic, foreign, performance_ratio))


def share_map(domestic: float, foreign: float, ratios: np.ndarray, home_parts: np.ndarray) -> np.ndarray:
    """Local share for every pair: shape (len(home_parts), len(ratios))."""
    power = np.asarray(ratios, dtype=float) * domestic
    return np.outer(home_parts, power / (power + foreign))


def long_map(domestic: float, foreign: float, ratios: np.ndarray, home_parts: np.ndarray) -> pd.DataFrame:
    """The same as a long frame: performance_ratio, made_at_home, local_share."""
    across, upwards = np.meshgrid(ratios, home_parts)
    share = share_map(domestic, foreign, ratios, home_parts)
    return pd.DataFrame({"performance_ratio": across.ravel(), "made_at_home": upwards.ravel(),
                         "local_share": share.ravel()})


def break_even(shipped: Mapping[str, np.ndarray] | pd.DataFrame, date: float, lifetimes: Sequence[float],
               claimed: float) -> pd.DataFrame:
    """For each lifetime: cards in use, domestic share of cards, and the performance ratio that would just do.

    Returns lifetime, domestic, foreign, unit_share (of cards), highest_ratio (brand counted as local).
    """
    rows = []
    for lifetime in lifetimes:
        domestic, foreign = stock(shipped, date, lifetime)
        rows.append({"lifetime": lifetime, "domestic": domestic, "foreign": foreign,
                     "unit_share": domestic / (domestic + foreign),
                     "highest_ratio": highest_ratio(domestic, foreign, claimed)})
    return pd.DataFrame(rows)


def sensitivity(first_half: tuple[float, float], before: float, latest: tuple[float, float], growths: Sequence[float],
                lifetimes: Sequence[float], date: float, claimed: float) -> pd.DataFrame:
    """Break-even for every growth and lifetime: growth, lifetime, unit_share, highest_ratio."""
    frames = [break_even(shipments(first_half, before, latest, growth), date, lifetimes, claimed).assign(growth=growth)
              for growth in growths]
    return pd.concat(frames, ignore_index=True)[["growth", "lifetime", "unit_share", "highest_ratio"]]
