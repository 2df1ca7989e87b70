"""Dates as days and as years with decimals."""

import math

import pytest

from analysis.models import dates


@pytest.mark.parametrize("iso, first, last", [
    ("2025-07-28", "2025-07-28", "2025-07-28"), ("2025-07", "2025-07-01", "2025-07-31"),
    ("2024-02", "2024-02-01", "2024-02-29"), ("2024", "2024-01-01", "2024-12-31"),
])
def test_a_month_or_a_year_is_all_of_its_days(iso, first, last):
    assert dates.days_of(iso) == (first, last)


def test_decimal_years():
    assert dates.decimal_year("2025-01-01") == 2025
    assert dates.decimal_year("2025-07") == pytest.approx(2025 + 195 / 365.25)
    assert dates.decimal_year("2024") == 2024.5


def test_a_decimal_year_becomes_its_month_again():
    assert dates.month_of(dates.decimal_year("2025-07-28")) == "2025-07"
    assert dates.month_of(dates.decimal_year("2024-12-31")) == "2024-12"


def test_date_after_and_never():
    assert dates.date_after("2025-07-28", 1) == "2026-07-28"
    assert dates.date_after("2025-07-28", math.inf) == dates.date_after("2025-07-28", 76) == ""
