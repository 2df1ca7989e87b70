"""A built page taken apart: its texts and why they are exempt, its roles, anchors and cards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from evidence.html.parts import whole
from evidence.index import addresses

INLINE = {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark",
          "math", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"}
SKIPPED = {"script": "", "style": "", "template": "", "title": "", "pre": "code", "code": "code", "kbd": "code",
           "samp": "code", "math": "formula"}
EXEMPT = {"evidence-block": "evidence", "evidence-cards": "evidence", "evidence-edition": "evidence",
          "evidence-count": "evidence",  # of rows that stand behind it
          "bd-footer-content": "",  # version and date
          "cell_output": "output", "math": "formula",
          "citation": "citation", "footnote-reference": "citation", "footnote": "citation", "label": "citation",
          "section-number": "numbering", "caption-number": "numbering", "std-numref": "numbering",
          "headerlink": ""}
KINDS = ("quantity", "statement", "reference", "computed", "word", "value")
ROLE = {kind: {"evidence", f"evidence-{kind}"} for kind in KINDS} | {"value": {"evidence-value"}}
CITATION = re.compile(r'<(?:div|dt|dl)\b[^>]*class="[^"]*\bcitation\b[^"]*"[^>]*>')
GAP = "\N{OBJECT REPLACEMENT CHARACTER}"  # stands in a line of text for what is not to be read there
NAMED = ("data-claim", "data-reference", "data-result", "data-term")


class _PageText(NamedTuple):
    """A stretch of running words, and why its numbers are exempt; None: they are not."""

    line: int
    exempt: str | None
    text: str


class PageRole(NamedTuple):
    """Words that a role has put on the page: its kind, the ids that they rest on, and the words."""

    line: int
    kind: str
    ids: tuple[str, ...]
    text: str


class _PageLink(NamedTuple):
    """An id that something on the page refers to."""

    line: int
    target: str


@dataclass
class BuiltPage:
    """What the check wants to know of one page."""

    path: str
    ids: set[str] = field(default_factory=set)
    links: list[_PageLink] = field(default_factory=list)
    texts: list[_PageText] = field(default_factory=list)
    roles: list[PageRole] = field(default_factory=list)


def read_pages(html: Path) -> list[BuiltPage]:
    """Read every page of a built book."""
    paths = sorted(path for path in html.rglob("*.html") if "_static" not in path.relative_to(html).parts)
    texts = {path.relative_to(html).as_posix(): whole(path) for path in paths}
    citations = {found for text in texts.values() for found in _citation_ids(text)}
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True)
    return [_PageReader(path, citations)._read(etree.fromstring(unfolded(text).encode(), parser))
            for path, text in texts.items() if text.strip()]


def unfolded(page: str) -> str:
    """A page as it is read without scripts: what it folds are elements, not the text of a ``<noscript>``."""
    return page.replace("<noscript>", "").replace("</noscript>", "")


def _citation_ids(text: str) -> Iterator[str]:
    for tag in CITATION.findall(text):
        yield from re.findall(r'\bid="([^"]+)"', tag)


class _PageReader:
    """Reads a page: one text for each stretch of running words, so that markup does not cut a name in two."""

    def __init__(self, path: str, citations: set[str]):
        self.page, self.citations = BuiltPage(path), citations
        self.line, self.words = 1, list[str]()

    def _read(self, root: etree._Element) -> BuiltPage:
        exempt: list[str | None] = [None]
        skipped = 0
        walk = etree.iterwalk(root, events=("start", "end", "comment"))
        for event, element in walk:
            if event == "comment":
                self._say(element, element.tail, exempt[-1], skipped)
            elif event == "start":
                self._note(element, exempt[-1])
                why = exempt[-1] if exempt[-1] is not None else self._why_exempt(element)
                exempt.append(why)
                self._border(element, why)
                if not skipped and why is None and (role := _role(element)):
                    self._add_role(element, role)
                    skipped = len(exempt)
                if why is not None and element.tag == "svg":  # a drawing has a thousand parts and nothing to trace
                    self.page.texts.append(_PageText(element.sourceline, why, " ".join(element.itertext())))
                    walk.skip_subtree()
                else:
                    self._say(element, element.text, why, skipped)
            else:
                skipped = 0 if skipped == len(exempt) else skipped
                self._border(element, exempt.pop())
                self._say(element, element.tail, exempt[-1], skipped)
        self._flush()
        return self.page

    def _say(self, element, text: str | None, why: str | None, skipped: int) -> None:
        if not text or skipped:
            return
        if why is None:
            self.words.append(text)
        elif not text.isspace():
            self.page.texts.append(_PageText(element.sourceline, why, text))

    def _border(self, element, why: str | None) -> None:
        if element.tag not in INLINE:
            if self.words:
                self._flush()
            self.line = element.sourceline or self.line
        elif why is not None or element.tag == "img":
            self.words.append(GAP)

    def _flush(self) -> None:
        text = "".join(self.words)
        self.words = []
        if text.strip(f" \t\r\n{GAP}"):
            self.page.texts.append(_PageText(self.line, None, text))

    def _add_role(self, element, role: str) -> None:
        # What a sentence rests on is named by the mark at its end.
        named = (part.get(name) for part in element.iter("*") for name in NAMED if name in part.attrib)
        ids = tuple(next(named, "").split())
        self.page.roles.append(PageRole(element.sourceline, role, ids, "".join(element.itertext())))
        self.words.append(GAP)

    def _note(self, element, why: str | None) -> None:
        given = dict(element.items())
        if not given:
            return
        page, line = self.page, element.sourceline
        if given.get("id"):
            page.ids.add(given["id"])
        if element.tag == "a":
            page.links += [_PageLink(line, addresses.card_id(name.removeprefix("data-"), target))
                           for name in NAMED for target in given.get(name, "").split()]
        page.links += [_PageLink(line, target) for target in given.get("aria-describedby", "").split()]
        if why is None and given.get("alt"):
            page.texts.append(_PageText(line, None, given["alt"]))

    def _why_exempt(self, element) -> str | None:
        if element.tag == "a" and urlsplit(element.get("href", "")).fragment in self.citations:
            return "citation"
        if element.tag in SKIPPED:
            return SKIPPED[element.tag]
        return next((EXEMPT[name] for name in element.get("class", "").split() if name in EXEMPT), None)


def _role(element) -> str:
    classes = set(element.get("class", "").split())
    return next((kind for kind in KINDS if ROLE[kind] <= classes), "") if classes else ""
