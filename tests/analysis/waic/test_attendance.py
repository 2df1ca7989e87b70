"""Size of the conference, and whether it was a record, worked by hand."""

import pytest
from made_up_waic import POINTS, fair_inputs, fair_parameters

from analysis.waic.attendance import area_before, attendance, attendance_record, sizes


@pytest.mark.parametrize(("per_person", "by_visits"), [(1.0, True), (7 / 6 - 0.01, True), (7 / 6 + 0.01, False)])
def test_visits_are_a_record_up_to_seven_sixths_a_person(per_person, by_visits):
    found = attendance_record(fair_inputs(), fair_parameters(visits_per_person=per_person))
    assert found.by_visits is by_visits
    assert found.break_even == pytest.approx(7 / 6)  # 350,000 visits against 300,000 people
    assert not found.by_visitors  # 300,000 are as many as the year before


def test_as_many_as_before_are_no_record_and_one_more_is():
    assert not attendance_record(fair_inputs(visits=300_000.0), fair_parameters()).by_visits
    assert attendance_record(fair_inputs(visitors=300_001.0), fair_parameters()).by_visitors


def test_area_of_the_edition_before():
    # 70,000 / 1.346 = 52,006
    assert area_before(fair_inputs()) == pytest.approx(52006, abs=1)


def test_forecasts_and_estimates_are_told_from_counts():
    frame = attendance(fair_inputs())
    assert frame["year"].tolist() == [2023, 2024, 2025, 2025]
    assert frame["nature"].tolist() == ["count", "forecast", "estimate", "forecast"]
    assert frame["value"].tolist() == [177000, 300000, 350000, 300000]
    assert frame["status"].tolist() == ["read", "article", "read", "article"]


def test_figures_nobody_verified_are_left_out():
    frame = attendance(fair_inputs(points=POINTS.assign(status="unverified")))
    assert frame["status"].tolist() == ["article", "article"]


def test_sizes_put_measures_below_each_other():
    more = POINTS.assign(measure=["exhibitors", "experts", "exhibition_area"])
    frame = sizes(fair_inputs(points=more))
    assert frame["measure"].tolist() == ["exhibition area", "exhibitors", "experts"]
    assert frame["value"].tolist() == [70000, 350000, 177000] and frame["unit"].iloc[0] == "m²"
