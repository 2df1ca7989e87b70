"""How cells are printed, and how far a claim lies from what is outside."""

from types import SimpleNamespace

import pandas as pd
import pytest

from evidence.tables import build, package, report, shared_rows


@pytest.mark.parametrize("value, printed", [
    (None, ""), (0.0, "0"), (12.0, "12"), (-2.0, "-2"), (0.5, "0.5"), (0.1 + 0.2, "0.30000000000000004"),
    (999_999_999_999_999.0, "999999999999999"), (-999_999_999_999_999.0, "-999999999999999"),
    (1e15, "1000000000000000.0"), (1e25, "1e+25"),
])
def test_a_number_is_printed_as_short_as_it_reads_back(value, printed):
    assert build._number(value) == printed


def test_only_numbers_are_printed_anew():
    rows = [("a", 2.0, True, 3.0, 4.0), ("b", None, False, 1.5, 5.0)]
    assert list(build._printed(rows, [1, 3])) == [["a", "2", True, "3", 4.0], ["b", "", False, "1.5", 5.0]]


def test_rows_are_written_with_their_head_once():
    assert build._csv([("a", "b"), ("é, e", 'said "so"'), (None, "")]) == \
        'a,b\n"é, e","said ""so"""\n,\n'.encode()


def test_what_machines_read_is_two_spaces_deep_and_spelt_as_it_is():
    assert package._json({"é": [1]}) == '{\n  "é": [\n    1\n  ]\n}\n'.encode()


def test_text_becomes_what_its_column_declares():
    assert report._typed(pd.Series(["true", "false"], dtype="string"), "boolean").tolist() == [True, False]
    numbers = report._typed(pd.Series(["1.5", None], dtype="string"), "number")
    assert numbers[0] == 1.5 and numbers.isna()[1]


def quantity(claim="a/x", measure="power", value=125.0, unit="MW"):
    return SimpleNamespace(claim_id=claim, subject="mill", measure=measure, value=value, unit=unit)


@pytest.mark.parametrize("rows, percent", [
    ([quantity()], 25), ([quantity(value=75.0)], -25), ([quantity(value=100.0)], 0),
    ([quantity(value=0.3, unit="GW")], 200), ([quantity(value=100.126)], 0.13), ([quantity(value=100.124)], 0.12),
    ([quantity("a/y", value=1.0), quantity(measure="load", value=1.0), quantity()], 25),  # others are passed over
    ([quantity(value=None), quantity()], 25), ([quantity(unit="TB"), quantity()], 25),
    ([quantity("a/y")], None), ([quantity(value=None)], None), ([quantity(unit="TB")], None), ([], None),
])
def test_how_far_a_claim_lies_from_its_reference_point(rows, percent):
    point = SimpleNamespace(subject="mill", measure="power", value=100.0, unit="MW")
    found = shared_rows._within(SimpleNamespace(claim="a/x"), point, rows)
    assert found == percent
    point.value = None
    assert shared_rows._within(SimpleNamespace(claim="a/x"), point, rows) is None


@pytest.mark.parametrize("value, low, high, ends", [
    (5.0, None, None, (5, 5)), (5.0, 4.0, None, (4, None)), (5.0, None, 6.0, (None, 6)), (None, 4.0, 6.0, (4, 6)),
])
def test_a_reference_point_is_exact_where_it_has_no_bounds(value, low, high, ends):
    point = SimpleNamespace(id="p", subject="mill", measure="power", value=value, low=low, high=high, unit="MW",
                            as_of="", cite="c", locator="", status="", boundary=None, nature=None, note="")
    row = shared_rows._reference_point(point)
    assert (row.value, row.low, row.high) == (value, *ends)
