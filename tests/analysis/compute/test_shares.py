"""The domestic share by three yardsticks and with H200 by licence, worked by hand."""

from dataclasses import replace

import pytest

from analysis.compute.installed_base import break_even
from analysis.compute.known import Ends
from analysis.compute.shares import allow_h200, share_by_yardstick


def share(inputs, parameters):
    return share_by_yardstick(inputs, parameters, break_even(inputs, parameters))


def test_year_by_year(inputs, parameters):
    found = {(row.year, row.yardstick.value): row.share for row in share(inputs, parameters).shares}
    assert found[2023, "cards"] == pytest.approx((0.1, 0.1))  # 5 of 50
    assert found[2024, "cards"] == pytest.approx((20 * 1.2 / 300, 20 * 2 / 300))  # of 250 and of 150 cards
    assert found[2025, "cards"] == pytest.approx((0.4, 0.4))  # 120 of 300
    assert found[2023, "money"] == pytest.approx((0.2, 0.2)) and found[2024, "money"] is None
    assert found[2025, "money"] == pytest.approx((0.5, 0.56))  # 30 + 10 + 5 + 3 + 2; all but 40 + 4
    # a 910B does 0.32, 1 or 2 times the work: 0.032 ÷ 0.932 and 0.2 ÷ 1.1; with 8 % and with 13.3 % of the cards
    assert found[2023, "work"] == pytest.approx((0.032 / 0.932, 0.2 / 1.1))
    assert found[2024, "work"] == pytest.approx((0.0256 / 0.9456, (4 / 15) / (4 / 15 + 13 / 15)))
    assert found[2025, "work"] == pytest.approx((0.128 / 0.728, 0.8 / 1.4))


def test_who_is_ahead_in_the_latest_year(inputs, parameters):
    found = share(inputs, parameters)
    assert {name.value: ends for name, ends in found.latest.items()} == {
        "cards": pytest.approx((0.4, 0.4)), "money": pytest.approx((0.5, 0.56)),
        "work": pytest.approx((0.128 / 0.728, 0.8 / 1.4))}
    assert found.by_cards == pytest.approx((0.2, 0.5)) and found.first_by_cards == "nvidia"  # 60 and 150 of 300
    assert found.by_money == (0.3, 0.4) and found.first_by_money == "nvidia"
    # 60 × 320 ÷ (150 × 1,000) to 60 × 780 ÷ (150 × 160)
    assert found.by_work == pytest.approx((0.128, 1.95)) and found.first_by_work == "level"


@pytest.mark.parametrize("sold, first", [({"huawei": 0.5, "nvidia": 0.4}, "huawei"),
                                         ({"huawei": 0.4, "nvidia": 0.4}, "level")])
def test_the_yardstick_of_money_turns(inputs, parameters, sold, first):
    market = replace(inputs.market, maker_sales={**inputs.market.maker_sales, **sold})
    assert share(replace(inputs, market=market), parameters).first_by_money == first


def test_by_work_huawei_may_be_behind_with_all_chips(inputs, parameters):
    fast = replace(inputs, rival_tflops={"H800": 1000, "A800": 600})  # at most 60 × 780 ÷ (150 × 600) = 0.52
    assert share(fast, parameters).first_by_work == "nvidia"


def test_money_for_a_card(inputs, parameters):
    found = share(inputs, parameters)
    huawei, nvidia = found.price
    assert huawei == pytest.approx((0.3 * 6000 / 60, 0.3 * 12000 / 60))  # 30 to 60
    assert nvidia == pytest.approx((16, 32)) and found.cheap  # below 40
    dear = replace(inputs, market=replace(inputs.market, h20_price=Ends(30, 50)))
    assert not share(dear, parameters).cheap


def test_h200_by_licence(inputs, parameters):
    found = allow_h200(inputs, parameters)
    none, approved, allowed = found.cases
    assert (none.chips, approved.chips, allowed.chips) == (0, 50, 100)  # ten buyers, ten each
    assert none.by_cards == none.by_work == pytest.approx(0.4)  # cards that work alike
    assert allowed.by_cards == pytest.approx(120 / 400)
    assert allowed.by_work == pytest.approx(120 / (120 + 180 + 312.5))  # each H200 is 1 ÷ 0.32 foreign cards
    assert found.as_owned == pytest.approx((100 / 62.5, 100 / 50)) and found.allowed == allowed


def test_the_page_may_set_another_number(inputs, parameters):
    found = allow_h200(inputs, replace(parameters, h200_millions=200e-6))
    assert found.setting == found.cases[3] and found.setting.chips == pytest.approx(200)
    assert found.setting.by_cards == pytest.approx(120 / 500)
    assert found.setting.by_work == pytest.approx(120 / (120 + 180 + 625))
