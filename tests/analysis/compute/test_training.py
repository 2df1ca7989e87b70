"""Chips and days, worked by hand."""

import pytest

from analysis.compute import training


def test_six_n_d():
    assert training.training_flop(72e9, 7e12) == pytest.approx(3.024e24)
    with pytest.raises(ValueError):
        training.training_flop(0, 1)


def test_days():
    # 1000 chips × 312 TFLOP/s × 0.4 × (1 - 0.1) = 1.1232e17 FLOP/s; 1.1232e17 × 86,400 s = one day's work
    assert training.training_days(1.1232e17 * 86_400, 1000, 312, 0.4, 0.1) == pytest.approx(1)
    for wrong in ((0, 312, 0.4, 0), (1, 312, 1.2, 0), (1, 312, 0.4, 1)):
        with pytest.raises(ValueError):
            training.training_days(1e20, *wrong)


def test_chips_for_eighty_and_hundred_and_twenty_per_cent():
    assert training.chips_for(1000, 0.8) == 1250
    assert training.chips_for(1000, 1.2) == pytest.approx(833.333, abs=0.001)
    with pytest.raises(ValueError):
        training.chips_for(1000, 0)


def test_carried_interval():
    found = training.carry((10, 12), 1000, {"merged": (0.8, 1.2), "split": (0.8, 0.8)}).set_index("reading")
    assert found.loc["merged", "days_low"] == pytest.approx(10 / 1.2)
    assert found.loc["merged", "days_high"] == pytest.approx(15)
    assert found.loc["split", "days_low"] == pytest.approx(12.5)
    assert found.loc["split", "chips_low"] == found.loc["split", "chips_high"] == 1250
    with pytest.raises(ValueError, match="no interval"):
        training.carry((10, 12), 1000, {"reversed": (1.2, 0.8)})


def test_utilisation_that_eighty_per_cent_implies():
    assert training.implied_utilisation(0.8, 0.5, 312, 320) == pytest.approx(0.39)
    with pytest.raises(ValueError):
        training.implied_utilisation(0.8, 0.5, 312, 0)
