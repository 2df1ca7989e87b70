"""Sweeps in this process: the table, the journal, the lock, addresses; the runs themselves are made up."""

import csv
import json
import os
import re
from concurrent.futures import BrokenExecutor, ThreadPoolExecutor
from types import SimpleNamespace

import fastparquet
import fsspec
import pytest
from made_up import cell, notebook, project, write
from nbformat.v4 import new_output

from evidence.cli import main
from evidence.commands import sweep as command
from evidence.disk.lock import locked
from evidence.errors import EvidenceError, Fault
from evidence.notebooks.published import MIME
from evidence.running import engine
from evidence.running.task import Ran, RunError, Task
from evidence.sweeps import executors, journal
from evidence.sweeps import sweep as sweeps
from evidence.sweeps.plan import find_plan
from evidence.sweeps.run import RunOfSet

EDITIONS = """\
sweeps:
  grid:
    chapter: mills
    description: both
    values:
      mills: [1, 2, 9]
      towns: [[Port], [Port, Hill]]
"""


@pytest.fixture
def report(tmp_path, monkeypatch):
    root = project(tmp_path)
    write(root / "chapters" / "mills.ipynb", cell("pass"))
    (root / "editions.yml").write_text(EDITIONS)
    runs, far = [], notebook("as far as it got")

    def run_task(task):
        values, shown = task.values, task.shown
        runs.append(values)
        if values.get("mills") == 9:
            fault = Fault(f"{shown}:cell 3", 0, "the run stops here: too many", "mend it")
            raise RunError([fault], far)
        results = [{"name": "power", "value": values["mills"] * 559, "text": "many kW", "rests_on": ["a/b"]},
                   {"name": "words", "value": "Ça, «oui»", "text": "Ça, «oui»"},
                   {"name": "idle", "value": True, "text": "yes"},
                   {"name": "gone", "value": None, "text": "left out of this edition", "left_out": ["a/b"]}]
        outputs = [new_output("display_data", {MIME.format("result"): record}) for record in results]
        return Ran(SimpleNamespace(cells=[{"outputs": outputs}, {"cell_type": "markdown"}]), [], 0.1)

    monkeypatch.setattr(engine, "run_task", run_task)
    return SimpleNamespace(root=root, runs=runs, folder=root / "_build" / "sweeps" / "grid")


def sweep(report, *arguments):
    return main(["--root", str(report.root), "sweep", "grid", *map(str, arguments)])


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_is_tidy_and_the_same_in_both_forms(report, capsys):
    assert sweep(report) == 1
    table = rows(report.folder / "grid.csv")
    assert list(table[0]) == ["run", "mills", "towns", "name", "value", "low", "high", "unit", "text"]
    assert len(table) == 4 * 4
    assert table[4] == {"run": "2", "mills": "1", "towns": "Port,Hill", "name": "power", "value": "559.0",
                        "low": "559.0", "high": "559.0", "unit": "", "text": "many kW"}
    assert [row["value"] for row in table[:4]] == ["559.0", "", "1.0", ""] and table[1]["text"] == "Ça, «oui»"
    frame = fastparquet.ParquetFile(report.folder / "grid.parquet").to_pandas()
    assert [str(kind) for kind in frame.dtypes[["run", "mills", "value"]]] == ["int64", "int64", "float64"]
    again = [{name: "" if value != value or value is None else str(value) for name, value in row.items()}
             for row in frame.to_dict("records")]
    assert again == table


@pytest.mark.parametrize("how", [[], ["--answers"]])
def test_a_dry_run_says_how_many_and_runs_none(report, monkeypatch, capsys, how):
    monkeypatch.setattr("evidence.scenarios.sweep.sweep_answers", lambda *_, **__: pytest.fail("answers were computed"))
    assert sweep(report, "--dry-run", *how) == 0 and not report.runs
    assert capsys.readouterr().out == "would run mills 6 times, with values of mills, towns\n"


def test_quiet_is_without_a_bar(report, capsys):
    (report.root / "editions.yml").write_text(EDITIONS.replace(", 9", ""))
    assert sweep(report, "--quiet") == 0 and capsys.readouterr() == ("", "")


def test_failed_runs_are_listed_kept_and_tried_again(report, capsys):
    assert sweep(report) == 1
    printed = capsys.readouterr()
    assert "run 6 (mills=9 towns=Port,Hill): chapters/mills.ipynb:cell 3: the run stops here: too many" in printed.err
    assert f"the failed notebooks are in {report.folder}/failed" in printed.err
    assert "6 runs of mills: 6 now" in printed.out and "2 failed" in printed.out
    assert sorted(path.name for path in (report.folder / "failed").iterdir()) == [
        "failed.txt", "run-0005.ipynb", "run-0006.ipynb"]
    report.runs.clear()
    assert sweep(report) == 1
    assert [values["mills"] for values in report.runs] == [9, 9] and "2 now" in capsys.readouterr().out


def test_only_the_first_failures_are_printed(report, capsys, monkeypatch):
    monkeypatch.setattr(journal, "SHOWN", 1)
    assert sweep(report) == 1
    errors = capsys.readouterr().err
    assert errors.count("too many") == 1 and "and 1 more; the failed notebooks are in" in errors


def test_nothing_to_do_means_nothing_run_and_the_same_bytes(report, capsys):
    (report.root / "editions.yml").write_text(EDITIONS.replace(", 9", ""))
    assert sweep(report) == 0
    first = [(report.folder / f"grid.{kind}").read_bytes() for kind in ("csv", "parquet")]
    assert sweep(report, "--workers", 3) == 0
    assert len(report.runs) == 4 and "0 now" in capsys.readouterr().out
    assert [(report.folder / f"grid.{kind}").read_bytes() for kind in ("csv", "parquet")] == first


def test_more_values_run_only_those(report):
    (report.root / "editions.yml").write_text(EDITIONS.replace(", 2, 9", ""))
    assert sweep(report) == 0
    (report.root / "editions.yml").write_text(EDITIONS.replace(", 9", ""))
    assert sweep(report) == 0
    assert [values["mills"] for values in report.runs] == [1, 1, 2, 2]
    assert [row["run"] for row in rows(report.folder / "grid.csv")][::4] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("change", ["chapter", "tables", "code"])
def test_what_the_chapter_depends_on_makes_runs_stale(report, change):
    (report.root / "editions.yml").write_text(EDITIONS.replace(", 9", ""))
    package = report.root / "mill_analysis"
    package.mkdir()
    (package / "__init__.py").write_text("POWER = 1\n")
    (report.root / "data").mkdir(exist_ok=True)
    (report.root / "data" / "claims.csv").write_text("claim_id\n")
    source = "import mill_analysis\nopen('../data/claims.csv').read()"
    write(report.root / "chapters" / "mills.ipynb", cell(source))
    assert sweep(report) == sweep(report) == 0 and len(report.runs) == 4
    if change == "chapter":
        write(report.root / "chapters" / "mills.ipynb", cell(source + "\n1"))
    elif change == "tables":
        (report.root / "data" / "claims.csv").write_text("claim_id\na/b\n")
    else:
        (package / "__init__.py").write_text("POWER = 2\n")
    assert sweep(report) == 0
    assert len(report.runs) == 8


@pytest.mark.parametrize("damage", [
    lambda text: text[:-20],
    lambda text: text[:-1],  # whole but for the line feed: the next line would be written behind it
    lambda text: text + b'{"sum": "0',
    lambda text: text.replace(b"559", b"560", 1),
    lambda text: b"\0\xff garbled\n" + text.split(b"\n", 1)[1],
    lambda text: text.replace(b"many", b"some", 1),
    lambda text: b"[]\n7\n{}\n" + text.split(b"\n", 1)[1],
])
def test_a_damaged_journal_is_not_believed(report, damage):
    (report.root / "editions.yml").write_text(EDITIONS.replace(", 9", ""))
    assert sweep(report, "--workers", 1) == 0
    table, kept = (report.folder / "grid.csv").read_bytes(), report.folder / "journal.jsonl"
    kept.write_bytes(damage(kept.read_bytes()))
    report.runs.clear()
    assert sweep(report, "--workers", 1) == 0
    assert len(report.runs) <= 1 and (report.folder / "grid.csv").read_bytes() == table
    assert len(kept.read_bytes().splitlines()) == 4 and kept.read_bytes().endswith(b"\n")
    for line in kept.read_text().splitlines():
        json.loads(line)


def test_two_of_the_same_name(report, capsys):
    with locked(report.folder, "here", "busy"):
        assert sweep(report) == 1
    assert re.search(r"this sweep is at work already \(process \d+ on \S+, since \d\d:\d\d:\d\d\); wait until",
                     capsys.readouterr().err)
    assert not report.runs and sweep(report) == 1 and report.runs


def test_any_address(report, tmp_path, capsys):
    (report.root / "editions.yml").write_text(EDITIONS.replace(", 9", ""))
    assert sweep(report, "-o", "memory://far/away") == sweep(report, "-o", f"file://{tmp_path}/there") == 0
    assert sweep(report, "-o", tmp_path / "here") == 0 and len(report.runs) == 4
    memory = fsspec.filesystem("memory")
    assert sorted(memory.ls("/far/away", detail=False)) == ["/far/away/grid.csv", "/far/away/grid.parquet"]
    assert memory.cat("/far/away/grid.csv") == (tmp_path / "there" / "grid.csv").read_bytes()
    assert sorted(path.name for path in (tmp_path / "here").iterdir()) == ["grid.csv", "grid.parquet"]
    assert not (report.folder / "grid.csv").exists()
    assert "16 rows in memory://far/away/grid.csv and memory://far/away/grid.parquet" in capsys.readouterr().out


@pytest.mark.parametrize("address, message", [
    ("/proc/nowhere/here", "nothing can be written there"),
    ("nothing://far", "nothing can be written there (Protocol not known: nothing)"),
    ("gcs://far", "Please install gcsfs"),
])
def test_an_address_where_nothing_can_be_written_is_refused_first(report, capsys, address, message):
    assert sweep(report, "-o", address) == 1
    errors = capsys.readouterr().err
    assert f"-o {address}: " in errors and message in errors and not report.runs


def test_a_full_disk_at_the_end_leaves_the_old_table_and_no_rests(report, tmp_path, monkeypatch, capsys):
    (report.root / "editions.yml").write_text(EDITIONS.replace(", 9", ""))
    there = tmp_path / "there"
    there.mkdir()
    (there / "grid.csv").write_text("old")
    from fsspec.implementations.local import LocalFileSystem
    put = LocalFileSystem.put_file

    def full(self, source, target, **options):
        put(self, source, target, **options)
        if target.rpartition("-")[0].endswith(".parquet"):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(LocalFileSystem, "put_file", full)
    assert sweep(report, "-o", there) == 1
    errors = capsys.readouterr().err
    assert "the table cannot be written there ([Errno 28] No space left on device); make room" in errors
    assert [path.name for path in there.iterdir()] == ["grid.csv"] and (there / "grid.csv").read_text() == "old"
    monkeypatch.undo()
    assert sweep(report, "-o", there) == 0 and len(report.runs) == 4


def test_stopped_while_a_run_is_being_kept(report, monkeypatch, capsys):
    settle, written = journal._settle, []

    def stopped(file):
        settle(file)
        written.append(file)
        if len(written) == 4:  # the journal itself, and three runs
            raise KeyboardInterrupt

    monkeypatch.setattr(journal, "_settle", stopped)
    assert sweep(report, "--workers", 1) == 130
    assert "stopped: 3 of 6 runs are kept" in capsys.readouterr().err
    monkeypatch.undo()
    sweep(report)
    assert "3 kept from before" in capsys.readouterr().out


def test_a_full_disk_while_it_runs(report, monkeypatch, capsys):
    (report.root / "editions.yml").write_text(EDITIONS.replace(", 9", ""))
    settle, written = journal._settle, []

    def full(file):
        settle(file)
        written.append(file)
        if len(written) == 4:
            os.ftruncate(file.fileno(), os.fstat(file.fileno()).st_size - 30)
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(journal, "_settle", full)
    assert sweep(report, "--workers", 1) == 1
    errors = capsys.readouterr().err
    assert "No space left on device; mend that, then run it again" in errors
    assert "stopped: 2 of 4 runs are kept" in errors
    monkeypatch.setattr(journal, "_settle", settle)
    assert sweep(report) == 0 and "2 now" in (out := capsys.readouterr().out) and "2 kept" in out


def test_a_set_drawn_twice_is_run_once_and_stands_twice(report):
    (report.root / "editions.yml").write_text(
        "sweeps:\n  grid:\n    chapter: mills\n    description: x\n"
        "    values: {mills: {low: 1, high: 8}, kind: [wind, water]}\n"
        "    sample: {draws: 12, seed: 2, method: uniform}\n")
    assert sweep(report) == 0
    assert len(report.runs) < 12 and len(rows(report.folder / "grid.csv")) == 12 * 4


def test_a_chapter_without_key_figures(report, monkeypatch, capsys):
    monkeypatch.setattr(engine, "run_task", lambda _: Ran(SimpleNamespace(cells=[]), [], 0.1))
    assert sweep(report) == 0
    assert "0 rows" in (printed := capsys.readouterr()).out and "publishes no key figure" in printed.err
    assert (report.folder / "grid.csv").read_text() == "run,mills,towns,name,value,low,high,unit,text\n"
    columns = fastparquet.ParquetFile(report.folder / "grid.parquet").columns
    assert columns == ["run", "mills", "towns", "name", "value", "low", "high", "unit", "text"]


def test_runs_are_handed_over_as_there_is_room(report):
    waiting, most = [], []

    class Counting(ThreadPoolExecutor):
        def submit(self, *given):
            future = super().submit(*given)
            waiting.append(future)
            most.append(sum(not each.done() for each in waiting))
            return future

    def tasks():
        for run in range(300):
            yield RunOfSet(run, str(run), Task(report.root / "chapters" / "mills.ipynb", report.root, {"mills": 1}))

    with Counting(2) as pool:
        assert sum(1 for _ in executors.run_all(pool, tasks(), 2)) == 300
    assert max(most) <= 2 * executors.AHEAD


def test_a_worker_that_fails_costs_one_run_and_lost_workers_end_it(report, monkeypatch, capsys):
    original, lost = executors.run_set, []

    def run_set(run):
        if run.number == 3:
            raise RuntimeError("the worker fell over") if not lost else BrokenExecutor("all gone")
        return original(run)

    monkeypatch.setattr(executors, "run_set", run_set)
    assert sweep(report, "--workers", 1) == 1
    printed = capsys.readouterr()
    assert "run 3 (mills=2 towns=Port): its worker failed (the worker fell over)" in printed.err
    assert "3 failed" in printed.out
    lost.append(True)
    assert sweep(report, "--workers", 1) == 1
    errors = capsys.readouterr().err
    assert "the workers are gone (all gone); start them, then run it again" in errors
    assert "stopped: 3 of 6 runs are kept; 'evidence sweep grid' goes on from there" in errors


def test_progress_is_a_line_now_and_then_where_nobody_watches(report, monkeypatch, capsys):
    monkeypatch.setattr(command, "SECONDS_A_LINE", 0)
    sweep(report)
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("grid:")]
    assert "6/6" in lines[-1] and "2 failed" in lines[-1] and re.search(r"\[\d\d:\d\d<.*run", lines[-1])
    assert all("\r" not in line for line in lines)


def test_without_dask(report, monkeypatch, capsys):
    monkeypatch.setattr(executors.importlib.util, "find_spec", lambda name: None)
    assert sweep(report, "--scheduler", "tcp://127.0.0.1:1") == 1
    assert "needs Dask, which is not installed; run " in (errors := capsys.readouterr().err)
    assert "uv pip install" in errors and not report.runs


def test_called_from_elsewhere_with_an_executor_and_a_folder(report, tmp_path):
    plan = find_plan(report.root, "grid")
    with ThreadPoolExecutor(1) as pool:
        outcome = sweeps.sweep(report.root, plan, pool, 1, folder=tmp_path / "kept")
    assert (outcome.ran, outcome.kept, outcome.failed.count, outcome.rows) == (6, 0, 2, 16)
    assert (tmp_path / "kept" / "grid.csv").exists() and not report.folder.exists()
    with pytest.raises(EvidenceError):
        find_plan(report.root, "grod")
