"""Rooflines against hand-worked numbers."""

from dataclasses import replace

import numpy as np
import pytest

from analysis.compute import roofline
from analysis.compute.known import Power
from analysis.compute.systems import System, compare_systems

SUPERNODE = System("supernode", 384, 780, 128, 3.2, Power(559))
RACK = System("rack", 72, 2500, 192, 8, Power(145))


def place(inputs, parameters):
    return roofline.place_work(inputs, parameters, compare_systems(inputs, parameters))


def test_roofline_bends_at_the_ridge():
    assert roofline._roofline(RACK, np.array([1, 312.5, 1000])) == pytest.approx([0.576, 180, 180])


def test_decode_reads_each_weight_once(inputs, parameters):
    assert place(inputs, parameters).batches == {8: 8, 64: 64, 512: 512}  # 2 × batch ÷ 2 bytes
    assert place(inputs, replace(parameters, bytes_per_weight=1)).batches == {8: 16, 64: 128, 512: 1024}


def test_decoding_uses_a_fraction_of_the_peak(inputs, parameters):
    found = place(inputs, parameters)
    assert found.decode_part == pytest.approx(0.18433, abs=1e-5)  # 2 × 37e9 × 1,943 = 1.43782e14 a second, of 780e12
    assert found.paper_peak_tflops == pytest.approx(1554.4)  # 1,943 ÷ 1.25
    assert found.paper_decode_part == pytest.approx(143.782 / 1554.4)
    assert (found.ridge_supernode, found.ridge_rack) == pytest.approx((243.75, 312.5))


@pytest.mark.parametrize("changes, decides, leader, thrifty, switch", [
    ({}, "nothing_split", "CloudMatrix 384", "GB200 NVL72", None),
    ({"power_kw": 200}, "nothing", "CloudMatrix 384", "CloudMatrix 384", None),  # 1.5 PFLOP/s a kW against 1.2
    # 360 PFLOP/s of the rack against 299.5, but 576 TB/s against 1,228.8
    ({"counting": "sparse"}, "whole", "CloudMatrix 384", "GB200 NVL72", ("CloudMatrix 384", "GB200 NVL72")),
    # and per kilowatt 5.1 TB/s against 4.0, but 1.2 PFLOP/s against 2.5
    ({"counting": "sparse", "power_kw": 242}, "both", "CloudMatrix 384", "CloudMatrix 384",
     ("CloudMatrix 384", "GB200 NVL72")),
    # per kilowatt 6.1 TB/s against 4.0, and 1.5 PFLOP/s against 1.7
    ({"power_kw": 200, "gpu_tflops": 3500}, "kilowatt", "CloudMatrix 384", "CloudMatrix 384",
     ("CloudMatrix 384", "GB200 NVL72")),
])
def test_who_is_ahead(inputs, parameters, changes, decides, leader, thrifty, switch):
    found = place(inputs, replace(parameters, **changes))
    assert (found.decides, found.leader, found.thrifty) == (decides, leader, thrifty)
    assert switch is None or (found.memory_bound, found.arithmetic_bound) == switch


def test_equals_are_not_ahead():
    """Twice the same machine: whoever is named second has it, at every intensity and per kilowatt."""
    twin = System("twin", 72, 2500, 192, 8, Power(145))
    assert roofline._winners(RACK, twin, np.array([1, 312.5, 1000])) == [["twin"], ["twin"]]


def test_rooflines_are_long_and_span_the_figures_of_other_pages(inputs, parameters):
    frame = roofline.roof_lines(compare_systems(inputs, parameters), np.array([1.0, 1000.0]))
    assert list(frame["system"]) == ["CloudMatrix 384"] * 2 + ["GB200 NVL72"] * 2
    last = frame.iloc[-1]
    assert last["tflops_per_kw_low"] == last["tflops_per_kw_high"] == pytest.approx(180_000 / 145)  # all-in alone
    assert last["pflops_low"] == last["pflops_high"] == 180
    ours = frame.iloc[1]
    assert ours["tflops_per_kw"] == ours["tflops_per_kw_high"] == pytest.approx(299_520 / 559)
    assert ours["tflops_per_kw_low"] == pytest.approx(288_768 / 600)
