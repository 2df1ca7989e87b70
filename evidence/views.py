"""Views: tables that chapters need, each selected in SQL from the others."""

import sqlite3
from contextlib import closing

import pandas as pd

from evidence.errors import EvidenceError, Fault, shorten
from evidence.records import View
from evidence.report import DTYPES
from evidence.schema import BASE_TABLES, Column, Table

READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
NOT_TWICE_THE_SAME = {"random", "randomblob", "load_extension"}
MOST_ROWS = 2_000_000
MOST_STEPS = 2_000  # million instructions of SQLite: half a minute

Rows = list[tuple]  # of str, int, float, bool or None; a cell a column


def select(views: dict[str, View], base: dict[str, Rows]) -> list[tuple[Table, Rows]]:
    """Run the views, each a SELECT over the base tables; EvidenceError names those that fail."""
    selected, faults = [], []
    with closing(_database(base)) as database:
        for view in views.values():
            try:
                frame = _selected(view, database)
            except (ValueError, sqlite3.Error, sqlite3.Warning) as error:
                faults.append(Fault("ledger/views.yml", 0, f"view '{view.id}' fails: {shorten(error, 200)}",
                                    "mend its SELECT"))
                continue
            table = _described(view, frame)
            selected.append((table, _rows(frame, table)))
    if faults:
        raise EvidenceError(faults)
    return selected


def _database(base: dict[str, Rows]) -> sqlite3.Connection:
    """The base tables in memory, to be read and nothing else, by views that come to an end."""
    database = sqlite3.connect(":memory:")
    for table in BASE_TABLES:
        columns = ", ".join(f'"{column.name}" {SQL_TYPES[column.kind]}' for column in table.columns)
        database.execute(f'CREATE TABLE "{table.name}" ({columns})')
        database.executemany(f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})',
                             base[table.name])
    database.commit()
    database.set_authorizer(_may)
    return database


def _may(action: int, _, name: str | None, *__) -> int:
    fine = action in READING and name not in NOT_TWICE_THE_SAME
    return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY


def _selected(view: View, database: sqlite3.Connection) -> pd.DataFrame:
    """The rows of one view; ValueError or sqlite3.Error says why there are none."""
    if any(view.id == table.name for table in BASE_TABLES):
        raise ValueError("its id is that of a base table")
    left = iter(range(MOST_STEPS))
    database.set_progress_handler(lambda: next(left, None) is None, 1_000_000)
    cursor = database.execute(view.sql)
    names = [column[0] for column in cursor.description or ()]
    if names != list(view.columns):
        raise ValueError(f"it selects {names}, but describes {list(view.columns)}, which must be the same")
    rows = cursor.fetchmany(MOST_ROWS + 1)
    if len(rows) > MOST_ROWS:
        raise ValueError(f"more than {MOST_ROWS:,} rows")
    if any(isinstance(cell, bytes) for row in rows for cell in row):
        raise ValueError("it selects bytes that are no text")
    return pd.DataFrame.from_records(rows, columns=names, coerce_float=True)


def _described(view, frame: pd.DataFrame) -> Table:
    declared = {column.name: column for table in BASE_TABLES for column in table.columns}
    columns = []
    for name, description in view.columns.items():
        present = frame[name].dropna()
        numeric = len(present) > 0 and pd.api.types.is_numeric_dtype(present.infer_objects())
        whole = numeric and bool((present == present.round()).all()) and declared.get(name, None) is None
        kind = declared[name].kind if name in declared and numeric else (
            "integer" if whole else "number" if numeric else "string")
        # A key of the base tables is one here too, where each cell holds a single id.
        points_to = declared[name].points_to if name in ("claim_id", "source_id") and name in declared else None
        columns.append(Column(name, description, kind, points_to=points_to))
    return Table(view.id, view.description, tuple(columns))


def _rows(frame: pd.DataFrame, table: Table) -> Rows:
    """The rows of a view, each cell of the type that its column declares."""
    typed = (frame[column.name].astype(DTYPES[column.kind]) for column in table.columns)
    return list(zip(*(column.to_numpy(dtype=object, na_value=None).tolist() for column in typed)))
