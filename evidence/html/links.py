"""Check the pages of a compiled book: each link and element has its place, no page asks the network for anything."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml.etree import HTMLParser, _Element, fromstring

from evidence.errors import Fault, shorten
from evidence.html.parts import whole
from evidence.html.structure import misplaced

LOADING = {"script": ["src"], "img": ["src", "srcset"], "source": ["src", "srcset"], "iframe": ["src"],
           "video": ["src"], "audio": ["src"], "embed": ["src"], "object": ["data"], "link": ["href"],
           "image": ["href", "xlink:href"], "use": ["href", "xlink:href"], "input": ["src"]}
FORMAL_LINKS = {"canonical", "author", "license", "alternate"}  # said about the page, not loaded
REMOTE = re.compile(r"(https?:)?//", re.IGNORECASE)
_NO_IDS = (":~:", "what-if?")  # what a fragment begins with that names words or parameters
STYLE_LOADS = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)


class _LinkedPage:
    """The ids of a page, its links, and what it loads from elsewhere."""

    def __init__(self, content: bytes):
        self.ids: set[str] = set()
        self.twice: list[tuple[int, str]] = []
        self.links: list[tuple[int, str]] = []
        self.remote: list[tuple[int, str]] = []
        self.misplaced: list[tuple[int, str]] = []
        self.shell = False  # whether the page is laid out by this engine, which answers for its elements then
        if content.strip():
            # Five times as fast as the standard library's parser, which is half a second of every build.
            for element in fromstring(content, HTMLParser(encoding="utf-8", huge_tree=True)).iter("*"):
                self._read(element)

    def _read(self, element: _Element) -> None:
        tag, given, line = str(element.tag), element.attrib, element.sourceline or 0
        self.shell = self.shell or given.get("http-equiv") == "Content-Security-Policy"
        if wrong := self.shell and misplaced(element):
            self.misplaced.append((line, wrong))
        self._read_links(tag, given, line)

    def _read_links(self, tag: str, given, line: int) -> None:
        if name := given.get("id"):
            if name in self.ids:
                self.twice.append((line, name))
            self.ids.add(name)
        if tag == "a" and "name" in given:
            self.ids.add(given["name"])
        if any(not given[key].strip() for key in ("href", "xlink:href") if key in given):
            self.links.append((line, ""))
        elif tag == "a" and "href" in given and given.get("rel") != "alternate":  # the same page in another book
            self.links.append((line, given["href"]))
        for key in LOADING.get(tag, ()):
            loads = key in given and not FORMAL_LINKS.intersection(given.get("rel", "").split())
            if loads and REMOTE.match(given[key].strip()):
                self.remote.append((line, given[key]))
        if "style" in given:
            self.remote += [(line, address) for address in STYLE_LOADS.findall(given["style"])]


def check_links(html: Path, shown: str = "_build/html") -> list[Fault]:
    """Faults of all pages below ``html``: links to nowhere, ids given twice, elements out of place, network asked."""
    html = html.resolve()
    _target.cache_clear()  # of what was there the last time
    pages = {path: _LinkedPage(whole(path).encode()) for path in sorted(html.rglob("*.html"))
             if "_static" not in path.relative_to(html).parts}
    faults = []
    for path, page in pages.items():
        name = f"{shown}/{path.relative_to(html).as_posix()}"
        faults += [Fault(name, line, f"asks the network for {shorten(address)}", "keep a copy in the book")
                   for line, address in page.remote]
        faults += [Fault(name, line, f"the id '{shorten(double)}' is given twice", "name one of them differently")
                   for line, double in page.twice]
        faults += [Fault(name, line, f"the link '{shorten(link)}' leads nowhere", "mend the link, or its place")
                   for line, link in page.links if not _resolves(link, path, pages, html)]
        faults += [Fault(name, line, wrong, "put it where the HTML standard allows it")
                   for line, wrong in page.misplaced]
    for path in sorted(html.rglob("*.css")):
        text = path.read_text(encoding="utf-8", errors="replace")
        faults += [Fault(f"{shown}/{path.relative_to(html).as_posix()}", 0, f"asks the network for {shorten(address)}",
                         "keep a copy in the book") for address in STYLE_LOADS.findall(text)]
    return faults


def _resolves(link: str, page: Path, pages: dict[Path, _LinkedPage], html: Path) -> bool:
    if not link:
        return False
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return parts.scheme in ("http", "https", "mailto")
    target = _target(page.parent, parts.path, html) if parts.path else page
    if target is None:
        return False
    place = unquote(parts.fragment)
    return not place or target not in pages or place in pages[target].ids or place.startswith(_NO_IDS)


@cache
def _target(folder: Path, link: str, html: Path) -> Path | None:
    """The file below ``html`` that a link from a page in ``folder`` leads to."""
    target = (folder / unquote(link)).resolve()
    if target.is_dir():
        target /= "index.html"
    return target if target.is_relative_to(html) and target.is_file() else None
