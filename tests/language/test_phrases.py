"""Dates inside English sentences."""

import pytest

from evidence.language import phrases


@pytest.mark.parametrize("iso, words", [("2025-07-01", "1 July 2025"), ("2025-07-28", "28 July 2025"),
                                        ("2025-08", "August 2025")])
def test_a_day_is_written_as_precisely_as_it_is_known(iso, words):
    assert phrases.day(iso) == words
