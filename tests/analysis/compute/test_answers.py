"""What the chapter publishes, worked by hand: as answered with its defaults, and as stored in its notebook."""

import re

import pandas as pd
import pytest

from analysis import report
from analysis.compute import inputs, sections
from analysis.compute.answers import answer
from analysis.quoted import reference
from evidence.notebooks.files import read_notebook
from evidence.notebooks.parameters import describe

NOTEBOOK = report.root / "chapters" / "compute_and_sanctions.ipynb"
DEFAULTS = {parameter.name: parameter.default for parameter in describe(NOTEBOOK)}
# parameter → its reference point, column and unit
POINTS = {
    "power_kw": ("cm384-power", "value", 1), "rack_power_kw": ("nvl72-power", "value", 1),
    "chip_tflops": ("ascend-910c-peak", "value", 1), "gpu_tflops": ("gb200-peak", "value", 1),
    "cards_millions": ("shipments-2025", "value", 1e6), "domestic_millions": ("domestic-shipments-2025", "value", 1e6),
    "model_billions": ("qwen2-72b-parameters", "value", 1e9), "token_trillions": ("qwen2-tokens", "low", 1e12),
    "utilisation_low": ("pangu-ultra-moe-utilisation", "low", 100),
    "utilisation_high": ("pangu-ultra-moe-utilisation", "high", 100),
}
# Cards in use in mid-2025 for five years' life: 2023 twice the half year read, 2024's total and the years before 2023
# by a growth of 1.5 a year, the latest year to the date; in units of a million cards.
DATE = 2025.57
BEFORE = [1.0 / 1.5 ** years for years in (1, 2)] + [1.0 / 1.5 ** 3 * (1 - (DATE - 5 - 2020))]
DOMESTIC = 0.1 * sum(BEFORE) + 0.1 + 0.82 + 1.65 * (DATE - 2025)
TOTAL = sum(BEFORE) + 1.0 + 4.0 / 1.5 + 4.0 * (DATE - 2025)
LOCAL = 1.03 * DOMESTIC / (1.03 * DOMESTIC + TOTAL - DOMESTIC)
DAYS = 6 * 72e9 * 7e12 / (1024 * 312e12 * 0.9) / 86400  # at full utilisation
WORKED = {
    "implied-chip-rate": 300_000 / 384, "rate-gap": (384 * 752 / 300_000 - 1) * 100, "memory-decimal": 384 * 128 / 1000,
    "memory-mixed": 384 * 128e9 / 2 ** 40, "ratio-power-unlike": 559 / 120,
    "growth-bound": 4.0 * (1 - 0.66) / 0.82,  # 2024: 0.82 million domestic cards, at most 34 % of all
    # 0.76 of the chips with one die of two and half the memory
    "stacks-elsewhere-plan": 13 - 8 * (0.805 * 0.62 + 0.6), "stacks-elsewhere-forecast": 13 - 8 * (0.805 * 0.62 + 0.3),
    "one-die-read": 2 - 1_000_000 / 805_000,
    "next-from-chips": 300_000 / 8192,
    "ratio-rate": 384 * 780 / (72 * 2500), "ratio-bandwidth": 384 * 3.2 / (72 * 8), "ratio-power": 559 / 145,
    "ratio-rate-per-kw": (384 * 780 / 559) / (72 * 2500 / 145),
    "ratio-memory-per-kw": (384 * 128 / 559) / (72 * 192 / 145),
    "ridge-supernode": 780 / 3.2, "ridge-rack": 2500 / 8, "decode-part": 2 * 37e9 * 1943 / 780e12,
    "margin-a800": 400 / 600 - 1, "margin-h20": 148 * 16 / 2400 - 1, "tpp-a100": 312 * 16, "tpp-h20": 148 * 16,
    "relative-utilisation": 0.8 * 312 / 320, "peak-ratio": 320 / 312,
    "training-days-low": DAYS / 0.41, "training-days-high": DAYS / 0.3, "unit-share": DOMESTIC / TOTAL,
}


@pytest.fixture(scope="module")
def answered():
    return answer(report, inputs.Parameters(**DEFAULTS))


@pytest.fixture(scope="module")
def stored() -> dict:
    outputs = (output for cell in read_notebook(NOTEBOOK, NOTEBOOK.name).cells for output in cell.get("outputs", []))
    results = (output["data"].get("application/vnd.evidence.result+json") for output in outputs if "data" in output)
    return {result["name"]: result for result in results if result}


@pytest.mark.parametrize("name", POINTS)
def test_default_is_its_reference_point(name):
    point, column, unit = POINTS[name]
    assert DEFAULTS[name] * unit == pytest.approx(reference(report.table("reference_points"), point, column))


def test_the_performance_ratio_is_that_of_the_910b_and_the_a800():
    points = report.table("reference_points")
    ratio = reference(points, "ascend-910b-peak") / reference(points, "a800-peak")
    assert DEFAULTS["performance_ratio"] == pytest.approx(ratio, abs=0.005)


@pytest.mark.parametrize("name", WORKED)
def test_a_result_is_the_one_worked_by_hand(name, answered, stored):
    assert answered.results[name].value == pytest.approx(WORKED[name], rel=1e-9)
    assert stored[name]["value"] == pytest.approx(WORKED[name], rel=1e-5)


def test_every_result_is_stored_with_what_it_rests_on(answered, stored):
    assert {name: sorted(fact.rests_on) for name, fact in answered.results.items()} == {
        name: result["rests_on"] for name, result in stored.items()}


def test_the_answer_on_the_installed_base_names_the_share_worked_by_hand(answered, stored):
    ratio, base = 0.1 * (TOTAL - DOMESTIC) / (0.9 * DOMESTIC), answered.found.base
    assert (base.local_share, base.highest_ratio, base.highest_home_part) == pytest.approx((LOCAL, ratio, 0.1 / LOCAL))
    words = stored["answer-stock"]["text"].replace("\N{NO-BREAK SPACE}", "")
    assert f"home, {LOCAL:.0%} of the stock" in words and f"less than {ratio:.2f} times" in words
    assert f"fewer than {0.1 / LOCAL:.0%} of domestic" in words


def test_the_spread_over_what_was_read(answered):
    """22 to 32 % of the cards, 0.24 to 0.39 as break-even: growth of 1.2 and 1.66, lives of eight and three years."""
    even = answered.found.break_even
    # growth 1.2, eight years: 2023, 2024, 2025 to the date, and before them 1/1.2 + … + 1/1.2^5 + part of a year
    before = sum(1.2 ** -years for years in range(1, 6)) + 1.2 ** -6 * (1 - (DATE - 8 - 2017))
    domestic, total = (0.1 * before + 0.1 + 0.82 + 1.65 * (DATE - 2025),
                       before + 1 + 4 / 1.2 + 4 * (DATE - 2025))
    assert even.unit_share.low == pytest.approx(domestic / total) == pytest.approx(0.223, abs=0.0005)
    assert even.ratio.high == pytest.approx((total - domestic) / 9 / domestic) == pytest.approx(0.387, abs=0.0005)
    # growth 1.6585, three years: the last part of 2022, 2023, 2024 with 2.412 million cards, 2025 to the date
    before = 1 / (4 * 0.34 / 0.82) * (1 - (DATE - 3 - 2022))
    domestic, total = (0.1 * before + 0.1 + 0.82 + 1.65 * (DATE - 2025),
                       before + 1 + 0.82 / 0.34 + 4 * (DATE - 2025))
    assert even.unit_share.high == pytest.approx(domestic / total) == pytest.approx(0.317, abs=0.0005)
    assert even.ratio.low == pytest.approx((total - domestic) / 9 / domestic) == pytest.approx(0.239, abs=0.0005)
    assert even.share_2024 == pytest.approx((0.82 * 1.2 / 4, 0.34))


def test_the_sections_on_the_market_with_what_was_read(answered):
    found = answered.found
    # 384 chips of 752 and 780, 72 of 2,500, against an H100's 989.4
    assert found.equivalents.supernode == pytest.approx((384 * 752 / 989.4, 384 * 780 / 989.4))  # 292 to 303
    assert found.equivalents.rack == pytest.approx(72 * 2500 / 989.4)  # 182
    assert found.equivalents.stock == pytest.approx((1.03 * DOMESTIC + TOTAL - DOMESTIC) * 1e6 * 0.315)  # 2.28 million
    assert found.equivalents.owned == pytest.approx((0.05 * 15e6, 0.05 * 17.1e6))
    assert answered.results["answer-equivalents"].given["world"] == pytest.approx((15, 17.1))  # as told, in millions
    assert found.equivalents.against == "above" and found.equivalents.weaker
    # 140,000 smuggled, 36,000 B200 of 2,250: 0.22 million; needed (9 × 1.03 × D - F) × 0.315 = 4.2 million
    assert found.uncounted.read == pytest.approx(140_000 + 36_000 * 2250 / 989.4)
    assert found.uncounted.local == pytest.approx((9 * 1.03 * DOMESTIC - (TOTAL - DOMESTIC)) * 1e6 * 0.315)
    # 750,000 H200, each 1 ÷ 0.315 foreign cards, on 1.65 domestic and 2.35 foreign million
    assert found.licence.allowed.by_cards == pytest.approx(1.65 / 4.75)
    assert found.licence.allowed.by_work == pytest.approx(1.6995 / (1.6995 + 2.35 + 0.75 / 0.315))
    assert found.licence.setting.chips == 0
    assert found.shares.by_cards == pytest.approx((0.812 / 4, 2.2 / 4)) and found.shares.by_money == (0.4, 0.4)
    assert found.shares.latest["money"] == pytest.approx((0.54, 0.58))  # 40 + 4 + 4 + 3 + 3; 100 - 40 - 2
    ratio = 320 / 148  # of a 910B to an H20: 60 % of the work; to an H800 320 ÷ 989.4: 19 %
    assert found.shares.latest["work"].high == pytest.approx(ratio * 0.4125 / (ratio * 0.4125 + 0.5875))
    assert (found.supply.planned.supernodes, found.supply.forecast.supernodes) == (1562, 781)
    # (13 - 0.8) ÷ 8 = 1.525 million, less 0.62 of 0.805, since 0.76 have one die; 1.0 and 1.6 million dies
    assert found.supply.memory == pytest.approx({2025: 1.525e6, 2026: 1.0259e6})
    assert found.supply.logic == {2025: 500_000, 2026: 800_000} and {*found.supply.binds.values()} == {"logic"}
    # 13 - 8 × (0.805 × 0.62 + 0.8), and 13 - 8 × (0.805 + 0.8)
    assert (found.supply.turns_at, found.supply.turns_at_two_dies) == pytest.approx((2.6072e6, 0.16e6))
    # 8 EFLOP/s against 384 × 1,943 ÷ 1.29: 13.8 times, of which 21.3 are chips
    assert found.generations.rate == pytest.approx(8000 / (384 * 1943 / 1.29 / 1000))
    assert found.generations.chips == pytest.approx(8192 / 384) and found.generations.binary


def test_a_power_says_what_it_counts():
    points = report.table("reference_points")
    given = inputs.read(report)
    assert given.later_power == (600, "all-in") and given.power_of_rack_alone == (120, "rack")
    with pytest.raises(ValueError, match="'nvl72-power-rack' has no boundary"):
        inputs._power(points.assign(boundary=None), "nvl72-power-rack")


def test_what_decides_a_verdict_is_found_without_frames(monkeypatch):
    given, parameters = inputs.read(report), inputs.Parameters(**DEFAULTS)

    def refused(*_, **__):
        raise AssertionError("a frame was built")

    monkeypatch.setattr(pd.DataFrame, "__init__", refused)
    comparison = sections.compare_systems(given, parameters)
    assert comparison.lead == "outruns"
    assert sections.place_work(given, parameters, comparison).decides == "nothing_split"
    for section in (sections.derive_headline, sections.train, sections.limit_output, sections.allow_h200):
        section(given, parameters)
    base, even = sections.count_installed_base(given, parameters), sections.break_even(given, parameters)
    sections.share_by_yardstick(given, parameters, even)
    sections.count_equivalents(given, parameters, comparison, base)
    sections.look_outside_the_count(given, parameters, base)
    sections.compare_generations(given)
    with pytest.raises(AssertionError, match="a frame was built"):
        comparison.plotted()


def test_the_page_opens_with_its_answer_and_so_does_each_section(stored):
    cells = read_notebook(NOTEBOOK, NOTEBOOK.name).cells
    prose = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    opening, *sections, _ = re.split(r"^## .*$", prose, flags=re.MULTILINE)  # the last are the limits
    named = [re.match(r"\s*\{computed\}`(answer-[a-z]+)`", section)[1] for section in sections]
    assert len(named) == len(set(named)) and set(named) <= set(stored)
    assert "```{answer}" in opening and "{computed}`short-answer`" in opening
    assert len(stored["short-answer"]["text"].split()) <= 30


@pytest.mark.parametrize("limit", ["tpp", "bandwidth"])
def test_two_notes_give_the_same_limits_of_the_third_rule(limit):
    points = report.table("reference_points")
    assert reference(points, f"rule-2026-{limit}") == reference(points, f"rule-2026-{limit}-fenwick")
