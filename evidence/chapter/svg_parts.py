"""The parts of a drawing gathered, so that a page has few of them: definitions, lines of the grid, marks used once."""

from collections import Counter
from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
GRID = "--evidence-grid"


def gather(root: Element) -> None:
    """Put all definitions first, in one place; make one path of lines of the grid that look alike; marks into place."""
    shapes = {shape.attrib["id"]: shape for defs in root.iter(f"{SVG}defs") for shape in defs if "id" in shape.attrib}
    _place_marks(root, shapes)
    _join_grid(root)
    left = [shape for shape in shapes.values() if not shape.attrib.pop("placed", "")]
    for parent in root.iter():
        parent[:] = [child for child in parent if child.tag != f"{SVG}defs"]
    if left:
        defs = Element(f"{SVG}defs")
        defs[:] = left
        root.insert(0, defs)


def _place_marks(root: Element, shapes: dict[str, Element]) -> None:
    """A shape that is used once is drawn where it is used."""
    uses = [use for use in root.iter(f"{SVG}use") if use.attrib["href"][1:] in shapes]
    times = Counter(use.attrib["href"] for use in uses)
    for use in uses:
        shape, given = shapes[use.attrib["href"][1:]], use.attrib
        if times[given["href"]] > 1 or shape.tag != f"{SVG}path" or "transform" in given:
            continue
        given.pop("href")
        given["transform"] = f"translate({given.pop('x', '0')} {given.pop('y', '0')})"
        use.tag, given["d"] = f"{SVG}path", shape.attrib["d"]
        style = dict(part.split(":", 1) for text in (given.pop("style", ""), shape.attrib.get("style", ""))
                     for part in text.split(";") if part)
        given["style"] = ";".join(":".join(part) for part in style.items())
        shape.attrib["placed"] = "yes"


def _join_grid(root: Element) -> None:
    """Lines of the grid lie below everything, so those that look alike can be one path."""
    first: dict[tuple, Element] = {}
    joined: set[Element] = set()
    for path in root.iter(f"{SVG}path"):
        look = tuple(sorted((key, value) for key, value in path.attrib.items() if key != "d"))
        if GRID not in path.attrib.get("style", ""):
            continue
        if look in first:
            first[look].attrib["d"] += f" {path.attrib['d']}"
            joined.add(path)
        first.setdefault(look, path)
    for parent in root.iter():
        parent[:] = [child for child in parent if child not in joined]
