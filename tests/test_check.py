"""The ledger against the seeds: a good one passes, each bad one says what is wrong."""

import shutil
from pathlib import Path

import pytest
import yaml

from evidence.cli import main

HERE = Path(__file__).parent
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
