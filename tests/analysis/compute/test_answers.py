"""What the chapter publishes, worked by hand: as answered with its defaults, and as stored in its notebook."""

import pandas as pd
import pytest

from analysis import report
from analysis.compute import answers, inputs
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
    "ratio-power-all-in": 600 / 145,
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
    return answers.answer(report, answers.Parameters(**DEFAULTS))


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
    assert f"for {LOCAL:.0%} of the stock" in words and f"less than {ratio:.2f} times" in words
    assert f"fewer than {0.1 / LOCAL:.0%} of domestic" in words


def test_what_decides_a_verdict_is_found_without_frames(monkeypatch):
    given, parameters = inputs.read(report), answers.Parameters(**DEFAULTS)

    def refused(*_, **__):
        raise AssertionError("a frame was built")

    monkeypatch.setattr(pd.DataFrame, "__init__", refused)
    comparison = answers.compare_systems(given, parameters)
    assert comparison.lead == "outruns" and answers.place_work(given, parameters, comparison).decides == "nothing_split"
    for section in (answers.derive_headline, answers.train, answers.count_installed_base, answers.break_even):
        section(given, parameters)
    with pytest.raises(AssertionError, match="a frame was built"):
        comparison.plotted()


def test_each_section_has_its_answer_in_the_first_paragraph(stored):
    cells = read_notebook(NOTEBOOK, NOTEBOOK.name).cells
    sections = sum(cell.source.startswith("## ") for cell in cells if cell.cell_type == "markdown")
    roles = cells[0].source.split("\n\n")[1].split()
    assert len(roles) == sections - 1  # less the limits
    assert all(role.startswith("{computed}`answer-") for role in roles)
    assert {role[len("{computed}`"):-1] for role in roles} <= set(stored)


@pytest.mark.parametrize("limit", ["tpp", "bandwidth"])
def test_two_notes_give_the_same_limits_of_the_third_rule(limit):
    points = report.table("reference_points")
    assert reference(points, f"rule-2026-{limit}") == reference(points, f"rule-2026-{limit}-fenwick")
