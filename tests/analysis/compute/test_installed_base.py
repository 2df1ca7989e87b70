"""Installed base and shipments, worked by hand."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.compute import installed_base
from analysis.compute.known import Ends

KNOWN = {"year": np.array([2024, 2025]), "total": np.array([200.0, 400.0]), "domestic": np.array([20.0, 160.0])}
WRONG = {"year": np.array([2022, 2024]), "total": np.array([1.0, 1.0]), "domestic": np.array([0.0, 0.0])}


def test_backcast_shrinks_backwards():
    found = installed_base._backcast(KNOWN, 2022, 2)
    assert {name: list(values) for name, values in found.items()} == {
        "year": [2022, 2023, 2024, 2025], "total": [50, 100, 200, 400], "domestic": [5, 10, 20, 160]}
    with pytest.raises(ValueError):
        installed_base._backcast(KNOWN, 2022, 0)
    with pytest.raises(ValueError, match="every year"):
        installed_base._backcast(WRONG, 2020, 1)


def test_surviving_share():
    years = np.array([2023, 2024, 2025, 2026])
    assert installed_base._surviving_share(years, 2025.5, 2) == pytest.approx([0.5, 1, 0.5, 0])
    with pytest.raises(ValueError):
        installed_base._surviving_share(years, 2025.5, 0)


def test_cards_in_use():
    # half of each year: 10 + 80, 90 + 120
    assert installed_base._installed_base(KNOWN, 2025.5, 1) == pytest.approx((90, 210))
    assert installed_base._installed_base(KNOWN, 2026, 5) == pytest.approx((180, 420))


def test_local_share():
    assert installed_base._local_share(100, 300, 1) == 0.25
    assert installed_base._local_share(100, 300, 1, 0.4) == pytest.approx(0.1)
    assert installed_base._local_share(100, 300, 1 / 3) == pytest.approx(0.1)
    with pytest.raises(ValueError):
        installed_base._local_share(100, 300, 1, 1.2)


def test_what_would_just_do():
    assert installed_base._highest_ratio(100, 300, 0.1) == pytest.approx(1 / 3)
    assert installed_base._highest_ratio(100, 300, 0.1, 0.1) == float("inf")
    assert installed_base._highest_home_part(100, 300, 0.1, 1) == pytest.approx(0.4)
    assert installed_base._highest_home_part(10, 990, 0.1, 1) == 1
    with pytest.raises(ValueError):
        installed_base._highest_ratio(100, 300, 1.5)


def test_shipments_from_what_was_read(inputs, parameters, monkeypatch):
    monkeypatch.setattr(installed_base, "FIRST_YEAR", 2022)
    found = installed_base._shipments(inputs, parameters, 1.5)
    assert list(found["year"]) == [2022, 2023, 2024, 2025]
    assert found["total"] == pytest.approx([100 / 1.5, 100, 200, 300])
    assert found["domestic"] == pytest.approx([10 / 1.5, 10, 20, 120])


def test_what_the_chapter_says_of_the_installed_base(inputs, parameters):
    found = installed_base.count_installed_base(inputs, parameters)  # three years: 2023, 2024, 2025
    assert (found.domestic, found.foreign) == pytest.approx((150, 450))  # 10 + 20 + 120; 90 + 180 + 180
    assert found.unit_share == found.local_share == pytest.approx(0.25) and found.flow == pytest.approx(0.4)
    assert not found.both_hold  # a quarter against a tenth
    assert found.highest_ratio == pytest.approx(0.1 * 450 / (0.9 * 150))
    assert found.highest_home_part == pytest.approx(0.4)


@pytest.mark.parametrize("changes, share, both_hold", [
    ({"made_at_home": 0.3}, 0.075, True), ({"performance_ratio": 0.25}, 37.5 / 487.5, True),
    ({"made_at_home": 0.5}, 0.125, False)])
def test_where_both_figures_hold(inputs, parameters, changes, share, both_hold):
    found = installed_base.count_installed_base(inputs, replace(parameters, **changes))
    assert (found.local_share, found.both_hold) == (pytest.approx(share), both_hold)


def test_a_share_that_is_just_the_claimed_one_does_not_lie_below_it(inputs, parameters):
    share = installed_base.count_installed_base(inputs, parameters).local_share
    just = installed_base.count_installed_base(replace(inputs, claimed_local_share=share), parameters)
    assert not just.both_hold and just.highest_home_part == pytest.approx(1)
    more = replace(inputs, claimed_local_share=share * 1.001)
    assert installed_base.count_installed_base(more, parameters).both_hold


def test_the_highest_growth_stands_in_the_table_once(inputs, parameters, monkeypatch):
    highest = installed_base.break_even(inputs, parameters).highest_growth
    monkeypatch.setattr(installed_base, "GROWTHS", (1, highest))
    found = installed_base.break_even(inputs, parameters)
    assert [row["growth"] for row in found.rows] == [1] * 3 + [highest] * 3


@pytest.mark.parametrize("low, high, claimed, flow, age", [
    (0.1, 0.3, 0.1, 0.4, "in_part"), (0.1, 0.3, 0.3, 0.4, "depends"), (0.1, 0.3, 0.31, 0.4, "alone"),
    (0.1, 0.3, 0.4, 0.4, "alone"), (0.1, 0.3, 0.41, 0.4, "no_gap")])
def test_what_age_explains_at_the_edges(low, high, claimed, flow, age):
    assert installed_base._age(Ends(low, high), claimed, flow) == age


@pytest.mark.parametrize("ratio, standing", [(0.19, "below"), (0.2, "within"), (0.5, "within"), (0.51, "above")])
def test_where_a_ratio_lies_at_the_edges(ratio, standing):
    assert installed_base._standing(ratio, Ends(0.2, 0.5)) == standing


@pytest.mark.parametrize("domestic, foreign, ratio, home", [
    (1, 1, 0, 1), (1, 1, -1, 1), (1, 1, 1, -0.1), (1, 1, 1, 1.1), (0, 0, 1, 1)])
def test_shares_of_nothing_are_refused(domestic, foreign, ratio, home):
    assert installed_base._local_share(1, 1, 0.5, 0) == 0 and installed_base._local_share(0, 1, 1) == 0
    with pytest.raises(ValueError):
        installed_base._local_share(domestic, foreign, ratio, home)


def test_break_even_covers_every_growth_and_lifetime(inputs, parameters, monkeypatch):
    monkeypatch.setattr(installed_base, "GROWTHS", (1, 3))  # 2 is the highest that fits, so 3 is left out
    monkeypatch.setattr(installed_base, "LIFETIMES", (1, 3))
    found = installed_base.break_even(inputs, parameters)
    assert [row["lifetime"] for row in found.rows] == [1, 3, 1, 3]
    assert [row["growth"] for row in found.rows] == pytest.approx([1, 1, 2, 2])
    assert found.rows[0]["unit_share"] == pytest.approx(0.4)  # only the cards of 2025 are left
    assert found.rows[3]["unit_share"] == pytest.approx(150 / 550)  # 10 + 20 + 120 of 100 + 150 + 300
    assert found.rows[3]["highest_ratio"] == pytest.approx(0.1 * 400 / (0.9 * 150))
    assert found.unit_share == pytest.approx((150 / 700, 0.4))  # growth 1: of 100 + 300 + 300
    assert found.ratio == pytest.approx((0.1 * 180 / (0.9 * 120), 0.1 * 550 / (0.9 * 150)))
    assert found.highest_growth == pytest.approx(2)  # 300 ÷ 2 = 150 cards, of which 20 leave NVIDIA the 13/15 read
    assert found.share_2024 == pytest.approx((20 / 300, 20 / 150))


def test_growth_stops_where_nvidia_would_have_less_than_was_read(inputs, parameters):
    less = replace(inputs, market=replace(inputs.market, nvidia_share_2024=0.91))
    found = installed_base.break_even(less, parameters)
    assert found.highest_growth == pytest.approx(300 * 0.09 / 20)  # 1.35: 222.2 cards, 20 of them 9 %
    assert sorted({row["growth"] for row in found.rows}) == pytest.approx([1.2, 1.35])  # 1.5 would leave less


def test_chips_outside_the_count_work_as_foreign_cards(inputs, parameters):
    more = replace(parameters, uncounted_millions=32e-6)  # 32 H100s, each foreign card 0.32 of one: 100 cards
    found = installed_base.count_installed_base(inputs, more)
    assert (found.foreign, found.foreign_work) == pytest.approx((450, 550)) and found.unit_share == 0.25
    assert found.local_share == pytest.approx(150 / 700)
    assert found.highest_ratio == pytest.approx(0.1 * 550 / (0.9 * 150))
    row = installed_base.break_even(inputs, more).rows[0]  # growth 1.2, three years: 100 + 250 + 300 cards
    assert row["unit_share"] == pytest.approx(150 / 650)
    assert row["highest_ratio"] == pytest.approx(0.1 * (500 + 100) / (0.9 * 150))


def test_the_map_counts_what_lies_outside_the_count(inputs, parameters):
    base = replace(installed_base.count_installed_base(inputs, parameters), domestic=100, foreign=300, foreign_work=900)
    assert installed_base.share_map(base, np.array([1.0]), np.array([1.0])) == pytest.approx(np.array([[0.1]]))


def test_ratios_of_peak_rates_and_where_they_lie(inputs, parameters):
    found = installed_base.break_even(inputs, parameters)
    assert found.marks["H800"] == (pytest.approx((0.256, 0.384)), pytest.approx(0.32))
    assert found.standings == {"H800": "within", "A800": "above", "H20": "above"}  # 0.32, 1 and 2
    assert 0.17 < found.ratio.low < 0.32 < found.ratio.high < 1
    slow = replace(inputs, rival_tflops={"H800": 4000})  # 0.08
    assert installed_base.break_even(slow, parameters).standings == {"H800": "below"}


@pytest.mark.parametrize("claimed, age", [(0.1, "in_part"), (0.4, "alone"), (0.25, "depends"), (0.5, "no_gap")])
def test_what_age_explains(inputs, parameters, claimed, age):
    assert installed_base.break_even(replace(inputs, claimed_local_share=claimed), parameters).age == age


def test_maps_agree_with_the_formula(inputs, parameters):
    base = replace(installed_base.count_installed_base(inputs, parameters), domestic=100, foreign=300, foreign_work=300)
    found = installed_base.share_map(base, np.array([1 / 3, 1]), np.array([0.4, 1]))
    assert found == pytest.approx(np.array([[0.04, 0.1], [0.1, 0.25]]))
    rows = installed_base.long_map(base)
    assert len(rows) == 10 * 6 and rows["made_at_home"].unique() == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])
    last = rows.iloc[-1]
    assert last["local_share"] == pytest.approx(last["performance_ratio"] / (last["performance_ratio"] + 3))


def test_a_share_that_is_just_what_was_claimed():
    assert installed_base._age(installed_base.Ends(0.1, 0.2), 0.1, 0.4) == "in_part"
    assert installed_base._age(installed_base.Ends(0.05, 0.1), 0.1, 0.4) == "depends"
