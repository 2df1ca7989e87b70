"""The table of a sweep: a row for each run and key figure, as CSV and Parquet, at any address that fsspec knows."""

import csv
import re
import tempfile
import uuid
import warnings
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from evidence.errors import fail, shorten
from evidence.notebooks.parameters import Parameter
from evidence.sweeps.run import KeyFigure
from evidence.sweeps.sets import COLUMNS

ROWS_AT_ONCE = 20_000  # more are never in memory
# A number or a range of numbers, and what is printed behind it.
PRINTED = re.compile(r"(?P<number>[-−]?\d[\d.,]*)(?:\s*(?:to|–)\s*[-−\d.,]*\d)?\s*(?P<unit>[^\d\s]\D*)?")
PERCENT, OF_ONE = "%", "of one"
DTYPES = {"float": "float64", "int": "int64", "bool": "bool"}


class TableFolder:
    """A folder at an address."""

    def __init__(self, address: str):
        """Make the folder and try to write there. EvidenceError where that cannot be done."""
        import fsspec
        self.address = str(address).rstrip("/") or "/"
        try:
            self.system, self.folder = fsspec.url_to_fs(str(address))
            self.system.makedirs(self.folder, exist_ok=True)
            probe = f"{self.folder}/.probe-{uuid.uuid4().hex}"
            self.system.pipe_file(probe, b"\0")
            self.system.rm_file(probe)
        except Exception as error:  # each driver has exceptions of its own
            fail(f"-o {shorten(address, 80)}", 0, f"nothing can be written there ({shorten(error, 120)})",
                 "name a folder, or an address such as file:///… or s3://…, whose driver is installed")

    def _put(self, files: list[Path]) -> list[str]:
        """Upload beside, then rename: whoever looks there finds the old table or the new one, whole."""
        beside = {f"{self.folder}/.{file.name}-{uuid.uuid4().hex}": file for file in files}
        try:
            for there, file in beside.items():
                self.system.put_file(str(file), there)
            for there, file in beside.items():
                self.system.mv(there, f"{self.folder}/{file.name}")
        except Exception as error:
            for there in beside:
                if self.system.exists(there):
                    self.system.rm_file(there)
            fail(f"-o {shorten(self.address, 80)}", 0, f"the table cannot be written there ({shorten(error, 120)})",
                 "make room, or name another place; no run is lost")
        return [f"{self.address}/{file.name}" for file in beside.values()]


class SweptRun(NamedTuple):
    """A run for the table: its number, its values and its key figures."""

    number: int
    values: dict[str, Any]
    figures: list[KeyFigure]


def write_table(name: str, parameters: dict[str, Parameter], runs: Iterable[SweptRun],
                folder: TableFolder) -> tuple[int, list[str]]:
    """Write ``name.csv`` and ``name.parquet``; the number of rows, and where they are.

    Columns: ``run``, one for each parameter, ``name`` of the figure, ``value`` where it is a number (1 or 0 for yes or
    no), ``low`` and ``high`` between which it lies (both the value where it is one number), ``unit`` as it is printed
    behind the number, ``text`` as the whole is printed.
    """
    with tempfile.TemporaryDirectory(prefix="evidence-") as beside:
        files = [Path(beside, f"{name}.csv"), Path(beside, f"{name}.parquet")]
        rows, count = _rows(runs, parameters), 0
        with open(files[0], "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file, lineterminator="\n")
            table.writerow(_columns(parameters))
            # An empty table has its columns too.
            while (some := list(islice(rows, ROWS_AT_ONCE))) or not files[1].exists():
                table.writerows(some)
                _add(files[1], some, parameters)
                count += len(some)
        return count, folder._put(files)


def _columns(parameters: Iterable[str]) -> list[str]:
    return [COLUMNS[0], *parameters, *COLUMNS[1:]]


def _rows(runs: Iterable[SweptRun], parameters: dict[str, Parameter]) -> Iterator[list]:
    for run, values, figures in runs:
        cells = [parameters[name].typed(value) if isinstance(value, list) else value
                 for name, value in values.items()]
        for figure in figures:
            yield [run, *cells, figure.name, *_measured(figure), figure.text]


def _measured(figure: KeyFigure) -> tuple[float | None, float | None, float | None, str]:
    """Value, low, high and unit; all empty where the figure is no number."""
    if not isinstance(figure.value, bool | int | float):
        return None, None, None, ""
    value = float(figure.value)
    low, high = (value if end is None else float(end) for end in (figure.low, figure.high))
    return value, low, high, _unit(figure.text, value)


def _unit(text: str, value: float) -> str:
    """What is printed behind a number; a share is printed in percent, and stands in the table as a part of one."""
    printed = PRINTED.fullmatch(text)
    if not printed or not printed["unit"]:
        return ""
    as_percent = printed["unit"] == PERCENT and abs(value) <= 1 and printed["number"] != f"{value:g}"
    return OF_ONE if as_percent else printed["unit"]


def _add(path: Path, rows: list[list], parameters: dict[str, Parameter]) -> None:
    """Append rows to a Parquet file."""
    import pandas
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # fastparquet asks pandas for an option on its way out
        import fastparquet
    columns = _columns(parameters)
    given = (DTYPES.get(parameter.type_name, "object") for parameter in parameters.values())
    types = ["int64", *given, "object", "float64", "float64", "float64", "object", "object"]
    cells = list(zip(*rows)) if rows else [()] * len(columns)
    frame = pandas.DataFrame({name: pandas.Series(column, dtype=kind)
                              for name, column, kind in zip(columns, cells, types)})
    words = {name: "utf8" if kind == "object" else "infer" for name, kind in zip(columns, types)}
    fastparquet.write(str(path), frame, compression="SNAPPY", object_encoding=words, has_nulls=False,
                      append=path.exists())
