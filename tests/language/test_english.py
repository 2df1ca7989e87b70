"""Numbers, dates and verdicts as the pages put them."""

from types import SimpleNamespace

import pytest

from evidence.language import english


def row(value=None, low=None, high=None, unit="", bound="exact"):
    return SimpleNamespace(value=value, low=low, high=high, unit=unit, bound=bound)


@pytest.mark.parametrize("given, expected", [
    (row(1509, 1509, 1509, "model"), "1,509"),
    (row(10, 10, None, "company", "more_than"), "more than 10"),
    (row(None, 80, 120, "%", "range"), "80–120 %"),
    (row(300, 300, 300, "PFLOP/s"), "300 PFLOP/s"),
    (row(10, None, 10, "%", "less_than"), "less than 10 %"),
    (row(None, None, 1, "year", "at_most"), "at most 1 year"),
    (row(None, 2, None, "year", "at_least"), "at least 2 years"),
    (row(10, 10, 10, "minute"), "10 minutes"),
    (row(2018, unit="year"), "2018"),
    (row(1, unit="rank"), "1st"), (row(22, unit="rank"), "22nd"), (row(13, unit="rank"), "13th"),
    (row(2_900_000, unit="die"), "2.9 million"),
    (row(1_234_567, unit="person"), "1,234,567"),
    (row(826, unit="mm**2"), "826 mm²"),
    (row(0.8, unit="%"), "0.8 %"),
])
def test_quantity_in_words(given, expected):
    assert english.quantity(given).replace("\xa0", " ") == expected


@pytest.mark.parametrize("text, expected", [("2025-07-28", "28 July 2025"), ("2025-07", "July 2025"), ("2025", "2025")])
def test_date_in_words(text, expected):
    assert english.date(text) == expected


def test_how_far_apart_is_said_without_a_sign():
    assert [english.apart(p).replace("\xa0", " ") for p in (-2.44, 7.7, 50, 0)] == [
        "2.4 % apart", "7.7 % apart", "50 % apart", "the same figure"]
