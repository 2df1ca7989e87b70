"""Numbers, dates and lists inside English sentences."""

import pytest

from evidence.language.phrases import day, listed, month, percent, spelt


def test_small_numbers_are_spelt():
    assert (spelt(0), spelt(3), spelt(12), spelt(1200)) == ("none", "three", "twelve", "1,200")


def test_lists():
    assert (listed([]), listed(["a"]), listed(["a", "b", "c"])) == ("nobody", "a", "a, b and c")


def test_months():
    assert month("2027-12-05") == month("2027-12") == "December 2027"


def test_a_percent_sign_stays_with_its_number():
    assert percent(0.4019, 1) == "40.2\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize("iso, words", [("2025-07-01", "1 July 2025"), ("2025-07-28", "28 July 2025"),
                                        ("2025-08", "August 2025")])
def test_a_day_is_written_as_precisely_as_it_is_known(iso, words):
    assert day(iso) == words
