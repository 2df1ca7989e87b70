"""What of a text is underlined: numbers with their units, spans as one piece, names never."""

import pytest

from evidence.index.numbers import NumberedNames
from evidence.sphinxext.marks import is_number, pieces

NAMES = NumberedNames(["CloudMatrix 384", "H20"])


@pytest.mark.parametrize("text, marked", [
    ("led on 1 July 2025 and in the year to August 2025", ["1 July 2025", "August 2025"]),
    ("CloudMatrix 384 has 1.6 to 1.7 times the rate of the H20", ["1.6 to 1.7"]),
    ("33\N{NO-BREAK SPACE}% under 300 PFLOP/s, and 48 TB", ["33\N{NO-BREAK SPACE}%", "300 PFLOP/s", "48 TB"]),
    ("0.2\N{NO-BREAK SPACE}% to 3.7\N{NO-BREAK SPACE}% lower", ["0.2\N{NO-BREAK SPACE}% to 3.7\N{NO-BREAK SPACE}%"]),
    ("near 1,200 in 2019", ["1,200", "2019"]),  # "in" is no inch
    ("costs $559 million, or 2023\N{EN DASH}2025", ["$559 million", "2023\N{EN DASH}2025"]),
    ("4 and 5", ["4", "5"]),
    ("no number", []),
    ("", []),
])
def test_only_numbers_are_marked(text, marked):
    found = pieces(text, NAMES)
    assert "".join(piece for piece, _ in found) == text
    assert [piece for piece, number in found if number] == marked


@pytest.mark.parametrize("text, alone", [
    ("3.9 to 4.1", True), ("more than 33\N{NO-BREAK SPACE}%", True), ("48 TB", True), ("50 sacks", False),
    ("H20", False), ("4 and 5", False), ("", False),
])
def test_a_number_alone_is_its_own_link(text, alone):
    assert is_number(text, NAMES) == alone
