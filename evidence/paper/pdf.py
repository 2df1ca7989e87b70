"""The book, or a chapter of it, as a PDF: the same bytes for the same pages, fonts and Chromium."""

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pikepdf

from evidence.errors import fail
from evidence.paper.chromium import find_chromium, print_pdf
from evidence.paper.pages import Book, PrintedPage
from evidence.paper.sheet import HEADINGS, fill_sheet, sheet

_ROUNDS = 5  # page numbers may move pages; two rounds are the rule


def pdf(book: Book, pages: list[PrintedPage]) -> bytes:
    """Print pages until the page numbers in them are those on which things stand. The texts of the pages are used up.

    EvidenceError where there is no Chromium, or where it prints nothing.
    """
    program = find_chromium()
    document = sheet(book, pages)
    numbers: dict[str, int] = {}
    for _ in range(_ROUNDS):
        with pikepdf.open(BytesIO(print_pdf(fill_sheet(document, numbers), program))) as printed:
            found = _page_numbers(printed)
            if found == numbers:
                return _packed(printed, book, (heading.text_content() for heading in document.iter(*HEADINGS)))
            numbers = found
    fail(pages[0].path, 0, "page numbers do not settle", "widen what holds them in evidence/paper/static/print.css")


def _page_numbers(printed: pikepdf.Pdf) -> dict[str, int]:
    """Anchor → page, from 1."""
    number: dict[Any, int] = {page.objgen: at for at, page in enumerate(printed.pages, 1)}
    return {name.lstrip("/"): number[place[0].objgen] for name, place in printed.Root.get("/Dests", {}).items()}


def _packed(printed: pikepdf.Pdf, book: Book, titles: Iterable[str]) -> bytes:
    """Packed tightly, with what the book says of itself, and with no date but that of its version."""
    day = re.sub(r"\D", "", book.about.released)
    del printed.docinfo["/Creator"]
    for name in ("/CreationDate", "/ModDate"):
        del printed.docinfo[name]
        if day:
            printed.docinfo[name] = f"D:{day}000000Z"
    _mend_outline(printed, titles)
    printed.docinfo["/Author"] = ", ".join(book.about.authors)
    file = BytesIO()
    printed.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True,
                 recompress_flate=True)
    return file.getvalue()


def _mend_outline(printed: pikepdf.Pdf, titles: Iterable[str]) -> None:
    """Chromium loses the space at which a heading goes on to its next line: titles are what the headings say."""
    said = {"".join(title.split()): " ".join(title.split()) for title in titles}
    with printed.open_outline() as outline:
        rest = list(outline.root)
        while rest:
            entry = rest.pop()
            entry.title = said.get("".join(entry.title.split()), entry.title)
            rest.extend(entry.children)
