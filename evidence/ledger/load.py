"""The ledger: YAML files read into records, every fault with file and line."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from evidence.errors import EvidenceError, Fault, shorten
from evidence.ledger import strict_yaml
from evidence.ledger.models import MODELS, Judgements, Shared

SHARED = ("entities", "measures", "attributes", "relations", "propositions", "reference_points")
OTHER = ("judgements", "views")
MOST = 1000  # faults of one file that are spelt out


def read_model(kind: str, path: Path, shown: str):
    """Return the content of one ledger file as its model; EvidenceError lists every fault."""
    content = strict_yaml.load(path, shown)
    try:
        return MODELS[kind].validate_python(content)
    except ValidationError as error:
        known = strict_yaml.lines(path, shown)
        raise EvidenceError(_draft(shown, known, content)
                            + [_fault(shown, known, each) for each in error.errors(include_url=False)[:MOST]]) from None


def _draft(shown: str, known: dict, content) -> list[Fault]:
    """A draft is full of 'todo': say so before its fields are blamed one by one."""
    source = content.get("source") if isinstance(content, dict) else None
    if not isinstance(source, dict) or source.get("draft") != "true":
        return []
    line = strict_yaml.line_of(known, ("source", "draft"))
    return [Fault(shown, line, "the source is still a draft",
                  "replace each 'todo', check every line against the article, then remove 'draft'")]


def _fault(shown: str, known: dict, error: dict) -> Fault:
    place = tuple(part for part in error["loc"])
    field = str(next((part for part in reversed(place) if isinstance(part, str)), "entry"))
    given = "" if isinstance(error["input"], (dict, list)) else f" ('{shorten(error['input'], 40)}')"
    wrong, remedy = {
        "missing": (f"field '{field}' is missing", "add it"),
        "model_type": ("a list of fields is wanted here", "write 'field: value' lines"),
        "tuple_type": ("a list is wanted here", "write one '- ' line an item, or [] for none"),
        "extra_forbidden": (f"unknown field '{field}'", "remove it, or check its spelling against the schema"),
        "string_pattern_mismatch": (f"'{field}' is not of the right form{given}",
                                    f"write it to match {error.get('ctx', {}).get('pattern', '')}"),
        "literal_error": (f"'{field}' has an unknown value{given}",
                          f"use {error.get('ctx', {}).get('expected', 'a known one')}"),
    }.get(error["type"], (f"'{field}' cannot be used{given}: {error['msg'].removeprefix('Value error, ')}",
                          "mend the value"))
    return Fault(shown, strict_yaml.line_of(known, place), wrong, remedy)


def source_files(root: Path) -> list[Path]:
    """Return the ledger's source files, in the order of their names."""
    skipped = {f"{name}.yml" for name in SHARED + OTHER}
    found = (path for path in (root / "ledger").glob("*.yml")
             if path.name not in skipped and not path.name.startswith("."))
    return sorted(found, key=lambda path: path.name)


def read_shared(root: Path) -> Shared:
    """Read every shared list; EvidenceError lists the faults of all of them."""
    faults: list[Fault] = []
    lists = {name: _read_list(root, name, faults) for name in (*SHARED, "views")}
    judgements = _read_optional(root, "judgements", faults, Judgements())
    if faults:
        raise EvidenceError(faults)
    return Shared(**lists, judgements=judgements)


def _read_optional(root: Path, name: str, faults: list[Fault], otherwise):
    path = root / "ledger" / f"{name}.yml"
    if not path.exists() and not path.is_symlink():
        return otherwise
    try:
        return read_model(name, path, f"ledger/{path.name}")
    except EvidenceError as error:
        faults += error.faults
        return otherwise


def _read_list(root: Path, name: str, faults: list[Fault]) -> dict:
    records = _read_optional(root, name, faults, ())
    twice = repeated(record.id for record in records)
    if twice:
        known = strict_yaml.lines(root / "ledger" / f"{name}.yml", f"ledger/{name}.yml")
        faults += [Fault(f"ledger/{name}.yml", strict_yaml.line_of(known, (index, "id")),
                         f"the id '{record.id}' twice", "keep one of them")
                   for index, record in enumerate(records) if record.id in twice]
    return {record.id: record for record in records}


def repeated(ids: Iterable[str]) -> set[str]:
    """Return the ids that occur more than once."""
    seen: set[str] = set()
    return {one for one in ids if one in seen or seen.add(one)}
