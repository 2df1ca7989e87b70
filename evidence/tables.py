"""Ledger and judgements into tidy frames, in the order and types of the schema."""

import sqlite3
from pathlib import Path

import pandas as pd

from evidence import units
from evidence.check import Examined, examine
from evidence.errors import EvidenceError, Fault, shorten
from evidence.ledger import Shared
from evidence.report import DTYPES
from evidence.schema import BASE_TABLES, Column, Table

SQL_KINDS = {"INTEGER": "integer", "REAL": "number"}


def build(root: Path) -> tuple[dict[str, pd.DataFrame], tuple[Table, ...]]:
    """Return every table, base tables first, and their descriptions; EvidenceError lists all faults."""
    examined = examine(root)
    if examined.faults:
        raise EvidenceError(examined.faults)
    rows = dict(examined.rows) | _shared_rows(examined.shared) | _judgement_rows(examined)
    frames = {table.name: _frame(table, rows.get(table.name, [])) for table in BASE_TABLES}
    views, described = _views(examined.shared, frames)
    return frames | views, BASE_TABLES + described


def _frame(table: Table, rows: list[tuple]) -> pd.DataFrame:
    """One table, sorted by source and place so that the same ledger gives the same bytes."""
    frame = pd.DataFrame(rows, columns=list(table.names))
    for column in table.columns:
        frame[column.name] = frame[column.name].astype(DTYPES[column.kind])
    first = [name for name in ("source_id", "start", "end", *table.key) if name in table.names]
    return frame.sort_values(first, kind="stable", ignore_index=True)


def _shared_rows(shared: Shared) -> dict[str, list[tuple]]:
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


def _judgement_rows(examined: Examined) -> dict[str, list[tuple]]:
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


def _views(shared: Shared, frames: dict[str, pd.DataFrame]) -> tuple[dict[str, pd.DataFrame], tuple[Table, ...]]:
    """Run the views, each a SELECT over the base tables; EvidenceError names those that fail."""
    views, described, faults = {}, [], []
    with sqlite3.connect(":memory:") as database:
        for name, frame in frames.items():
            frame.astype(object).where(frame.notna(), None).to_sql(name, database, index=False,
                                                                   dtype=_sql_types(name))
        for view in shared.views.values():
            try:
                frame = pd.read_sql_query(view.sql, database)
            except (pd.errors.DatabaseError, sqlite3.Error) as error:
                faults.append(Fault("ledger/views.yml", 0, f"view '{view.id}' fails: {shorten(error, 200)}",
                                    "mend its SELECT"))
                continue
            if list(frame.columns) != list(view.columns):
                faults.append(Fault("ledger/views.yml", 0, f"view '{view.id}' selects {list(frame.columns)}, "
                                    f"but describes {list(view.columns)}", "describe each column, in order"))
                continue
            table = _described(view, frame)
            views[view.id], described = _typed(frame, table), [*described, table]
    if faults:
        raise EvidenceError(faults)
    return views, tuple(described)


def _sql_types(name: str) -> dict[str, str]:
    kinds = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
    table = next(one for one in BASE_TABLES if one.name == name)
    return {column.name: kinds[column.kind] for column in table.columns}


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


def _typed(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    return frame.astype({column.name: DTYPES[column.kind] for column in table.columns})
