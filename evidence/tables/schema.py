"""The one schema of the tables: types them, tests them, documents them.

What a row is and what its columns mean stands with the records: ``evidence.ledger.rows`` for what a source gives,
``evidence.tables.shared_rows`` for the shared lists and the judgements.
"""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple, get_args, get_type_hints

from evidence.ledger.rows import Column, Rows
from evidence.tables.shared_rows import SharedRows

# By its name, a column of any frame says that its cells name claims, sources, or what a page can link to.
CLAIM_COLUMN = re.compile(r"(^|_)(claim|other)_ids?$")
SOURCE_COLUMN = re.compile(r"(^|_)source_ids?$")
LINK_COLUMN = re.compile(r"(^|_)(claim|reference|other)_ids?$")

_KINDS = {str: "string", int: "integer", float | None: "number", bool: "boolean"}


@dataclass(frozen=True)
class Table:
    """One table: what a row is, and its columns in order."""

    name: str
    description: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns of its primary key."""
        return tuple(column.name for column in self.columns if column.key)


def _tables(container: type) -> tuple[Table, ...]:
    """A table for each list of records that a container holds."""
    return tuple(_table(name, get_args(rows)[0]) for name, rows in get_type_hints(container).items())


def _table(name: str, record: type[NamedTuple]) -> Table:
    columns = []
    for column, hint in get_type_hints(record, include_extras=True).items():
        kind, said = get_args(hint)
        columns.append(replace(said, name=column, kind=_KINDS[kind]))
    return Table(name, record.__doc__ or "", tuple(columns))


SOURCE_TABLES = _tables(Rows)  # of which each source gives some rows
BASE_TABLES = SOURCE_TABLES + _tables(SharedRows)
