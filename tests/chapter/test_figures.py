"""House style of the figures: widths, text, fonts, colours."""

import pytest

from evidence.chapter import figures


def luminance(colour):
    channels = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear))


@pytest.mark.parametrize("name", [name for name in figures.COLOURS if name not in ("text", "grid", "page")])
def test_colours_stand_out_on_light_and_dark_pages(name):
    """WCAG 2.1, success criterion 1.4.11: 3 to 1."""
    own, dark = luminance(figures.COLOURS[name]), luminance("#14181e")
    assert 1.05 / (own + 0.05) >= 3 and (own + 0.05) / (dark + 0.05) >= 3


def test_only_fonts_that_come_with_the_report_or_with_matplotlib():
    import matplotlib
    from matplotlib.font_manager import findfont
    figures.furnish()
    assert findfont("Report Sans").startswith(str(figures.FONTS))
    assert findfont("DejaVu Sans").startswith(matplotlib.get_data_path())


def test_a_figure_is_as_wide_as_it_is_drawn_for_with_one_size_of_text():
    for width in figures.Width:
        with figures.drawn_at(width):
            figure, axes = figures.subplots(height=144)
            assert figures.narrow() == (width is figures.Width.NARROW)
        assert tuple(figure.get_size_inches() * 72) == (width, 144)
        assert axes.xaxis.label.get_fontsize() == axes.title.get_fontsize() == width.font_size
    assert not figures.narrow()


@pytest.mark.parametrize("width, shown", [(figures.Width.WIDE, 600), (figures.Width.NARROW, 288)])
def test_text_has_eleven_pixels_where_the_page_shows_a_drawing_at_its_smallest(width, shown):
    """The style sheet shows the wide drawing from 600 pixels on; on a screen of 320 pixels a page has 288 for text."""
    assert width.font_size * shown / width >= 11
