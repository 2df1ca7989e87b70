"""Where sentences turn, on functions whose turning points are known."""

import pytest

from analysis.synthesis.sensitivity import (
    Headline,
    Range,
    alone,
    grid,
    sampling_error,
    stretches,
    summary,
    sweep,
    together,
    turning,
    turns,
)

X = Range("x", 1.0, 0.0, 10.0)
N = Range("n", 2, 0, 10)
MODE = Range("mode", "dense", options=("dense", "sparse"))
BELOW = Headline("below", "x is below four", lambda p: p["x"] < 4, (X,), ("s/one", "outside"))
BOTH = Headline("both", "x n stays below eight", lambda p: p["x"] * p["n"] < 8, (X, N))


def test_grid():
    assert grid(0, 1, 2) == [0, 0.5, 1]
    assert grid(0, 3, 60, whole=True) == [0, 1, 2, 3]


def test_turning_point_by_bisection():
    assert turning(lambda v: v * v < 2, 0, 2, 1e-9) == pytest.approx(2 ** 0.5)
    with pytest.raises(ValueError):
        turning(lambda v: True, 0, 1, 1e-3)


def test_turns_finds_a_window():
    assert turns(lambda v: 2 < v < 5, 0, 10) == [pytest.approx(2, abs=1e-3), pytest.approx(5, abs=1e-3)]


def test_whole_numbers_turn_at_the_first_new_value():
    assert turns(lambda v: v < 4, 0, 200, steps=10, whole=True) == [4]


def test_alone_leaves_the_others_at_their_defaults():
    row = alone(BOTH, N)
    assert (row["stays"], row["turns_at"], row["holds"]) == (False, "8", True)
    assert row["spans"] == ((0.0, 0.8),) and row["held"] == pytest.approx(0.8)


def test_options_are_tried_one_by_one():
    h = Headline("dense-only", "", lambda p: p["mode"] == "dense", (MODE,))
    assert alone(h, MODE)["turns_at"] == "sparse"


def test_sweep_has_a_row_for_each_parameter():
    assert sweep([BELOW, BOTH])[["headline", "parameter"]].values.tolist() == [
        ["below", "x"], ["both", "x"], ["both", "n"]]


def test_together_is_seeded_and_about_right():
    assert together(BELOW, 2000, seed=1) == pytest.approx(0.4, abs=0.04)
    assert together(BELOW, 200, seed=1) == together(BELOW, 200, seed=1)


def test_summary_names_what_turns_a_headline():
    frame = summary([BELOW], sweep([BELOW]), 10, seed=1)
    assert frame.loc[0, "turned_by"] == "x at 4" and bool(frame.loc[0, "holds"])
    assert frame.loc[0, "claim_id"] == "s/one"


def test_without_headlines_there_is_nothing_to_sweep():
    assert sweep([]).empty and summary([], sweep([]), 10, seed=1).empty


def test_the_ends_of_a_range_stand_with_it():
    assert alone(BOTH, N)["ends"] == ("0", "10")


def test_stretches_alternate():
    assert stretches([2, 5], 0, 10, at_low=False) == ((0.2, 0.5),)
    assert stretches([2, 5], 0, 10, at_low=True) == ((0.0, 0.2), (0.5, 1.0))
    assert stretches([], 0, 10, at_low=True) == ((0.0, 1.0),) and stretches([], 0, 10, at_low=False) == ()


def test_sampling_error_of_a_half():
    assert sampling_error(100) == pytest.approx(0.098)
    assert sampling_error(200) == pytest.approx(0.0693, abs=5e-5)
