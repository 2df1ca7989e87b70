"""Systems and rooflines against hand-worked numbers."""

import numpy as np
import pytest

from analysis.compute import systems

SUPERNODE = systems.System("supernode", 384, 780, 128, 3.2, 559)
RACK = systems.System("rack", 72, 2500, 192, 8, 145)


def test_three_hundred_petaflops_over_384_chips():
    assert systems.per_chip(300, 384) == 781.25


def test_memory_in_both_units():
    assert systems.system_memory(384, 128) == pytest.approx(49.152)
    assert systems.system_memory(384, 128, "binary") == 48
    with pytest.raises(KeyError):
        systems.system_memory(384, 128, "octal")


def test_system_totals():
    assert SUPERNODE.pflops == pytest.approx(299.52)
    assert RACK.pflops == pytest.approx(180)
    assert RACK.memory_tb == pytest.approx(13.824)
    assert SUPERNODE.bandwidth_tb_s == pytest.approx(1228.8)
    assert RACK.bandwidth_tb_s == 576


def test_a_system_needs_positive_figures():
    with pytest.raises(ValueError, match="has to be positive"):
        systems.System("nothing", 384, 0, 128, 3.2, 559)


def test_derivation_of_the_headline_rate():
    rates = [("paper", 752), ("semianalysis", 780)]
    found = systems.derivations(384, rates, 300).set_index(["reference_id", "counting"])
    assert found.loc[("paper", "dense"), "pflops"] == pytest.approx(288.768)
    assert found.loc[("paper", "dense"), "gap_percent"] == pytest.approx(-3.744)
    assert found.loc[("semianalysis", "dense"), "gap_percent"] == pytest.approx(-0.16)
    assert found.loc[("paper", "sparse"), "pflops"] == pytest.approx(577.536)


def test_derivation_of_the_headline_memory():
    found = systems.memory_derivations(384, 128, 48).set_index("counting")
    assert found.loc["binary", "gap_percent"] == 0
    assert found.loc["decimal", "gap_percent"] == pytest.approx(2.4)


def test_comparison_per_system_chip_kilowatt_and_terabyte():
    ratio = systems.compare(SUPERNODE, RACK).set_index(["basis", "quantity"])["ratio"]
    assert ratio["system", "peak rate"] == pytest.approx(1.664)
    assert ratio["system", "memory"] == pytest.approx(49.152 / 13.824)
    assert ratio["chip", "peak rate"] == pytest.approx(0.312)
    assert ratio["kW", "peak rate"] == pytest.approx((299.52 / 559) / (180 / 145))
    assert ratio["TB", "memory bandwidth"] == pytest.approx(25 / (8 / 0.192))
    assert ("chip", "chips") not in ratio.index


def test_power_per_flop_as_printed_by_the_secondary_source():
    ratio = systems.compare(SUPERNODE, RACK).set_index(["basis", "quantity"])["ratio"]
    assert 1 / ratio["kW", "peak rate"] == pytest.approx(2.3, abs=0.05)
    assert 1 / ratio["kW", "memory bandwidth"] == pytest.approx(1.8, abs=0.05)
    assert 1 / ratio["kW", "memory"] == pytest.approx(1.1, abs=0.05)


def test_ranges_hold_the_central_ratio():
    hungry = systems.System("supernode", 384, 752, 128, 3.2, 600)
    found = systems.ratio_ranges([SUPERNODE, hungry], [RACK]).set_index(["basis", "quantity"])
    row = found.loc[("kW", "peak rate")]
    assert row["low"] == pytest.approx((288.768 / 600) / (180 / 145))
    assert row["high"] == pytest.approx((299.52 / 559) / (180 / 145))


def test_roofline_bends_at_the_ridge():
    assert RACK.ridge == pytest.approx(312.5)
    assert SUPERNODE.ridge == pytest.approx(243.75)
    assert systems.roofline(RACK, np.array([1, 312.5, 1000])) == pytest.approx([0.576, 180, 180])


def test_decode_reads_each_weight_once():
    assert systems.decode_intensity(32) == 32
    assert systems.decode_intensity(32, 1) == 64


def test_decoding_uses_a_fraction_of_the_peak():
    # 2 × 37e9 × 1,943 = 1.43782e14 operations a second, of 780e12
    assert systems.decode_utilisation(1943, 37e9, 780) == pytest.approx(0.18433, abs=1e-5)


def test_who_is_ahead():
    intensity = np.geomspace(1, 4096, 50)
    ahead = systems.winners(SUPERNODE, RACK, intensity)
    assert ahead == {"system": ["supernode"], "kW": ["rack"]}
    sparse = systems.System("rack", 72, 5000, 192, 8, 145)
    assert systems.winners(SUPERNODE, sparse, intensity)["system"] == ["supernode", "rack"]


def test_rooflines_are_long_and_span_the_variants():
    frame = systems.rooflines([[SUPERNODE], systems.variants(RACK, power_kw=[120])], np.array([1.0, 1000.0]))
    assert list(frame["system"]) == ["supernode"] * 2 + ["rack"] * 2
    last = frame.iloc[-1]
    assert last["pflops_per_mw"] == last["pflops_per_mw_low"] == pytest.approx(180 / 0.145)
    assert last["pflops_per_mw_high"] == pytest.approx(180 / 0.120)
    assert last["pflops_low"] == last["pflops_high"] == 180


def test_variants_mix_all_alternatives():
    found = systems.variants(SUPERNODE, chip_tflops=[752], power_kw=[600])
    assert [(one.chip_tflops, one.power_kw) for one in found] == [(780, 559), (780, 600), (752, 559), (752, 600)]
