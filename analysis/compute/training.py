"""What a share of an A100 means for training: chips and days, as intervals."""

from collections.abc import Mapping

import pandas as pd

SECONDS_A_DAY = 86_400
Interval = tuple[float, float]


def training_flop(parameters: float, tokens: float) -> float:
    """Operations to train a dense model [FLOP]: 6 × N × D (Kaplan et al. 2020, section 2.1).

    ``parameters`` N and ``tokens`` D as plain counts. Six: two forward and four backward for each weight and token.
    """
    if parameters <= 0 or tokens <= 0:
        raise ValueError(f"parameters and tokens have to be positive, got {parameters} and {tokens}")
    return 6 * parameters * tokens


def training_days(flop: float, chips: float, chip_tflops: float, utilisation: float, loss: float = 0) -> float:
    """Days to do ``flop`` operations: flop ÷ (chips × rate × utilisation × (1 − loss)) ÷ 86,400.

    ``chip_tflops`` dense peak rate [TFLOP/s]; ``utilisation`` part of it turned into the model's arithmetic
    (model FLOPs utilisation, Chowdhery et al. 2022), in (0, 1]; ``loss`` part of the time lost to restarts and to
    growing the cluster, in [0, 1). Raises ValueError outside these.
    """
    if chips <= 0 or chip_tflops <= 0 or not 0 < utilisation <= 1 or not 0 <= loss < 1:
        raise ValueError(f"no such cluster: {chips} chips, {chip_tflops} TFLOP/s, {utilisation} used, {loss} lost")
    return flop / (chips * chip_tflops * 1e12 * utilisation * (1 - loss)) / SECONDS_A_DAY


def chips_for(yardstick_chips: float, relative: float) -> float:
    """Chips that do the work of ``yardstick_chips`` when one does ``relative`` of the yardstick (0.8 = 80 %)."""
    if relative <= 0:
        raise ValueError(f"relative performance has to be positive, got {relative}")
    return yardstick_chips / relative


def carry(yardstick_days: Interval, chips: float, readings: Mapping[str, Interval]) -> pd.DataFrame:
    """Carry readings of "a share of the yardstick" through to days and chips, as intervals.

    ``yardstick_days`` (low, high) days of ``chips`` yardstick chips; ``readings`` name → (low, high) relative
    performance. Returns reading, relative_low, relative_high, days_low, days_high (same number of chips),
    chips_low, chips_high (same number of days). Interval arithmetic: the ends are the extremes.
    """
    rows = []
    for reading, (low, high) in readings.items():
        if not 0 < low <= high:
            raise ValueError(f"{reading}: {low}..{high} is no interval of relative performance")
        rows.append({
            "reading": reading, "relative_low": low, "relative_high": high,
            "days_low": yardstick_days[0] / high, "days_high": yardstick_days[1] / low,
            "chips_low": chips_for(chips, high), "chips_high": chips_for(chips, low),
        })
    return pd.DataFrame(rows)


def implied_utilisation(relative: float, utilisation: float, yardstick_tflops: float, chip_tflops: float) -> float:
    """Utilisation of a chip that reaches ``relative`` of a yardstick's training speed.

    relative × utilisation × yardstick peak ÷ own peak: at 80 % of an A100 and a higher peak, less is used.
    """
    if min(relative, utilisation, yardstick_tflops, chip_tflops) <= 0:
        raise ValueError("all four have to be positive")
    return relative * utilisation * yardstick_tflops / chip_tflops
