"""The ledger against the seeds: a good one passes, each bad one says what is wrong."""

import os
import shutil
from pathlib import Path

import pytest
import yaml

from evidence.cli import main

HERE = Path(__file__).parents[1]
CASES = yaml.safe_load((HERE / "bad_ledgers.yml").read_text(encoding="utf-8"))


@pytest.fixture
def mini(tmp_path):
    """A copy of the small report in tests/mini."""
    return Path(shutil.copytree(HERE / "mini", tmp_path / "mini"))


def faults_of(root, capsys, command="tables"):
    code = main(["--root", str(root), command])
    return code, capsys.readouterr().err


def test_a_good_ledger_passes(mini, capsys):
    assert main(["--root", str(mini), "check"]) == 0
    assert "4 claims, 3 quantities, 2 relations" in capsys.readouterr().out


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_bad_ledger_says_what_is_wrong(case, mini, capsys):
    path = mini / case["file"]
    text = path.read_text(encoding="utf-8")
    assert case["old"] in text, "the case no longer fits tests/mini"
    path.write_text(text.replace(case["old"], case["new"], 1), encoding="utf-8")
    code, err = faults_of(mini, capsys)
    assert code == 1
    assert case["expect"] in err
    assert "Traceback" not in err
    assert not (mini / "data").exists(), "something was written in spite of the fault"


def test_all_faults_at_once(mini, capsys):
    path = mini / "ledger/gazette-mill.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("emploie douze", "emploie 12").replace("measure: flour_made", "measure: flour"),
                    encoding="utf-8")
    code, err = faults_of(mini, capsys)
    assert code == 1
    assert err.count("unknown measure 'flour'") == 2
    assert "'Il emploie 12 personnes' is not in" in err


def test_an_article_without_a_ledger_file_is_a_fault(mini, capsys):
    (mini / "seeds/new.txt").write_text("Rien.", encoding="utf-8")
    code, err = faults_of(mini, capsys)
    assert code == 1
    assert "seeds/new.txt: no ledger file reads this article" in err


def test_a_file_that_would_be_passed_over_is_a_fault(mini, capsys):
    (mini / "ledger/gazette-mill.yml").rename(mini / "ledger/gazette-mill.yaml")
    code, err = faults_of(mini, capsys, "check")
    assert code == 1
    assert "ledger/gazette-mill.yaml: not read: its name does not end in '.yml'; rename it" in err
    assert "ledger: holds no source file" in err


def test_a_link_or_a_pipe_is_no_ledger_file(mini, capsys):
    (mini / "ledger/link.yml").symlink_to(mini / "ledger/gazette-mill.yml")
    os.mkfifo(mini / "ledger/pipe.yml")
    code, err = faults_of(mini, capsys, "check")
    assert code == 1
    assert "ledger/link.yml: not a regular file" in err
    assert "ledger/pipe.yml: not a regular file" in err


def test_one_article_has_one_ledger_file(mini, capsys):
    text = (mini / "ledger/gazette-mill.yml").read_text(encoding="utf-8")
    (mini / "ledger/other.yml").write_text(text.replace("id: gazette-mill", "id: other"), encoding="utf-8")
    code, err = faults_of(mini, capsys, "check")
    assert code == 1
    assert "seeds/moulin.txt: read by two ledger files" in err


def test_a_quote_that_is_lost_is_reported_once(mini, capsys):
    path = mini / "ledger/gazette-mill.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("1 250 tonnes de farine en", "1 250 tonnes de farines en"), encoding="utf-8")
    code, err = faults_of(mini, capsys, "check")
    assert code == 1
    assert "is not in seeds/moulin.txt" in err
    assert "unknown claim" not in err, "the judgements on it blame the same fault again"


def test_a_hundred_thousand_repeats_make_few_faults_in_little_time(mini, capsys):
    with (mini / "seeds/moulin.txt").open("a", encoding="utf-8") as seed:
        seed.write("Il emploie douze personnes. " * 20_000)
    code, err = faults_of(mini, capsys, "check")
    assert code == 1
    assert "found 100 or more times" in err
    assert "more numbers are in no claim" in err
    assert len(err) < 50_000


def test_a_bibliography_that_cannot_be_read_is_a_fault(mini, capsys):
    (mini / "references.bib").write_bytes(b"@misc{\xe9,}")
    code, err = faults_of(mini, capsys, "check")
    assert code == 1
    assert "references.bib: cannot be read; store it as a UTF-8 text file" in err


@pytest.mark.parametrize("changes, places", [
    ([("gazette-mill", "measure: staff", "measure: staf"), ("judgements", "/made", "/mode"),
      ("reference_points", "register2023", "x")],
     ["gazette-mill.yml:39: unknown measure", "judgements.yml:4: unknown claim", "reference_points.yml:1: 'x'"]),
    ([("gazette-mill", "stance: forecast", "stanza: forecast")], ["gazette-mill.yml:44: unknown field"]),
    ([("entities", "id: gazette,", "id: valbonne,")], ["entities.yml:1: the id", "entities.yml:4: the id"]),
], ids=["across files", "in a field", "in a list"])
def test_each_file_is_read_once_whatever_is_wrong_in_it(mini, monkeypatch, capsys, changes, places):
    for name, old, new in changes:
        path = mini / f"ledger/{name}.yml"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    opened: list[str] = []
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path.name) or read_bytes(path))
    code, err = faults_of(mini, capsys, "check")
    assert code == 1 and all(f"ledger/{place}" in err for place in places), err
    assert len(opened) == len(set(opened)) and {f"{name}.yml" for name, *_ in changes} <= set(opened)
