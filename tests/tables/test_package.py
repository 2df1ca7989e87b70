"""The tables: the same bytes each time, valid, and any changed digit is named."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from frictionless import Package, system

from evidence.cli import main
from evidence.errors import EvidenceError
from evidence.tables import package as datapackage
from evidence.tables.report import Report
from evidence.tables.schema import SOURCE_TABLES

HERE = Path(__file__).parents[1]
PROJECT = HERE.parent


@pytest.fixture
def mini(tmp_path):
    root = Path(shutil.copytree(HERE / "mini", tmp_path / "mini"))
    assert main(["--root", str(root), "tables"]) == 0
    return root


def test_values_and_places_are_read_from_the_seed(mini):
    report = Report(mini)
    text = (mini / "seeds/moulin.txt").read_bytes().decode()
    rows = report.table("quantities").set_index("text")
    for words, row in rows.iterrows():
        assert text[row["start"]:row["end"]] == words
    assert rows.loc["1 250 tonnes", ["value", "low", "high"]].tolist() == [1250, 1250, 1250]
    planned = rows.loc["dépasser les 1 400 tonnes"]
    assert planned["low"] == 1400 and planned.isna()["high"]
    assert rows.loc["douze personnes", "value"] == 12


def test_digits_in_a_name_count_as_set_aside(mini):
    aside = Report(mini).table("set_aside").set_index("quote")["why"]
    assert aside["Moulin 2000"] == "digits inside a name"


def test_how_far_a_claim_lies_from_its_reference(mini):
    assert Report(mini).table("external_checks")["within_percent"].tolist() == [4.17]


def test_built_again_nothing_changes(mini, capsys):
    before = {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in (mini / "data").glob("*.csv")}
    assert main(["--root", str(mini), "tables"]) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert before == {p.name: (p.read_bytes(), p.stat().st_mtime_ns) for p in (mini / "data").glob("*.csv")}


@pytest.mark.parametrize("name", ["quantities.csv", "claims.csv", "datapackage.json"])
def test_one_changed_digit_is_named(mini, capsys, name):
    path = mini / "data" / name
    path.write_text(path.read_text(encoding="utf-8").replace("1250", "1260").replace("1 250", "1 260")
                    .replace('"bytes": ', '"bytes": 1'), encoding="utf-8")
    assert main(["--root", str(mini), "tables", "--check"]) == 1
    err = capsys.readouterr().err
    assert f"data/{name}:" in err and "where the ledger gives" in err


def _reordered(lines: list[str]) -> list[str]:
    return [",".join(reversed(line.split(","))) for line in lines]


@pytest.mark.parametrize("change, place", [
    (lambda lines: lines[:2] + lines[3:], "data/entities.csv:3: "),
    (lambda lines: lines[:-1], "data/entities.csv"),
    (lambda lines: [*lines, lines[-1]], "data/entities.csv:"),
    (lambda lines: [lines[0], *reversed(lines[1:])], "data/entities.csv:2: "),
    (_reordered, "data/entities.csv:1: "),
], ids=["row dropped", "last row dropped", "row twice", "rows reordered", "columns reordered"])
def test_rows_and_columns_out_of_place_are_named(mini, capsys, change, place):
    path = mini / "data/entities.csv"
    path.write_text("\n".join(change(path.read_text(encoding="utf-8").splitlines())) + "\n", encoding="utf-8")
    assert main(["--root", str(mini), "tables", "--check"]) == 1
    err = capsys.readouterr().err
    assert place in err and "evidence tables" in err and "Traceback" not in err


def test_a_key_is_declared_where_no_cell_of_it_is_empty(mini):
    described = json.loads((mini / "data/datapackage.json").read_text(encoding="utf-8"))
    keys = {each["name"]: each["schema"].get("primaryKey") for each in described["resources"]}
    assert keys["claims"] == ["claim_id"] and keys["sources"] == ["source_id"]
    for table in SOURCE_TABLES:
        with (mini / f"data/{table.name}.csv").open(encoding="utf-8", newline="") as file:
            filled = all(row[name] for row in csv.DictReader(file) for name in table.key)
        assert bool(keys[table.name.replace("_", "-")]) == (bool(table.key) and filled), table.name


def test_of_a_long_line_the_part_that_differs_is_shown(mini, capsys):
    path = mini / "data/claims.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines[1]) > 100
    path.write_text("\n".join([lines[0], lines[1] + "odd", *lines[2:]]) + "\n", encoding="utf-8")
    assert main(["--root", str(mini), "tables", "--check"]) == 1
    end = lines[1][-25:]
    assert f"data/claims.csv:2: holds '{end}odd' where the ledger gives '{end}'" in capsys.readouterr().err


def test_a_missing_and_a_foreign_file_are_named(mini, capsys):
    (mini / "data/claims.csv").unlink()
    (mini / "data/extra.csv").write_text("x\n")
    assert main(["--root", str(mini), "tables", "--check"]) == 1
    err = capsys.readouterr().err
    assert "data/claims.csv: missing" in err and "data/extra.csv: not one of the tables" in err


def test_a_full_disk_leaves_the_old_tables(mini, monkeypatch):
    (mini / "data/claims.csv").write_text("tampered\n")
    before = sorted(os.listdir(mini))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises((OSError, EvidenceError)):
        datapackage.write_tables(mini, datapackage.contents(mini))
    assert (mini / "data/claims.csv").read_text() == "tampered\n"
    assert sorted(os.listdir(mini)) == before


@pytest.mark.parametrize("root", [PROJECT, None], ids=["project", "mini"])
def test_the_data_package_is_valid(root, mini):
    with system.use_context(trusted=True):
        report = Package(str((root or mini) / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "message"])


def test_the_package_describes_every_column(mini):
    package = json.loads((mini / "data/datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert resource["description"]
        header = (mini / "data" / resource["path"]).read_text(encoding="utf-8").splitlines()[0].split(",")
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_a_row_too_long_is_refused(mini):
    path = mini / "data/entities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("entity_id,", "id,"), encoding="utf-8")
    with pytest.raises(EvidenceError, match=r"^data/entities\.csv:1: columns are not those declared"):
        Report(mini).table("entities")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"resources": [{}]}', "null"])
def test_a_damaged_package_is_a_fault_with_its_remedy(mini, content):
    (mini / "data/datapackage.json").write_text(content, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(EvidenceError, match=r"data/datapackage\.json: not as it was written; rebuild"):
        Report(mini).table("claims")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", None])
def test_a_damaged_table_is_a_fault_with_its_remedy(mini, content):
    path = mini / "data/claims.csv"
    path.unlink() if content is None else path.write_bytes(content)
    with pytest.raises(EvidenceError, match=r"data/claims\.csv: cannot be read as a table; rebuild"):
        Report(mini).table("claims")


def test_a_cell_of_the_wrong_type_is_a_fault(mini):
    path = mini / "data/claims.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("gazette-mill/made,gazette-mill,0,",
                                                             "gazette-mill/made,gazette-mill,x,"), encoding="utf-8")
    for read in (Report(mini).table, Report(mini).rows):
        with pytest.raises(EvidenceError, match=r"data/claims\.csv: column 'start' holds what is no integer"):
            read("claims")


def test_a_disk_that_refuses_is_one_fault(mini, monkeypatch, capsys):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device", "data")
    (mini / "data/claims.csv").unlink()
    monkeypatch.setattr(datapackage.tempfile, "mkdtemp", refuse)
    assert main(["--root", str(mini), "tables"]) == 1
    assert capsys.readouterr().err == "data: No space left on device; mend that, then run it again\n1 fault\n"


def test_what_a_killed_writer_left_is_cleared_away(mini):
    left = [mini / ".data-ab3_x9zq", mini / ".data-ab3_x9zq-old"]
    for folder in left:
        shutil.copytree(mini / "data", folder)
    ours = mini / ".data-of-mine"
    ours.mkdir()
    assert main(["--root", str(mini), "tables"]) == 0
    assert not any(folder.exists() for folder in left)
    assert ours.exists()


def test_a_writer_killed_between_two_renames_loses_nothing(mini):
    old = mini / ".old-ab3_x9zq"
    old.mkdir()
    (mini / "data").rename(old / "data")
    inode = (old / "data").stat().st_ino
    assert main(["--root", str(mini), "tables"]) == 0
    assert (mini / "data").stat().st_ino == inode
    assert not old.exists()


def test_two_writers_at_once_leave_whole_tables(mini):
    (mini / "data/claims.csv").write_text("tampered\n")
    calls = [subprocess.Popen([sys.executable, "-m", "evidence", "--root", str(mini), "tables"], stdout=subprocess.PIPE)
             for _ in range(3)]
    said = sorted(call.communicate(timeout=120)[0] for call in calls)
    assert [call.returncode for call in calls] == [0, 0, 0]
    assert [b"nothing to do" in line for line in said] == [True, True, False]
    assert main(["--root", str(mini), "tables", "--check"]) == 0


def test_rows_are_those_of_the_frame(mini):
    report = Report(mini)
    for name in report.tables:
        frame = report.table(name)
        rows = [vars(row) for row in report.rows(name)]
        assert len(rows) == len(frame) and all(list(row) == list(frame.columns) for row in rows)
        for column in frame.columns:
            numeric = str(frame[column].dtype) in ("Int64", "Float64")
            shown = [None if missing and numeric else "" if missing else cell
                     for cell, missing in zip(frame[column].tolist(), frame[column].isna())]
            assert [row[column] for row in rows] == shown, (name, column)


@pytest.mark.parametrize("old, new, wrong", [
    ("entity_id,", "id,", "columns are not those declared"), ("\n", "\n\"", "cannot be read as a table"),
])
def test_rows_of_a_damaged_table_are_refused(mini, old, new, wrong):
    path = mini / "data/entities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(EvidenceError, match=wrong):
        Report(mini).rows("entities")
