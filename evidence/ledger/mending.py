"""Read on past a fault: a record with its faulty fields left out, or with stand-ins where they must be there."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from pydantic import TypeAdapter, ValidationError

from evidence.errors import Fault, nearest
from evidence.ledger.schema_faults import fault_of, fields_of
from evidence.ledger.strict_yaml import Document, Place, is_within
from evidence.ledger.vocabulary import Vocabulary

_ROUNDS = 8  # a field left out may turn out to be a required one, and its stand-in to need other fields
_MOST = 1000  # faults of one file that are spelt out
_SKIPPED = "unread"  # an id that no list holds; nothing is said of it, since its place is known to be faulty
_STAND_INS: dict[str, Any] = {
    "how": "supports", "published": "2000", "language": "en", "sha256": "0" * 64, "status": "read", "unit": "?",
    "about": "articles", "value": "0", "low": "0", "high": "0", "source": {}, "columns": {},
    "claim": f"{_SKIPPED}/{_SKIPPED}", "claims": f"{_SKIPPED}/{_SKIPPED}"}
_OPTIONAL = {"value", "low", "high"}  # with a stand-in all the same, so that nobody misses a figure there
_TODO = "todo"  # what a draft writes where a person has to


def _todos(content: Any, place: Place = ()) -> Iterator[Place]:
    """Yield the places that still say ``todo``."""
    if isinstance(content, str):
        if content.strip().lower() == _TODO:
            yield place
        return
    parts = content.items() if isinstance(content, dict) else enumerate(content) if isinstance(content, list) else ()
    for key, part in parts:
        yield from _todos(part, (*place, key))


class Mending:
    """One file whose content should be ``wanted`` (an annotation), read as far as it goes.

    ``document``: the file, its misspelt fields under the names that were meant. ``faulty``: the places of which a
    fault is known; what is below them is not as in the file.
    """

    def __init__(self, wanted: Any, document: Document, words: Vocabulary):
        self.document, self.faults, self.faulty = document, list[Fault](), set[Place]()
        self._wanted, self._words = wanted, words
        self._content = document.content

    def read(self, adapter: TypeAdapter) -> Any:
        """Return the record without what is faulty in it; None where that cannot be done."""
        if _TODO in repr(self._content).lower():
            self._content = deepcopy(self._content)
            for place in list(_todos(self._content)):
                self._note(place, self.document.fault(place, f"{place[-1]} is still todo", "say what the article says"))
                self._replace(place)
        for _ in range(_ROUNDS):
            try:
                return adapter.validate_python(self._content, context=self._words)
            except ValidationError as error:
                if self._content is self.document.content:
                    self._content = deepcopy(self._content)
                for details in error.errors(include_url=False):
                    self._mend(details)
        return None

    def _mend(self, details: Any) -> None:
        place, kind = details["loc"], details["type"]
        known = is_within(place, self.faulty)
        if not known and len(self.faults) < _MOST:
            self.faults.append(fault_of(self.document, self._wanted, details))
        if kind == "extra_forbidden" and self._rename(place):
            return
        if kind == "tuple_type" and isinstance(details["input"], dict):
            self._put(place, [details["input"]])  # an item without its hyphen
            return
        self.faulty.add(place)
        if kind == "missing":
            self._put(place, self._stand_in(place))
        elif kind == "model_type":
            self._put(place, {})
        else:
            self._replace(place)

    def _note(self, place: Place, fault: Fault) -> None:
        self.faulty.add(place)
        self.faults.append(fault)

    def _rename(self, place: Place) -> bool:
        """Take a misspelt field for the one that was meant, if that is not there too."""
        near = nearest(str(place[-1]), fields_of(self._wanted, place[:-1]))
        record = _reach(self._content, place[:-1])
        if not near or near in record:
            return False
        renamed = deepcopy(self.document.content)
        for content in (record, _reach(renamed, place[:-1])):
            items = [(near if key == place[-1] else key, part) for key, part in content.items()]
            content.clear()
            content.update(items)  # in the order of the text, by which lines are told
        self.document = Document(self.document.shown, renamed, self.document.lines)
        self.faulty = {(*place[:-1], near, *known[len(place):]) if known[:len(place)] == place else known
                       for known in self.faulty}
        return True

    def _stand_in(self, place: Place) -> Any:
        """What stands for a field that must be there: an id is unlike all others, so that none is given twice."""
        field = next((part for part in reversed(place) if isinstance(part, str)), "")
        if place == ("source", "id"):
            return self.document.shown.rpartition("/")[2].removesuffix(".yml")
        if field in ("id", "name"):
            return "-".join([_SKIPPED, *(str(part) for part in place if isinstance(part, int))])
        if field in ("stance", "verdict"):
            kind = "stances" if field == "stance" else "checks" if "external_checks" in place else "verdicts"
            return next(iter(getattr(self._words, kind)))
        return _STAND_INS.get(field, _SKIPPED)

    def _replace(self, place: Place) -> None:
        """Drop the field of that place; an item of a list becomes a stand-in: places keep their numbers."""
        while place and _reach(self._content, place) is None:  # the key of a field, or within what is no record
            place = place[:-1]
        if place and (isinstance(place[-1], int) or place[-1] in _OPTIONAL):
            self._put(place, self._stand_in(place))
        elif place:
            del _reach(self._content, place[:-1])[place[-1]]

    def _put(self, place: Place, value: Any) -> None:
        container = _reach(self._content, place[:-1])
        if not place:
            self._content = value
        elif isinstance(container, list) and place[-1] == len(container):
            container.append(value)
        elif container is not None:
            container[place[-1]] = value


def _reach(content: Any, place: Place) -> Any:
    """What stands in a place; None where there is no such place."""
    for key in place:
        try:
            content = content[key]
        except (KeyError, IndexError, TypeError):
            return None
    return content
