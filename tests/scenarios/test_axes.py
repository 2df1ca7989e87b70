"""The values that a parameter takes in the explorer."""

from itertools import pairwise

import pytest

from evidence.notebooks.parameters import Parameter
from evidence.scenarios.axes import first_values, middle, some

POWER = Parameter("power", "float", 559, "power", "kW", 100, 2000)
CHIPS = Parameter("chips", "int", 1024, "chips", "chips", 8, 200_000)
WORDS = Parameter("words", "list[str]", ["b"], "words", choices=("a", "b", "c"))


def test_a_range_has_its_ends_the_books_value_and_round_numbers():
    values = first_values(POWER)
    assert (values[0], values[-1]) == (100, 2000) and 559 in values and 550 in values
    assert values == sorted(set(values)) and len(values) < 70


def test_a_wide_range_goes_by_ratios_and_stays_whole():
    values = first_values(CHIPS)
    assert {8, 1024, 200_000} <= {*values} and all(isinstance(value, int) for value in values)
    assert max(high / low for low, high in pairwise(values)) < 1.3


def test_words_and_lists_of_words():
    assert first_values(Parameter("on", "bool", True, "on")) == [False, True]
    assert first_values(WORDS) == [["b"], ["a", "b", "c"], ["a"], ["c"], ["b", "c"], ["a", "c"], ["a", "b"]]


@pytest.mark.parametrize("low, high, expected", [(500, 600, 600), (500.0, 510.0, 500), (559, 560, None)])
def test_the_middle_is_a_short_number_well_between(low, high, expected):
    found = middle(POWER, low, high)
    assert found is None if expected is None else low < found < high and len(f"{found:g}") <= 4


def test_whole_numbers_have_no_middle_between_neighbours():
    assert middle(CHIPS, 8, 9) is None and middle(CHIPS, 8, 12) == 10
    assert middle(WORDS, ["a"], ["b"]) is None


def test_a_few_of_many_hold_both_ends_and_the_books_value():
    few = some(first_values(POWER), 559, 5)
    assert {100, 559, 2000} <= {*few} and len(few) <= 6
