"""House style of the figures, and a matplotlib figure as an SVG that is the same bytes every time."""

import io
import os
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager

STYLE = Path(__file__).with_name("house.mplstyle")

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
AS_CSS = {COLOURS["text"]: "currentColor", COLOURS["grid"]: "var(--evidence-grid, #8888884d)",
          COLOURS["page"]: "var(--pst-color-background, #fff)"}
WIDTH = 4.8

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
NUMBER = re.compile(r"-?\d*\.?\d+(?:e[-+]?\d+)?")
REFERENCE = re.compile(r"url\(#([^)]+)\)|^#(.+)$")
COORDINATES = ("d", "x", "y", "width", "height", "points", "cx", "cy", "r", "x1", "x2", "y1", "y2", "viewBox")
UNWANTED = (f"{{{SVG}}}metadata", f"{{{SVG}}}style")
# matplotlib says so in a style sheet, which would reach the whole page.
LINES = "stroke-linejoin: round; stroke-linecap: butt"
ElementTree.register_namespace("", SVG)


@cache
def _house() -> None:
    """Furnish matplotlib, once, and not before a figure is asked for: to import this module changes nothing."""
    matplotlib.rcParams.update(matplotlib.rc_params_from_file(STYLE, use_default_template=False))
    # Only the fonts that come with matplotlib: a font of the same name on the machine may be another version.
    fontManager.ttflist = [font for font in fontManager.ttflist if font.fname.startswith(matplotlib.get_data_path())]


def subplots(rows: int = 1, columns: int = 1, height: float = 3.2, **options):
    """A figure in house style, 4.8 inches wide and ``height`` inches high, and its axes."""
    _house()
    figure = Figure(figsize=(WIDTH, height))
    return figure, figure.subplots(rows, columns, **options)


def to_svg(figure: Figure, name: str, alt: str) -> str:
    """The figure as inline SVG: text and grid follow the page, ids start with ``name``, no date.

    Coordinates are rounded to two decimals, so that processors that differ in the last bit agree.
    Where EVIDENCE_PICTURES is "no", as in a sweep, nothing is drawn and a sentence says so.
    """
    if os.environ.get("EVIDENCE_PICTURES") == "no":
        return "<p>Not drawn in this run.</p>"
    root = _draw(figure)
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag in UNWANTED]:
            parent.remove(child)
    _rename_ids(root, name)
    for element in root.iter():
        _tidy(element)
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    root.attrib.update({"role": "img", "aria-label": alt, "style": f"width: 100%; height: auto; {LINES}"})
    return ElementTree.tostring(root, encoding="unicode")


def _draw(figure: Figure) -> ElementTree.Element:
    """Lay out, then draw once; ``savefig`` draws everything a first time, unseen, in order to lay out."""
    _house()
    before, canvas, buffer = figure.canvas, FigureCanvasSVG(figure), io.StringIO()
    if layout := figure.get_layout_engine():
        layout.execute(figure)
        figure.set_layout_engine("none")
    canvas.print_svg(buffer, metadata={"Date": None, "Creator": None})
    figure.set_canvas(before)  # by which pyplot knows it
    return ElementTree.fromstring(buffer.getvalue())


def _rename_ids(root: ElementTree.Element, name: str) -> None:
    """Number the ids that are pointed to, drop the rest: matplotlib derives its own from unrounded floats."""
    wanted = {target for element in root.iter() for target in _targets(element)}
    new: dict[str, str] = {}
    for element in root.iter():
        old = element.attrib.pop("id", None)
        if old in wanted:
            new[old] = element.attrib["id"] = f"{name}-{len(new) + 1}"
    for element in root.iter():
        for key, value in element.attrib.items():
            element.attrib[key] = REFERENCE.sub(lambda match: _renamed(match, new), value)
        if XLINK in element.attrib:
            element.attrib["href"] = element.attrib.pop(XLINK)


def _targets(element: ElementTree.Element) -> list[str]:
    matches = (match for value in element.attrib.values() for match in REFERENCE.finditer(value))
    return [match[1] or match[2] for match in matches]


def _renamed(match: re.Match, new: dict[str, str]) -> str:
    return f"url(#{new[match[1]]})" if match[1] else "#" + new.get(match[2], match[2])


def _tidy(element: ElementTree.Element) -> None:
    """Round coordinates, and let the colours of text and grid come from the page."""
    for key in COORDINATES:
        if key in element.attrib:
            element.attrib[key] = _round(element.attrib[key])
    if "transform" in element.attrib:
        element.attrib["transform"] = re.sub(
            r"translate\([^)]*\)", lambda match: _round(match[0]), element.attrib["transform"])
    for key in ("style", "fill", "stroke"):
        for colour, css in AS_CSS.items():
            if colour in element.attrib.get(key, ""):
                element.attrib[key] = element.attrib[key].replace(colour, css)
    element.text, element.tail = (part if part and part.strip() else None for part in (element.text, element.tail))


def _round(numbers: str) -> str:
    return " ".join(NUMBER.sub(lambda match: _short(float(match[0])), numbers).split())


def _short(number: float) -> str:
    short = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short
