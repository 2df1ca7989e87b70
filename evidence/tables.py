"""Ledger and judgements into the rows of tidy tables, in the order of the schema."""

import sqlite3
from contextlib import closing
from operator import itemgetter
from pathlib import Path

import pandas as pd

from evidence import units
from evidence.check import Examined, examine
from evidence.errors import EvidenceError, Fault, shorten
from evidence.records import Shared, View
from evidence.report import DTYPES
from evidence.schema import BASE_TABLES, Column, Table

READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE}
SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
NOT_TWICE_THE_SAME = {"random", "randomblob", "load_extension"}
MOST_ROWS = 2_000_000
MOST_STEPS = 2_000  # million instructions of SQLite: half a minute

Rows = list[tuple]  # of str, int, float, bool or None; a cell a column


def build(root: Path) -> tuple[dict[str, Rows], tuple[Table, ...]]:
    """Return the rows of every table, base tables first, and their descriptions; EvidenceError lists all faults."""
    examined = examine(root)
    if examined.faults:
        raise EvidenceError(examined.faults)
    rows = dict(examined.rows) | _shared_rows(examined.shared) | _judgement_rows(examined)
    base = {table.name: _sorted(table, rows.get(table.name, [])) for table in BASE_TABLES}
    views, described = _views(examined.shared, base)
    return base | views, BASE_TABLES + described


def _sorted(table: Table, rows: Rows) -> Rows:
    """Sorted by source and place, so that the same ledger gives the same bytes; these columns are always filled."""
    first = [table.names.index(name) for name in ("source_id", "start", "end", *table.key) if name in table.names]
    return sorted(rows, key=itemgetter(*first))


def _shared_rows(shared: Shared) -> dict[str, Rows]:
    return {
        "entities": [(one.id, one.name, one.kind, one.country, " | ".join(one.aliases), one.affiliation or "",
                      one.speaks_as or "", one.note) for one in shared.entities.values()],
        "measures": [(one.id, one.name, units.canonical(one.unit), one.description) for one in shared.measures.values()],
        "propositions": [(one.id, one.statement, one.note) for one in shared.propositions.values()],
        "reference_points": [(one.id, one.subject, one.measure, one.value,
                              one.low if one.low is not None or one.high is not None else one.value,
                              one.high if one.low is not None or one.high is not None else one.value,
                              units.canonical(one.unit), one.as_of, one.cite, one.locator, one.status, one.note)
                             for one in shared.reference_points.values()],
    }


def _judgement_rows(examined: Examined) -> dict[str, Rows]:
    judgements = examined.shared.judgements
    return {
        "comparisons": [(*one.claims, one.matter, one.verdict, one.why) for one in judgements.comparisons],
        "external_checks": [(one.claim, one.reference, one.verdict, _within(examined, one), one.why)
                            for one in judgements.external_checks],
    }


def _within(examined: Examined, check) -> float | None:
    """How far claim and reference lie apart, in percent of the reference; None where they cannot be compared."""
    point = examined.shared.reference_points[check.reference]
    for row in examined.rows.get("quantities", ()):
        value, unit = row[7], row[10]
        if row[0] == check.claim and (row[2], row[3]) == (point.subject, point.measure) and value is not None:
            given = units.canonical(point.unit)
            if point.value and units.same_dimension(unit, given):
                return round(100 * (units.convert(value, unit, given) / point.value - 1), 2)
    return None


def _views(shared: Shared, base: dict[str, Rows]) -> tuple[dict[str, Rows], tuple[Table, ...]]:
    """Run the views, each a SELECT over the base tables; EvidenceError names those that fail."""
    views, described, faults = {}, [], []
    with closing(_database(base) if shared.views else sqlite3.connect(":memory:")) as database:
        for view in shared.views.values():
            try:
                frame = _selected(view, database)
            except (ValueError, sqlite3.Error, sqlite3.Warning) as error:
                faults.append(Fault("ledger/views.yml", 0, f"view '{view.id}' fails: {shorten(error, 200)}",
                                    "mend its SELECT"))
                continue
            table = _described(view, frame)
            views[view.id], described = _rows(frame, table), [*described, table]
    if faults:
        raise EvidenceError(faults)
    return views, tuple(described)


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
