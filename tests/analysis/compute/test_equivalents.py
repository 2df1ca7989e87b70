"""H100 equivalents and what is outside the count, worked by hand; an H100 does 1,000 TFLOP/s here."""

from dataclasses import replace

import pytest

from analysis.compute.equivalents import Ends, _against, count_equivalents, look_outside_the_count
from analysis.compute.installed_base import count_installed_base
from analysis.compute.systems import compare_systems


def count(inputs, parameters):
    comparison, base = compare_systems(inputs, parameters), count_installed_base(inputs, parameters)
    return count_equivalents(inputs, parameters, comparison, base)


def look(inputs, parameters):
    return look_outside_the_count(inputs, parameters, count_installed_base(inputs, parameters))


def test_one_machine_and_the_largest_cluster(inputs, parameters):
    found = count(inputs, parameters)
    assert found.supernode == pytest.approx((288.768, 299.52)) and found.rack == pytest.approx(180)  # 384 × 0.752, 0.78
    assert found.cluster == 10
    # ten of them of a world of 1,000 to 1,250
    assert found.cluster_part == pytest.approx((2887.68 / 1250, 2995.2 / 1000))


def test_cards_in_use(inputs, parameters):
    found = count(inputs, parameters)
    assert found.stock == pytest.approx(192)  # 150 domestic and 450 foreign cards at 0.32 each
    assert found.stock_part == pytest.approx((192 / 1250, 192 / 1000))
    # 150 × 0.32 = 48, and 450 at 0.16 or at 1
    assert found.stocks == pytest.approx((48 + 72, 48 + 450))


def test_cards_against_what_is_owned(inputs, parameters):
    found = count(inputs, parameters)
    assert found.owned == pytest.approx((50, 62.5)) and found.against == "above"  # 5 % of 1,000 to 1,250; 192
    assert found.per_card == pytest.approx((50 / 600, 62.5 / 600))  # 0.083 to 0.104
    assert found.weakest == pytest.approx(0.16) and found.weaker


@pytest.mark.parametrize("foreign_h100, against", [(0.05, "below"), (0.1, "within"), (0.2, "above")])
def test_where_the_cards_lie(inputs, parameters, foreign_h100, against):
    # 600 cards that work alike: 30, 60 and 120, against 50 to 62.5
    assert count(inputs, replace(parameters, foreign_h100=foreign_h100)).against == against


def test_a_card_may_be_worth_more_than_the_weakest_chip(inputs, parameters):
    more = replace(inputs, market=replace(inputs.market, owners_share=0.1))  # 125 ÷ 600 = 0.208
    assert not count(more, parameters).weaker


def test_what_lies_outside_the_count_is_not_counted_among_the_cards(inputs, parameters):
    assert count(inputs, replace(parameters, uncounted_millions=1e-4)).stock == pytest.approx(192)


def test_rows_of_the_table(inputs, parameters):
    found = count(inputs, parameters)
    assert [row.what for row in found.amounts] == [
        "rack", "supernode", "delivered", "cluster", "h20", "a800", "h800", "owned"]
    assert (found.delivered, found.cluster) == (2, 10)
    assert [row.h100.low for row in found.amounts[2:7]] == pytest.approx([577.536, 2887.68, 120, 192, 498])
    assert found.amounts[4].reference_id == "shipments-2025 ascend-910b-peak h20-peak"
    assert found.amounts[-1].part == (0.05, 0.05) and found.amounts[-1].h100 == pytest.approx((50, 62.5))


def test_how_much_would_have_to_be_missing(inputs, parameters):
    found = look(inputs, parameters)
    assert found.read == pytest.approx(40)  # 20 smuggled as H100s, and 10 of twice an H100's rate
    # 150 cards' work is a tenth of 1,500: 1,350 foreign cards, 900 more than counted, at 0.32 each
    assert found.local == pytest.approx(288) and found.local_times == pytest.approx(7.2)
    assert found.clusters == pytest.approx((100, 125)) and found.clusters_times == pytest.approx((2.5, 3.125))
    assert found.effect == "too_few"


def test_with_that_much_missing_the_share_is_the_vendors(inputs, parameters):
    needed = look(inputs, parameters).local
    at_the_limit = count_installed_base(inputs, replace(parameters, uncounted_millions=needed / 1e6))
    assert at_the_limit.local_share == pytest.approx(0.1)


@pytest.mark.parametrize("home, needed, effect", [
    (0.4, 0, "already"),  # 150 × 0.4 of 600 is a tenth as it is
    (0.45, 24, "enough"),  # 150 × (4.5 - 1) - 450 = 75 cards at 0.32, of 40 read
    (0.5, 48, "too_few")])  # 150 × (5 - 1) - 450 = 150 cards
def test_what_the_chips_read_of_do(inputs, parameters, home, needed, effect):
    found = look(inputs, replace(parameters, made_at_home=home))
    assert (found.local, found.effect) == (pytest.approx(needed), effect)


@pytest.mark.parametrize("number, where", [(0.9, "below"), (1, "within"), (2, "within"), (2.1, "above")])
def test_the_ends_are_within(number, where):
    assert _against(number, Ends(1, 2)) == where
