"""Names that act on a terminal, notebooks of an old form, articles that need no draft: each said plainly."""

import json
import shutil

import pytest
from made_up import MINI

from evidence.cli import main
from evidence.errors import Fault, printable

pytestmark = pytest.mark.hostile
NAMES = ["a\nb", "a\x1b[2Jb", "a\u202eb", "a\u2028b", "a\u200bb", "a\tb", "a\x07b", "a\u2066b", "a\x7fb", "a\x9bb", "\udcffb",
         "a\rfaults", "a\ufeffb", "a\u00adb"]
PLACES = ["seeds/{}.txt", "ledger/{}.yml", "chapters/{}.md", "chapters/{}.ipynb", "chapters/words/{}.yml"]


@pytest.fixture
def report(tmp_path):
    return shutil.copytree(MINI, tmp_path / "report")


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("command", ["check", "lint", "book"])
def test_names(report, capsys, name, place, command):
    path = report / place.format(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("x")
    assert main(["--root", str(report), command]) == 1
    errors = capsys.readouterr().err
    assert "cannot be printed" in errors and not [sign for sign in errors if not sign.isprintable() and sign != "\n"]


def test_blanks_of_numbers_stay_as_they_are():
    assert printable("1\u202f509\u00a0«x»\x00\n") == "1\u202f509\u00a0«x»\\x00\\n"
    assert str(Fault("a\nb", 1, "c\x1b", "d")) == "a\\nb:1: c\\x1b; d"


@pytest.mark.parametrize("command", ["lint", "book", "refresh"])
def test_a_notebook_of_the_third_form(report, capsys, command):
    (report / "chapters").mkdir()
    (report / "_toc.yml").write_text("format: jb-book\nroot: chapters/old\n")
    (report / "chapters" / "old.ipynb").write_text(json.dumps(
        {"metadata": {}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": []}]}))
    assert main(["--root", str(report), command]) == 1
    errors = capsys.readouterr().err
    assert "chapters/old.ipynb: is a notebook of the form 3" in errors and "nbformat.read(FILE, 4)" in errors


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\u202f", "\ufeff"])
def test_an_empty_article(report, capsys, text):
    (report / "seeds" / "new.txt").write_text(text)
    assert main(["--root", str(report), "scan", "seeds/new.txt"]) == 1
    assert "the article is empty" in capsys.readouterr().err and not (report / "ledger" / "new.yml").exists()


def test_an_article_that_is_read(report, capsys):
    assert main(["--root", str(report), "scan", "seeds/moulin.txt", "--id", "again"]) == 1
    assert "ledger/gazette-mill.yml reads this article already" in capsys.readouterr().err
    assert not (report / "ledger" / "again.yml").exists()
