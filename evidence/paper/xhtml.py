"""The text of a page as XHTML: names that an HTML parser writes small get their capitals back, and their namespaces."""

from lxml import etree, html

_NAMESPACES = {"svg": "http://www.w3.org/2000/svg", "math": "http://www.w3.org/1998/Math/MathML"}
# As the HTML standard lists them under "adjust SVG attributes" and in its rules for foreign elements.
_CAPITALS = {name.lower(): name for name in (
    "clipPath", "linearGradient", "radialGradient", "foreignObject", "textPath",
    "viewBox", "preserveAspectRatio", "clipPathUnits", "gradientTransform", "gradientUnits", "markerHeight",
    "markerUnits", "markerWidth", "patternContentUnits", "patternTransform", "patternUnits", "refX", "refY",
    "spreadMethod", "startOffset", "textLength", "lengthAdjust", "pathLength")}


def xhtml(text: html.HtmlElement) -> str:
    """The text, which is changed on the way."""
    for name, namespace in _NAMESPACES.items():
        for element in text.iter(name):
            element.set("xmlns", namespace)
    for element in text.xpath(".//svg/descendant-or-self::*"):
        element.tag = _CAPITALS.get(element.tag, element.tag)
        for name, value in element.items():
            if name in _CAPITALS:
                del element.attrib[name]
                element.set(_CAPITALS[name], value)
    for element in text.xpath(".//*[@lang]"):
        element.set("{http://www.w3.org/XML/1998/namespace}lang", element.get("lang"))
    return etree.tostring(text, encoding="unicode", method="xml")
