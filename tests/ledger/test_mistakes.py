"""The likely mistakes of a maintainer: what is said of each, in full, and no follow-on faults beside it."""

import shutil
from pathlib import Path

import pytest
import yaml

from evidence.cli import main

HERE = Path(__file__).parents[1]
MISTAKES = yaml.safe_load((HERE / "mistakes.yml").read_text(encoding="utf-8"))

TOGETHER = (
    "date day first", "measure misspelt", "hash cuts", "duplicate claim id", "duplicate id in entities",
    "quote shortened with dots", "quote translated", "value typed no why", "entity capital", "entity by name",
    "stance wrong", "field misspelt", "how wrong", "measure in entity field", "cite wrong", "language wrong",
    "unit unknown", "country lower", "judgement claim", "verdict wrong", "proposition wrong", "english missing text",
    "event date wrong", "attribute", "relation", "missing claims key", "bib brace", "reference by value", "speaks_as",
    "bound left out", "bib field")


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake["name"])
def test_all_that_is_said_of_a_mistake(mistake, tmp_path, capsys):
    root = shutil.copytree(HERE / "mini", tmp_path / "mini")
    path = root / mistake["file"]
    text = path.read_text(encoding="utf-8")
    assert mistake["old"] in text, "the case no longer fits tests/mini"
    path.write_text(text.replace(mistake["old"], mistake["new"], 1) if mistake["old"] else "", encoding="utf-8")
    code = main(["--root", str(root), "check"])
    said = capsys.readouterr().err.splitlines()
    assert said[:-1] == mistake["says"] and code == bool(mistake["says"])
    assert not any(sign in line for line in said for sign in ("^[", "Traceback")), "an expression is shown to a person"


def test_all_mistakes_at_once_are_said_in_one_pass(tmp_path, capsys):
    root = shutil.copytree(HERE / "mini", tmp_path / "mini")
    made = [mistake for mistake in MISTAKES if mistake["name"] in TOGETHER]
    for mistake in made:
        path = root / mistake["file"]
        text = path.read_text(encoding="utf-8")
        assert mistake["old"] in text and mistake["old"].count("\n") == mistake["new"].count("\n")
        path.write_text(text.replace(mistake["old"], mistake["new"], 1), encoding="utf-8")
    assert main(["--root", str(root), "check"]) == 1
    assert set(capsys.readouterr().err.splitlines()[:-1]) == {line for mistake in made for line in mistake["says"]}
    assert len(made) == len(TOGETHER)


def test_what_one_unreadable_file_names_is_no_fault_and_all_others_are_said(tmp_path, capsys):
    root = shutil.copytree(HERE / "mini", tmp_path / "mini")
    (root / "ledger" / "entities.yml").write_text("- {id: valbonne\n", encoding="utf-8")
    path = root / "ledger" / "gazette-mill.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("measure: staff", "measure: stafff"), encoding="utf-8")
    assert main(["--root", str(root), "check"]) == 1
    said = capsys.readouterr().err.splitlines()[:-1]
    assert [line.split(":")[0] for line in said] == ["ledger/entities.yml", "ledger/gazette-mill.yml"]
