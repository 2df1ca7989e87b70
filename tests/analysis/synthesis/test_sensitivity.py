"""Where sentences turn, on functions whose turning points are known."""

import pytest
from made_up_synthesis import COUNT, LENGTH, MODE, below, synthesis_parameters

from analysis.synthesis.sensitivity import (
    Headline,
    NumericRange,
    one_at_a_time,
    robustness,
    sampling_error,
    share_of_draws_holding,
    threshold_values,
)
from evidence.notebooks.parameters import Parameter

BELOW = below("below", 4)
BOTH = Headline("both", lambda values: values["length_m"] * values["count"] < 8, (LENGTH, COUNT))


def test_a_root_is_found_by_bisection():
    (found,) = threshold_values(lambda value: value * value < 2, 0, 2, steps=1, whole=False)
    assert found == pytest.approx(2 ** 0.5, abs=2e-5)  # to a hundred-thousandth of the range


def test_a_window_turns_twice():
    found = threshold_values(lambda value: 2 < value < 5, 0, 10, steps=40, whole=False)
    assert found == [pytest.approx(2, abs=1e-3), pytest.approx(5, abs=1e-3)]
    assert threshold_values(lambda value: True, 0, 10, steps=40, whole=False) == []


def test_whole_numbers_turn_at_the_first_new_value():
    assert threshold_values(lambda value: value < 4, 0, 200, steps=10, whole=True) == [4]
    tried = []
    threshold_values(lambda value: tried.append(value) or True, 0, 3, steps=60, whole=True)
    assert tried == [0, 1, 2, 3]


def test_the_others_stay_as_set():
    over = one_at_a_time(BOTH, COUNT, 40)  # length 1: 1 x 8 is no longer below 8
    assert (over.turns_at, over.holds, over.limits) == ((8,), True, NumericRange(0, 10, 2))
    assert over.spans == ((0.0, 0.8),) and over.held == pytest.approx(0.8)


def test_stretches_alternate():
    inside, outside = (Headline("", lambda values, out=out: (2 < values["length_m"] < 5) != out, (LENGTH,))
                       for out in (False, True))
    (start, end), = one_at_a_time(inside, LENGTH, 40).spans
    assert (start, end) == (pytest.approx(0.2, abs=1e-4), pytest.approx(0.5, abs=1e-4))
    assert one_at_a_time(outside, LENGTH, 40).spans == ((0.0, start), (end, 1.0))
    assert one_at_a_time(below("all", 11), LENGTH, 40).spans == ((0.0, 1.0),)
    assert one_at_a_time(below("never", -1), LENGTH, 40).spans == ()


def test_words_are_tried_one_by_one():
    over = one_at_a_time(Headline("dense only", lambda values: values["mode"] == "dense", (MODE,)), MODE, 40)
    assert (over.turns_at, over.held, over.spans, over.limits) == (("sparse",), 0.5, (), None)


def test_what_is_neither_number_nor_word_is_refused():
    switch = Parameter("switch", "bool", True, "whether")
    with pytest.raises(ValueError, match="switch is neither"):
        one_at_a_time(Headline("on", lambda values: values["switch"], (switch,)), switch, 40)


def test_draws_are_seeded_and_about_right():
    assert share_of_draws_holding(BELOW, 2000, seed=1) == pytest.approx(0.4, abs=0.04)  # 4 of 10
    assert share_of_draws_holding(BELOW, 200, seed=1) == share_of_draws_holding(below("below", 4), 200, seed=1)


def test_no_two_headlines_share_their_draws():
    drawn = []
    for name in ("one", "other", "one"):
        share_of_draws_holding(Headline(name, lambda values: drawn.append(values["length_m"]), (LENGTH,)), 5, seed=1)
    assert drawn[:5] == drawn[10:] and not set(drawn[:5]) & set(drawn[5:10])


def test_with_one_number_nothing_is_drawn():
    found = robustness(BELOW, synthesis_parameters())  # 4 of 10
    assert (found.share_of_draws, found.error) == (pytest.approx(0.4, abs=1e-5), 0)
    worded = Headline("worded", lambda values: values["length_m"] < 4 or values["mode"] == "dense", (MODE, LENGTH))
    assert robustness(worded, synthesis_parameters()).share_of_draws == pytest.approx((1 + 0.4) / 2, abs=1e-5)


def test_with_more_numbers_the_error_is_that_of_the_draws():
    asked = []
    slow = Headline("slow", lambda values: asked.append(values) or True, (LENGTH, COUNT), by_lists=True)
    assert robustness(BOTH, synthesis_parameters(draws=400)).error == pytest.approx(0.049)  # 1.96 x sqrt(1/4 / 400)
    assert robustness(slow, synthesis_parameters(draws=1000)).error == pytest.approx(0.098)  # of a tenth, 100
    before = len(asked)
    robustness(slow, synthesis_parameters(draws=2000))
    assert len(asked) - before == 200 + 1  # of one parameter at a time all is known; as set it is asked again


def test_a_headline_over_all_its_parameters():
    found = robustness(BOTH, synthesis_parameters())
    assert found.holds and [over.parameter.name for over in found.varied] == ["length_m", "count"]
    assert [over.turns_at for over in found.turned_by] == [(pytest.approx(4, abs=1e-3),), (8,)]
    assert robustness(below("all", 11), synthesis_parameters()).turned_by == ()


def test_sampling_error_of_a_half():
    assert sampling_error(100) == pytest.approx(0.098)
    assert sampling_error(200) == pytest.approx(0.0693, abs=5e-5)
