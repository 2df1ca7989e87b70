"""The pure parts: role text, wording of numbers, names and numbers, what notebooks published, escaping."""

import json
from types import SimpleNamespace

import pytest

from evidence.index import numbers, targets
from evidence.language import english
from evidence.notebooks.published import publications, typed_texts
from evidence.sphinxext import render
from evidence.sphinxext.content import downloads


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
    assert value in numbers.readings(token)


def test_publications_of_a_notebook(tmp_path):
    payload = {"name": "gap", "text": "50", "rests_on": ["a/b"]}
    cell = {"cell_type": "code", "source": ["x = 1\n", "y"], "metadata": {},
            "outputs": [{"data": {"application/vnd.evidence.result+json": payload, "text/plain": "50"}}]}
    path = tmp_path / "output.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "markdown", "source": "#"}, cell]}), encoding="utf-8")
    found = publications(path)
    assert [(shown.id, shown.anchor, shown.cell, shown.rests_on, shown.code) for shown in found] == [
        ("output/gap", "result-gap", 1, ("a/b",), "x = 1\ny")]
    path.write_text("{", encoding="utf-8")
    assert publications(path) == []


def test_typed_words_leave_out_what_is_computed(tmp_path):
    source = 'show_table(f(3, "in 4"), name="n2", caption=f"made {x:.2f} of 77" + "!", headers={"c1": "in 88"})'
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": source}]}), encoding="utf-8")
    assert [typed.text for typed in typed_texts(path)] == ["made ", " of 77", "!", "in 88"]


def test_pieces_melt_overlaps_and_survive_bad_places():
    assert render.cut_at("abcdef", [(1, 3), (2, 4)]) == [("a", False), ("bcd", True), ("ef", False)]
    assert render.cut_at("abc", [(-5, 1), (2, 99)]) == [("a", True), ("b", False), ("c", True)]


def test_characters_that_act_on_the_page_are_replaced():
    assert render._inert("a\x00b\u202ec") == "a�b�c"
    assert render.web_address("javascript:alert(1)") == "" and render.web_address("https://a.b/c") == "https://a.b/c"


def test_json_cannot_close_its_script():
    text = downloads._inert_json({"a": "</script><!-- & \u2028"})
    assert "<" not in text and json.loads(text) == {"a": "</script><!-- & \u2028"}
