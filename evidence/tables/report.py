"""A report's tables, read back with their declared types: as frames for chapters, as rows for pages."""

import csv
import json
import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

from evidence.errors import fail
from evidence.project import find_root

if TYPE_CHECKING:
    import pandas as pd

_AS_ROWS: dict[str, Callable] = {"string": str, "integer": int, "number": float, "boolean": "true".__eq__}
_NUMERIC = ("integer", "number")
DTYPES = {"string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean"}


class Report:
    """The folder of one report; ``table`` gives its data as frames.

    ``everything`` is the report with nothing left out, and ``left_out`` says claim_id → why it does not count: here
    the report itself, and nothing; see ``evidence.tables.selection``.
    """

    def __init__(self, root: Path):
        self.root = Path(root).resolve()
        self.everything: Report = self
        self.left_out: dict[str, str] = {}
        self._tables: dict[str, pd.DataFrame] = {}

    @cached_property
    def package(self) -> dict:
        """The data package's description."""
        path = self.root / "data" / "datapackage.json"
        if not path.is_file():
            fail("data/datapackage.json", 0, "the tables are not there", "build them with 'evidence tables'")
        try:
            package = json.loads(path.read_text(encoding="utf-8"))
            package["resources"][0]["schema"]["fields"]
        except (OSError, ValueError, LookupError, TypeError):
            fail("data/datapackage.json", 0, "not as it was written", "rebuild with 'evidence tables'")
        return package

    @cached_property
    def _resources(self) -> dict[str, dict]:
        return {resource["name"].replace("-", "_"): resource for resource in self.package["resources"]}

    @property
    def tables(self) -> list[str]:
        """Names of all tables."""
        return list(self._resources)

    def table(self, name: str) -> "pd.DataFrame":
        """Return one table, a row per observation, dtypes as declared; missing values are ``<NA>``.

        Raises EvidenceError where the table is unknown or its columns are not those declared.
        """
        if name not in self._tables:
            self._tables[name] = self._read(name)
        return self._tables[name].copy()

    def rows(self, name: str) -> list[SimpleNamespace]:
        """The same without pandas, which pages need not wait for: a missing number is None, a missing text empty.

        Raises EvidenceError as ``table`` does.
        """
        fields, path = self._fields(name), self.root / "data" / f"{name}.csv"
        reading = [(column, _AS_ROWS[field["type"]], None if field["type"] in _NUMERIC else "")
                   for column, field in fields.items()]
        try:
            with open(path, encoding="utf-8", newline="") as file:
                header, *lines = csv.reader(file, strict=True)
            if header == list(fields):
                return [SimpleNamespace(**{column: read(cell) if cell else missing
                                           for (column, read, missing), cell in zip(reading, line, strict=True)})
                        for line in lines]
        except (OSError, ValueError, csv.Error):
            pass
        self._read(name)  # which says what is wrong
        fail(f"data/{path.name}", 0, "cannot be read as a table", "rebuild with 'evidence tables'")

    def _fields(self, name: str) -> dict[str, dict]:
        if name not in self._resources:
            fail("data/datapackage.json", 0, f"no table '{name}'", f"use one of: {', '.join(self.tables)}")
        return {field["name"]: field for field in self._resources[name]["schema"]["fields"]}

    def _read(self, name: str) -> "pd.DataFrame":
        import pandas as pd
        fields, path = self._fields(name), self.root / "data" / f"{name}.csv"
        # Text first: pandas would guess 001 → 1 and "NA" → missing, and shift rows that are too long.
        try:
            frame = pd.read_csv(path, dtype="string", keep_default_na=False, na_values=[""], index_col=False)
        except (OSError, ValueError):  # missing, truncated, not UTF-8: pandas' own errors are ValueErrors
            fail(f"data/{path.name}", 0, "cannot be read as a table", "rebuild with 'evidence tables'")
        if list(frame.columns) != list(fields):
            fail(f"data/{path.name}", 1, "columns are not those declared", "rebuild with 'evidence tables'")
        for column, kind in ((name, field["type"]) for name, field in fields.items() if field["type"] != "string"):
            try:
                frame[column] = _typed(frame[column], kind)
            except (TypeError, ValueError):
                fail(f"data/{path.name}", 0, f"column '{column}' holds what is no {kind}",
                     "rebuild with 'evidence tables'")
        return frame


def _typed(column: "pd.Series", kind: str) -> "pd.Series":
    import pandas as pd
    return (column == "true" if kind == "boolean" else pd.to_numeric(column)).astype(DTYPES[kind])


def open_report(fallback: Path | None = None) -> Report:
    """Return the report at EVIDENCE_ROOT, or the nearest folder upwards, or ``fallback``."""
    if named := os.environ.get("EVIDENCE_ROOT"):
        return Report(Path(named))
    root = find_root(Path.cwd()) or fallback
    if root is None:
        fail(str(Path.cwd()), 0, "no report here", "start from a folder inside it, or set EVIDENCE_ROOT")
    return Report(root)
