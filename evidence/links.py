"""Check the pages of a compiled book: every link has its place, and no page asks the network for anything."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from evidence.errors import Fault, shorten

LOADS = {("script", "src"), ("img", "src"), ("img", "srcset"), ("source", "src"), ("source", "srcset"),
         ("iframe", "src"), ("video", "src"), ("audio", "src"), ("embed", "src"), ("object", "data"),
         ("link", "href"), ("image", "href"), ("use", "href"), ("input", "src")}
FORMAL_LINKS = {"canonical", "author", "license", "alternate"}  # said about the page, not loaded
REMOTE = re.compile(r"(https?:)?//", re.IGNORECASE)
STYLE_LOADS = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])((?:https?:)?//[^'\")\s]+)", re.IGNORECASE)


class _Page(HTMLParser):
    """The ids of a page, its links, and what it loads from elsewhere."""

    def __init__(self, text: str):
        super().__init__()
        self.ids: set[str] = set()
        self.twice: list[tuple[int, str]] = []
        self.links: list[tuple[int, str]] = []
        self.remote: list[tuple[int, str]] = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given, line = {key: value or "" for key, value in attributes}, self.getpos()[0]
        if name := given.get("id"):
            if name in self.ids:
                self.twice.append((line, name))
            self.ids.add(name)
        if tag == "a" and "name" in given:
            self.ids.add(given["name"])
        if tag == "a" and "href" in given:
            self.links.append((line, given["href"]))
        for key, value in given.items():
            loads = (tag, key) in LOADS and not FORMAL_LINKS.intersection(given.get("rel", "").split())
            if loads and REMOTE.match(value.strip()):
                self.remote.append((line, value))
        self.remote += [(line, address) for address in STYLE_LOADS.findall(given.get("style", ""))]


def check(html: Path, shown: str = "_build/html") -> list[Fault]:
    """Faults of all pages below ``html``: links to nowhere, ids given twice, anything asked of the network."""
    html = html.resolve()
    pages = {path: _Page(path.read_text(encoding="utf-8")) for path in sorted(html.rglob("*.html"))
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
    for path in sorted(html.rglob("*.css")):
        text = path.read_text(encoding="utf-8", errors="replace")
        faults += [Fault(f"{shown}/{path.relative_to(html).as_posix()}", 0, f"asks the network for {shorten(address)}",
                         "keep a copy in the book") for address in STYLE_LOADS.findall(text)]
    return faults


def _resolves(link: str, page: Path, pages: dict[Path, _Page], html: Path) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return parts.scheme in ("http", "https", "mailto")
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if target.is_dir():
        target /= "index.html"
    if not target.is_relative_to(html) or not target.is_file():
        return False
    place = unquote(parts.fragment)
    return not place or target not in pages or place in pages[target].ids or place.startswith(":~:")
