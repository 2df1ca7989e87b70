"""China's share among large models, worked by hand."""

import pytest
from made_up_models import inputs, parameters

from analysis.models.large_models import large_models


def test_large_models_split_evenly_at_the_ratio_of_the_counts():
    found = large_models(inputs(), parameters())
    assert found.ratio_for_half == pytest.approx(1509 / 2246) == pytest.approx(0.67186, abs=1e-5)
    assert large_models(inputs(), parameters(large_ratio=found.ratio_for_half)).share == pytest.approx(0.5)


def test_the_share_at_the_ratio_set():
    assert large_models(inputs(), parameters()).share == pytest.approx(1509 / 3755)
    found = large_models(inputs(), parameters(large_ratio=0.5))
    assert (found.ratio, found.share) == (0.5, pytest.approx(1509 / (1509 + 1123)))
