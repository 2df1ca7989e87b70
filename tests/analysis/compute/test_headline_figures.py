"""Where the headline figures come from, worked by hand."""

from dataclasses import replace

import pytest

from analysis.compute.headline_figures import derive_headline


def test_three_hundred_petaflops_over_384_chips(inputs, parameters):
    assert derive_headline(inputs, parameters).implied_tflops == 781.25


def test_derivation_of_the_headline_rate(inputs, parameters):
    found = derive_headline(inputs, parameters)
    rates = {(rate.reference_id, str(rate.counting)): rate for rate in found.rates}
    paper, analysis = "ascend-910c-peak-paper", "ascend-910c-peak"
    assert rates[paper, "dense"].pflops == pytest.approx(288.768)  # 384 × 0.752
    assert rates[paper, "dense"].gap == pytest.approx(-0.03744)
    assert rates[analysis, "dense"].gap == pytest.approx(-0.0016)
    assert rates[paper, "sparse"].pflops == pytest.approx(577.536)
    assert (found.counting, found.off, found.one_gap) == ("dense", "lower", False)
    assert (found.near, found.far) == pytest.approx((0.0016, 0.03744))


def test_derivation_of_the_headline_memory(inputs, parameters):
    found = derive_headline(inputs, parameters)
    decimal, binary, mixed = found.memory
    assert decimal.memory == pytest.approx(49.152) and binary.memory == 48  # 384 × 128 GB; 384 × 128 GiB in TiB
    assert mixed.memory == pytest.approx(49.152e12 / 1024 ** 4)  # 44.7: the same bytes as 49.152 TB
    assert [(held.of_chip, held.unit) for held in found.memory] == [("GB", "TB"), ("GiB", "TiB"), ("GB", "TiB")]
    assert binary.gap == 0 and decimal.gap == pytest.approx(0.024)
    assert mixed.gap == pytest.approx(44.703484 / 48 - 1)


@pytest.mark.parametrize("printed, unit", [(48, "binary"), (49, "decimal"), (45, "mixed")])
def test_the_unit_that_comes_nearest(inputs, parameters, printed, unit):
    assert derive_headline(replace(inputs, printed_tb=printed), parameters).unit == unit


@pytest.mark.parametrize("rate, circular", [(780, True), (752, False), (781.25, False)])
def test_a_rate_that_is_the_total_divided_and_rounded_is_no_check(inputs, parameters, rate, circular):
    # 300,000 ÷ 384 = 781.25, to tens 780
    assert derive_headline(inputs, replace(parameters, chip_tflops=rate)).circular is circular


@pytest.mark.parametrize("paper, analysis, off, near, far, one_gap", [
    (800, 790, "higher", 0.0112, 0.024, False),  # 303.36 and 307.2 against 300
    (752, 800, "astride", 0.03744, 0.024, False),
    (752, 752, "lower", 0.03744, 0.03744, True),
    (390, 400, "astride", 0.0016, 0.024, False),  # half of it, so counted as sparse
])
def test_the_side_of_other_rates(inputs, parameters, paper, analysis, off, near, far, one_gap):
    found = derive_headline(replace(inputs, paper_tflops=paper), replace(parameters, chip_tflops=analysis))
    assert (found.off, found.one_gap) == (off, one_gap)
    assert (found.near, found.far) == pytest.approx((near, far))
    assert found.counting == ("sparse" if paper < 500 else "dense")
