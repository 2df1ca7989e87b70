"""Figures: the same bytes every time, colours of the page, ids of their own."""

import re

import pytest

from evidence.chapter import figures


def drawn(name="mills", height=3.2):
    figure, axes = figures.subplots(height=height)
    axes.plot([0, 1, 2], [0.1, 1 / 3, 0.7], marker="o", label="output")
    axes.set_xlabel("year")
    axes.legend()
    return figures.to_svg(figure, name, 'Line rising from "low" to <high>')


def test_same_bytes_each_time():
    assert drawn() == drawn()


def test_no_date_no_metadata_no_page_wide_style():
    assert not re.search(r"metadata|<style|dc:date|Matplotlib|\d{4}-\d\d-\d\d", drawn())


def test_text_and_grid_take_their_colour_from_the_page():
    svg = drawn()
    assert "currentColor" in svg and "var(--evidence-grid" in svg
    assert not any(figures.COLOURS[name] in svg for name in ("text", "grid", "page"))


def test_ids_start_with_the_name_and_all_are_used():
    svg = drawn("a-b")
    ids = set(re.findall(r'\bid="([^"]+)"', svg))
    assert ids and all(name.startswith("a-b-") for name in ids)
    assert ids == set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))


def test_two_figures_share_no_id():
    first, second = (set(re.findall(r'\bid="([^"]+)"', drawn(name))) for name in ("one", "two"))
    assert not first & second


def test_coordinates_have_two_decimals():
    assert not re.search(r' (?:d|x|y|points)="[^"]*\d\.\d{3}', drawn())


def test_alternative_text_is_escaped():
    assert 'role="img"' in drawn() and "&quot;low&quot; to &lt;high&gt;" in drawn()


@pytest.mark.parametrize("number, short", [(1.0, "1"), (-0.001, "0"), (0.126, "0.13"), (-2.5, "-2.5"), (1200, "1200")])
def test_short_numbers(number, short):
    assert figures._short(number) == short


def luminance(colour):
    channels = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear))


@pytest.mark.parametrize("name", [name for name in figures.COLOURS if name not in ("text", "grid", "page")])
def test_colours_stand_out_on_light_and_dark_pages(name):
    """WCAG 2.1, success criterion 1.4.11: 3 to 1."""
    own, dark = luminance(figures.COLOURS[name]), luminance("#14181e")
    assert 1.05 / (own + 0.05) >= 3 and (own + 0.05) / (dark + 0.05) >= 3


def test_only_fonts_that_come_with_matplotlib():
    import matplotlib
    from matplotlib.font_manager import findfont
    assert findfont("DejaVu Sans").startswith(matplotlib.get_data_path())


def test_the_smallest_text_has_eleven_pixels_on_a_phone():
    """A page shows a figure at least 27 rem, 432 pixels, wide; where the screen is narrower it scrolls sideways."""
    from matplotlib import rc_params_from_file
    style = rc_params_from_file(figures.STYLE, use_default_template=False)
    sizes = [style[name] for name in ("font.size", "axes.labelsize", "xtick.labelsize", "ytick.labelsize",
                                         "legend.fontsize", "axes.titlesize")]
    assert min(sizes) * 432 / (72 * figures.WIDTH) >= 11


def test_a_run_without_pictures_draws_none(monkeypatch):
    monkeypatch.setenv("EVIDENCE_PICTURES", "no")
    assert drawn() == "<p>Not drawn in this run.</p>"
    monkeypatch.setenv("EVIDENCE_PICTURES", "yes")
    assert drawn().startswith("<svg")


def test_layout_and_canvas_are_left_as_they_were():
    figure, axes = figures.subplots()
    axes.set_ylabel("kW")
    before = figure.canvas
    first = figures.to_svg(figure, "one", "a")
    assert figure.canvas is before and figures.to_svg(figure, "one", "a") == first
