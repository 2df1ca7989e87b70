"""The compute chapter's defaults are the reference points they come from."""

from pathlib import Path

import pytest

from analysis import report
from analysis.compute import reference
from evidence.parameters import describe

NOTEBOOK = Path(__file__).resolve().parents[1] / "chapters" / "compute_and_sanctions.ipynb"
DEFAULTS = {
    "power_kw": ("cm384-power", "value", 1), "rack_power_kw": ("nvl72-power", "value", 1),
    "chip_tflops": ("ascend-910c-peak", "value", 1), "gpu_tflops": ("gb200-peak", "value", 1),
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
