"""The text of a role, taken apart."""

import pytest

from evidence.index import targets


@pytest.mark.parametrize("text, expected", [
    ("words <a/b>", ("words", ("a/b",))),
    ("two\nlines  <a/b, c/d>", ("two\nlines", ("a/b", "c/d"))),
    ("a < b <a/b>", ("a < b", ("a/b",))),
    ("only words", ("only words", ())),
    ("nothing inside <>", ("nothing inside", ())),
    ("ref-id", ("ref-id", ())),
])
def test_words_and_ids(text, expected):
    assert targets.parse_words(text) == expected


@pytest.mark.parametrize("text, subject, measure, fits", [
    ("a/b", "x", "y", True), ("a/b#x", "x", "y", True), ("a/b#y", "x", "y", True), ("a/b#x.y", "x", "y", True),
    ("a/b#x.z", "x", "y", False), ("a/b#z", "x", "y", False),
])
def test_pick(text, subject, measure, fits):
    pick = targets.parse_quantity(text)
    assert pick.claim == "a/b" and pick.fits(subject, measure) is fits


def test_result_of_the_same_chapter():
    assert targets.parse_result("gap", "output") == targets.parse_result("output/gap", "other") == "output/gap"
