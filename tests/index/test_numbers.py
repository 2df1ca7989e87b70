"""Numbers typed in running text, and the names that may hold them."""

import pytest

from evidence.index import numbers


@pytest.mark.parametrize("text, expected", [
    ("the A100 and A100s", []), ("A100B", ["100"]), ("A1000", ["1000"]), ("WAIC 2025", []), ("WAIC\n2025.", []),
    ("WAIC 2024", ["2024"]), ("Qwen2.5", ["5"]), ("1 509 of 3,755", ["1 509", "3,755"]), ("40.2 %", ["40.2"]),
    ("x² and ½ and ٣ and Ⅷ and ３", ["²", "½", "٣", "Ⅷ", "３"]), ("2025 is no name", ["2025"]), ("no digits", []),
    ("826 mm² or 3 km³, m², not am² nor m²x", ["826", "3", "²", "²"]),
    ("10 000 000", ["10 000 000"]), ("in 2018 300 came", ["2018 300"]),
])
def test_numbers_outside_names(text, expected):
    names = numbers.NumberedNames(["A100", "WAIC 2025", "WAIC", "Qwen2", "2025"])
    assert [found[0] for found in names.numbers(text)] == expected


@pytest.mark.parametrize("token, value", [("1 509", 1509), ("1,509", 1509), ("1,5", 1.5), ("40.2", 40.2)])
def test_readings(token, value):
    assert value in numbers.readings_in(token)


def test_numbers_outside_what_is_allowed():
    names = numbers.NumberedNames(["A100"])
    assert names.outside("1 509 A100 of 3,755 or 12", {1509.0, 3755.0}) == ["12"]
