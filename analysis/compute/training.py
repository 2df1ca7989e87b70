"""What a share of an A100 means for training: chips and days, as intervals."""

from dataclasses import dataclass
from enum import StrEnum

from analysis.compute.inputs import Inputs, Parameters
from analysis.compute.known import Ends

SECONDS_A_DAY = 86_400
_As = StrEnum("_As", "YARDSTICK PRINTED SPLIT")  # as Training has them
Lag = StrEnum("Lag", "LONGER SHORTER AS_LONG")  # how long training takes beside the yardstick


@dataclass(frozen=True)
class _Reading:
    """A reading of "a share of the yardstick": relative performance, days of as many chips, chips for as many days."""

    reading: _As
    relative: Ends
    days: Ends
    chips: Ends


@dataclass(frozen=True)
class Training:
    """``yardstick``, ``printed`` (the article's range), ``split`` (what an earlier report says of training alone).

    Factors between longest and shortest training: ``range_factor`` from the article's range, ``used_factor`` from the
    utilisation, ``both_factor`` from both. ``lag``: how much longer training takes by ``split``, of one.
    ``peak_ratio``: peak of an Ascend 910B ÷ that of an A100; ``relative_utilisation``: its utilisation ÷ that of an
    A100, by ``split``.
    """

    chips: int
    yardstick: _Reading
    printed: _Reading
    split: _Reading
    range_factor: float
    used_factor: float
    both_factor: float
    utilisation_matters: bool
    lag: float
    lag_verdict: Lag
    peak_ratio: float
    relative_utilisation: float


def train(inputs: Inputs, parameters: Parameters) -> Training:
    """Days of the yardstick's chips, carried to the Ascend 910B. ValueError for a cluster that cannot be."""
    flop = _training_flop(parameters.model_billions * 1e9, parameters.token_trillions * 1e12)
    used = sorted((parameters.utilisation_low, parameters.utilisation_high), reverse=True)
    chips = parameters.yardstick_chips
    days = Ends(*(_training_days(flop, chips, inputs.a100_tflops, part, parameters.scaling_loss) for part in used))
    only = inputs.training_performance
    yardstick, printed, split = (_scale_by_relative_performance(name, days, chips, relative) for name, relative in (
        (_As.YARDSTICK, Ends(1, 1)), (_As.PRINTED, inputs.relative_performance),
        (_As.SPLIT, Ends(only, only))))
    used_factor, lag = days.high / days.low, split.days.low / days.low - 1
    return Training(
        chips, yardstick, printed, split, printed.relative.high / printed.relative.low, used_factor,
        printed.days.high / printed.days.low, used_factor > 1, lag, _verdict(lag),
        inputs.ascend_910b_tflops / inputs.a100_tflops,
        _implied_utilisation(only, 1, inputs.a100_tflops, inputs.ascend_910b_tflops))


def _verdict(lag: float) -> Lag:
    if not lag:
        return Lag.AS_LONG
    return Lag.LONGER if lag > 0 else Lag.SHORTER


def _training_flop(weights: float, tokens: float) -> float:
    """Operations to train a dense model [FLOP]: 6 × N × D (Kaplan et al. 2020, section 2.1).

    ``weights`` N and ``tokens`` D as plain counts. Six: two forward and four backward for each weight and token.
    """
    if weights <= 0 or tokens <= 0:
        raise ValueError(f"weights and tokens have to be positive, got {weights} and {tokens}")
    return 6 * weights * tokens


def _training_days(flop: float, chips: float, chip_tflops: float, utilisation: float, loss: float = 0) -> float:
    """Days to do ``flop`` operations: flop ÷ (chips × rate × utilisation × (1 − loss)) ÷ 86,400.

    ``chip_tflops`` dense peak rate [TFLOP/s]; ``utilisation`` part of it turned into the model's arithmetic
    (model FLOPs utilisation, Chowdhery et al. 2022), in (0, 1]; ``loss`` part of the time lost to restarts and to
    growing the cluster, in [0, 1). Raises ValueError outside these.
    """
    if chips <= 0 or chip_tflops <= 0 or not 0 < utilisation <= 1 or not 0 <= loss < 1:
        raise ValueError(f"no such cluster: {chips} chips, {chip_tflops} TFLOP/s, {utilisation} used, {loss} lost")
    return flop / (chips * chip_tflops * 1e12 * utilisation * (1 - loss)) / SECONDS_A_DAY


def _scale_by_relative_performance(reading: _As, yardstick_days: Ends, yardstick_chips: float,
                                   relative: Ends) -> _Reading:
    """Days of as many chips, and chips for as many days, when one does ``relative`` of the yardstick's work.

    0.8 is 80 %. Interval arithmetic: the ends are the extremes. ValueError where ``relative`` is no interval above 0.
    """
    low, high = relative
    if not 0 < low <= high:
        raise ValueError(f"{reading}: {low}..{high} is no interval of relative performance")
    return _Reading(reading, relative, Ends(yardstick_days.low / high, yardstick_days.high / low),
                    Ends(yardstick_chips / high, yardstick_chips / low))


def _implied_utilisation(relative: float, utilisation: float, yardstick_tflops: float, chip_tflops: float) -> float:
    """Utilisation of a chip that reaches ``relative`` of a yardstick's training speed.

    relative × utilisation × yardstick peak ÷ own peak: at 80 % of an A100 and a higher peak, less is used.
    """
    if min(relative, utilisation, yardstick_tflops, chip_tflops) <= 0:
        raise ValueError("all four have to be positive")
    return relative * utilisation * yardstick_tflops / chip_tflops
