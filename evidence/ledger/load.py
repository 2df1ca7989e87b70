"""The ledger: YAML files read into records, every fault with file and line."""

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evidence.errors import EvidenceError, Fault, shorten
from evidence.ledger import strict_yaml
from evidence.ledger.judgements import Judgements
from evidence.ledger.lists import MODELS, Shared
from evidence.ledger.strict_yaml import Document

LISTS = ("entities", "measures", "attributes", "relations", "propositions", "reference_points", "findings", "views")
SHARED = (*LISTS, "judgements", "second_reading")  # the ledger files that are no source
_MOST = 1000  # faults of one file that are spelt out


def read_model(kind: str, path: Path, shown: str) -> tuple[Any, Document]:
    """Return one ledger file as its model in ``MODELS``, and as it was read; EvidenceError lists every fault."""
    document = strict_yaml.read_yaml(path, shown)
    try:
        return MODELS[kind].validate_python(document.content), document
    except ValidationError as error:
        found = [_fault(document, details) for details in error.errors(include_url=False)[:_MOST]]
        raise EvidenceError(_draft(document) + found) from None


def _draft(document: Document) -> list[Fault]:
    """A draft is full of 'todo': say so before its fields are blamed one by one."""
    source = document.content.get("source") if isinstance(document.content, dict) else None
    if not isinstance(source, dict) or source.get("draft") != "true":
        return []
    return [document.fault(("source", "draft"), "the source is still a draft",
                           "replace each 'todo', check every line against the article, then remove 'draft'")]


def _fault(document: Document, details: Mapping[str, Any]) -> Fault:
    place, context = details["loc"], details.get("ctx", {})
    field = str(next((part for part in reversed(place) if isinstance(part, str)), "entry"))
    given = "" if isinstance(details["input"], (dict, list)) else f" ('{shorten(details['input'], 40)}')"
    wrong, remedy = {
        "missing": (f"field '{field}' is missing", "add it"),
        "model_type": ("a list of fields is wanted here", "write 'field: value' lines"),
        "tuple_type": ("a list is wanted here", "write one '- ' line an item, or [] for none"),
        "extra_forbidden": (f"unknown field '{field}'", "remove it, or check its spelling against the schema"),
        "string_pattern_mismatch": (f"'{field}' is not of the right form{given}",
                                    f"write it to match {context.get('pattern', '')}"),
        "literal_error": (f"'{field}' has an unknown value{given}", f"use {context.get('expected', 'a known one')}"),
    }.get(details["type"], (f"'{field}' cannot be used{given}: {details['msg'].removeprefix('Value error, ')}",
                            "mend the value"))
    return document.fault(place, wrong, remedy)


def source_files(root: Path) -> list[Path]:
    """Return the ledger's source files, in the order of their names."""
    skipped = {f"{name}.yml" for name in SHARED}
    found = (path for path in (root / "ledger").glob("*.yml")
             if path.name not in skipped and not path.name.startswith("."))
    return sorted(found, key=lambda path: path.name)


def read_shared(root: Path) -> Shared:
    """Read every shared list; EvidenceError lists the faults of all of them."""
    faults: list[Fault] = []
    documents: dict[str, Document] = {}
    lists = {name: _read_list(root, name, documents, faults) for name in LISTS}
    judgements = _read_optional(root, "judgements", documents, faults) or Judgements()
    second_reading = _read_optional(root, "second_reading", documents, faults) or ()
    if faults:
        raise EvidenceError(faults)
    return Shared(**lists, judgements=judgements, second_reading=second_reading, documents=documents)


def _read_optional(root: Path, name: str, documents: dict[str, Document], faults: list[Fault]) -> Any:
    """What one file holds; None where there is none, or where its faults are now among the others."""
    path = root / "ledger" / f"{name}.yml"
    if path.exists() or path.is_symlink():
        try:
            content, documents[name] = read_model(name, path, f"ledger/{path.name}")
            return content
        except EvidenceError as error:
            faults += error.faults
    return None


def _read_list(root: Path, name: str, documents: dict[str, Document], faults: list[Fault]) -> dict:
    records = _read_optional(root, name, documents, faults) or ()
    twice = repeated(record.id for record in records)
    faults += [documents[name].fault((index, "id"), f"the id '{record.id}' twice", "keep one of them")
               for index, record in enumerate(records) if record.id in twice]
    return {record.id: record for record in records}


def repeated(ids: Iterable[str]) -> set[str]:
    """Return the ids that occur more than once."""
    return {name for name, times in Counter(ids).items() if times > 1}
