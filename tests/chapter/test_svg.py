"""A figure as SVG: the same bytes every time, text as text, colours of the page, ids of its own."""

import re

import pytest

from evidence.chapter import figures, svg


def drawn(name="mills", height=300):
    figure, axes = figures.subplots(height=height)
    line, = axes.plot([0, 1, 2], [0.1, 1 / 3, 0.7], marker="o", label="output")
    figures.marks_row(3, line)
    axes.set_title("Sacks & <more>")
    axes.set_xlabel("year")
    axes.legend()
    return svg.to_svg(figure, name, 'Line rising from "low" to <high>')


def test_same_bytes_each_time():
    assert drawn() == drawn()


def test_no_date_no_metadata_no_page_wide_style():
    assert not re.search(r"metadata|<style|dc:date|Matplotlib|\d{4}-\d\d-\d\d", drawn())


def test_text_is_text_in_one_size_and_a_face_of_known_widths():
    texts = re.findall(r"<text([^>]*)>([^<]*)</text>", drawn())
    assert {"year", "output", "Sacks &amp; &lt;more&gt;"} <= {words for _, words in texts}
    assert not any("font-size" in given or "font-family" in given for given, _ in texts)
    assert next(given for given, words in texts if "Sacks" in words).endswith('font-weight="700"')
    assert f'font-family="{svg.FACES}" font-size="13"' in drawn()


def test_text_and_grid_take_their_colour_from_the_page():
    drawing = drawn()
    assert "currentColor" in drawing and "var(--evidence-grid" in drawing
    assert not any(figures.COLOURS[name] in drawing for name in ("text", "grid", "page"))


def test_ids_start_with_the_name_and_all_are_used():
    drawing = drawn("a-b")
    ids = set(re.findall(r'\bid="([^"]+)"', drawing))
    assert ids and all(name.startswith("a-b-") for name in ids)
    assert ids == set(re.findall(r'(?:href="#|url\(#)([^")]+)', drawing))


def test_two_figures_share_no_id():
    first, second = (set(re.findall(r'\bid="([^"]+)"', drawn(name))) for name in ("one", "two"))
    assert not first & second


def test_what_shows_a_row_of_the_data_says_so():
    assert drawn().count('data-row="3"') == 1


def test_no_group_is_idle():
    assert "<g>" not in drawn()


def test_coordinates_have_one_decimal():
    assert not re.search(r' (?:d|x|y|points)="[^"]*\d\.\d{2}', drawn())


def test_alternative_text_is_escaped():
    assert 'role="img"' in drawn() and "&quot;low&quot; to &lt;high&gt;" in drawn()


@pytest.mark.parametrize("number, short", [(1.0, "1"), (-0.01, "0"), (0.126, "0.1"), (-2.5, "-2.5"), (1200, "1200")])
def test_short_numbers(number, short):
    assert svg._short(number) == short


def test_layout_and_canvas_are_left_as_they_were():
    figure, axes = figures.subplots()
    axes.set_ylabel("kW")
    before = figure.canvas
    first = svg.to_svg(figure, "one", "a")
    assert figure.canvas is before and svg.to_svg(figure, "one", "a") == first
