"""Many sources in several processes: the same tables as in one, and a clean end where one of them dies."""

import csv
import io
import os
import signal
from pathlib import Path

import pytest

from benchmarks import ledger as bench_ledger
from evidence.cli import main
from evidence.ledger import parallel
from evidence.tables.package import contents

SOURCES = parallel.PARALLEL_FROM + 6


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """A made-up report of more sources than one process reads."""
    root = tmp_path_factory.mktemp("corpus") / "report"
    assert bench_ledger.write_corpus(root, SOURCES) == 20 * SOURCES
    return root


def die(*_):
    """Ends as the system ends a process where memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)


def test_several_processes_give_the_tables_that_one_gives(corpus, monkeypatch):
    several = contents(corpus)
    monkeypatch.setattr(parallel, "PARALLEL_FROM", SOURCES + 1)
    assert contents(corpus) == several
    rows = list(csv.DictReader(io.StringIO(several["claims.csv"].decode("utf-8"), newline="")))
    assert len({row["claim_id"] for row in rows}) == len(rows) == 20 * SOURCES
    places = [(row["source_id"], int(row["start"])) for row in rows]
    assert places == sorted(places)


def test_a_fault_in_one_process_comes_back_with_its_place(corpus, tmp_path, capsys):
    path = corpus / "ledger/s7.yml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("stance: claimed", "stance: sworn", 1), encoding="utf-8")
    try:
        assert main(["--root", str(corpus), "check"]) == 1
    finally:
        path.write_text(before, encoding="utf-8")
    err = capsys.readouterr().err
    assert err.startswith("ledger/s7.yml:7: 'stance' has an unknown value ('sworn')")
    assert err.endswith("\n1 fault\n")


@pytest.mark.parametrize("command", ["check", "tables"])
def test_a_process_that_dies_is_one_line_and_nothing_is_written(corpus, monkeypatch, capsys, command):
    monkeypatch.setattr(parallel, "resolve", die)
    assert main(["--root", str(corpus), command]) == 1
    assert capsys.readouterr().err == ("ledger: a process that was reading it has died; see that memory is free, "
                                       "then run it again\n1 fault\n")
    assert not (corpus / "data").exists()
    assert not list(Path(corpus).glob(".data-*"))


def test_the_benchmark_measures_both_commands():
    rows = bench_ledger.measure(8)
    assert [row.what for row in rows] == [f"{command} of 160 claims{what}" for command in ("check", "tables")
                                          for what in ("", ": time", ": memory")]
    assert all(row.value > 0 and (row.unit == "claims/s" or row.other == "40 claims") for row in rows)
