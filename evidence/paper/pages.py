"""The built pages as a book: in reading order, each with its text alone, and what the book says of itself."""

import posixpath
from dataclasses import dataclass
from pathlib import Path

from lxml import html

from evidence.errors import fail
from evidence.exports.citation import Citation
from evidence.html.parts import whole
from evidence.paper.opened import open_up

_ENTRIES, _MANY = ".//article | .//*[contains(@class, 'evidence-entity')]", 10
_TOO_WIDE = ".//table[contains(@class, 'evidence-wide-table') and not(contains(@class, 'evidence-matrix'))]"


@dataclass
class PrintedPage:
    """A page: its address below the book's folder, a name for files and anchors, its title, and its text."""

    path: str
    name: str
    title: str
    depth: int  # 0, or 1 below another page
    text: html.HtmlElement  # an <article> of its own

    @property
    def is_dense(self) -> bool:
        """Whether it is a list of many small entries."""
        return len(self.text.xpath(_ENTRIES)) > _MANY

    @property
    def is_wide(self) -> bool:
        """Whether it has a table too wide for upright paper."""
        return bool(self.text.xpath(_TOO_WIDE))


@dataclass
class Part:
    """Pages under one caption of the contents; the opening page has none."""

    caption: str
    pages: list[PrintedPage]

    @property
    def trees(self) -> list[tuple[PrintedPage, list[PrintedPage]]]:
        """Each page with those below it."""
        found: list[tuple[PrintedPage, list[PrintedPage]]] = []
        for page in self.pages:
            if page.depth and found:
                found[-1][1].append(page)
            else:
                found.append((page, []))
        return found


@dataclass
class Book:
    """What stands on the title page, and the parts."""

    title: str
    language: str
    about: Citation
    address: str  # where the book is published, with a slash at its end; "" where that is not said
    parts: list[Part]

    @property
    def pages(self) -> list[PrintedPage]:
        """All pages in reading order."""
        return [page for part in self.parts for page in part.pages]


def read_book(folder: Path, about: Citation) -> Book:
    """Read a built book by its links from each page to the next. EvidenceError where there is none."""
    root = _root_page(folder)
    first = _parsed(folder, root)
    captions, top = _contents(first, root)
    parts = [Part("", [])]
    path, seen = root, set[str]()
    while path and path not in seen:
        seen.add(path)
        page = first if path == root else _parsed(folder, path)
        if path in captions and captions[path] != parts[-1].caption:
            parts.append(Part(captions[path], []))
        parts[-1].pages.append(_page(page, path, depth=int(path not in top and path != root)))
        following = page.xpath("string(//link[@rel='next']/@href)")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), following)) if following else ""
    address = first.xpath("string(//link[@rel='canonical']/@href)").removesuffix(root)
    return Book(parts[0].pages[0].title, first.get("lang") or "en", about, address, parts)


def _root_page(folder: Path) -> str:
    """The opening page, to which the folder's first page may only lead."""
    if not (folder / "index.html").is_file():
        fail(folder, 0, "there is no book to print", "run 'evidence book' first")
    page = _parsed(folder, "index.html")
    if page.find(".//article") is not None:
        return "index.html"
    content = page.xpath("string(//meta[@http-equiv and contains(@content, 'url=')]/@content)")
    return posixpath.normpath(content.partition("url=")[2].strip("'\" "))


def _parsed(folder: Path, path: str) -> html.HtmlElement:
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    return html.document_fromstring(whole(folder / path).encode(), parser)


def _contents(page: html.HtmlElement, root: str) -> tuple[dict[str, str], set[str]]:
    """From the side bar: page → the caption it is the first under, and the pages that stand below no other."""
    captions, top, caption = {}, set(), ""
    for element in page.xpath("//nav[contains(@class, 'bd-links')]/*"):
        if element.tag == "p":
            caption = element.text_content().strip()
        for link in element.xpath("./li/a[@href]"):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(root), link.get("href")))
            captions[path] = caption
            top.add(path)
    return captions, top


def _page(page: html.HtmlElement, path: str, depth: int) -> PrintedPage:
    name = path.removesuffix(".html").removeprefix("chapters/").replace("/", "-")
    text = page.find(".//article")
    heading = text.find(".//h1")
    for link in text.xpath(".//a[contains(@class, 'headerlink')]"):
        link.drop_tree()
    title = heading.text_content().strip() if heading is not None else name
    return PrintedPage(path, name, title, depth, open_up(text))
