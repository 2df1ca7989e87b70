"""The ledger: YAML files read into records, every fault with file and line."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from evidence.errors import EvidenceError, Fault
from evidence.ledger import strict_yaml
from evidence.ledger.bibliography import read_keys
from evidence.ledger.judgements import Judgements
from evidence.ledger.lists import MODELS, WANTED, Shared, Unread
from evidence.ledger.mending import Mending
from evidence.ledger.strict_yaml import Document, Place
from evidence.ledger.vocabulary import Vocabulary

LISTS = ("entities", "measures", "attributes", "relations", "propositions", "reference_points", "findings", "views")
SHARED = (*LISTS, "judgements", "second_reading", "vocabulary")  # the ledger files that are no source


class Read(NamedTuple):
    """One ledger file: as its model in ``MODELS``, as it was read, and what is wrong with its fields.

    ``content``: without the fields in the places that are ``faulty``; None where nothing is left to be read.
    """

    content: Any
    document: Document
    faults: list[Fault]
    faulty: frozenset[Place]


def read_file(kind: str, path: Path, shown: str, words: Vocabulary) -> Read:
    """Return one ledger file, in the words of its report; EvidenceError where it is no YAML that the ledger takes."""
    reading = Mending(WANTED[kind], strict_yaml.read_yaml(path, shown), words)
    content = reading.read(MODELS[kind])
    return Read(content, reading.document, _draft(reading.document) + reading.faults, frozenset(reading.faulty))


def _draft(document: Document) -> list[Fault]:
    source = document.content.get("source") if isinstance(document.content, dict) else None
    if not isinstance(source, dict) or source.get("draft") != "true":
        return []
    return [document.fault(("source", "draft"), "the source is still a draft",
                           "replace each 'todo', check every line against the article, then remove 'draft'")]


def source_files(root: Path) -> list[Path]:
    """Return the ledger's source files, in the order of their names."""
    skipped = {f"{name}.yml" for name in SHARED}
    found = (path for path in (root / "ledger").glob("*.yml")
             if path.name not in skipped and not path.name.startswith("."))
    return sorted(found, key=lambda path: path.name)


def read_shared(root: Path) -> Shared:
    """Read every shared list; EvidenceError lists the faults of all of them."""
    shared, faults = read_lists(root)
    if faults:
        raise EvidenceError(faults)
    return shared


def read_lists(root: Path) -> tuple[Shared, list[Fault]]:
    """Read every shared list as far as its faults allow; one of which nothing can be read holds whatever is named."""
    faults: list[Fault] = []
    own = _read_optional(root, "vocabulary", faults, Vocabulary())
    words = own.content if own and own.content else Vocabulary()
    read = {name: _read_optional(root, name, faults, words) for name in SHARED if name != "vocabulary"}
    there = {name: file for name, file in read.items() if file}
    lists = {name: _by_id(there.get(name), faults) for name in LISTS}
    cited, wrong = read_keys(root)
    shared = Shared(**lists, judgements=_content(there, "judgements") or Judgements(),
                    second_reading=_content(there, "second_reading") or (), words=words, cited=cited,
                    documents={name: file.document for name, file in there.items()},
                    faulty={name: file.faulty for name, file in there.items()})
    return shared, faults + wrong


def _content(there: dict[str, Read], name: str) -> Any:
    return there[name].content if name in there else None


_NOTHING = Read(None, Document("", None, []), [], frozenset())


def read_vocabulary(root: Path) -> Vocabulary:
    """The words of a report; EvidenceError lists what is wrong with them."""
    faults: list[Fault] = []
    own = _read_optional(root, "vocabulary", faults, Vocabulary())
    if faults:
        raise EvidenceError(faults)
    return own.content if own else Vocabulary()


def _read_optional(root: Path, name: str, faults: list[Fault], words: Vocabulary) -> Read | None:
    """What one file holds; None where there is none. What is wrong with it is added to the faults."""
    path = root / "ledger" / f"{name}.yml"
    if not path.exists() and not path.is_symlink():
        return None
    return _read_into(faults, name, path, words)


def _read_into(faults: list[Fault], kind: str, path: Path, words: Vocabulary) -> Read:
    try:
        read = read_file(kind, path, f"ledger/{path.name}", words)
    except EvidenceError as error:
        faults += error.faults
        return _NOTHING
    faults += read.faults
    return read


def _by_id(read: Read | None, faults: list[Fault]) -> dict:
    """The records of a list by their ids; one whose id is taken keeps its place, under an id that nobody names."""
    records: dict[str, Any] = {}
    if read is None or read.content is None:
        return Unread() if read else records
    twice = repeated(record.id for record in read.content)
    for index, record in enumerate(read.content):
        if record.id in twice:
            faults.append(read.document.fault((index, "id"), f"the id '{record.id}' twice", "keep one of them"))
        if record.id in records:
            again = f"{record.id}-{index}-again"
            named = {"name": again, "aliases": ()} if hasattr(record, "aliases") else {}
            record = record.model_copy(update={"id": again, **named})
        records[record.id] = record
    return records


def repeated(ids: Iterable[str]) -> set[str]:
    """Return the ids that occur more than once."""
    return {name for name, times in Counter(ids).items() if times > 1}
