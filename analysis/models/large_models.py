"""China's share among large models, of which no source gives the number: what it hangs on."""

from dataclasses import dataclass

from analysis.models.inputs import Inputs, Parameters
from analysis.models.share_growth import share


@dataclass(frozen=True)
class LargeModels:
    """The share among large models as set, and where it would be one half.

    A ratio is the part of the others' models that are large, over the part of China's; only it matters.
    """

    ratio: float  # as set [1]
    share: float  # at that ratio [1]
    ratio_for_half: float  # China's count over the others' [1]


def large_models(inputs: Inputs, parameters: Parameters) -> LargeModels:
    """China's share among large models at the ratio set, and the ratio at which they would split evenly."""
    ratio = parameters.large_ratio
    return LargeModels(ratio, _share_of_large(inputs.china, inputs.others, 1, ratio), inputs.china / inputs.others)


def _share_of_large(ours: float, others: float, ours_large: float, others_large: float) -> float:
    """Share among large models, if these parts of either count are large [1]."""
    return share(ours * ours_large, ours * ours_large + others * others_large)
