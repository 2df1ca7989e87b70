"""Strict YAML: every scalar a string, nothing clever, every fault with its line."""

import stat
from pathlib import Path

import yaml

from evidence.errors import EvidenceError, Fault, shorten
from evidence.ledger import plain_yaml

MAX_BYTES = 5_000_000
MAX_DEPTH = 20
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Place = tuple[str | int, ...]


class _Refused(Exception):
    """What the strict subset leaves out, and where."""

    def __init__(self, mark, wrong: str, remedy: str):
        self.line, self.wrong, self.remedy = mark.line + 1, wrong, remedy


def load(path: Path, shown: str):
    """Return the file's content as dicts, lists and strings.

    ``shown`` is the file's name in messages. Numbers, dates and booleans stay
    strings: ``NO`` is a country and ``1979:11`` no number of seconds. Raises
    EvidenceError on anything but one plain document: duplicate keys, anchors,
    aliases, tags, deep nesting, a second document, NUL characters, a file over 5 MB.
    """
    return _read(path, shown, None)


def regular_size(path: Path) -> int | None:
    """The size of a regular file in bytes; None for anything else: to read a pipe would be to wait for ever."""
    try:
        status = path.lstat()
    except OSError:
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def lines(path: Path, shown: str) -> dict[Place, int]:
    """Return the line (from 1) of every key and item of a file that ``load`` accepts."""
    found: dict[Place, int] = {}
    _read(path, shown, found)
    return found


def line_of(known: dict[Place, int], place: Place) -> int:
    """Return the line of a place, or of the nearest place around it."""
    while place and place not in known:
        place = place[:-1]
    return known.get(place, 1)


def _read(path: Path, shown: str, found: dict[Place, int] | None):
    size = regular_size(path)
    if size is None:
        raise EvidenceError([Fault(shown, 0, "not a regular file", "store the file itself there")])
    try:
        if size > MAX_BYTES:
            raise EvidenceError([Fault(shown, 0, f"larger than {MAX_BYTES:,} bytes", "split the file")])
        raw = path.read_bytes()
        if found is None and (content := plain_yaml.read(raw)) is not None:
            return content
        return _document(raw.decode("utf-8-sig"), found)
    except (OSError, UnicodeDecodeError) as error:
        wrong = f"cannot be read ({shorten(getattr(error, 'reason', None) or getattr(error, 'strerror', error))})"
        remedy, line = "store it as a UTF-8 text file", 0
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 0
        wrong = f"not readable as YAML ({shorten(getattr(error, 'problem', None) or error)})"
        remedy = "mend the line, or the one above; quote text that holds ':' or '#'"
    except _Refused as refused:
        wrong, remedy, line = refused.wrong, refused.remedy, refused.line
    raise EvidenceError([Fault(shown, line, wrong, remedy)])


def _document(text: str, found: dict[Place, int] | None):
    loader = Loader(text)
    try:
        loader.get_event()  # the start of the stream
        if isinstance(loader.get_event(), yaml.StreamEndEvent):
            return None
        content = _content(loader, found)
        loader.get_event()  # the end of the document
        after = loader.get_event()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _Refused(after.start_mark, "a second document", "keep one document a file")
        return content
    finally:
        loader.dispose()


def _content(loader, found: dict[Place, int] | None):
    """Build the document from the parser's events, in one loop: a function a node would take a third longer.

    ``found`` collects lines when it is wanted.
    """
    next_event, inside, around, key = loader.get_event, [], [], None
    while True:
        event = next_event()
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            inside = around.pop()
        else:
            if event.anchor is not None or event.tag is not None:
                raise _clever(event)
            plain = kind is yaml.ScalarEvent
            value = event.value if plain else {} if kind is yaml.MappingStartEvent else []
            if plain and "\0" in value:  # tables and databases end a text there
                raise _Refused(event.start_mark, "a NUL character", "leave it out")
            if type(inside) is list:
                inside.append(value)
            elif key is None:
                if not plain or value in inside:
                    raise _no_key(event)
                key = value
                inside[key] = None
            else:
                inside[key], key = value, None
            if found is not None:
                found.setdefault(_place(around, inside), event.start_mark.line + 1)
            if not plain:
                if len(around) >= MAX_DEPTH:
                    raise _Refused(event.start_mark, f"nested deeper than {MAX_DEPTH} levels", "flatten it")
                around.append(inside)
                inside = value
        if not around:
            return inside[0]


def _clever(event) -> _Refused:
    if event.anchor is not None:  # an alias has one too
        return _Refused(event.start_mark, "an anchor or alias (& or *)", "write the text out, or quote it")
    return _Refused(event.start_mark, f"a tag ({shorten(event.tag, 40)})", "leave it out, or quote the text")


def _no_key(event) -> _Refused:
    if type(event) is not yaml.ScalarEvent:
        return _Refused(event.start_mark, "a key that is no plain word", "use a plain word as key")
    return _Refused(event.start_mark, f"the key '{shorten(event.value, 40)}' twice", "keep one of them")


def _place(around: list, inside: list | dict) -> Place:
    """The place of what was put last into each of the containers; the outermost holds the document itself."""
    return tuple(len(one) - 1 if isinstance(one, list) else next(reversed(one)) for one in (*around, inside)[1:])
