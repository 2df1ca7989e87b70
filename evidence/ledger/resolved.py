"""What one source gives, on its way from the process that read it."""

from collections import defaultdict
from dataclasses import dataclass, field

from evidence.errors import Fault


@dataclass
class Resolved:
    """The rows that one source gives to each table, and the faults found on the way.

    ``lost``: claims without a row, for their quote was not found. ``written``: the rows of each table as CSV;
    ``unkeyed``: the tables whose key has an empty cell; both are filled when tables are wanted.
    """

    rows: dict[str, list[tuple]] = field(default_factory=lambda: defaultdict(list))
    faults: list[Fault] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    written: dict[str, bytes] = field(default_factory=dict)
    unkeyed: set[str] = field(default_factory=set)

    def add(self, table: str, *row) -> None:
        self.rows[table].append(row)

    def keep(self, columns: dict[str, int]) -> "Resolved":
        """Drop all but these tables, and of each all but so many columns: they need not travel."""
        self.rows = {table: [row[:width] for row in self.rows.get(table, ())] for table, width in columns.items()}
        return self
