"""Chips and days, worked by hand."""

from dataclasses import replace

import pytest

from analysis.compute import training
from analysis.compute.inputs import Ends


def test_six_n_d():
    assert training._training_flop(72e9, 7e12) == pytest.approx(3.024e24)
    with pytest.raises(ValueError):
        training._training_flop(0, 1)


def test_days():
    # 1000 chips × 312 TFLOP/s × 0.4 × (1 - 0.1) = 1.1232e17 FLOP/s; 1.1232e17 × 86,400 s = one day's work
    assert training._training_days(1.1232e17 * 86_400, 1000, 312, 0.4, 0.1) == pytest.approx(1)
    for wrong in ((0, 312, 0.4, 0), (1, 312, 1.2, 0), (1, 312, 0.4, 1)):
        with pytest.raises(ValueError):
            training._training_days(1e20, *wrong)


def test_a_share_of_the_yardstick_carried_to_days_and_chips():
    found = training._scale_by_relative_performance("range", Ends(10, 12), 1000, Ends(0.8, 1.2))
    assert found.days == pytest.approx((10 / 1.2, 15)) and found.chips == pytest.approx((833.333, 1250), abs=0.001)
    found = training._scale_by_relative_performance("one", Ends(10, 12), 1000, Ends(0.8, 0.8))
    assert found.days == pytest.approx((12.5, 15)) and found.chips == (1250, 1250)
    for wrong in (Ends(1.2, 0.8), Ends(0, 1)):
        with pytest.raises(ValueError, match="no interval"):
            training._scale_by_relative_performance("reversed", Ends(10, 12), 1000, wrong)


def test_utilisation_that_eighty_per_cent_implies():
    assert training._implied_utilisation(0.8, 0.5, 312, 320) == pytest.approx(0.39)
    with pytest.raises(ValueError):
        training._implied_utilisation(0.8, 0.5, 312, 0)


def test_what_the_chapter_says_of_training(inputs, parameters):
    found = training.train(inputs, parameters)
    full = 6 * 72e9 * 7e12 / (1000 * 312e12 * 0.9) / 86_400  # days at full utilisation, a tenth of the time lost
    assert found.yardstick.days == pytest.approx((full / 0.4, full / 0.3))
    assert found.printed.days == pytest.approx((full / 0.4 / 1.2, full / 0.3 / 0.8))
    assert found.printed.chips == pytest.approx((1000 / 1.2, 1250)) and found.split.chips == (1250, 1250)
    assert (found.range_factor, found.used_factor) == pytest.approx((1.5, 4 / 3))
    assert found.both_factor == pytest.approx(2) and found.utilisation_matters  # 1.5 × 4/3
    assert found.lag == pytest.approx(0.25) and found.lag_verdict == "longer"  # 1 ÷ 0.8 - 1
    assert found.peak_ratio == pytest.approx(320 / 312) and found.relative_utilisation == pytest.approx(0.78)


def test_the_order_of_the_utilisations_does_not_matter(inputs, parameters):
    turned = replace(parameters, utilisation_low=0.4, utilisation_high=0.3)
    assert training.train(inputs, turned) == training.train(inputs, parameters)


@pytest.mark.parametrize("only, lag, verdict", [(1.25, -0.2, "shorter"), (1, 0, "as_long"), (0.5, 1, "longer")])
def test_the_lag_turns(inputs, parameters, only, lag, verdict):
    found = training.train(replace(inputs, training_performance=only),
                           replace(parameters, utilisation_low=0.4, utilisation_high=0.4))
    assert (found.lag, found.lag_verdict) == (pytest.approx(lag), verdict)
    assert not found.utilisation_matters and found.both_factor == pytest.approx(1.5)
