"""The likely mistakes of a maintainer: what is said of each, in full, and no follow-on faults beside it."""

import shutil
from pathlib import Path

import pytest
import yaml

from evidence.cli import main

HERE = Path(__file__).parents[1]
MISTAKES = yaml.safe_load((HERE / "mistakes.yml").read_text(encoding="utf-8"))


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
