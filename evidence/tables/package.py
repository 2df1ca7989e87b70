"""Tables to ``data/*.csv`` and ``datapackage.json``: whole or not at all, the same bytes each time."""

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

from evidence.disk.atomic import heal, swap
from evidence.errors import EvidenceError, Fault
from evidence.ledger.lists import MODELS
from evidence.ledger.load import read_vocabulary
from evidence.ledger.parallel import uncollected
from evidence.ledger.rows import Column, SourceRow
from evidence.ledger.vocabulary import Vocabulary, with_words
from evidence.tables.build import Written, build_tables

_LEFT_BEHIND = re.compile(r"\.data-[a-z0-9_]{8}(-old)?")  # as tempfile names it


@uncollected()
def contents(root: Path) -> dict[str, bytes]:
    """Return what ``data/`` must hold: file name → bytes."""
    (tables, sources), words = build_tables(root), read_vocabulary(root)
    files = {f"{written.table.name}.csv": written.content for written in tables}
    files["datapackage.json"] = _json(_package(tables, sources, words))
    for kind, model in MODELS.items():
        files[f"schemas/{kind}.schema.json"] = _json(with_words(model.json_schema(), words))
    _refuse_losses(root, files)
    return files


def _refuse_losses(root: Path, files: dict[str, bytes]) -> None:
    """EvidenceError where a table that is there would go, while a chapter or its code still names it."""
    gone = {path.stem for path in (root / "data").glob("*.csv") if path.name not in files}
    readers = [*root.glob("chapters/*.ipynb"), *(path for folder in root.glob("*/__init__.py")
                                                 for path in folder.parent.rglob("*.py"))] if gone else []
    named = {word: path for path in readers for word in re.findall(r"\w+", path.read_text("utf-8", "replace"))}
    faults = [Fault("ledger/views.yml", 0, f"the table '{name}' is no longer made, and "
                    f"{named[name].relative_to(root)} names it", "restore its view, or take it out there")
              for name in sorted(gone) if name in named]
    if faults:
        raise EvidenceError(faults)


def _json(content) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _package(tables: list[Written], sources: list[SourceRow], words: Vocabulary) -> dict:
    return {
        "profile": "tabular-data-package",
        "name": "evidence-tables",
        "title": "Claims, quantities and relations read from the sources",
        "description": "Built from seeds/ and ledger/ alone; every row that states something carries claim_id.",
        "licenses": [words.licence.model_dump()],
        "sources": [{"title": source.title or source.source_id, "path": f"seeds/{source.file}"} for source in sources],
        "resources": [_resource(table, words) for table in tables],
    }


def _resource(written: Written, words: Vocabulary) -> dict:
    table, content = written.table, written.content
    schema: dict = {"fields": [_field(column, words) for column in table.columns], "missingValues": [""]}
    if table.key and written.keyed:
        schema["primaryKey"] = list(table.key)
    keys = [{"fields": column.name, "reference": {"resource": _slug(to_table), "fields": to_column}}
            for column in table.columns if column.points_to for to_table, to_column in [column.points_to]]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource", "name": _slug(table.name), "path": f"{table.name}.csv",
        "description": table.description, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}", "schema": schema,
    }


def _slug(name: str) -> str:
    return name.replace("_", "-")  # the specification allows no underscore in names


def _field(column: Column, words: Vocabulary) -> dict:
    constraints: dict = {"required": True} if column.required else {}
    if values := list(getattr(words, column.words)) if column.words else [value for value in column.enum if value]:
        constraints["enum"] = values
    described: dict = {"name": column.name, "type": column.kind, "description": column.description}
    return described | ({"constraints": constraints} if constraints else {})


def stale_tables(root: Path, files: dict[str, bytes]) -> list[Fault]:
    """Return a fault for each file of ``data/`` that is not as built, with the first line that differs."""
    faults = []
    for name, found in _changed(root, files):
        if name not in files:
            faults.append(Fault(f"data/{name}", 0, "not one of the tables",
                                "remove it, or rebuild with 'evidence tables'"))
        elif found is None:
            faults.append(Fault(f"data/{name}", 0, "missing", "rebuild with 'evidence tables'"))
        else:
            faults.append(_difference(f"data/{name}", found, files[name]))
    return faults


def _changed(root: Path, files: dict[str, bytes]) -> Iterator[tuple[str, bytes | None]]:
    """Yield the name of each file of ``data/`` that is not as built, and what it holds instead."""
    data = root / "data"
    files_there = (path for path in (data.rglob("*") if data.is_dir() else ()) if path.is_file())
    there = {path.relative_to(data).as_posix() for path in files_there}
    yield from ((name, None) for name in sorted(there - set(files)))
    for name, content in files.items():
        found = (data / name).read_bytes() if name in there else None
        if found != content:
            yield name, found


def _difference(shown: str, found: bytes, content: bytes) -> Fault:
    """Name the first line that differs, with the part of it that does."""
    lines = zip_longest(found.decode("utf-8", "replace").splitlines(), content.decode("utf-8").splitlines())
    remedy = "rebuild with 'evidence tables'; mend the ledger, not the table"
    for line, (was, now) in enumerate(lines, 1):
        if was != now:
            signs = zip_longest(was or "", now or "")
            at = next((at for at, (old, new) in enumerate(signs) if old != new), 0)
            held, given = ("nothing" if text is None else text[max(0, at - 25):at + 50] for text in (was, now))
            return Fault(shown, line, f"holds '{held}' where the ledger gives '{given}'", remedy)
    return Fault(shown, 0, "its lines do not end as the ledger gives them", remedy)


def write_tables(root: Path, files: dict[str, bytes]) -> bool:
    """Put the files in place of ``data/``; False where nothing had to change."""
    with _alone(root):
        _clear(root)
        if next(_changed(root, files), None) is None:
            return False
        fresh = Path(tempfile.mkdtemp(prefix=".data-", dir=root))
        try:
            for name, content in files.items():
                (fresh / name).parent.mkdir(exist_ok=True)
                (fresh / name).write_bytes(content)
            fresh.chmod(0o755)
            swap(fresh, root / "data")
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return True


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One writer at a time: the lock on the folder ends with the process, however that ends."""
    folder = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _clear(root: Path) -> None:
    """Remove what a writer that was killed has left behind."""
    heal(root / "data")
    for left in root.glob(".data-*"):
        if _LEFT_BEHIND.fullmatch(left.name) and left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
