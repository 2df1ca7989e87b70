"""Ledger and judgements as tidy tables in CSV, in the order of the schema."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.ledger.lists import Shared
from evidence.ledger.rows import Rows, SourceRow
from evidence.ledger.verify import Examined, examine
from evidence.tables.schema import BASE_TABLES, SOURCE_TABLES, Table
from evidence.tables.shared_rows import SharedRows, shared_rows
from evidence.tables.views import Cells, run_views


@dataclass(frozen=True)
class Written:
    """One table as CSV; ``keyed``: no cell of its key is empty."""

    table: Table
    content: bytes
    keyed: bool


@dataclass(frozen=True)
class _Part:
    """What one source gives to the tables, written where it was read: text travels faster than rows.

    ``written``: of each table its rows as CSV, without a head. ``unkeyed``: the tables whose key has an empty cell.
    ``rows``: the same as records, where there are views to select from them.
    """

    source_id: str
    written: dict[str, bytes]
    unkeyed: set[str]
    rows: Rows | None


def build_tables(root: Path) -> tuple[list[Written], list[SourceRow]]:
    """Return every table, base tables first, and the sources in the order of their ids.

    EvidenceError lists all faults.
    """
    examined, selected = _examined(root)
    parts = _parts(examined)
    shared = shared_rows(examined.shared, examined.quantities)
    tables = [_joined(table, parts) if table in SOURCE_TABLES else _written(table, _sorted(table, shared))
              for table in BASE_TABLES]
    return tables + [_written(table, rows) for table, rows in selected], sorted(examined.sources)


def examine_all(root: Path) -> Examined:
    """Ledger and seeds as examined, the views tried on them. EvidenceError lists all faults."""
    return _examined(root)[0]


def _examined(root: Path) -> tuple[Examined, list[tuple[Table, Cells]]]:
    examined, selected = examine(root, _part), []
    faults = list(examined.faults)
    if examined.shared.views:
        try:
            selected = run_views(examined.shared.views, _base(examined), examined.shared.documents["views"])
        except EvidenceError as error:
            faults += error.faults
    if faults:
        raise EvidenceError(faults)
    return examined, selected


def _base(examined: Examined) -> dict[str, Cells]:
    """The base tables; empty ones where the ledger has a fault, for views to be tried on."""
    if examined.faults:
        return {table.name: [] for table in BASE_TABLES}
    parts, shared = _parts(examined), shared_rows(examined.shared, examined.quantities)
    return {table.name: _all_rows(table, parts, shared) for table in BASE_TABLES}


def _parts(examined: Examined) -> list[_Part]:
    return sorted(examined.prepared, key=attrgetter("source_id"))


def _part(rows: Rows, shared: Shared) -> _Part:
    written = [_written(table, _sorted(table, rows), head=False)
               for table in SOURCE_TABLES if getattr(rows, table.name)]
    return _Part(rows.sources[0].source_id if rows.sources else "",
                 {each.table.name: each.content for each in written},
                 {each.table.name for each in written if not each.keyed}, rows if shared.views else None)


def _joined(table: Table, parts: list[_Part]) -> Written:
    """One table of all sources."""
    content = b"".join([_csv([table.names]), *(part.written.get(table.name, b"") for part in parts)])
    return Written(table, content, not any(table.name in part.unkeyed for part in parts))


def _all_rows(table: Table, parts: list[_Part], shared: SharedRows) -> Cells:
    if table in SOURCE_TABLES:
        return [row for part in parts if part.rows for row in _sorted(table, part.rows)]
    return _sorted(table, shared)


def _sorted(table: Table, rows: Rows | SharedRows) -> Cells:
    """Sorted by source and place, so that the same ledger gives the same bytes; these columns are always filled."""
    first = [name for name in ("source_id", "start", "end", *table.key) if name in table.names]
    return sorted(getattr(rows, table.name), key=attrgetter(*first))


def _written(table: Table, rows: Cells, head: bool = True) -> Written:
    optional = [index for index, column in enumerate(table.columns) if column.key and not column.required]
    keyed = not any({None, ""} & {row[index] for row in rows} for index in optional)
    numbers = [index for index, column in enumerate(table.columns) if column.kind == "number"]
    printed: Iterable[Sequence] = _printed(rows, numbers) if numbers else rows
    return Written(table, _csv([table.names, *printed] if head else printed), keyed)


def _csv(rows: Iterable[Sequence]) -> bytes:
    """Rows as RFC 4180 has them; by the csv module, which takes a fifth of pandas' time."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def _printed(rows: Cells, numbers: list[int]) -> Iterable[list]:
    """The rows with their numbers written out."""
    for row in rows:
        cells = list(row)
        for index in numbers:
            cells[index] = _number(cells[index])
        yield cells


@lru_cache(maxsize=4096)
def _number(value: float | None) -> str:
    """Shortest form that reads back as the same number; whole numbers without a point."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))
