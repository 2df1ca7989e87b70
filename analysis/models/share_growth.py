"""How a share of two counts grows, and when it would pass half."""

import math
from dataclasses import dataclass
from enum import StrEnum

from analysis.models.dates import date_after
from analysis.models.inputs import Inputs, Parameters

Span = tuple[float, float, float]  # (low, value, high)


class AgainstHalf(StrEnum):
    """How a share compares with one half."""

    LESS = "less"
    EXACT = "exact"
    MORE = "more"


class Passing(StrEnum):
    """When half is passed: already, later, or not in this century."""

    ALREADY = "already"
    LATER = "later"
    NEVER = "never"


class Latest(StrEnum):
    """What bounds the time of passing upwards: a date, or nothing; NONE where there is no such time."""

    BOUNDED = "bounded"
    OPEN = "open"
    NONE = "none"


@dataclass(frozen=True)
class HalfCrossing:
    """China's share in both counts, and when it would pass half on the line through them."""

    before: Span  # share in the earlier count, with rounding and counting error [1]
    now: Span  # share in the later count, with counting error [1]
    against_half: AgainstHalf  # of the share in the later count
    years: Span  # from the later count to one half: earliest, on the line, latest; infinite where never [year]
    dates: tuple[str, str, str]  # the same as ISO days, '' where never
    passing: Passing
    latest: Latest
    assured: bool  # whether even the latest is within the horizon
    tolerated_error: float  # counting error at which the rise could be none [1]


def crossing_of_half(inputs: Inputs, parameters: Parameters) -> HalfCrossing:
    """When China's share of the models counted would pass half, and between which bounds."""
    gap, error = parameters.years_apart, parameters.count_error
    now, before = share(inputs.china, inputs.china + inputs.others), inputs.percent_before / 100
    low_now, high_now = _uncertain(now, now, error)
    low_before, high_before = _uncertain(*rounded(inputs.percent_before), error)
    early, late = _half_interval((low_now, high_now), (low_before, high_before), gap)
    years = (early, _years_to_half(now, before, gap), late)
    first, on_line, last = (date_after(inputs.counted_on, time) for time in years)
    passing = Passing.ALREADY if years[1] <= 0 else Passing.LATER if on_line else Passing.NEVER
    return HalfCrossing(
        before=(low_before, before, high_before), now=(low_now, now, high_now), against_half=_against_half(now),
        years=years, dates=(first, on_line, last), passing=passing,
        latest=Latest.NONE if passing is not Passing.LATER else Latest.BOUNDED if last else Latest.OPEN,
        assured=late <= parameters.horizon, tolerated_error=_tolerated_error(now, before))


def share(part: float, whole: float) -> float:
    """``part`` over ``whole``, both counts of the same thing [1]."""
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"no share: {part} of {whole}")
    return part / whole


def miscounted(part: float, error: float) -> tuple[float, float]:
    """Lowest and highest share if each of the two counts may be wrong by a factor 1 ± ``error``.

    The extremes have the two errors opposed, so the odds move by (1 + error) / (1 - error).
    """
    if not 0 <= error < 1:
        raise ValueError(f"an error between 0 and 1, not {error}")
    shift = math.log((1 + error) / (1 - error))
    return _from_log_odds(_log_odds(part) - shift), _from_log_odds(_log_odds(part) + shift)


def rounded(percent: float, step: float = 1) -> tuple[float, float]:
    """Lowest and highest share that print as ``percent``, rounded to ``step`` percent."""
    return (percent - step / 2) / 100, (percent + step / 2) / 100


def _uncertain(low: float, high: float, error: float) -> tuple[float, float]:
    """A share known from low to high, both counts off by up to a factor 1 ± ``error`` besides."""
    return miscounted(low, error)[0], miscounted(high, error)[1]


def _half_interval(now: tuple[float, float], before: tuple[float, float], gap: float) -> tuple[float, float]:
    """Earliest and latest years to one half when both shares are only known as intervals."""
    return (_years_to_half(now[1], before[0], gap), _years_to_half(now[0], before[1], gap))


def years_to_half_at(now: float, ours: float, others: float) -> float:
    """Years until one half when one group multiplies by ``ours`` a year and the rest by ``others``.

    ln(1 / odds) / ln(ours / others); 0 if the share is half already, infinite if ours <= others.
    """
    if now >= 0.5:
        return 0.0
    return math.inf if ours <= others else -_log_odds(now) / math.log(ours / others)


def _against_half(part: float) -> AgainstHalf:
    return AgainstHalf.LESS if part < 0.5 else AgainstHalf.EXACT if part == 0.5 else AgainstHalf.MORE


def _log_odds(part: float) -> float:
    """ln(s / (1 - s)) of a share s in (0, 1): zero at one half."""
    if not 0 < part < 1:
        raise ValueError(f"log-odds need a share between 0 and 1, not {part}")
    return math.log(part / (1 - part))


def _from_log_odds(value: float) -> float:
    """The share whose log-odds are ``value``: 1 / (1 + exp(-value))."""
    return 1 / (1 + math.exp(-value))


def _years_to_half(now: float, before: float, gap: float) -> float:
    """Years from now until that line reaches one half; 0 if it has, infinite if it does not rise.

    On the line the odds grow by a factor exp(slope) a year.
    """
    return years_to_half_at(now, math.exp((_log_odds(now) - _log_odds(before)) / gap), 1)


def _tolerated_error(now: float, before: float) -> float:
    """The counting error e at which the rise between two shares could be no rise at all.

    Both log-odds move by ln((1 + e) / (1 - e)), against each other; e = tanh(rise / 4).
    """
    return max(0.0, math.tanh((_log_odds(now) - _log_odds(before)) / 4))
