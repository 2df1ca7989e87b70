"""Where elements may stand in each other, as the HTML standard has it; what a parser forgives and a validator not."""

from lxml.etree import _Element

_PRESSED = {"a", "button", "details", "input", "label", "select", "textarea"}  # interactive content
_BLOCKS = {"p", "div", "ul", "ol", "table", "figure", "section"}


def misplaced(element: _Element) -> str:
    """What is wrong with the place of the children of an element, or nothing."""
    if element.tag == "figure":
        children = [child.tag for child in element if isinstance(child.tag, str)]
        if "figcaption" in children[1:-1]:
            return "a <figcaption> is neither the first nor the last in its <figure>"
    if element.tag == "summary":
        for inner in element.iterdescendants(*_PRESSED, *_BLOCKS):
            return f"a <{inner.tag}> stands in a <summary>"
    return ""
