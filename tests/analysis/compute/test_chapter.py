"""The compute chapter: defaults are the reference points they come from, stored results are those worked by hand."""

from pathlib import Path

import pytest

from analysis import report
from analysis.quoted import reference
from evidence.notebooks.files import load
from evidence.notebooks.parameters import describe

NOTEBOOK = Path(__file__).resolve().parents[3] / "chapters" / "compute_and_sanctions.ipynb"
DEFAULTS = {
    "power_kw": ("cm384-power", "value", 1), "rack_power_kw": ("nvl72-power", "value", 1),
    "chip_tflops": ("ascend-910c-peak", "value", 1), "gpu_tflops": ("gb200-peak", "value", 1),
    "cards_millions": ("shipments-2025", "value", 1e6), "domestic_millions": ("domestic-shipments-2025", "value", 1e6),
    "model_billions": ("qwen2-72b-parameters", "value", 1e9), "token_trillions": ("qwen2-tokens", "low", 1e12),
    "utilisation_low": ("pangu-ultra-moe-utilisation", "low", 100),
    "utilisation_high": ("pangu-ultra-moe-utilisation", "high", 100),
}


@pytest.mark.parametrize("name", DEFAULTS)
def test_default_is_its_reference_point(name):
    point, column, scale = DEFAULTS[name]
    declared = {parameter.name: parameter.default for parameter in describe(NOTEBOOK)}
    assert declared[name] * scale == pytest.approx(reference(report.table("reference_points"), point, column))


def test_the_performance_ratio_is_that_of_the_910b_and_the_a800():
    points = report.table("reference_points")
    declared = {parameter.name: parameter.default for parameter in describe(NOTEBOOK)}
    ratio = reference(points, "ascend-910b-peak") / reference(points, "a800-peak")
    assert declared["performance_ratio"] == pytest.approx(ratio, abs=0.005)


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


def stored(kind: str) -> dict:
    outputs = (output for cell in load(NOTEBOOK, NOTEBOOK.name).cells for output in cell.get("outputs", []))
    found = (output["data"].get(f"application/vnd.evidence.{kind}+json") for output in outputs if "data" in output)
    return {one["name"]: one for one in found if one}


@pytest.mark.parametrize("name", WORKED)
def test_stored_result_is_the_one_worked_by_hand(name):
    assert stored("result")[name]["value"] == pytest.approx(WORKED[name], rel=1e-5)


def test_the_answer_on_the_stock_names_the_share_worked_by_hand():
    ratio = 0.1 * (TOTAL - DOMESTIC) / (0.9 * DOMESTIC)
    words = stored("result")["answer-stock"]["text"].replace("\N{NO-BREAK SPACE}", "")
    assert f"for {LOCAL:.0%} of the stock" in words and f"less than {ratio:.2f} times" in words
    assert f"fewer than {0.1 / LOCAL:.0%} of domestic" in words


def test_each_section_has_its_answer_in_the_first_paragraph():
    cells = load(NOTEBOOK, NOTEBOOK.name).cells
    sections = sum(cell.source.startswith("## ") for cell in cells if cell.cell_type == "markdown")
    answers = cells[0].source.split("\n\n")[1].split()
    assert len(answers) == sections - 1  # less the limits
    assert all(one.startswith("{computed}`answer-") for one in answers)
    assert {one[len("{computed}`"):-1] for one in answers} <= set(stored("result"))


@pytest.mark.parametrize("limit", ["tpp", "bandwidth"])
def test_two_notes_give_the_same_limits_of_the_third_rule(limit):
    points = report.table("reference_points")
    assert reference(points, f"rule-2026-{limit}") == reference(points, f"rule-2026-{limit}-fenwick")
