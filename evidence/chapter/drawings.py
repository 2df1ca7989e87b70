"""A figure drawn for each width that pages have, as HTML from which the page's style sheet shows one."""

import os
from collections.abc import Callable, Mapping

from matplotlib.figure import Figure

from evidence.chapter.figures import Width, drawn_at
from evidence.chapter.svg import to_svg

Drawn = Figure | Callable[[], Figure | None] | None
Drawings = Mapping[Width, Figure | None]


def draw(figure: Drawn) -> Drawings:
    """The drawing for each width; none where there is nothing to draw.

    ``figure``: a function that draws, or one drawing for all widths. Where EVIDENCE_PICTURES is "no", as in a sweep,
    the function is not called.
    """
    if figure is None:
        return {}
    if isinstance(figure, Figure):
        return {Width.WIDE: figure}
    if _no_pictures():
        return {Width.WIDE: None}
    drawn = {}
    for width in Width:
        with drawn_at(width):
            drawn[width] = figure()
    return drawn if drawn[Width.WIDE] is not None else {}


def as_html(drawings: Drawings, name: str, alt: str) -> str:
    """The drawings one after the other; without the style sheet, as in Jupyter, only the first is seen."""
    if _no_pictures():
        return "<p>Not drawn in this run.</p>"
    blocks: list[str] = []
    for width, figure in drawings.items():
        if figure is None:
            continue
        kind = width.name.lower() if len(drawings) > 1 else "only"
        with drawn_at(width):
            drawing = to_svg(figure, f"{name}-{kind}", alt)
        hidden = " hidden" if blocks else ""
        blocks.append(f'<div class="evidence-drawing evidence-{kind}"{hidden}>{drawing}</div>')
        _close(figure)
    return "".join(blocks)


def _no_pictures() -> bool:
    return os.environ.get("EVIDENCE_PICTURES") == "no"


def _close(figure: Figure) -> None:
    """Keep Jupyter from showing a pyplot figure a second time, as PNG."""
    if figure.canvas.manager is not None:
        from matplotlib import pyplot
        pyplot.close(figure)
