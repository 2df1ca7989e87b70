"""HTML that cells show: an allow-list of what our own figures and tables are made of, kept by nh3.

Nothing in it runs, asks the network, or covers the page around it.
"""

import re
from collections.abc import Mapping
from typing import Any

import nh3

from evidence.errors import Fault, shorten
from evidence.notebooks.cells import Cell
from evidence.notebooks.published import KINDS

_TAGS = (
    "a abbr b br caption code col colgroup dd details div dl dt em figcaption figure h3 h4 h5 hr i kbd li ol output p "
    "pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr u ul var "
    "circle clipPath defs desc ellipse g line linearGradient marker mask path pattern polygon polyline radialGradient "
    "rect stop svg symbol text tspan use")
_ATTRIBUTES = (
    "aria-hidden aria-label aria-labelledby class clip-path clipPathUnits colspan cx cy d dx dy fill fill-opacity "
    "dominant-baseline font-family font-size font-style font-weight hidden "
    "gradientTransform gradientUnits height href id lang marker-end marker-start marker-mid mask offset "
    "opacity open patternTransform patternUnits points preserveAspectRatio r role rowspan rx ry scope span "
    "stop-color stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-width style tabindex text-anchor "
    "title transform version viewBox width x x1 x2 xmlns y y1 y2")
_PROPERTIES = (
    "background-color border-bottom border-top clip-path color fill fill-opacity fill-rule font font-family font-size "
    "font-style font-weight height letter-spacing line-height margin margin-left margin-right max-width min-width "
    "opacity overflow-wrap overflow-x padding stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset "
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align text-anchor "
    "vertical-align white-space width")
TAGS, ATTRIBUTES, PROPERTIES = set(_TAGS.split()), {"*": set(_ATTRIBUTES.split())}, set(_PROPERTIES.split())
_PLACE = r"url\(#[\w.-]+\)"  # in the same drawing
_DECLARATION = re.compile(rf"\s*([a-z-]+)\s*:\s*(?:{_PLACE}|[\w\s.,%#'+-]+|rgba?\([\d\s.,%]+\)|"
                          r"var\(--[\w-]+(?:,\s*#?\w+)?\))\s*")
_DRAWN = re.compile(rf"{_PLACE}|[^()\\]*|(?:(?:matrix|translate|scale|rotate|skew[XY]|rgba?)\([-\d\s.,e%]*\)\s*)+")
_WITHIN = re.compile(r"#[\w.:-]+")
_LINK = re.compile(r"https?://[^\s\\]+|mailto:[^\s\\]+|(?![a-zA-Z][\w+.-]*:|//)[^\s\\]*")
_LOOSE = ("clip-path", "fill", "stroke", "mask", "marker-start", "marker-mid", "marker-end", "transform",
          "gradientTransform", "patternTransform")
# Two ways to write the same sign, of which nh3 has one.
_WAYS = (('=""', ""), ("&#x27;", "'"), ("&#39;", "'"), ("&quot;", '"'), ("\N{NO-BREAK SPACE}", "&nbsp;"))
_TAG = re.compile(r"<([\w-]+)[^<>]*>")
MIMES = {"text/plain", *KINDS}


def clean(html: str) -> str:
    """The HTML without anything that is not on the lists."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, attribute_filter=_kept, link_rel=None,
                     generic_attribute_prefixes={"data-"}, url_schemes={"http", "https", "mailto"},
                     clean_content_tags={"script", "style"})


def _kept(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return value if all(_harmless(part) for part in value.split(";") if part.strip()) else None
    if name == "href":
        return value if (_LINK if tag == "a" else _WITHIN).fullmatch(value) else None
    return value if name not in _LOOSE or _DRAWN.fullmatch(value) else None


def _harmless(declaration: str) -> bool:
    match = _DECLARATION.fullmatch(declaration)
    return match is not None and match[1] in PROPERTIES


def is_safe(html: str) -> bool:
    """Whether cleaning would change nothing but how a sign is written."""
    return _one_way(clean(html)) == _one_way(html)


def _one_way(html: str) -> str:
    html = _TAG.sub(_without_blanks, html)
    for one, other in _WAYS:
        html = html.replace(one, other)
    return html


def _without_blanks(tag: re.Match) -> str:
    text = tag[0][:-1].rstrip()
    return f"{text[:-1].rstrip()}></{tag[1]}>" if text.endswith("/") else f"{text}>"


def faults_of_outputs(cells: list[Cell], shown: str) -> list[Fault]:
    """What a page must not show of the outputs of cells, each with its cell."""
    return [fault for number, cell in enumerate(cells, 1) for output in cell.get("outputs", ())
            for fault in faults_of_output(output, f"{shown}:cell {number}")]


def faults_of_output(output: Mapping[str, Any], place: str) -> list[Fault]:
    """What a page must not show of one output: HTML that is not ours, pictures, scripts, anything of another type."""
    data = output.get("data") or {}
    ours = any(mime in KINDS for mime in data)
    faults = []
    for mime, content in data.items():
        if mime == "text/html" and ours:
            html = "".join(content) if isinstance(content, list) else str(content)
            if not is_safe(html):
                faults.append(Fault(place, 0, f"HTML that no page may hold ({shorten(_lost(html), 60)})",
                                    "show it with publish, show_figure or show_table alone"))
        elif mime not in MIMES:
            faults.append(Fault(place, 0, f"an output of type {shorten(mime, 60)}, which nothing compares or escapes",
                                "show it with show_figure or show_table"))
    return faults


def _lost(html: str) -> str:
    """The first piece of markup that cleaning takes away or changes."""
    kept = _one_way(clean(html))
    pieces = re.findall(r"<[^<>]*>?", _one_way(html))
    return next((piece for piece in pieces if piece not in kept), html)
