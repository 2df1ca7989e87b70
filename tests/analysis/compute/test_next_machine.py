"""The machine announced next against the supernode, worked by hand."""

from dataclasses import replace

import pytest

from analysis.compute.next_machine import _growth, compare_generations


def test_growth_of_the_system_and_of_one_chip(inputs):
    found = compare_generations(inputs)
    assert (found.chips, found.rate, found.rate_per_chip) == pytest.approx((10, 5, 0.5))  # 384 × 1.5544 = 596.9
    assert (found.memory, found.memory_per_chip) == pytest.approx((11.25, 1.125))  # 144 ÷ 128
    assert found.bandwidth_per_chip == pytest.approx(1.25)  # 4 ÷ 3.2
    assert (found.memory_per_rate, found.bandwidth_per_rate) == pytest.approx((2.25, 2.5))
    assert found.from_chips == pytest.approx((0.1, 0.2))  # 384 and 768 of 3,840


@pytest.mark.parametrize("pflops, grows", [
    (2984, "scale_alone"), (5968, "scale_alone"), (6500, "mostly_scale"), (70_000, "mostly_chips")])
def test_where_growth_comes_from(inputs, pflops, grows):
    # 596.9 before: 5.0, 10.0, 10.9 and 117 times, of which 10 are chips
    found = compare_generations(replace(inputs, next_machine=replace(inputs.next_machine, pflops=pflops)))
    assert found.grows == grows


def test_the_total_of_memory_is_counted_in_binary_units(inputs):
    assert compare_generations(inputs).binary  # 3,840 × 144 ÷ 1,024 = 540
    decimal = replace(inputs.next_machine, memory_tb=552.96)
    assert not compare_generations(replace(inputs, next_machine=decimal)).binary


def test_rows_of_the_table(inputs):
    rows = {step.quantity: step for step in compare_generations(inputs).steps}
    assert list(rows) == ["chips", "racks", "eight-bit peak rate", "memory", "memory bandwidth"]
    assert (rows["racks"].before, rows["racks"].after, rows["racks"].system, rows["racks"].chip) == (16, 160, 10, 1)
    assert rows["memory"].before == pytest.approx(49.152) and rows["memory"].after == pytest.approx(552.96)
    assert rows["eight-bit peak rate"].before == pytest.approx(384 * 1943 / 1.25 / 1000)
    assert rows["eight-bit peak rate"].memory == pytest.approx(5 / 11.25) and rows["memory"].memory == 1


@pytest.mark.parametrize("chips, per_chip, by", [
    (5, 1, "scale_alone"), (2, 2, "mostly_scale"), (2, 2.1, "mostly_chips")])
def test_what_growth_is_due_to(chips, per_chip, by):
    assert _growth(chips, per_chip) == by
