"""Read on past a fault: a record with its faulty fields left out, or with stand-ins where they must be there."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from evidence.ledger.strict_yaml import Place
from evidence.ledger.vocabulary import Vocabulary

_ROUNDS = 4  # a field left out may turn out to be a required one, and its stand-in to need other fields
_SKIPPED = "unread"  # an id that no list holds; nothing is said of it, since its place is known to be faulty
_STAND_INS = {"how": "supports", "published": "2000", "language": "en", "sha256": "0" * 64,
              "status": "read", "unit": "?"}
TODO = "todo"  # what a draft writes where a person has to


def todos(content: Any, place: Place = ()) -> Iterator[Place]:
    """Yield the places that still say ``todo``."""
    if isinstance(content, str):
        if content.strip().lower() == TODO:
            yield place
        return
    parts = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, part in parts:
        yield from todos(part, (*place, key))


def mended(adapter: TypeAdapter, content: Any, faulty: Iterable[Place], path: Path,
           words: Vocabulary) -> Any:
    """Return the record without what stands in the faulty places; None where that cannot be done."""
    content = deepcopy(content)
    for place in faulty:
        if _reach(content, place) is not None:  # a field that is missing stands nowhere
            _leave_out(content, place)
    for _ in range(_ROUNDS):
        try:
            return adapter.validate_python(content, context=words)
        except ValidationError as error:
            for details in error.errors(include_url=False, include_context=False):
                place = details["loc"]
                if details["type"] == "missing":
                    _put(content, place, _stand_in(place, path, words))
                else:
                    _leave_out(content, place)
    return None


def _stand_in(place: Place, path: Path, words: Vocabulary) -> str:
    """Words for a field that must be there: an id is unlike all others, so that nobody calls it given twice."""
    field = place[-1]
    if place == ("source", "id"):
        return path.stem
    if field in ("id", "name"):
        return "-".join([_SKIPPED, *(str(part) for part in place if isinstance(part, int))])
    if field in ("stance", "verdict"):
        kind = "stances" if field == "stance" else "checks" if "external_checks" in place else "verdicts"
        return next(iter(getattr(words, kind)))
    return _STAND_INS.get(str(field), _SKIPPED)


def _put(content: Any, place: Place, value: str) -> None:
    container = _reach(content, place[:-1])
    if isinstance(container, dict):
        container[place[-1]] = value


def _leave_out(content: Any, place: Place) -> None:
    """Drop the field of that place. An item of a list of records becomes an empty one: places keep their numbers."""
    while place and _reach(content, place) is None:
        place = place[:-1]
    if not place:
        return
    container, key = _reach(content, place[:-1]), place[-1]
    if isinstance(container, dict):
        del container[key]
    elif len(place) <= 2 and not isinstance(container[key], dict):
        container[key] = {}
    else:
        _leave_out(content, place[:-1])


def _reach(content: Any, place: Place) -> Any:
    """What stands in a place; None where there is no such place."""
    for key in place:
        try:
            content = content[key]
        except (KeyError, IndexError, TypeError):
            return None
    return content
