"""Systems and their ratios against hand-worked numbers."""

from dataclasses import replace

import pytest

from analysis.compute import systems
from analysis.compute.known import Power

SUPERNODE = systems.System("supernode", 384, 780, 128, 3.2, Power(559))
RACK = systems.System("rack", 72, 2500, 192, 8, Power(145))


def test_system_totals():
    assert SUPERNODE.pflops == pytest.approx(299.52)
    assert RACK.pflops == pytest.approx(180)
    assert SUPERNODE.memory_tb == pytest.approx(49.152)
    assert RACK.memory_tb == pytest.approx(13.824)
    assert SUPERNODE.bandwidth_tb_s == pytest.approx(1228.8)
    assert RACK.bandwidth_tb_s == 576
    assert RACK.ridge == pytest.approx(312.5)
    assert SUPERNODE.ridge == pytest.approx(243.75)


def test_a_system_needs_positive_figures():
    with pytest.raises(ValueError, match="has to be positive"):
        systems.System("nothing", 384, 0, 128, 3.2, Power(559))


def test_variants_mix_all_alternatives():
    found = systems._variants(SUPERNODE, chip_tflops=[752], power=[Power(600)])
    assert [(system.chip_tflops, system.power_kw) for system in found] == [(780, 559), (780, 600), (752, 559),
                                                                           (752, 600)]


def test_comparison_per_system_chip_kilowatt_and_terabyte(inputs, parameters):
    ratios = systems.compare_systems(inputs, parameters).ratios
    assert ratios["system", "peak rate"].ratio == pytest.approx(1.664)  # 299.52 ÷ 180
    assert ratios["system", "memory"].ratio == pytest.approx(49.152 / 13.824)
    assert ratios["chip", "peak rate"].ratio == pytest.approx(0.312)
    assert ratios["kW", "peak rate"].ratio == pytest.approx((299.52 / 559) / (180 / 145))
    assert ratios["TB", "memory bandwidth"].ratio == pytest.approx(25 / (8 / 0.192))
    assert ratios["TB", "memory bandwidth"].unit == "TB/s per TB" and ratios["system", "power"].unit == "kW"
    assert ("chip", "chips") not in ratios


def test_power_per_flop_as_printed_by_the_secondary_source(inputs, parameters):
    ratios = systems.compare_systems(inputs, parameters).ratios
    assert 1 / ratios["kW", "peak rate"].ratio == pytest.approx(2.3, abs=0.05)
    assert 1 / ratios["kW", "memory bandwidth"].ratio == pytest.approx(1.8, abs=0.05)
    assert 1 / ratios["kW", "memory"].ratio == pytest.approx(1.1, abs=0.05)


def test_spans_pair_all_figures_of_other_pages(inputs, parameters):
    found = systems.compare_systems(inputs, parameters)
    # the paper's rate at the higher power, and the analysis' at its own: 0.4813 and 0.5358 against 1.2414
    assert found.ends("kW", "peak rate") == pytest.approx(((288.768 / 600) / (180 / 145), (299.52 / 559) / (180 / 145)))
    assert found.ends("system", "memory") == pytest.approx((49.152 / 13.824, 49.152 / (72 * 0.186)))
    assert found.ends("system", "power") == pytest.approx((559 / 145, 600 / 145))  # all-in against all-in
    assert found.ends("system", "chips") == pytest.approx((384 / 72, 384 / 72))


def test_like_is_set_against_like(inputs, parameters):
    found = systems.compare_systems(inputs, parameters)
    assert found.unlike_power == pytest.approx((559 / 120, 600 / 120))  # 4.66 and 5: all-in against the rack alone
    unlike = {key: ratio.unlike for key, ratio in found.ratios.items() if ratio.unlike > 0}
    assert unlike == pytest.approx({
        ("system", "power"): 559 / 120, ("chip", "power"): (559 / 384) / (120 / 72),
        ("TB", "power"): (559 / 49.152) / (120 / 13.824), ("kW", "chips"): (384 / 559) / (72 / 120),
        ("kW", "peak rate"): (299.52 / 559) / (180 / 120), ("kW", "memory"): (49.152 / 559) / (13.824 / 120),
        ("kW", "memory bandwidth"): (1228.8 / 559) / (576 / 120)})
    with pytest.raises(ValueError, match="different boundaries make no ratio: all-in, rack"):
        systems._ratios([SUPERNODE], [replace(RACK, power=Power(120, "rack"))])
    with pytest.raises(ValueError, match="different boundaries"):
        systems.compare_systems(replace(inputs, later_power=Power(500, "rack")), parameters)
    alike = systems.compare_systems(replace(inputs, power_of_rack_alone=Power(120)), parameters)
    assert not any(ratio.unlike > 0 for ratio in alike.ratios.values())  # nothing to mark where both are all-in


@pytest.mark.parametrize("gpu_tflops, counting, lead, differs", [
    (2500, "dense", "outruns", True),  # 1.6 to 1.7 as a whole, 0.39 to 0.43 per kilowatt
    (4100, "dense", "level", False),  # 288.8 to 299.5 against 295.2
    (2500, "sparse", "falls_short", False),  # against 360; memory still ahead
    (500, "dense", "outruns", False),  # 8.0 to 8.3 as a whole, 1.9 to 2.2 per kilowatt
])
def test_verdicts_turn(inputs, parameters, gpu_tflops, counting, lead, differs):
    found = systems.compare_systems(inputs, replace(parameters, gpu_tflops=gpu_tflops, counting=counting))
    assert (found.lead, found.thrift_differs) == (lead, differs)


@pytest.mark.parametrize("rate, thrift, apart", [
    ((1.6, 1.7), (0.4, 0.5), True), ((0.6, 0.7), (1.1, 1.2), True), ((1.6, 1.7), (1.1, 1.2), False),
    ((0.9, 1.6), (0.4, 0.5), False), ((0.9, 1.6), (0.2, 2.3), False),  # neither side is shown
    ((1, 1.7), (0.4, 0.5), False), ((1.6, 1.7), (0.4, 1), False),  # as much as the other is on no side
    ((0.6, 0.7), (1, 1.2), False), ((0.6, 1), (1.1, 1.2), False),
])
def test_ratios_lie_apart_only_where_each_whole_span_is_on_one_side(rate, thrift, apart):
    assert systems._apart(spanned(*rate), spanned(*thrift)) is apart


def spanned(low, high):
    return systems._Ratio("system", "peak rate", "PFLOP/s", 1, 1, low, low, high)


def test_as_much_as_the_other_is_no_lead():
    assert [systems._lead(spanned(*ends)) for ends in ((1, 1.1), (0.9, 1))] == ["level", "falls_short"]


def test_chips_and_power_are_plotted_for_whole_systems_only(inputs, parameters):
    frame = systems.compare_systems(inputs, parameters).plotted()
    assert frame.loc[frame["quantity"].isin(["chips", "power"]), "basis"].tolist() == ["system", "system"]
    assert list(frame.columns) == ["basis", "quantity", "unit", "left", "right", "ratio", "low", "high", "unlike"]
    assert frame["basis"].value_counts().to_dict() == {"system": 5, "chip": 3, "kW": 3, "TB": 2}
