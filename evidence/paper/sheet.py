"""Pages as one document to print: a title, contents, the pages one after another, and links between them."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from lxml import html

from evidence.language import english
from evidence.paper.links import anchors, leader, relink
from evidence.paper.pages import Book, PrintedPage

STATIC = Path(__file__).parent / "static"
TEMPLATES = Environment(loader=FileSystemLoader(STATIC.with_name("templates")), autoescape=True,
                        trim_blocks=True, lstrip_blocks=True)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OF_EVIDENCE = "descendant::*[contains(@class, 'evidence-mark') or self::a[starts-with(@class, 'evidence evidence-')]]"


def sheet(book: Book, pages: list[PrintedPage]) -> html.HtmlElement:
    """The document, with ``000`` in each element of the class ``paper-page`` for the page of its ``data-of``.

    Where it is all of the book it has a title page and contents, else it is a chapter alone.
    """
    whole = len(pages) > 1
    ids = {page.path: anchors(page) for page in pages}
    names = {page.path: page.name for page in pages}

    def place(path: str, anchor: str) -> str:
        return f"#{names[path]}--{anchor}" if anchor else f"#{names[path]}"

    def elsewhere(path: str) -> str | None:
        return book.address + path if book.address else None

    for page in pages:
        relink(page, f"{page.name}--{{}}".format, leader(ids, place, elsewhere), elsewhere)
        _note_pages(page)
        _lower_headings(page.text, (1 + page.depth) if whole else 0)
    about = book.about
    template = TEMPLATES.get_template("sheet.html")
    text = template.render(
        book=book, whole=whole, parts=[part for part in book.parts if part.pages[0] in pages] if whole else [],
        pages=pages, date=english.date(about.released) if about.released else "",
        style="".join((STATIC / name).read_text("utf-8") for name in ("paper.css", "print.css")))
    document = html.document_fromstring(text, html.HTMLParser(encoding="utf-8"))
    for page in pages:
        document.get_element_by_id(page.name).append(page.text)
    return document


def fill_sheet(document: html.HtmlElement, numbers: dict[str, int]) -> str:
    """The text of the document, with the page of each anchor, as far as it is known."""
    for element in document.xpath("//*[@class='paper-page']"):
        element.text = str(numbers.get(element.get("data-of"), "000"))
    return "<!DOCTYPE html>\n" + html.tostring(document, encoding="unicode")


def _note_pages(page: PrintedPage) -> None:
    """Put behind words that rest on something the page on which it stands; what is no link names its place."""
    for link in page.text.xpath(_OF_EVIDENCE):
        target, said = link.get("href", ""), link.attrib.pop("data-place", "")
        if target.startswith("#") and said != "computed here":
            note = html.Element("sup", {"class": "paper-page", "data-of": target[1:]})
        elif not target and said and not said.startswith("computed"):
            note = html.Element("sup")
            note.text = said
        else:
            continue
        link.append(note)


def _lower_headings(text: html.HtmlElement, by: int) -> None:
    """Headings keep their look, by class, and move below those of the book and its parts."""
    for heading in list(text.iter(*HEADINGS)):
        heading.classes.add(f"paper-{heading.tag}")
        heading.tag = f"h{min(int(heading.tag[1]) + by, len(HEADINGS))}"
