"""Shares and their growth, against numbers worked by hand."""

import math

import pytest

from analysis.models import share_growth


def test_share_of_the_models_counted():
    assert share_growth.share(1509, 3755) == pytest.approx(0.401864, abs=1e-6)


def test_a_part_larger_than_the_whole_is_refused():
    with pytest.raises(ValueError):
        share_growth.share(3755, 1509)


def test_growth_since_the_year_before():
    assert share_growth.growth_factor(3755, 1328) == pytest.approx(2.8276, abs=1e-4)
    assert share_growth.growth_factor(1509, 478) == pytest.approx(3.1569, abs=1e-4)
    assert share_growth.growth_factor(2246, 850) == pytest.approx(2.6424, abs=1e-4)


def test_yearly_growth_compounds():
    assert share_growth.yearly(4, 2) == pytest.approx(2)


def test_years_between_counts_days():
    assert share_growth.years_between("2024-07-02", "2025-07-28") == pytest.approx(391 / 365.25)


def test_log_odds_are_zero_at_half_and_invert():
    assert share_growth.log_odds(0.5) == 0
    assert share_growth.from_log_odds(share_growth.log_odds(0.4)) == pytest.approx(0.4)


def test_years_to_half_by_hand():
    # odds 1/4 -> 1/2 in one year doubles; from 1/2 to 1 is one more doubling
    assert share_growth.years_to_half(1 / 3, 1 / 5, 1) == pytest.approx(1)
    assert share_growth.years_to_half(1 / 3, 1 / 5, 2) == pytest.approx(2)  # the same doubling, taking two years each time
    assert share_growth.years_to_half_at(1 / 3, 2, 1) == pytest.approx(1)


def test_both_ways_to_half_agree():
    now, before = 1509 / 3755, 478 / 1328
    ours, others = 1509 / 478, 2246 / 850
    assert share_growth.years_to_half(now, before, 1) == pytest.approx(share_growth.years_to_half_at(now, ours, others))


def test_a_decimal_year_becomes_its_month_again():
    assert share_growth.month_of(share_growth.decimal_year("2025-07-28")) == "2025-07"
    assert share_growth.month_of(share_growth.decimal_year("2024-12-31")) == "2024-12"


def test_half_of_the_models_counted():
    # ln(2246/1509) / ln((1509/2246)/(478/850)) = 0.39769 / 0.17792 = 2.235 gaps
    assert share_growth.years_to_half(1509 / 3755, 478 / 1328, 1) == pytest.approx(2.235, abs=1e-3)


def test_half_is_now_or_never():
    assert share_growth.years_to_half(0.6, 0.4, 1) == 0
    assert share_growth.years_to_half(0.4, 0.45, 1) == math.inf
    assert share_growth.years_to_half_at(0.4, 1.5, 1.5) == math.inf


def test_miscounting_shifts_the_odds():
    low, high = share_growth.miscounted(0.5, 0.2)  # odds 1 -> 0.8/1.2 and 1.2/0.8
    assert (low, high) == (pytest.approx(0.4), pytest.approx(0.6))


def test_a_rounded_percentage_is_an_interval():
    assert share_growth.rounded(36) == (0.355, 0.365)
    assert share_growth.uncertain(0.355, 0.365, 0) == (pytest.approx(0.355), pytest.approx(0.365))
    assert share_growth.uncertain(0.5, 0.5, 0.2) == (pytest.approx(0.4), pytest.approx(0.6))


def test_decimal_years():
    assert share_growth.decimal_year("2025-01-01") == 2025
    assert share_growth.decimal_year("2025-07") == pytest.approx(2025 + 195 / 365.25)
    assert share_growth.decimal_year("2024") == 2024.5


def test_half_interval_can_be_open():
    early, late = share_growth.half_interval((0.40, 0.41), (0.35, 0.41), 1)
    assert 0 < early < 5 and late == math.inf


def test_tolerated_error_is_where_the_interval_opens():
    now, before = 1509 / 3755, 478 / 1328
    e = share_growth.tolerated_error(now, before)
    assert e == pytest.approx(math.tanh(0.17792 / 4), abs=1e-4)
    inside = share_growth.half_interval(share_growth.miscounted(now, e * 0.99), share_growth.miscounted(before, e * 0.99), 1)
    outside = share_growth.half_interval(share_growth.miscounted(now, e * 1.01), share_growth.miscounted(before, e * 1.01), 1)
    assert inside[1] < math.inf and outside[1] == math.inf


def test_large_models_split_evenly_at_the_ratio():
    ratio = share_growth.large_ratio_for_half(1509, 2246)
    assert ratio == pytest.approx(0.67186, abs=1e-5)
    assert share_growth.share_of_large(1509, 2246, 1, ratio) == pytest.approx(0.5)


def test_share_at_passes_through_both_points():
    assert share_growth.share_at(0, 0.4, 0.36, 1) == pytest.approx(0.4)
    assert share_growth.share_at(-1, 0.4, 0.36, 1) == pytest.approx(0.36)


def test_date_after_and_never():
    assert share_growth.date_after("2025-07-28", 1) == "2026-07-28"
    assert share_growth.date_after("2025-07-28", math.inf) == ""


def test_projection_band_holds_the_line():
    frame = share_growth.projection("2025-07-28", (0.39, 0.40, 0.41), (0.35, 0.36, 0.37), 1, 3, steps=8)
    assert len(frame) == 9
    assert ((frame["low"] <= frame["share"]) & (frame["share"] <= frame["high"])).all()


def test_scenarios_name_the_date():
    frame = share_growth.scenarios(1 / 3, "2025-07-28", {"doubling": (2, 1), "level": (1, 1)})
    assert frame["date"].tolist() == ["2026-07-28", ""]
    assert frame["years"].isna().tolist() == [False, True]


def test_a_fading_lead():
    cases = share_growth.fading(4, 1, 2, {"all": 1, "half": 0.5, "none": 0})
    assert [ours for ours, _ in cases.values()] == [pytest.approx(2), pytest.approx(2 ** 0.5), 1]
