"""House style of the figures: two widths, one font, colours that the colour-blind tell apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import IntEnum
from functools import cache
from pathlib import Path

import matplotlib
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

STYLE = Path(__file__).with_name("house.mplstyle")
FONTS = Path(__file__).with_name("fonts")

# Okabe and Ito's palette (https://jfly.uni-koeln.de/color/), less the three too pale for white paper;
# each has a contrast of at least 3 to 1 with both a white and a near-black page.
COLOURS = {
    "blue": "#0072b2",
    "vermilion": "#d55e00",
    "green": "#009e73",
    "purple": "#cc79a7",
    "grey": "#808080",
    "ochre": "#b07c00",
    "text": "#010203",
    "grid": "#040506",
    "page": "#070809",
}
BEHIND = {"boxstyle": "square,pad=0.1", "facecolor": COLOURS["page"], "edgecolor": "none"}  # lines stop at a label
ROW = "row-"  # begins the gid of what is drawn for one row of a figure's data


class Width(IntEnum):
    """The widths that a figure is drawn for, in pixels of the page: a column of text, and a phone."""

    WIDE = 688
    NARROW = 312

    @property
    def font_size(self) -> int:
        """Pixels of all text; a page shows a wide drawing at 600 pixels or more, a narrow one at 288 or more."""
        return 13 if self is Width.WIDE else 12


_width: ContextVar[Width] = ContextVar("width", default=Width.WIDE)


@contextmanager
def drawn_at(width: Width) -> Iterator[None]:
    """Within, figures are made for this width."""
    token = _width.set(width)
    try:
        yield
    finally:
        _width.reset(token)


def narrow() -> bool:
    """Whether a figure is to be drawn for a phone."""
    return _width.get() is Width.NARROW


@cache
def _fonts() -> None:
    """Furnish matplotlib, once, and not before a figure is asked for: to import this module changes nothing."""
    for path in sorted(FONTS.glob("*.ttf")):
        fontManager.addfont(path)
    # Only these and the fonts that come with matplotlib: one of the same name on the machine may be another version.
    own = (str(FONTS), matplotlib.get_data_path())
    fontManager.ttflist = [font for font in fontManager.ttflist if font.fname.startswith(own)]
    matplotlib.rcParams.update(matplotlib.rc_params_from_file(STYLE, use_default_template=False))


def furnish() -> None:
    """Set the house style, with the text of the width that is drawn for."""
    _fonts()
    matplotlib.rcParams["font.size"] = _width.get().font_size  # that of all text: the style makes none larger


def subplots(rows: int = 1, columns: int = 1, height: float = 300, **options):
    """A figure in house style, as wide as is drawn for and ``height`` pixels high, and its axes."""
    furnish()
    figure = Figure(figsize=(_width.get() / 72, height / 72))
    return figure, figure.subplots(rows, columns, **options)


def marks_row(number: int, *artists: Artist) -> None:
    """Say that these show row ``number`` of the figure's data, counted from 0; the page lights them up with it."""
    for artist in artists:
        artist.set_gid(f"{ROW}{number}")
