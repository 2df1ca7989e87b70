"""How far two texts lie apart, in digits as printed."""

import pytest

from evidence.scenarios.digits import digits_apart
from evidence.scenarios.explore import _digits
from evidence.scenarios.found import Found


@pytest.mark.parametrize("before, after, digits", [
    ("30 kg", "31 kg", 1), ("30 kg", "32 kg", 2), ("0.30 to 0.40", "0.31 to 0.44", 4), ("9.9", "10", 1),
    ("1,500", "1,700", 2), ("1,000", "1,040", 4), ("990", "1,000", 1), ("30 kg", "40 kg of flour", 0),
    ("the same", "the same", 0), (None, "30 kg", 0), ("30 kg", None, 0), ("no number", "nothing", 0)])
def test_the_number_that_moves_most_counts_in_units_of_its_last_place(before, after, digits):
    assert digits_apart(before, after) == digits


def test_an_answer_that_the_first_state_lacks_is_followed_too():
    states = [("1", Found(failure="cannot be")), *((value, Found({"sacks": text}, {"sacks": ""}, {})) for value, text in
                                                   (("2", "10 sacks"), ("3", "30 sacks")))]
    assert _digits(states) == {"sacks": [0, 2]}
