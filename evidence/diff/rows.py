"""Which rows of a table or of a figure's data are gone, new or changed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from evidence.language.english import as_printed
from evidence.tables.schema import LINK_COLUMN

GONE, NEW, CHANGED = "gone", "new", "changed"
Row = dict[str, Any]
Columns = tuple[str, ...]


@dataclass(frozen=True)
class ChangedRow:
    """One row of data: gone, new or changed; ``label`` names it, ``cells`` are (column, old, new)."""

    change: str
    label: str
    cells: tuple[tuple[str, str, str], ...] = ()


def changed_rows(old: list[Row], new: list[Row]) -> Iterator[ChangedRow]:
    """Rows that are gone, new or changed. Rows are the same row where the columns that name them agree.

    Which columns name a row is not declared: of the leading columns, and of those that hold text, the choice
    is taken that tells all rows apart and pairs most of them.
    """
    left, right = _without_common(old, new), _without_common(new, old)
    naming = max(_namings(old, new), key=lambda columns: (_pairs(left, right, columns), -len(columns)), default=())
    found = {_key(row, naming): row for row in right} if naming else {}
    for row in left:
        partner = found.pop(_key(row, naming), None) if naming else None
        if partner is None:
            yield ChangedRow(GONE, _label(row, naming), _cells(row, {}, naming))
        else:
            yield ChangedRow(CHANGED, _label(row, naming), _cells(row, partner, naming))
    for row in (found.values() if naming else right):
        yield ChangedRow(NEW, _label(row, naming), _cells({}, row, naming))


def _without_common(rows: list[Row], others: list[Row]) -> list[Row]:
    have, left = Counter(map(_frozen, others)), []
    for row in rows:
        if have[_frozen(row)]:
            have[_frozen(row)] -= 1
        else:
            left.append(row)
    return left


def _frozen(row: Row) -> tuple:
    return tuple(row.items())


def _namings(old: list[Row], new: list[Row]) -> list[Columns]:
    columns = [name for name in (old or new or [{}])[0] if not LINK_COLUMN.search(name)]
    texts = tuple(name for name in columns if all(isinstance(row.get(name), str) for row in [*old, *new]))
    choices = [tuple(columns[:count]) for count in range(1, len(columns) + 1)]
    choices += [texts[:count] for count in range(1, len(texts) + 1)] + [(text,) for text in texts]
    linked = tuple(name for name in (old or new or [{}])[0] if name not in columns)
    choices += [linked, (*texts, *linked)] if linked else []
    return [choice for choice in dict.fromkeys(choices) if _unique(old, choice) and _unique(new, choice)]


def _unique(rows: list[Row], naming: Columns) -> bool:
    return len({_key(row, naming) for row in rows}) == len(rows)


def _pairs(left: list[Row], right: list[Row], naming: Columns) -> int:
    return len({_key(row, naming) for row in left} & {_key(row, naming) for row in right})


def _key(row: Row, naming: Columns) -> tuple:
    return tuple(row.get(name) for name in naming)


def _label(row: Row, naming: Columns) -> str:
    columns = naming or [name for name in row if not LINK_COLUMN.search(name)]
    return ", ".join([_written(name, row.get(name)) for name in columns][:3])


def _cells(old: Row, new: Row, naming: Columns) -> tuple[tuple[str, str, str], ...]:
    names = [name for name in {**old, **new} if name not in naming and old.get(name) != new.get(name)]
    return tuple((name, _written(name, old[name]) if name in old else "",
                  _written(name, new[name]) if name in new else "") for name in names)


def _written(column: str, cell: Any) -> str:
    """A cell as the page writes it; years and dates are no quantities and take no thousands separator."""
    year = isinstance(cell, int) and not isinstance(cell, bool) and column.rpartition("_")[2] in ("year", "date")
    return str(cell) if year else as_printed(cell)
