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
