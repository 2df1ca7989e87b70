"""The exports hold what the tables hold, in the formats of other tools, and are the same bytes each time."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from evidence.cli import main
from evidence.exports import write_exports
from evidence.exports.citation import read_citation
from evidence.tables.report import Report

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    there = tmp_path_factory.mktemp("exports") / "new"
    assert main(["--root", str(PROJECT), "export", str(there)]) == 0
    return there


def test_every_table_is_whole_in_both_formats(folder):
    report = Report(PROJECT)
    with closing(sqlite3.connect(folder / "evidence.sqlite")) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        for name in report.tables:
            frame = report.table(name)
            stored = pd.read_sql(f'SELECT * FROM "{name}"', database)
            read = pd.read_parquet(folder / f"{name}.parquet", engine="fastparquet")
            for found in (stored, read):
                assert list(found.columns) == list(frame.columns), name
                pd.testing.assert_frame_equal(_plain(found), _plain(frame), check_dtype=False, obj=name)


def _plain(frame: pd.DataFrame) -> pd.DataFrame:
    """Cells as texts, yes and no as 1 and 0, so that three formats can be set side by side."""
    def text(cell):
        if cell is None or pd.isna(cell):
            return ""
        return f"{float(cell):.12g}" if isinstance(cell, bool | int | float) or hasattr(cell, "dtype") else str(cell)
    return frame.astype(object).map(text)


def test_every_column_is_described(folder):
    with closing(sqlite3.connect(folder / "evidence.sqlite")) as database:
        described = {(table, column): words for table, column, words in
                     database.execute("SELECT * FROM descriptions")}
        columns = {(table, row[1]) for (table,) in database.execute("SELECT name FROM sqlite_master")
                   if not table.startswith("sqlite_") and table != "descriptions"
                   for row in database.execute(f'PRAGMA table_info("{table}")')}
    assert columns and all(described[column] for column in columns)


def test_croissant_names_every_file_column_and_key(folder):
    content = json.loads((folder / "croissant.json").read_text(encoding="utf-8"))
    files = {item["@id"]: item for item in content["distribution"]}
    ids = {field["@id"] for records in content["recordSet"] for field in records["field"]}
    for records in content["recordSet"]:
        header = (folder / f"{records['name']}.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
        assert [field["source"]["extract"]["column"] for field in records["field"]] == header
        for field in records["field"]:
            assert field["source"]["fileObject"]["@id"] in files
            assert field.get("references", {"field": {"@id": field["@id"]}})["field"]["@id"] in ids
    assert content["version"] and content["datePublished"] and content["citeAs"]


def test_the_crate_lists_every_file_once(folder):
    graph = json.loads((folder / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]
    listed = [item["@id"] for item in graph if item["@type"] == "File"]
    assert sorted(listed) == sorted(path.name for path in folder.iterdir() if path.name != "ro-crate-metadata.json")
    known = {item["@id"] for item in graph}
    whole = next(item for item in graph if item["@id"] == "./")
    assert {part["@id"] for part in whole["hasPart"]} | {whole["license"]["@id"]} <= known


def test_the_same_bytes_twice(folder, tmp_path):
    write_exports(PROJECT, tmp_path)
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes(), path.name


def test_a_report_without_a_citation_is_exported_too(tmp_path):
    assert read_citation(tmp_path) == ((("",) * 4) + ((),) * 3)


def test_missing_tables_are_said(tmp_path, capsys):
    (tmp_path / "ledger").mkdir()
    assert main(["--root", str(tmp_path), "export", str(tmp_path / "out")]) == 1
    assert "evidence tables" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
