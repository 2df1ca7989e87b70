"""The words of a built page as a reader meets them: paragraphs, sentences, what is marked, what the cards hold."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element

from evidence.html.page import INLINE
from evidence.ledger.sentences import sentences

_WORD = re.compile(r"\w[\w.,:’'/%–-]*")
_UNSEEN = {"script", "style", "template", "noscript"}
_UNSEEN_CLASSES = {"headerlink", "evidence-cards", "evidence-brief", "visually-hidden", "toctree-wrapper", "onlyprint"}
_ELSEWHERE = {"table", "pre", "svg", "figcaption", "figure", "math", "nav", "form"}
_ELSEWHERE_CLASSES = {"citation", "cell_input", "bibtex-citation", "footnote", "footnote-reference",
                      "evidence-uses"}
_MARKING = {"a", "mark", "u", "ins"}
_DIGITS = "evidence-digits"  # the numbers of a computed sentence, which alone are underlined
_BLOCKS = ("p", "li", "dd")
_DRAWN = {"input": "data-inputs", "parameters": "data-parameters", "cite": "data-cite"}
_FORMULA = " formula "


class Spoken(NamedTuple):
    """A stretch of text, and whether it is underlined or highlighted."""

    text: str
    marked: bool


def words(text: str) -> int:
    """How many words a text has; a number with its signs is one."""
    return len(_WORD.findall(text))


def classes(element: _Element) -> set[str]:
    """The classes of an element."""
    return set(element.get("class", "").split())


def is_folded(element: _Element) -> bool:
    """Whether a reader has to open something first to see what this holds, its summary apart."""
    return element.tag == "details" and element.get("open") is None


def spoken(element: _Element, running: bool = False, marked: bool = False) -> Iterator[Spoken]:
    """What is seen of an element before anything is opened; ``running``: without tables, figures, code, formulas,
    citations and other languages than the page's."""
    if not isinstance(element.tag, str) or _unseen(element):
        return
    if running and _elsewhere(element):
        yield Spoken(_FORMULA if element.tag == "math" else " ", marked)
        return
    marked = marked or element.tag in _MARKING or _DIGITS in classes(element)
    gap = "" if element.tag in INLINE else " "
    yield Spoken(gap + (element.text or ""), marked)
    for child in element:
        if not is_folded(element) or child.tag == "summary":
            yield from spoken(child, running, marked)
        yield Spoken(child.tail or "", marked)
    yield Spoken(gap, marked)


def _unseen(element: _Element) -> bool:
    return element.tag in _UNSEEN or element.get("hidden") is not None or bool(_UNSEEN_CLASSES & classes(element))


def _elsewhere(element: _Element) -> bool:
    return (element.tag in _ELSEWHERE or bool(_ELSEWHERE_CLASSES & classes(element))
            or element.get("lang", "en") != "en" or is_folded(element))


def counted(parts: Iterator[Spoken]) -> tuple[int, int]:
    """Words, and how many of them are marked, wholly or in part."""
    text, flags = "", []
    for part in parts:
        text += part.text
        flags += [part.marked] * len(part.text)
    found = list(_WORD.finditer(text))
    return len(found), sum(any(flags[match.start() : match.end()]) for match in found)


def paragraphs(article: _Element) -> Iterator[str]:
    """The paragraphs of running text, each on one line; folded parts, tables, figures and code are none."""
    for block in article.iter(*_BLOCKS):
        if any(_unseen(element) or _elsewhere(element) for element in (block, *block.iterancestors())):
            continue
        holds_others = next(block.iterdescendants(*_BLOCKS), None) is not None
        text = " ".join("".join(part.text for part in spoken(block, running=True)).split())
        if text and not holds_others:
            yield text


def sentences_of(paragraph: str) -> list[str]:
    """The sentences of a paragraph."""
    return [paragraph[start:end] for start, end in sentences(paragraph)]


def card_words(card: _Element, shared: dict[str, int]) -> tuple[int, int]:
    """Words of a card as it opens, and those behind its "all of it".

    ``shared``: words by id of the templates that several cards draw upon; a card names them in ``data-…`` attributes.
    """
    seen, folded = counted(spoken(card))[0], 0
    for part in card.iter("details"):
        folded += words(" ".join(part.itertext())) if is_folded(part) else 0
    for part in card.iter("*"):
        drawn = sum(shared.get(f"{kind}-{name}", 0) for kind, attribute in _DRAWN.items()
                    for name in part.get(attribute, "").split())
        if any(is_folded(above) for above in part.iterancestors("details")):
            folded += drawn
        else:
            seen += drawn
    return seen, folded
