"""The book for e-readers: EPUB 3, a file a page, no scripts; the same bytes for the same pages."""

import uuid
import zipfile
from io import BytesIO

from evidence.paper.links import anchors, leader, relink
from evidence.paper.pages import Book
from evidence.paper.sheet import STATIC, TEMPLATES
from evidence.paper.xhtml import xhtml

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP knows
_KINDS = {"svg": "svg", "mathml": "math"}  # as the package names what is on a page


def epub(book: Book) -> bytes:
    """The file. The texts of the pages are used up."""
    ids = {page.path: anchors(page) for page in book.pages}
    names = {page.path: page.name for page in book.pages}

    def place(path: str, anchor: str) -> str:
        return f"{names[path]}.xhtml" + (f"#{anchor}" if anchor else "")

    def elsewhere(path: str) -> str | None:
        return book.address + path if book.address else None

    files = {"META-INF/container.xml": _render("container.xml"),
             "book/paper.css": (STATIC / "paper.css").read_text("utf-8")}
    pages = []
    for page in book.pages:
        relink(page, str, leader(ids, place, elsewhere), elsewhere)
        pages.append((page, " ".join(name for name, tag in _KINDS.items() if page.text.find(f".//{tag}") is not None)))
        files[f"book/{page.name}.xhtml"] = _render("page.xhtml", book=book, page=page, text=xhtml(page.text))
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"{book.address}{book.title}{book.about.version}").urn
    files["book/package.opf"] = _render("package.opf", book=book, pages=pages, identifier=identifier)
    files["book/nav.xhtml"] = _render("nav.xhtml", book=book)
    return _packed(files)


def _render(template: str, **values) -> str:
    return TEMPLATES.get_template(template).render(**values)


def _packed(files: dict[str, str]) -> bytes:
    """A ZIP whose first entry is its media type, as it stands."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in {"mimetype": "application/epub+zip", **files}.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, text.encode("utf-8"))
    return packed.getvalue()
