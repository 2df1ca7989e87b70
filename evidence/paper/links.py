"""Anchors and links of a text, renamed and led elsewhere."""

import posixpath
import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from lxml import html

from evidence.paper.pages import PrintedPage

_NAMING = ("aria-labelledby", "aria-controls", "headers", "for")
_IN_DRAWING = re.compile(r"url\(#([^)]+)\)")
Rename = Callable[[str], str]
Lead = Callable[[str, str], str | None]  # page and anchor, to the address there; None: no link


def anchors(page: PrintedPage) -> set[str]:
    """The ids of a page."""
    return set(page.text.xpath(".//@id"))


def relink(page: PrintedPage, rename: Rename, lead: Lead, elsewhere: Callable[[str], str | None]) -> None:
    """Give every id of a page its new name, and each link its new place.

    ``lead`` is asked for links to pages; ``elsewhere`` for files of the book, by their path below its folder.
    """
    for element in page.text.iter(html.etree.Element):
        if "id" in element.attrib:
            element.set("id", rename(element.get("id")))
        for name in _NAMING:
            if name in element.attrib:
                element.set(name, " ".join(map(rename, element.get(name).split())))
        for name, value in element.items():
            if "url(#" in value:
                element.set(name, _IN_DRAWING.sub(lambda found: f"url(#{rename(found[1])})", value))
        if element.tag == "use":
            element.set("href", "#" + rename(element.get("href", "").lstrip("#")))
        elif element.tag == "a" and "href" in element.attrib:
            _relink(element, page.path, lead, elsewhere)


def _relink(link: html.HtmlElement, path: str, lead: Lead, elsewhere: Callable[[str], str | None]) -> None:
    """Lead a link to its new place, or take it away and leave its words."""
    link.attrib.pop("download", None)
    to = urlsplit(link.get("href"))
    if to.scheme or to.netloc:
        return
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), to.path)) if to.path else path
    address = lead(target, to.fragment) if target.endswith(".html") else elsewhere(target)
    if address is None:
        for name in ("href", "title", "aria-label", "rel"):
            link.attrib.pop(name, None)
        link.tag = "span"
    else:
        link.set("href", address)


def leader(ids: Mapping[str, set[str]], place: Callable[[str, str], str],
           elsewhere: Callable[[str], str | None]) -> Lead:
    """Leads to pages that are here, by path → ids; an anchor that is not there is left out."""
    def lead(path: str, anchor: str) -> str | None:
        if path not in ids:
            return elsewhere(f"{path}#{anchor}" if anchor else path)
        return place(path, anchor if anchor in ids[path] else "")
    return lead
