"""How a share of two counts grows, and when it would pass half."""

import math
from datetime import date, timedelta

import pandas as pd

DAYS_A_YEAR = 365.25


def share(part: float, whole: float) -> float:
    """``part`` over ``whole``, both counts of the same thing [1]."""
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"no share: {part} of {whole}")
    return part / whole


def growth_factor(now: float, before: float) -> float:
    """How many times as many now as before [1]."""
    if before <= 0:
        raise ValueError(f"no growth from {before}")
    return now / before


def yearly(factor: float, years: float) -> float:
    """The factor a year that compounds to ``factor`` over ``years``: factor ** (1 / years)."""
    return factor ** (1 / years)


def years_between(first: str, last: str) -> float:
    """Years from one ISO day to another [year of 365.25 days]."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days / DAYS_A_YEAR


def log_odds(part: float) -> float:
    """ln(s / (1 - s)) of a share s in (0, 1): zero at one half."""
    if not 0 < part < 1:
        raise ValueError(f"log-odds need a share between 0 and 1, not {part}")
    return math.log(part / (1 - part))


def from_log_odds(value: float) -> float:
    """The share whose log-odds are ``value``: 1 / (1 + exp(-value))."""
    return 1 / (1 + math.exp(-value))


def share_at(years: float, now: float, before: float, gap: float) -> float:
    """Share ``years`` after now on the log-odds line through two shares ``gap`` years apart.

    If both groups grow exponentially, each at its own pace, the odds grow exponentially and
    their logarithm is a straight line in time; two points fix it and leave nothing to test it.
    """
    slope = (log_odds(now) - log_odds(before)) / gap
    return from_log_odds(log_odds(now) + slope * years)


def years_to_half(now: float, before: float, gap: float) -> float:
    """Years from now until that line reaches one half; 0 if it has, infinite if it does not rise.

    On the line the odds grow by a factor exp(slope) a year.
    """
    return years_to_half_at(now, math.exp((log_odds(now) - log_odds(before)) / gap), 1)


def years_to_half_at(now: float, ours: float, others: float) -> float:
    """Years until one half when one group multiplies by ``ours`` a year and the rest by ``others``.

    ln(1 / odds) / ln(ours / others); 0 if the share is half already, infinite if ours <= others.
    """
    if now >= 0.5:
        return 0.0
    return math.inf if ours <= others else -log_odds(now) / math.log(ours / others)


def miscounted(part: float, error: float) -> tuple[float, float]:
    """Lowest and highest share if each of the two counts may be wrong by a factor 1 ± ``error``.

    The extremes have the two errors opposed, so the odds move by (1 + error) / (1 - error).
    """
    if not 0 <= error < 1:
        raise ValueError(f"an error between 0 and 1, not {error}")
    shift = math.log((1 + error) / (1 - error))
    return from_log_odds(log_odds(part) - shift), from_log_odds(log_odds(part) + shift)


def rounded(percent: float, step: float = 1) -> tuple[float, float]:
    """Lowest and highest share that print as ``percent``, rounded to ``step`` percent."""
    return (percent - step / 2) / 100, (percent + step / 2) / 100


def uncertain(low: float, high: float, error: float) -> tuple[float, float]:
    """A share known from low to high, both counts off by up to a factor 1 ± ``error`` besides."""
    return miscounted(low, error)[0], miscounted(high, error)[1]


def half_interval(now: tuple[float, float], before: tuple[float, float], gap: float) -> tuple[float, float]:
    """Earliest and latest years to one half when both shares are only known as intervals."""
    return (years_to_half(now[1], before[0], gap), years_to_half(now[0], before[1], gap))


def tolerated_error(now: float, before: float) -> float:
    """The counting error e at which the rise between two shares could be no rise at all.

    Both log-odds move by ln((1 + e) / (1 - e)), against each other; e = tanh(rise / 4).
    """
    return max(0.0, math.tanh((log_odds(now) - log_odds(before)) / 4))


def share_of_large(ours: float, others: float, ours_large: float, others_large: float) -> float:
    """Share among large models, if these parts of either count are large [1]."""
    return share(ours * ours_large, ours * ours_large + others * others_large)


def large_ratio_for_half(ours: float, others: float) -> float:
    """Others' part of large models over ours at which large models split evenly: ours / others."""
    return growth_factor(ours, others)


def date_after(start: str, years: float) -> str:
    """The ISO day ``years`` after ``start``; '' where that is never or beyond the year 2100."""
    if math.isinf(years) or years > 75:
        return ""
    return (date.fromisoformat(start) + timedelta(days=round(years * DAYS_A_YEAR))).isoformat()


def decimal_year(iso: str) -> float:
    """An ISO date as a year with decimals; a month stands for its middle, a year for its own."""
    year, *rest = (int(part) for part in iso.split("-"))
    if not rest:
        return year + 0.5
    day = date(year, rest[0], rest[1] if len(rest) > 1 else 15)
    return year + (day.timetuple().tm_yday - 1) / DAYS_A_YEAR


def month_of(year: float) -> str:
    """A year with decimals as an ISO month."""
    whole = int(year)
    return (date(whole, 1, 1) + timedelta(days=int((year - whole) * DAYS_A_YEAR))).isoformat()[:7]


def projection(start: str, now, before, gap: float, horizon: float, steps: int = 40) -> pd.DataFrame:
    """The line and its band: columns year, share, low, high, from ``-gap`` to ``horizon`` years.

    ``now`` and ``before`` are (low, value, high) shares; the band is the outermost lines through both.
    """
    zero, rows = decimal_year(start), []
    for step in range(steps + 1):
        t = -gap + (horizon + gap) * step / steps
        ends = [share_at(t, n, b, gap) for n in (now[0], now[2]) for b in (before[0], before[2])]
        rows.append((zero + t, share_at(t, now[1], before[1], gap), min(ends), max(ends)))
    return pd.DataFrame(rows, columns=["year", "share", "low", "high"])


def fading(ours: float, others: float, years: float, parts: dict[str, float]) -> dict[str, tuple[float, float]]:
    """Yearly factors (ours, others) if a part of the lead in growth remains: others × (ours / others) ** part.

    ``ours`` and ``others`` are factors over ``years``; part 1 goes on as before, part 0 leaves no lead.
    """
    a, b = yearly(ours, years), yearly(others, years)
    return {name: (b * (a / b) ** part, b) for name, part in parts.items()}


def scenarios(now: float, start: str, growths: dict[str, tuple[float, float]]) -> pd.DataFrame:
    """When half is passed under named growths a year: columns scenario, ours, others, years, date.

    years is missing and date '' where it never is.
    """
    rows = [(name, ours, others, years_to_half_at(now, ours, others)) for name, (ours, others) in growths.items()]
    frame = pd.DataFrame(rows, columns=["scenario", "ours", "others", "years"])
    frame["date"] = [date_after(start, years) for years in frame["years"]]
    return frame.assign(years=frame["years"].where(frame["years"] < math.inf))
