"""Strict YAML: every scalar a string, nothing clever, every fault with its line."""

from pathlib import Path

import yaml

from evidence.errors import EvidenceError, Fault, shorten

MAX_BYTES = 20_000_000
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
    aliases, tags, deep nesting, a second document, a file over 20 MB.
    """
    return _read(path, shown, None)


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
    try:
        if path.stat().st_size > MAX_BYTES:
            raise EvidenceError([Fault(shown, 0, f"larger than {MAX_BYTES:,} bytes", "split the file")])
        return _document(path.read_text(encoding="utf-8-sig"), found)
    except (OSError, UnicodeDecodeError) as error:
        wrong, remedy, line = f"cannot be read ({error})", "store it as a UTF-8 text file", 0
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
        content = _node(loader, loader.get_event(), found, (), 0)
        loader.get_event()  # the end of the document
        after = loader.get_event()
        if not isinstance(after, yaml.StreamEndEvent):
            raise _Refused(after.start_mark, "a second document", "keep one document a file")
        return content
    finally:
        loader.dispose()


def _node(loader, event, found, place: Place, depth: int):
    """Build one node from the parser's events; ``found`` collects lines when it is wanted."""
    if found is not None:
        found.setdefault(place, event.start_mark.line + 1)
    kind = type(event)
    if kind is yaml.AliasEvent or event.anchor is not None:
        raise _Refused(event.start_mark, "an anchor or alias (& or *)", "write the text out, or quote it")
    if event.tag is not None:
        raise _Refused(event.start_mark, f"a tag ({shorten(event.tag, 40)})", "leave it out, or quote the text")
    if kind is yaml.ScalarEvent:
        return event.value
    if depth >= MAX_DEPTH:
        raise _Refused(event.start_mark, f"nested deeper than {MAX_DEPTH} levels", "flatten it")
    build = _mapping if kind is yaml.MappingStartEvent else _sequence
    return build(loader, found, place, depth + 1)


def _sequence(loader, found, place: Place, depth: int) -> list:
    items: list = []
    while not isinstance(event := loader.get_event(), yaml.SequenceEndEvent):
        items.append(_node(loader, event, found, (*place, len(items)) if found is not None else (), depth))
    return items


def _mapping(loader, found, place: Place, depth: int) -> dict:
    content: dict = {}
    while not isinstance(event := loader.get_event(), yaml.MappingEndEvent):
        key = _node(loader, event, None, (), depth)
        if not isinstance(key, str):
            raise _Refused(event.start_mark, "a key that is no plain word", "use a plain word as key")
        if key in content:
            raise _Refused(event.start_mark, f"the key '{shorten(key, 40)}' twice", "keep one of them")
        inner = (*place, key) if found is not None else ()
        if found is not None:
            found[inner] = event.start_mark.line + 1
        content[key] = _node(loader, loader.get_event(), found, inner, depth)
    return content
