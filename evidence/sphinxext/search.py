"""What the search looks through: each section of each page, claim and reference point, as text beside its address.

A script, which a browser loads from a disk as well; the pages themselves no script may read there.
"""

import json
import re
from collections.abc import Iterator, Set
from pathlib import Path

from lxml import etree

from evidence.html.page import INLINE, unfolded
from evidence.html.parts import whole
from evidence.html.running_text import classes

FILE = "search-sections.js"
_HEAD, _TAIL = "window.evidenceSections = ", ";\n"
_MOST = 4000  # characters of a part: what is looked for further down is a list, and has parts of its own
_PARTS = ("section", "article", "details")
_UNREAD = {"script", "style", "template", "svg", "math", "pre", "form", "nav", "button", "figcaption"}
_UNREAD_CLASSES = {"headerlink", "evidence-brief", "evidence-cards", "evidence-used", "evidence-computing",
                   "evidence-take", "evidence-citation", "toctree-wrapper", "bibtex-citation", "cell_input"}
_TABLE = 0.3  # what a table has of a word is worth so much of the same in a sentence
_FOLD = 0.7  # and what is folded, which tells more of what a section says
# What is read comes before what is looked up, and that before the evidence.
_WEIGHTS = ((r"(^|/)(evidence|entities)/", 0.2),
            (r"(^|/)(register|agreement|references|sources|entities|bibliography|data_dictionary|api|benchmark)$", 0.4))


def use_ours(app) -> None:
    """Sphinx's own search knows pages, but no sections of them, and reads a page for what it shows of it."""
    if app.config.html_theme == "sphinx_book_theme":
        app.builder.search = False


def write_sections(app, error) -> None:
    """When the pages are written: the file that the search page loads."""
    if error is not None or app.builder.name != "html" or app.config.html_theme != "sphinx_book_theme":
        return
    html = Path(app.outdir)
    found = [part for docname in sorted(app.env.found_docs) if "nosearch" not in app.env.metadata[docname]
             for part in sections_of(docname, html / f"{docname}.html")]
    text = json.dumps(found, ensure_ascii=False, indent=0)
    (html / FILE).write_text(f"{_HEAD}{text}{_TAIL}", encoding="utf-8")


def sections_of(docname: str, page: Path) -> Iterator[tuple[str, str, str, str, float]]:
    """(address, title of the page, heading, text, weight) of each part of a built page; its first is the page."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    article = etree.fromstring(unfolded(whole(page)).encode(), parser).find(".//article[@class='bd-article']")
    weight = next((weight for where, weight in _WEIGHTS if re.search(where, docname)), 1)
    title = ""
    for part in article.iter(*_PARTS) if article is not None else ():
        anchor, heading = _anchor(part), _heading(part)
        if heading is None or not anchor or _UNREAD_CLASSES & classes(part):
            continue
        words, worth = _text(heading), weight * (_FOLD if part.tag == "details" else 1)
        place = f"{docname}.html#{anchor}" if title else f"{docname}.html"
        title = title or words
        tables = [one for one in part.iter("table") if next(filter(_anchor, one.iterancestors(*_PARTS))) is part]
        text = _text(part, {heading, *tables, *part.iter("summary")})
        if text or not tables:
            yield place, title, words, text, worth
        yield from ((place, title, words, _text(table), worth * _TABLE) for table in tables)


def _anchor(part: etree._Element) -> str:
    """The id by which a part is found; a fold has it in its summary, or around what it holds."""
    return part.get("id") or next(iter(part.xpath("self::details/summary//@id | self::details/div/@id")), "")


def _heading(part: etree._Element) -> etree._Element | None:
    return next(iter(part.xpath("h1 | h2 | h3 | h4 | self::details/summary[not(h2)] | self::details/summary/h2")), None)


def _text(part: etree._Element, but: Set[etree._Element] = frozenset()) -> str:
    """The words of a part on one line, without those of the parts in it."""
    return " ".join("".join(_words(part, but)).split())[:_MOST]


def _words(element: etree._Element, but: Set[etree._Element]) -> Iterator[str]:
    gap = "" if element.tag in INLINE else " "
    yield gap + (element.text or "")
    for child in element:
        if not (child in but or _unread(child)):
            yield from _words(child, but)
        yield child.tail or ""
    yield gap


def _unread(element: etree._Element) -> bool:
    return (not isinstance(element.tag, str) or element.tag in _UNREAD or bool(_UNREAD_CLASSES & classes(element))
            or (element.tag in _PARTS and bool(_anchor(element))))
