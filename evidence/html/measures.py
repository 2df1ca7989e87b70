"""The built book measured: what each page asks of those who open it, held against the bars of ``bars.yml``."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lxml.etree import HTMLParser, _Element, fromstring

from evidence.errors import Fault
from evidence.html import first_load, parts, running_text
from evidence.ledger.strict_yaml import read_yaml

FILE = "bars.yml"
REMEDY = dict.fromkeys(("sentence_words", "paragraph_words"), "'evidence measure --texts' shows which; shorten them")
OPENING = "chapters/index"
_ARTICLE = ".//article[@class='bd-article']"
_TEXTS = {"sentence_words", "paragraph_words"}  # of pages that are read through: chapters, opening


@dataclass
class Measured:
    """One page: its measures by name, those it is held to, and the texts that are too long."""

    page: str
    values: dict[str, float]
    held_to: set[str]
    long: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Bars:
    """The limits by measure, and the pages known not to keep them, by measure."""

    limits: dict[str, float]
    not_met: dict[str, list[str]]


def read_bars(root: Path) -> Bars:
    """The bars of a report. EvidenceError where the file is not as it should be."""
    content: dict[str, Any] = read_yaml(root / FILE, FILE).content
    return Bars({name: float(value) for name, value in content["bars"].items()},
                {name: list(pages) for name, pages in content["not_met"].items()})


def measure(html: Path, bars: Bars) -> list[Measured]:
    """All pages below ``html``, sorted; pages without an article, which only lead elsewhere, are left out."""
    first_load._sizes.cache_clear()  # of a book built before
    pages = [path for path in sorted(html.resolve().rglob("*.html")) if "_static" not in path.parts]
    found = (_measure(path, html.resolve(), bars) for path in pages)
    return [page for page in found if page]


def _measure(path: Path, html: Path, bars: Bars) -> Measured | None:
    name = path.relative_to(html).with_suffix("").as_posix()
    root = fromstring(path.read_bytes(), HTMLParser(encoding="utf-8", huge_tree=True))
    article = root.find(_ARTICLE)
    if article is None:
        return None
    plain, packed = first_load.size(first_load.loaded(path, root))
    values: dict[str, float] = {"kilobytes": plain / 1000, "kilobytes_packed": packed / 1000,
                                "elements": first_load.elements(root)}
    if name == OPENING:
        values |= _opening(article)
    is_read = name == OPENING or (html / "_sources" / f"{name}.ipynb").is_file()
    opened = fromstring(parts.whole(path).encode(), HTMLParser(encoding="utf-8", huge_tree=True))
    held_to = set(bars.limits) - (set() if is_read else _TEXTS)
    measured = Measured(name, values | _cards(opened), held_to)
    _add_texts(measured, article, bars)
    return measured


def _opening(article: _Element) -> dict[str, float]:
    seen, marked = running_text.counted(running_text.spoken(article))
    return {"opening_words": seen, "opening_marked": 100 * marked / seen}


def _cards(root: _Element) -> dict[str, float]:
    shared = {template.get("id", ""): running_text.words(" ".join(template.itertext()))
              for template in root.iter("template")}
    found = [running_text.card_words(card, shared) for card in root.iter("article")
             if "evidence-card" in running_text.classes(card)]
    return {"card_words": max(seen for seen, _ in found), "card_words_folded": max(rest for _, rest in found),
            "cards": len(found)} if found else {}


def _add_texts(measured: Measured, article: _Element, bars: Bars) -> None:
    """The longest sentence and paragraph, and all that are over the bar, the longest first."""
    paragraphs = list(running_text.paragraphs(article))
    texts = {"sentence_words": [sentence for text in paragraphs for sentence in running_text.sentences_of(text)],
             "paragraph_words": paragraphs}
    for name, found in texts.items():
        longest = sorted(found, key=running_text.words, reverse=True)
        if longest:
            measured.values[name] = running_text.words(longest[0])
        if over := [text for text in longest if running_text.words(text) > bars.limits[name]]:
            measured.long[name] = over


def missed_bars(pages: list[Measured], bars: Bars) -> list[Fault]:
    """What is beside a bar and not listed as such, and what is listed and met."""
    return [*_beside(pages, bars), *_struck_out(pages, bars)]


def missed(page: Measured, bars: Bars) -> list[str]:
    """The measures by which a page is over its bars."""
    return [name for name, limit in bars.limits.items() if name in page.held_to and page.values.get(name, 0) > limit]


def _beside(pages: list[Measured], bars: Bars) -> Iterator[Fault]:
    for page in pages:
        for name in missed(page, bars):
            if page.page not in bars.not_met.get(name, ()):
                yield Fault(f"{page.page}.html", 0, f"{name} is {page.values[name]:,.0f}, more than "
                            f"{bars.limits[name]:,.0f}", REMEDY.get(name, "make it lighter"))


def _struck_out(pages: list[Measured], bars: Bars) -> Iterator[Fault]:
    measured = {page.page: page for page in pages}
    for name, listed in bars.not_met.items():
        for page in listed:
            if page not in measured or (name in measured[page].values and name not in missed(measured[page], bars)):
                yield Fault(FILE, 0, f"'{page}' is listed as beside {name}, and is not", "strike it out")
