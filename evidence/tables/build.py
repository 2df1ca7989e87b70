"""Ledger and judgements as tidy tables in CSV, in the order of the schema."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

from evidence.errors import EvidenceError
from evidence.language import units
from evidence.ledger.models import Shared
from evidence.ledger.resolved import Resolved
from evidence.ledger.verify import COUNTED, Examined, examine
from evidence.tables import views
from evidence.tables.schema import BASE_TABLES, Table

READ = tuple(table for table in BASE_TABLES if "source_id" in table.names)  # the others come from shared lists
NEEDED = COUNTED | {"sources": 9, "quantities": 11}  # columns that are looked at again when all sources are read

Rows = list[tuple]  # of str, int, float, bool or None; a cell a column


@dataclass(frozen=True)
class Written:
    """One table as CSV; ``keyed``: no cell of its key is empty."""

    table: Table
    content: bytes
    keyed: bool


def build(root: Path) -> tuple[list[Written], list[dict]]:
    """Return every table, base tables first, and the first NEEDED cells of each source.

    EvidenceError lists all faults.
    """
    examined = examine(root, _prepare)
    if examined.faults:
        raise EvidenceError(examined.faults)
    typed = _shared_rows(examined.shared) | _judgement_rows(examined)
    tables = [_joined(table, examined) if table in READ else _written(table, _sorted(table, typed[table.name]))
              for table in BASE_TABLES]
    if examined.shared.views:
        tables += _views(examined, typed)
    return tables, [dict(zip(BASE_TABLES[0].names, row)) for row in sorted(examined.rows.get("sources", ()))]


def _prepare(resolved: Resolved, shared: Shared) -> Resolved:
    """Write what one source gives to each table in the process that read it: text travels faster than rows."""
    for table in READ:
        if rows := resolved.rows.get(table.name):
            written = _written(table, _sorted(table, rows), head=False)
            resolved.written[table.name] = written.content
            if not written.keyed:
                resolved.unkeyed.add(table.name)
    return resolved if shared.views else resolved.keep(NEEDED)


def _joined(table: Table, examined: Examined) -> Written:
    """One table of all sources, in the order of their ids."""
    sources = (written for _, written in sorted(examined.written.items()))
    parts = [written[table.name] for written in sources if table.name in written]
    return Written(table, b"".join([_csv([table.names]), *parts]), table.name not in examined.unkeyed)


def _views(examined: Examined, typed: dict[str, Rows]) -> list[Written]:
    rows = examined.rows | typed
    base = {table.name: _sorted(table, rows.get(table.name, [])) for table in BASE_TABLES}
    return [_written(table, selected) for table, selected in views.select(examined.shared.views, base)]


def _sorted(table: Table, rows: Rows) -> Rows:
    """Sorted by source and place, so that the same ledger gives the same bytes; these columns are always filled."""
    first = [table.names.index(name) for name in ("source_id", "start", "end", *table.key) if name in table.names]
    return sorted(rows, key=itemgetter(*first))


def _written(table: Table, rows: Rows, head: bool = True) -> Written:
    optional = [index for index, column in enumerate(table.columns) if column.name in table.key and not column.required]
    keyed = not any({None, ""} & {row[index] for row in rows} for index in optional)
    numbers = [index for index, column in enumerate(table.columns) if column.kind == "number"]
    printed = _printed(rows, numbers) if numbers else rows
    return Written(table, _csv([table.names, *printed] if head else printed), keyed)


def _csv(rows: Iterable[Iterable]) -> bytes:
    """Rows as RFC 4180 has them; by the csv module, which takes a fifth of pandas' time."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def _printed(rows: Rows, numbers: list[int]) -> Iterable[list]:
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
