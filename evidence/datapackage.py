"""Tables to ``data/*.csv`` and ``datapackage.json``: whole or not at all, the same bytes each time."""

import csv
import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

from evidence.check import uncollected
from evidence.errors import EvidenceError, Fault
from evidence.records import MODELS
from evidence.schema import Column, Table
from evidence.tables import Rows, build

LICENCE = {"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0",
           "path": "https://creativecommons.org/licenses/by/4.0/"}


@uncollected()
def contents(root: Path) -> dict[str, bytes]:
    """Return what ``data/`` must hold: file name → bytes."""
    rows, tables = build(root)
    files = {f"{table.name}.csv": _csv(table, rows[table.name]) for table in tables}
    files["datapackage.json"] = _json(_package(rows, tables, files))
    for kind, model in MODELS.items():
        files[f"schemas/{kind}.schema.json"] = _json(model.json_schema())
    return files


def _csv(table: Table, rows: Rows) -> bytes:
    """The table as RFC 4180 has it; by the csv module, which takes a fifth of pandas' time."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.names)
    numbers = [index for index, column in enumerate(table.columns) if column.kind == "number"]
    writer.writerows(_printed(rows, numbers) if numbers else rows)
    return out.getvalue().encode("utf-8")


def _printed(rows: Rows, numbers: list[int]) -> Iterable[tuple]:
    """The rows with their numbers written out, each number once."""
    columns = list(zip(*rows))
    for index in numbers if columns else ():
        written = {cell: _number(cell) for cell in set(columns[index]) - {None}}
        columns[index] = map(written.get, columns[index])
    return zip(*columns)


def _number(value: float) -> str:
    """Shortest form that reads back as the same number; whole numbers without a point."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def _json(content) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _package(rows: dict[str, Rows], tables: tuple[Table, ...], files: dict[str, bytes]) -> dict:
    columns = next(table.names for table in tables if table.name == "sources")
    named = (dict(zip(columns, row)) for row in rows["sources"])
    sources = [{"title": one["title"] or one["source_id"], "path": f"seeds/{one['file']}"} for one in named]
    return {
        "profile": "tabular-data-package",
        "name": "evidence-tables",
        "title": "Claims, quantities and relations read from the sources",
        "description": "Built from seeds/ and ledger/ alone; every row that states something carries claim_id.",
        "licenses": [LICENCE],
        "sources": sources,
        "resources": [_resource(table, files[f"{table.name}.csv"], rows[table.name]) for table in tables],
    }


def _resource(table: Table, content: bytes, rows: Rows) -> dict:
    schema: dict = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    key = [table.names.index(name) for name in table.key]
    if key and not any({None, ""} & {row[index] for row in rows} for index in key):
        schema["primaryKey"] = list(table.key)
    keys = [{"fields": column.name, "reference": {"resource": _slug(column.points_to[0]), "fields": column.points_to[1]}}
            for column in table.columns if column.points_to]
    if keys:
        schema["foreignKeys"] = keys
    return {
        "profile": "tabular-data-resource", "name": _slug(table.name), "path": f"{table.name}.csv",
        "description": table.description, "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
        "bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}", "schema": schema,
    }


def _slug(name: str) -> str:
    return name.replace("_", "-")  # the specification allows no underscore in names


def _field(column: Column) -> dict:
    constraints = {"required": True} if column.required else {}
    if values := [value for value in column.enum if value]:
        constraints["enum"] = values
    described = {"name": column.name, "type": column.kind, "description": column.description}
    return described | ({"constraints": constraints} if constraints else {})


def stale(root: Path, files: dict[str, bytes]) -> list[Fault]:
    """Return a fault for each file of ``data/`` that is not as built, with the first line that differs."""
    data = root / "data"
    there = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()} if data.is_dir() else set()
    faults = [Fault(f"data/{name}", 0, "not one of the tables", "remove it, or rebuild with 'evidence tables'")
              for name in sorted(there - set(files))]
    for name, content in files.items():
        if name not in there:
            faults.append(Fault(f"data/{name}", 0, "missing", "rebuild with 'evidence tables'"))
        elif (found := (data / name).read_bytes()) != content:
            faults.append(_difference(f"data/{name}", found, content))
    return faults


def _difference(shown: str, found: bytes, content: bytes) -> Fault:
    was, now = found.decode("utf-8", "replace").splitlines(), content.decode("utf-8").splitlines()
    line = next((i for i, (a, b) in enumerate(zip(was, now)) if a != b), min(len(was), len(now)))
    cut = lambda lines: _around_difference(lines[line] if line < len(lines) else "nothing", was, now, line)  # noqa: E731
    return Fault(shown, line + 1, f"holds '{cut(was)}' where the ledger gives '{cut(now)}'",
                 "rebuild with 'evidence tables'; mend the ledger, not the table")


def _around_difference(text: str, was: list[str], now: list[str], line: int) -> str:
    """The part of a line that differs, with a little of what stands around it."""
    if line >= min(len(was), len(now)):
        return text[:80]
    at = len(os.path.commonprefix([was[line], now[line]]))
    return text[max(0, at - 25):at + 25]


def write(root: Path, files: dict[str, bytes]) -> bool:
    """Put the files in place of ``data/``; False where nothing had to change."""
    if not stale(root, files):
        return False
    fresh = Path(tempfile.mkdtemp(prefix=".data-", dir=root))
    try:
        for name, content in files.items():
            (fresh / name).parent.mkdir(exist_ok=True)
            (fresh / name).write_bytes(content)
        fresh.chmod(0o755)
        _swap(fresh, root / "data")
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return True


def _swap(fresh: Path, place: Path) -> None:
    """Put the new folder where the old one was; the old one comes back if that fails."""
    old = fresh.with_name(fresh.name + "-old")
    if place.exists():
        place.rename(old)
    try:
        fresh.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)


def add_parser(subparsers) -> None:
    """Add ``evidence tables``."""
    parser = subparsers.add_parser("tables", help="build data/ from the ledger")
    parser.add_argument("--check", action="store_true", help="only say whether data/ is as the ledger gives it")
    parser.set_defaults(func=run)


def run(args) -> int:
    """Build ``data/``, or with --check name the first line of each file that differs."""
    files = contents(args.root)
    if args.check:
        if faults := stale(args.root, files):
            raise EvidenceError(faults)
        print(f"data/: {len(files)} files, as the ledger gives them")
        return 0
    changed = write(args.root, files)
    print(f"data/: {len(files)} files, {'written' if changed else 'nothing to do'}")
    return 0
