"""What memory and dies allow, worked by hand."""

from dataclasses import replace

import pytest

from analysis.compute.supply import limit_output


def test_plan_and_forecast_as_supernodes(inputs, parameters):
    found = limit_output(inputs, parameters)
    assert (found.planned.chips, found.planned.supernodes) == (768, 2)  # of 384 chips
    assert (found.forecast.chips, found.forecast.supernodes) == (384, 1)
    assert found.planned.h100 == pytest.approx(768 * 0.78)
    assert limit_output(replace(inputs, chips=385), parameters).planned.supernodes == 1  # no half ones


def test_what_memory_and_dies_allow(inputs, parameters):
    found = limit_output(inputs, parameters)
    assert found.memory == pytest.approx({2025: 1400, 2026: 900})  # (12,000 - 800) ÷ 8, less the 500 of 2025
    assert found.logic == {2025: 400, 2026: 950}  # two dies a chip
    assert found.binds == {2025: "logic", 2026: "memory"}


@pytest.mark.parametrize("elsewhere, binds", [(399, "logic"), (401, "memory"), (13_000, "memory")])
def test_memory_binds_from_what_went_elsewhere_on(inputs, parameters, elsewhere, binds):
    assert limit_output(inputs, parameters).turns_at == 400  # 12,000 - 8 × (500 + 950)
    found = limit_output(inputs, replace(parameters, stacks_elsewhere=elsewhere / 1e6))
    assert found.binds[2026] == binds and found.memory[2026] >= 0


def test_what_either_report_would_leave_for_all_else(inputs, parameters):
    # 12,000 - 8 × (500 + 768) and 12,000 - 8 × (500 + 384)
    assert limit_output(inputs, parameters).elsewhere == (1856, 4928)


def test_rows_of_the_table(inputs, parameters):
    limits = limit_output(inputs, parameters).limits
    assert [limit.chips for limit in limits] == pytest.approx([1500, 1000, 400, 500, 900, 950, 768, 384])
    assert [limit.year for limit in limits] == [None, None, 2025, 2025, 2026, 2026, 2026, 2026]


def test_a_chip_of_one_die_counts_as_half(inputs, parameters):
    # Three chips of four with one die: 500 chips are 125 × 2 + 375 dies, and half as many stacks of eight
    found = limit_output(inputs, replace(parameters, one_die_part=0.75))
    assert found.memory == pytest.approx({2025: 1400, 2026: 1087.5})  # less 312.5 of the 500
    assert found.logic == {2025: 400, 2026: 950} and found.binds == {2025: "logic", 2026: "logic"}
    assert (found.turns_at, found.turns_at_two_dies) == (1900, 400)  # 12,000 - 8 × (312.5 or 500, and 950)
    assert found.elsewhere == (3356, 6428)  # 12,000 - 8 × (312.5 + 768 or 384)
    assert found.limits[3].chips == 312.5


def test_the_part_by_which_dies_and_chips_fit(inputs, parameters):
    assert limit_output(inputs, parameters).one_die_read == pytest.approx(0.4)  # 500 chips: 200 + 2 × 300 = 800 dies
