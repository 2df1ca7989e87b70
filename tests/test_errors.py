"""Faults in words: what is wrong, where, and what to do about it."""

import pytest

from evidence.errors import EvidenceError, Fault, brief, did_you_mean, fail, shorten


def test_a_fault_names_place_wrong_and_remedy():
    assert str(Fault("a.yml", 3, "is wrong", "mend it")) == "a.yml:3: is wrong; mend it"
    assert str(Fault("a.yml", 0, "is wrong", "mend it")) == "a.yml: is wrong; mend it"


def test_all_faults_are_told_once_and_in_order():
    first, second = Fault("a", 2, "x", "y"), Fault("a", 10, "x", "y")
    assert EvidenceError([second, first, second]).faults == [first, second]
    with pytest.raises(EvidenceError, match="a:2: x; y"):
        fail("a", 2, "x", "y")


def test_a_misspelt_word_gets_its_nearest():
    assert did_you_mean("mils", {"mills", "power"}) == "did you mean 'mills'?"
    assert did_you_mean("mils", iter(["power"]), "there is power") == "there is power"
    assert did_you_mean("mils", []) == ""


@pytest.mark.parametrize("text, shown", [
    ("a\n\tb\x1b[31m", "a b [31m"), ("x" * 90, "x" * 79 + "…"), (ValueError(1), "1"),
])
def test_what_is_shown_is_one_safe_line(text, shown):
    assert shorten(text) == shown


def test_a_name_is_quoted_to_forty_signs():
    assert brief("x" * 40) == "x" * 40 and brief("x" * 41) == "x" * 39 + "…"
