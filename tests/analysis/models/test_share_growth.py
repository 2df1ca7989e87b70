"""Shares and their growth, against numbers worked by hand."""

import math

import pytest
from made_up_models import inputs, parameters

from analysis.models import share_growth
from analysis.models.share_growth import AgainstHalf, Latest, Passing, crossing_of_half

# In two steps of a year the odds go 1 / 4, 1 / 2, 1: half is passed one year after the second count.
DOUBLING = {"china": 100.0, "others": 200.0, "percent_before": 20.0}


def test_odds_that_double_pass_half_after_one_more_doubling():
    found = crossing_of_half(inputs(**DOUBLING), parameters())
    assert found.now == pytest.approx((1 / 3,) * 3)
    assert found.before == pytest.approx((0.195, 0.2, 0.205))  # 20 % may be rounded from 19.5 % to 20.5 %
    assert found.years[1] == pytest.approx(1) and found.dates[1] == "2026-07-28"
    early, late = (math.log(2) / math.log(2 ** -1 * (1 - part) / part) for part in (0.195, 0.205))
    assert found.years == pytest.approx((early, 1, late))
    assert (found.against_half, found.passing, found.latest) == (AgainstHalf.LESS, Passing.LATER, Latest.BOUNDED)


def test_the_same_doubling_takes_two_years_each_time():
    assert crossing_of_half(inputs(**DOUBLING), parameters(years_apart=2.0)).years[1] == pytest.approx(2)


def test_half_is_assured_where_even_the_latest_is_within_the_horizon():
    late = crossing_of_half(inputs(**DOUBLING), parameters()).years[2]
    assert crossing_of_half(inputs(**DOUBLING), parameters(horizon=late + 0.01)).assured
    assert not crossing_of_half(inputs(**DOUBLING), parameters(horizon=late - 0.01)).assured


def test_an_error_large_enough_leaves_no_last_date():
    # the rise of the log-odds, ln 2, is undone at e = tanh(ln 2 / 4); rounding undoes it a little earlier
    found = crossing_of_half(inputs(**DOUBLING), parameters())
    assert found.tolerated_error == pytest.approx(math.tanh(math.log(2) / 4))
    open_ended = crossing_of_half(inputs(**DOUBLING), parameters(count_error=found.tolerated_error))
    assert open_ended.latest is Latest.OPEN and open_ended.dates[2] == "" and open_ended.years[2] == math.inf
    assert open_ended.passing is Passing.LATER and not open_ended.assured


def test_a_share_that_falls_never_passes_half():
    found = crossing_of_half(inputs(**DOUBLING | {"percent_before": 40.0}), parameters())
    assert (found.passing, found.latest, found.dates) == (Passing.NEVER, Latest.NONE, ("", "", ""))
    assert found.tolerated_error == 0


@pytest.mark.parametrize("china, against", [(200.0, AgainstHalf.EXACT), (300.0, AgainstHalf.MORE)])
def test_half_may_be_passed_already(china, against):
    found = crossing_of_half(inputs(**DOUBLING | {"china": china}), parameters())
    assert (found.against_half, found.passing, found.latest) == (against, Passing.ALREADY, Latest.NONE)
    assert found.years[1] == 0 and found.assured


def test_the_books_counts_pass_half_in_two_and_a_quarter_gaps():
    # ln(2246 / 1509) / ln((1509 / 2246) / (36 / 64)) = 0.39769 / 0.17768 = 2.238 gaps
    assert crossing_of_half(inputs(), parameters()).years[1] == pytest.approx(2.238, abs=1e-3)


def test_share_of_the_models_counted():
    assert share_growth.share(1509, 3755) == pytest.approx(0.401864, abs=1e-6)


def test_a_part_larger_than_the_whole_is_refused():
    with pytest.raises(ValueError):
        share_growth.share(3755, 1509)


def test_log_odds_are_zero_at_half_and_invert():
    assert share_growth._log_odds(0.5) == 0
    assert share_growth._from_log_odds(share_growth._log_odds(0.4)) == pytest.approx(0.4)


def test_years_to_half_by_hand():
    # odds 1/4 -> 1/2 in one year doubles; from 1/2 to 1 is one more doubling
    assert share_growth._years_to_half(1 / 3, 1 / 5, 1) == pytest.approx(1)
    assert share_growth._years_to_half(1 / 3, 1 / 5, 2) == pytest.approx(2)
    assert share_growth.years_to_half_at(1 / 3, 2, 1) == pytest.approx(1)


def test_both_ways_to_half_agree():
    now, before = 1509 / 3755, 478 / 1328
    ours, others = 1509 / 478, 2246 / 850
    assert share_growth._years_to_half(now, before, 1) == pytest.approx(
        share_growth.years_to_half_at(now, ours, others))


def test_half_of_the_models_counted():
    # ln(2246/1509) / ln((1509/2246)/(478/850)) = 0.39769 / 0.17792 = 2.235 gaps
    assert share_growth._years_to_half(1509 / 3755, 478 / 1328, 1) == pytest.approx(2.235, abs=1e-3)


def test_half_is_now_or_never():
    assert share_growth._years_to_half(0.6, 0.4, 1) == 0
    assert share_growth._years_to_half(0.4, 0.45, 1) == math.inf
    assert share_growth.years_to_half_at(0.4, 1.5, 1.5) == math.inf


def test_miscounting_shifts_the_odds():
    low, high = share_growth.miscounted(0.5, 0.2)  # odds 1 -> 0.8/1.2 and 1.2/0.8
    assert (low, high) == (pytest.approx(0.4), pytest.approx(0.6))


def test_a_rounded_percentage_is_an_interval():
    assert share_growth.rounded(36) == (0.355, 0.365)
    assert share_growth._uncertain(0.355, 0.365, 0) == (pytest.approx(0.355), pytest.approx(0.365))
    assert share_growth._uncertain(0.5, 0.5, 0.2) == (pytest.approx(0.4), pytest.approx(0.6))


def test_half_interval_can_be_open():
    early, late = share_growth._half_interval((0.40, 0.41), (0.35, 0.41), 1)
    assert 0 < early < 5 and late == math.inf


def test_tolerated_error_is_where_the_interval_opens():
    now, before = 1509 / 3755, 478 / 1328
    error = share_growth._tolerated_error(now, before)
    assert error == pytest.approx(math.tanh(0.17792 / 4), abs=1e-4)
    inside, outside = (share_growth._half_interval(share_growth.miscounted(now, error * part),
                                                  share_growth.miscounted(before, error * part), 1)
                       for part in (0.99, 1.01))
    assert inside[1] < math.inf and outside[1] == math.inf
