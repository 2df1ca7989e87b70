"""Views: tables that chapters need, each selected in SQL from the others."""

import math
import sqlite3
from collections.abc import Callable
from contextlib import closing

from evidence.errors import EvidenceError, shorten
from evidence.ledger.lists import View
from evidence.ledger.rows import Column
from evidence.ledger.strict_yaml import Document
from evidence.tables.schema import BASE_TABLES, Table

_READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}  # not SQLITE_RECURSIVE: it may not end
_SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_NOT_TWICE_THE_SAME = {
    "random", "randomblob", "load_extension", "current_timestamp", "current_date", "current_time", "date", "time",
    "datetime", "julianday", "unixepoch", "strftime", "timediff", "changes", "total_changes", "last_insert_rowid",
    "sqlite_version", "sqlite_source_id", "sqlite_log", "sqlite_compileoption_get", "sqlite_compileoption_used"}
_MOST_ROWS = 2_000_000
_MOST_STEPS = 200  # million instructions of SQLite, for all views together: a few seconds
_LIMITS = {sqlite3.SQLITE_LIMIT_LENGTH: 1_000_000, sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
           sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200, sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 100,
           sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50, sqlite3.SQLITE_LIMIT_ATTACHED: 0}

Cells = list[tuple]  # rows: of str, int, float, bool or None; a cell a column


def run_views(views: dict[str, View], base: dict[str, Cells], document: Document) -> list[tuple[Table, Cells]]:
    """Run the views, each a SELECT over the base tables; EvidenceError names those that fail, each with its line."""
    selected, faults = [], []
    with closing(_database(base)) as database:
        for index, view in enumerate(views.values()):
            try:
                rows = _selected(view, database)
                table = _described(view, rows)
                selected.append((table, _typed(rows, table)))
            except (ValueError, sqlite3.Error, sqlite3.Warning) as error:
                faults.append(document.fault((index, "sql"), f"view '{view.id}' fails: {shorten(error, 200)}",
                                             "mend its SELECT"))
            except MemoryError:
                faults.append(document.fault((index, "sql"), f"view '{view.id}' fails: it selects too much",
                                             "select less"))
    if faults:
        raise EvidenceError(faults)
    return selected


def _database(base: dict[str, Cells]) -> sqlite3.Connection:
    """The base tables in memory, to be read and nothing else, by views that come to an end."""
    database = sqlite3.connect(":memory:")
    for table in BASE_TABLES:
        columns = ", ".join(f'"{column.name}" {_SQL_TYPES[column.kind]}' for column in table.columns)
        database.execute(f'CREATE TABLE "{table.name}" ({columns})')
        database.executemany(f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})',
                             base[table.name])
    database.commit()
    for limit, most in _LIMITS.items():
        database.setlimit(limit, most)
    database.execute("PRAGMA max_page_count = 250000")  # of 4 kB
    database.set_authorizer(_may)
    left = iter(range(_MOST_STEPS))
    database.set_progress_handler(lambda: next(left, None) is None, 1_000_000)
    return database


def _may(action: int, _, name: str | None, *__) -> int:
    fine = action in _READING and (name or "").lower() not in _NOT_TWICE_THE_SAME
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY


def _selected(view: View, database: sqlite3.Connection) -> Cells:
    """The rows of one view; ValueError or sqlite3.Error says why there are none."""
    if any(view.id == table.name for table in BASE_TABLES):
        raise ValueError("its id is that of a base table")
    cursor = database.execute(view.sql)
    names = [column[0] for column in cursor.description or ()]
    if names != list(view.columns):
        raise ValueError(f"it selects {names}, but describes {list(view.columns)}, which must be the same")
    rows = cursor.fetchmany(_MOST_ROWS + 1)
    if len(rows) > _MOST_ROWS:
        raise ValueError(f"more than {_MOST_ROWS:,} rows")
    if any(isinstance(cell, bytes) for row in rows for cell in row):
        raise ValueError("it selects bytes that are no text")
    if any(isinstance(cell, float) and not math.isfinite(cell) for row in rows for cell in row):
        raise ValueError("it selects a number without bounds")
    return rows


def _described(view: View, rows: Cells) -> Table:
    """The columns with the kinds of what they hold: numbers are numbers only where nothing else is among them."""
    declared = {column.name: column for table in BASE_TABLES for column in table.columns}
    columns = []
    for index, (name, description) in enumerate(view.columns.items()):
        present = [row[index] for row in rows if row[index] is not None]
        kind = "string"
        if present and not any(isinstance(cell, str) for cell in present):
            whole = all(cell == int(cell) for cell in present)
            kind = declared[name].kind if name in declared else "integer" if whole else "number"
        # A key of the base tables is one here too, where each cell holds a single id.
        points_to = declared[name].points_to if name in ("claim_id", "source_id") and name in declared else None
        columns.append(Column(description, points_to=points_to, name=name, kind=kind))
    return Table(view.id, view.description, tuple(columns))


def _typed(rows: Cells, table: Table) -> Cells:
    """The rows, each cell of the type that its column declares; ValueError where one cannot be."""
    types = [_TYPES[column.kind] for column in table.columns]
    return [tuple(None if cell is None else read(cell) for read, cell in zip(types, row)) for row in rows]


def _whole(cell: float) -> int:
    if cell != int(cell):
        raise ValueError(f"{cell} is not whole, as its column is elsewhere")
    return int(cell)


_TYPES: dict[str, Callable] = {"string": str, "integer": _whole, "number": float, "boolean": bool}
