"""Strict YAML: every scalar a string, nothing clever, every fault with its line."""

import os
import re
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from evidence.errors import EvidenceError, Fault, brief, fail, shorten

MAX_BYTES = 5_000_000
MAX_DEPTH = 20

# libyaml's parser, or, where PyYAML came without it, PyYAML's own: twenty times slower, and otherwise the same.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_ENDS = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # tables and databases end a text at NUL; PyYAML's own parser lets halves in

Place = tuple[str | int, ...]  # keys and positions that lead from the document to a part of it


def is_within(place: Place, faulty: set[Place] | frozenset[Place]) -> bool:
    """Whether a place, or one that it is in, is faulty."""
    return bool(faulty) and any(place[:length] in faulty for length in range(len(place) + 1))


@dataclass(frozen=True)
class Document:
    """One file as read: its content as dicts, lists and strings, and the line of every part of it.

    ``shown`` is the file's name in messages. ``lines`` are those of the document, its keys and its items, from 1,
    in the order of the text; which belongs to which is worked out when a fault asks for it.
    """

    shown: str
    content: Any
    lines: list[int]

    def line_of(self, place: Place) -> int:
        """Return the line of a place, or of the nearest place around it."""
        while place and place not in self._line_of:
            place = place[:-1]
        return self._line_of.get(place, 1)

    def fault(self, place: Place, wrong: str, remedy: str) -> Fault:
        """A fault in a place of the file."""
        return Fault(self.shown, self.line_of(place), wrong, remedy)

    @cached_property
    def _line_of(self) -> dict[Place, int]:
        return dict(zip(_places(self.content), self.lines))


def _places(content: Any, place: Place = ()) -> Iterator[Place]:
    """Every place in a document, in the order of the text."""
    yield place
    parts = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, part in parts:
        yield from _places(part, (*place, key))


class _RefusedError(Exception):
    """What the strict subset leaves out, and where."""

    def __init__(self, event: Any, wrong: str, remedy: str):
        self.line, self.wrong, self.remedy = event.start_mark.line + 1, wrong, remedy


def read_yaml(path: Path, shown: str) -> Document:
    """Return a file as read; the content of an empty one is None.

    Numbers, dates and booleans stay strings: ``NO`` is a country and ``1979:11`` no number of seconds. Raises
    EvidenceError on anything but one plain document: duplicate keys, anchors, aliases, tags, deep nesting, a second
    document, NUL characters, a file over 5 MB.
    """
    size = regular_size(path)
    if size is None:
        fail(shown, 0, *(("not a regular file", "store the file itself there") if os.path.lexists(path) else
                         ("no such file", "store it there, or name one that is")))
    if size > MAX_BYTES:
        fail(shown, 0, f"larger than {MAX_BYTES:,} bytes", "split the file")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        why = shorten(getattr(error, "reason", None) or getattr(error, "strerror", error))
        fail(shown, 0, f"cannot be read ({why})", "store it as a UTF-8 text file")
    return parse_yaml(text, shown)


def parse_yaml(text: str, shown: str) -> Document:
    """The same of a text: that of a file, or one typed on a command line."""
    try:
        return _document(text, shown)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        wrong, remedy = _not_yaml(text, line, str(getattr(error, "problem", None) or error))
    except _RefusedError as refused:
        wrong, remedy, line = refused.wrong, refused.remedy, refused.line
    raise EvidenceError([Fault(shown, line, wrong, remedy)])


def _not_yaml(text: str, line: int, problem: str) -> tuple[str, str]:
    """What is wrong with a line that is no YAML, and what to do, in a reader's words."""
    lines = text.splitlines()
    if "\t" in (lines[line - 1] if 0 < line <= len(lines) else ""):
        return "not readable as YAML: a tab in the line", "indent with spaces"
    for said, wrong, remedy in (
            ("did not find expected", "the line does not continue those above it",
             "indent it like its neighbours, and close the quotation mark or bracket above it"),
            ("mapping values are not allowed", "a ':' in words that are not in quotation marks",
             "put the words in double quotes")):
        if said in problem:
            return f"not readable as YAML: {wrong}", remedy
    return f"not readable as YAML ({shorten(problem)})", \
        "mend the line, or the one above; quote text that holds ':' or '#'"


def regular_size(path: Path) -> int | None:
    """The size of a regular file in bytes; None for anything else: to read a pipe would be to wait for ever."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _document(text: str, shown: str) -> Document:
    loader = _Loader(text)
    lines: list[int] = []
    try:
        loader.get_event()  # the start of the stream
        if isinstance(loader.get_event(), yaml.StreamEndEvent):
            return Document(shown, None, lines)
        content = _content(loader.get_event, lines)
        loader.get_event()  # the end of the document
        after = loader.get_event()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _RefusedError(after, "a second document", "keep one document a file")
        return Document(shown, content, lines)
    finally:
        loader.dispose()


def _content(next_event: Callable[[], Any], lines: list[int]) -> Any:
    """Build the document from the parser's events, in one loop; ``lines`` takes the line of each key and item."""
    inside: Any = []  # the container that is being filled: at first one for the document itself
    around: list[Any] = []
    key = None  # of a mapping, whose value comes next
    while True:
        event = next_event()
        kind = type(event)
        if kind in _ENDS:
            inside = around.pop()
        else:
            value = _value(event, kind)
            if key is None:
                lines.append(event.start_mark.line + 1)
            key = _put(event, value, inside, key)
            if kind is not yaml.ScalarEvent:
                if len(around) >= MAX_DEPTH:
                    raise _RefusedError(event, f"nested deeper than {MAX_DEPTH} levels", "flatten it")
                around.append(inside)
                inside = value
        if not around:
            return inside[0]


def _value(event: Any, kind: type) -> Any:
    """A scalar, or a container still to be filled."""
    if event.anchor is not None:  # an alias has one too
        raise _RefusedError(event, "an anchor or alias (& or *)", "write the text out, or quote it")
    if event.tag is not None:
        raise _RefusedError(event, f"a tag ({brief(event.tag)})", "leave it out, or quote the text")
    if kind is not yaml.ScalarEvent:
        return {} if kind is yaml.MappingStartEvent else []
    if odd := _NO_TEXT.search(event.value):
        what = "a NUL character" if odd[0] == "\0" else "half a character"
        raise _RefusedError(event, what, "leave it out")
    return event.value


def _put(event: Any, value: Any, inside: Any, key: str | None) -> str | None:
    """Put a value into the container that is being filled; return the key that now waits for its value, if any."""
    if type(inside) is list:
        inside.append(value)
    elif key is not None:
        inside[key] = value
    elif type(value) is not str:
        raise _RefusedError(event, "a key that is no plain word", "use a plain word as key")
    elif value in inside:
        raise _RefusedError(event, f"the key '{brief(value)}' twice", "keep one of them")
    else:
        return value
    return None
