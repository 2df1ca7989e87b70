"""A built page taken apart: its texts and why they are exempt, its roles, anchors and cards."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

from evidence.sphinxext import links

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SKIPPED = {"script": "", "style": "", "template": "", "title": "", "pre": "code", "code": "code", "kbd": "code",
           "samp": "code", "math": "formula"}
EXEMPT = {"evidence-block": "evidence", "evidence-cards": "evidence", "cell_output": "output", "math": "formula",
          "citation": "citation", "footnote-reference": "citation", "footnote": "citation", "label": "citation",
          "section-number": "numbering", "caption-number": "numbering", "std-numref": "numbering",
          "headerlink": ""}
KINDS = ("quantity", "statement", "reference", "computed", "value")
ROLE = {kind: {"evidence", f"evidence-{kind}"} for kind in KINDS} | {"value": {"evidence-value"}}
CITATION = re.compile(r'<(?:div|dt|dl)\b[^>]*class="[^"]*\bcitation\b[^"]*"[^>]*>')


@dataclass
class Element:
    """An open element: why its text needs no trace of its own, if so, and its role, if it is one."""

    tag: str
    exempt: str | None
    role: str = ""
    ids: tuple[str, ...] = ()
    text: list[str] = field(default_factory=list)


@dataclass
class BuiltPage:
    """What the check wants to know of one page."""

    path: str
    ids: set[str] = field(default_factory=set)
    named: list[tuple[int, str]] = field(default_factory=list)
    texts: list[tuple[int, str, str]] = field(default_factory=list)  # line, exempt or "", text
    roles: list[tuple[int, str, tuple[str, ...], str]] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, path: str, citations: set[str]):
        super().__init__(convert_charrefs=True)
        self.page, self.citations, self.open = BuiltPage(path), citations, []

    @property
    def line(self) -> int:
        return self.getpos()[0]

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        self._note(tag, given)
        if tag not in VOID:
            self.open.append(self._element(tag, given))

    def handle_startendtag(self, tag, attrs):
        self._note(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag):
        if any(one.tag == tag for one in self.open):
            while (closed := self.open.pop()).tag != tag:
                self._closed(closed)
            self._closed(closed)

    def handle_data(self, data):
        role = next((one for one in self.open if one.role), None)
        if role:
            role.text.append(data)
        elif data.strip():
            exempt = next((one.exempt for one in self.open if one.exempt is not None), None)
            self.page.texts.append((self.line, exempt, data))

    def _note(self, tag: str, given: dict) -> None:
        page = self.page
        if given.get("id"):
            page.ids.add(given["id"])
        for what in ("claim", "reference", "result"):
            page.named += [(self.line, links.key(what, one)) for one in given.get(f"data-{what}", "").split()
                           if tag == "a"]
        page.named += [(self.line, one) for one in given.get("aria-describedby", "").split()]
        if given.get("alt") and not any(one.exempt is not None for one in self.open):
            page.texts.append((self.line, None, given["alt"]))

    def _element(self, tag: str, given: dict) -> Element:
        classes = given.get("class", "").split()
        exempted = any(one.exempt is not None for one in self.open)
        role = "" if exempted else next((kind for kind in KINDS if ROLE[kind] <= set(classes)), "")
        ids = next((tuple(given[f"data-{what}"].split()) for what in ("claim", "reference", "result")
                    if f"data-{what}" in given), ())
        exempt = SKIPPED.get(tag, next((EXEMPT[one] for one in classes if one in EXEMPT), None))
        if tag == "a" and urlsplit(given.get("href", "")).fragment in self.citations:
            exempt = "citation"
        return Element(tag, exempt, role, ids)

    def _closed(self, element: Element) -> None:
        if element.role:
            self.page.roles.append((self.line, element.role, element.ids, "".join(element.text)))


def read(html: Path) -> list[BuiltPage]:
    """Read every page of a built book."""
    paths = sorted(path for path in html.rglob("*.html") if "_static" not in path.parts)
    texts = {path.relative_to(html).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    citations = set().union(*map(_citation_ids, texts.values())) if texts else set()
    pages = []
    for path, text in texts.items():
        reader = _Reader(path, citations)
        reader.feed(text)
        reader.close()
        pages.append(reader.page)
    return pages


def _citation_ids(text: str) -> set[str]:
    return {one for tag in CITATION.findall(text) for one in re.findall(r'\bid="([^"]+)"', tag)}
