"""Holds each page to the allow-lists, before it is read: directives, their options, roles and addresses.

MyST's own parser, with the extensions that the settings name, splits a page as it will be split later. Anything
that is not on a list is a fault with its line: it might run code, or reach outside the book.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from textwrap import dedent
from typing import Any
from urllib.parse import unquote

import yaml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.options import TokenizeError, options_to_items

from evidence.book.allowed import COUNTS, DIRECTIVES, FILES, FRONT_MATTER, LINKED, LITERAL, OPTIONS, PICTURES, ROLES
from evidence.book.settings import SYNTAX
from evidence.errors import Fault, did_you_mean, shorten
from evidence.notebooks.cells import read_cells
from evidence.notebooks.files import PASSING_METADATA

_TASK = re.compile('<input class="task-list-item-checkbox"'
                   '(?: checked="checked"| disabled="disabled"| type="checkbox")+>')
_COMMENT = re.compile(r"\s*(<!--(?!-?>)[^<>]*-->\s*)+")
_WEB = re.compile(r"https?://[^\s/\\]|mailto:[^\s/\\]", re.IGNORECASE)
_LARGE = re.compile(r"\d(?:_?\d){4}")  # as Python reads numbers
_SCHEME = re.compile(r"([a-zA-Z][\w+.-]*):")
_ACTS = re.compile(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202e]+")
Found = Iterator[tuple[int, str, str]]  # line, what is wrong, what to do


def faults_of_pages(root: Path, syntax: Iterable[str]) -> list[Fault]:
    """What is refused on any page below ``chapters``; ``syntax``: MyST's extensions that the settings switch on."""
    reader = _Reader(root.resolve(), frozenset(syntax))
    faults = []
    for path in sorted((root / "chapters").rglob("*")):
        shown = path.relative_to(root).as_posix()
        if any(part.startswith(".") for part in path.relative_to(root).parts) or shown.endswith(".failed.ipynb"):
            continue
        if path.suffix == ".md":
            faults += reader.page(path.read_text("utf-8", "replace"), path, shown)
        elif path.suffix == ".ipynb":
            faults += reader.notebook(path, shown)
        elif path.suffix in (".rst", ".rest"):
            faults.append(Fault(shown, 0, "a page in reStructuredText", "write it in Markdown"))
    return faults


@dataclass(frozen=True)
class _Reader:
    root: Path
    syntax: frozenset[str]

    @cached_property
    def _parser(self) -> Any:
        made: Any = create_md_parser(MdParserConfig(enable_extensions=set(self.syntax & SYNTAX)), RendererHTML)
        made.validateLink = lambda address: True  # an address that it would leave as text is to be seen
        return made

    def page(self, text: str, path: Path, shown: str) -> list[Fault]:
        """The faults of one text; ``path`` is the page that it belongs to."""
        try:
            found = list(self._markdown(text, path, 1))
        except RecursionError:
            found = [(0, "nested too deep to be read", "flatten it")]
        return [Fault(shown, line, wrong, remedy) for line, wrong, remedy in found]

    def notebook(self, path: Path, shown: str) -> list[Fault]:
        """The faults of a notebook's cells of Markdown, of its metadata and of what it attaches."""
        faults = []
        for number, cell in enumerate(read_cells(path, shown), 1):
            place = f"{shown}:cell {number}"
            faults += [Fault(place, 0, f"the cell's metadata hold '{shorten(key, 40)}'", "take it out")
                       for key in sorted(set(cell.get("metadata", {})) - {"tags", *PASSING_METADATA})]
            if cell.get("cell_type") == "markdown":
                faults += self.page(cell["source"], path, place)
            elif cell.get("cell_type") != "code":
                faults.append(Fault(place, 0, f"a cell of type '{shorten(cell.get('cell_type'), 20)}'", "take it out"))
        return faults

    def _markdown(self, text: str, path: Path, first: int, depth: int = 0) -> Found:
        """``first``: the line at which the text begins."""
        if depth > 20:
            yield first, "nested too deep to be read", "flatten it"
            return
        line = first
        for token in self._parser.parse(text):
            line = first + token.map[0] if token.map else line
            if token.type == "front_matter" and not depth:
                yield from _front_matter(token.content, line)
            elif token.type in ("fence", "colon_fence"):
                yield from self._fence(token, path, line, depth)
            elif token.type == "html_block":
                yield from _html(token.content, line)
            elif token.type.startswith("substitution"):
                yield line, "a substitution, which runs what stands in it", "write the words out"
            for child in token.children or ():
                yield from self._inline(child, path, line)

    def _inline(self, token: Token, path: Path, line: int) -> Found:
        if token.type == "html_inline" and not _TASK.fullmatch(token.content.strip()):
            yield from _html(token.content, line)
        elif token.type == "myst_role":
            name = token.meta["name"]
            if name not in ROLES:
                yield line, f"the role '{shorten(name, 40)}' is none that a page may use", _instead(name, ROLES)
        elif token.type == "link_open":
            yield from self._address(str(token.attrs.get("href", "")), path, line)
        elif token.type == "image":
            yield from self._file(str(token.attrs.get("src", "")), path, line, PICTURES, there=True)
        elif token.type.startswith("substitution"):
            yield line, "a substitution, which runs what stands in it", "write the words out"
        for child in token.children or ():
            yield from self._inline(child, path, line)

    def _fence(self, token: Token, path: Path, line: int, depth: int) -> Found:
        name, argument = (*token.info.split(maxsplit=1), "", "")[:2]
        if not (name.startswith("{") and name.endswith("}")):
            if token.type == "colon_fence":
                yield from self._markdown(token.content, path, line + 1, depth + 1)
            return  # code, shown as it is
        name = name[1:-1]
        if name not in DIRECTIVES:
            yield line, f"the directive '{shorten(name, 40)}' is none that a page may use", _instead(name, DIRECTIVES)
            return
        options, body = _options(token.content)
        for option, value in options.items():
            if option not in OPTIONS:
                yield line, f"the option '{shorten(option, 40)}' is none that a page may use", _instead(option, OPTIONS)
            elif option in COUNTS and _LARGE.search(value):
                yield line, f"the option '{option}' is '{shorten(value, 40)}'", "write numbers of at most four digits"
        if name in FILES:
            yield from self._file(argument, path, line, FILES[name], there=True)
            argument = ""
        inside = ["" if name in LITERAL else body, argument, *options.values()]
        before = token.content.count("\n") - body.count("\n")
        for text, first in zip(inside, [line + 1 + before, *[line] * len(inside)]):
            yield from self._markdown(text, path, first, depth + 1)

    def _address(self, address: str, path: Path, line: int) -> Found:
        plain = _ACTS.sub("", unquote(address))
        if address.startswith("#") or _WEB.match(address):
            return
        if _SCHEME.match(plain) or plain.startswith(("//", "\\")):
            yield line, f"'{shorten(address, 60)}' is no web address", "write one with https://, or a page of the book"
        else:
            yield from self._file(address.partition("#")[0].partition("?")[0], path, line, LINKED)

    def _file(self, address: str, path: Path, line: int, kinds: tuple[str, ...], there: bool = False) -> Found:
        """``there``: the file is shown on the page; of a link, Sphinx says itself where it leads nowhere."""
        plain = _ACTS.sub("", unquote(address))
        if _SCHEME.match(plain) or plain.startswith("//"):
            yield line, f"'{shorten(address, 60)}' is not in the book", "keep a copy in the book"
            return
        places = [self._place(name, path) for name in {address, unquote(address)}]
        files = [place for place in places if place and place.is_file()]
        if None in places:
            yield line, f"'{shorten(address, 60)}' lies outside the book", "name a file of the book"
        elif there and not files:
            yield line, f"there is no file '{shorten(address, 60)}' in the book", "put it there, or mend its name"
        elif any(not file.name.lower().endswith(kinds) for file in files):
            yield line, f"'{shorten(address, 60)}' is of a kind that no page may show or offer", \
                f"keep it as one of {', '.join(kinds)}"

    def _place(self, name: str, path: Path) -> Path | None:
        """As Sphinx finds it: from the book's folder where it begins with a slash, else from the page's."""
        if "\0" in name or name.startswith("~"):
            return None
        base = self.root if name.startswith("/") else path.parent
        try:
            found = (base / name.lstrip("/")).resolve()
        except (OSError, RuntimeError):
            return None
        inside = found.is_relative_to(self.root) and found.relative_to(self.root).parts
        return None if inside is False or any(part.startswith((".", "_build")) for part in inside) else found


def _front_matter(text: str, line: int) -> Found:
    try:
        given = yaml.safe_load(text) or {}
    except (yaml.YAMLError, RecursionError, ValueError):
        yield line, "front matter that is not readable as YAML", "mend it, or take it out"
        return
    for key, value in given.items() if isinstance(given, dict) else [(given, None)]:
        if not isinstance(key, str) or key not in FRONT_MATTER:
            wrong = f"front matter '{shorten(key, 40)}', which can change how the page is read"
            yield line, wrong, f"take it out; a page may say {', '.join(sorted(FRONT_MATTER))}"
        elif not isinstance(value, bool | int):
            yield line, f"front matter '{key}' is '{shorten(value, 40)}'", "write true, or a number"


def _html(text: str, line: int) -> Found:
    if not _COMMENT.fullmatch(text):
        yield line, f"HTML ('{shorten(text, 40)}')", "write Markdown, or a directive"


def _options(content: str) -> tuple[dict[str, str], str]:
    """A directive's options, in either way to write them, and its body; as MyST takes them apart."""
    block, body = "", content
    if content.startswith("---"):
        after = content.partition("\n")[2]
        match = re.search(r"^-{3,}", after, re.MULTILINE)
        block, body = (after[:match.start()], after[match.end() + 1:]) if match else (after, "")
    elif content.lstrip().startswith(":"):
        lines = content.splitlines()
        count = next((place for place, text in enumerate(lines) if not text.lstrip().startswith(":")), len(lines))
        block, body = "\n".join(text.lstrip()[1:] for text in lines[:count]), "\n".join(lines[count:])
    try:
        return dict(options_to_items(dedent(block))[0]), body
    except TokenizeError:
        return {}, content  # MyST takes none of them, and warns


def _instead(word: str, known: Iterable[str]) -> str:
    return did_you_mean(word, known, "see the list in evidence/book/allowed.py")
