"""A matplotlib figure as an SVG that is the same bytes every time: text as text, colours of the page, nothing spare."""

import io
import re
from xml.etree import ElementTree

import matplotlib
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from evidence.chapter.figures import COLOURS, ROW, furnish
from evidence.chapter.svg_parts import gather

AS_CSS = {COLOURS["text"]: "currentColor", COLOURS["grid"]: "var(--evidence-grid, #8888884d)",
          COLOURS["page"]: "var(--pst-color-background, #fff)"}
# Faces with the widths of the one that is measured with, or narrower: what fits in the drawing fits on the page.
FACES = "Liberation Sans, Arimo, Arial, Helvetica, sans-serif"
SVG = "http://www.w3.org/2000/svg"
GROUP, TEXT, PATH, USE, DEFS = (f"{{{SVG}}}{tag}" for tag in ("g", "text", "path", "use", "defs"))
XLINK = "{http://www.w3.org/1999/xlink}href"
NUMBER = re.compile(r"-?\d*\.?\d+(?:e[-+]?\d+)?")
REFERENCE = re.compile(r"url\(#([^)]+)\)|^#(.+)$")
COMMAND = re.compile(r" ?([A-Za-z]) ?")  # of a path
UNTURNED = re.compile(r"\s*rotate\(-?0(?:\s[^)]*)?\)")
COORDINATES = ("d", "x", "y", "width", "height", "points", "cx", "cy", "r", "x1", "x2", "y1", "y2", "viewBox")
UNWANTED = (f"{{{SVG}}}metadata", f"{{{SVG}}}style")
# matplotlib says so in a style sheet, which would reach the whole page.
LINES = "stroke-linejoin:round;stroke-linecap:butt"
ElementTree.register_namespace("", SVG)


def to_svg(figure: Figure, name: str, alt: str) -> str:
    """The figure as inline SVG: text and grid follow the page, ids start with ``name``, no date.

    Coordinates are rounded to one decimal of a pixel, so that processors that differ in the last bit agree.
    """
    root = _draw(figure)
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag in UNWANTED]:
            parent.remove(child)
    _rename_ids(root, name)
    size = float(matplotlib.rcParams["font.size"])
    for element in root.iter():
        _tidy(element)
        if element.tag == TEXT:
            _tidy_text(element, size)
    _unwrap(root)
    gather(root)
    width, height = (float(root.attrib.pop(side).removesuffix("pt")) for side in ("width", "height"))
    root.attrib.pop("version", None)
    root.attrib.update({"viewBox": f"0 0 {_short(width)} {_short(height)}", "role": "img", "aria-label": alt,
                        "fill": "currentColor", "font-family": FACES, "font-size": f"{size:g}",
                        "style": f"width:100%;height:auto;{LINES}"})
    return ElementTree.tostring(root, encoding="unicode")


def _draw(figure: Figure) -> ElementTree.Element:
    """Lay out, then draw once; ``savefig`` draws everything a first time, unseen, in order to lay out."""
    furnish()
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
        elif old and old.startswith(ROW):
            element.attrib["data-row"] = old.removeprefix(ROW)
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
    """Round coordinates, write paths without idle spaces, and let the colours of text and grid come from the page."""
    given = element.attrib
    for key in COORDINATES:
        if key in given:
            given[key] = _round(given[key])
    if "d" in given:
        given["d"] = COMMAND.sub(r"\1", given["d"])
    if "transform" in given:
        turned = re.sub(r"(translate|rotate)\([^)]*\)", lambda match: _round(match[0]), given.pop("transform"))
        if turned := UNTURNED.sub("", turned).strip():
            given["transform"] = turned
    for key in ("style", "fill", "stroke"):
        for colour, css in AS_CSS.items():
            if colour in given.get(key, ""):
                given[key] = given[key].replace(colour, css)
    if "style" in given:
        given["style"] = given["style"].replace(": ", ":").replace("; ", ";")
    element.text, element.tail = (part if part and part.strip() else None for part in (element.text, element.tail))


def _tidy_text(element: ElementTree.Element, size: float) -> None:
    """Say of a text only what differs from the drawing's: its weight, slant, size, anchor and colour."""
    style = dict(part.split(":", 1) for part in element.attrib.pop("style", "").split(";") if part)
    usual = {"font-size": f"{size:g}px", "font-weight": "normal", "text-anchor": "start", "fill": "currentColor"}
    style.pop("font-family", None)
    element.attrib.update({key: value for key, value in style.items() if usual.get(key) != value})


def _unwrap(parent: ElementTree.Element) -> None:
    """Put what an idle group holds in its place, and one thing in place of the group around it; drop what is unseen.

    Marks lose the edge of the panel that they are clipped by: one on an axis is to be seen whole.
    """
    kept: list[ElementTree.Element] = []
    for child in parent:
        _unwrap(child)
        if child.tag == GROUP and all(part.tag in (USE, DEFS) for part in child):
            child.attrib.pop("clip-path", None)
        if child.tag == GROUP and not child.attrib:
            kept += list(child)
        elif child.tag == GROUP and len(child) == 1 and not child.attrib.keys() & child[0].attrib.keys():
            child[0].attrib.update(child.attrib)
            kept.append(child[0])
        elif not _unseen(child):
            kept.append(child)
    parent[:] = kept


def _unseen(element: ElementTree.Element) -> bool:
    return element.attrib.get("style") == "fill:none" or not (len(element) or element.attrib or element.text)


def _round(numbers: str) -> str:
    return " ".join(NUMBER.sub(lambda match: _short(float(match[0])), numbers).split())


def _short(number: float) -> str:
    short = f"{number:.1f}".rstrip("0").rstrip(".")
    return "0" if short == "-0" else short
