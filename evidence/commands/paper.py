"""``evidence pdf`` and ``evidence epub``: the built book to print and for e-readers, put beside its pages."""

from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from evidence.errors import fail

if TYPE_CHECKING:
    from evidence.paper.pages import Book

DOWNLOADS = "downloads"  # below the pages
EXTRA = "install the extra 'paper': pip install 'evidence-report[paper]'"


def add_parser(subparsers) -> None:
    """Add the commands."""
    pdf = subparsers.add_parser("pdf", help="print the built book, or a chapter of it, with Chromium")
    pdf.add_argument("chapters", nargs="*", metavar="CHAPTER", help="pages alone (default: the book as one)")
    epub = subparsers.add_parser("epub", help="pack the built book for e-readers")
    pdf.set_defaults(func=_pdf)
    epub.set_defaults(func=_epub)
    for parser in (pdf, epub):
        parser.add_argument("--edition", metavar="NAME", help="the book of a set of parameters of editions.yml")


def _pdf(args: Namespace) -> int:
    """Print the book, or each chapter that is named."""
    try:
        import pikepdf  # noqa: F401  # asked for now, with a word of advice, not after the pages have been read
    except ModuleNotFoundError as missing:
        fail(missing.name or "pikepdf", 0, "that package is not there, and prints no page without it", EXTRA)
    for name in args.chapters or [""]:
        _put(args, f"{name or 'book'}.pdf", partial(_printed, name=name))
    return 0


def _epub(args: Namespace) -> int:
    """Pack the book."""
    from evidence.paper.epub import epub
    _put(args, "book.epub", epub)
    return 0


def _printed(book: "Book", name: str) -> bytes:
    from evidence.paper.pdf import pdf
    return pdf(book, _chosen(book, name))


def _chosen(book: "Book", name: str) -> list:
    """All pages, or the one of that name."""
    from evidence.errors import did_you_mean
    known = {page.name: page for page in book.pages}
    if name and name not in known:
        fail("chapters", 0, f"no page '{name[:60]}'", did_you_mean(name, known, f"there are {', '.join(known)}"))
    return [known[name]] if name else book.pages


def _put(args: Namespace, name: str, make: "Callable[[Book], bytes]") -> None:
    """Make a file from the built pages, put it into their downloads, and link the whole book on the opening page.

    The pages know of it until they are built anew, so that no old file stands beside new pages.
    """
    from evidence.book.build import book_folder
    from evidence.disk.lock import BUILD, locked
    from evidence.exports.citation import read_citation
    from evidence.paper.pages import read_book
    with locked(args.root / BUILD, f"{BUILD}/.lock", "another build is at work"):
        folder = book_folder(args.root, args.edition)
        book = read_book(folder.html, read_citation(args.root))
        content = make(book)
        with folder.amended() as pages:
            _store(pages, name, content, book.pages[0].path)
    place = folder.html / DOWNLOADS / name
    args.found.setdefault("files", []).append(place)
    print(f"{place.relative_to(args.root)}: {len(content) / 1e6:.1f} MB")


def _store(pages: Path, name: str, content: bytes, opening: str) -> None:
    from evidence.disk import atomic
    from evidence.paper.offer import WHOLE, offered
    downloads, first = pages / DOWNLOADS, pages / opening
    downloads.mkdir(exist_ok=True)
    atomic.store(content, downloads / name)
    if name in WHOLE:
        atomic.store(offered(first.read_text("utf-8"), "../" * opening.count("/"), downloads), first)
