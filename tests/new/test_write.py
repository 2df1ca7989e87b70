"""A new report checks and builds as it comes out, and another subject brings words, roles and licence of its own."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from evidence.book.needed import EXTENSIONS, missing_settings
from evidence.errors import EvidenceError
from evidence.ledger.verify import examine
from evidence.new.write import LANGUAGES, write_report

CYCLING = Path(__file__).parents[1] / "cycling"
OLD = ("seeds/first-article.txt", "ledger/first-article.yml", "chapters/evidence/first-article.md", "editions.yml",
       "chapters/trees.ipynb", "chapters/words/trees.yml", "subject/trees.py", "tests/test_trees.py")


@pytest.fixture
def report(tmp_path):
    write_report(tmp_path / "report", 'Trees: "a test" # é', "en", "1.0")
    return tmp_path / "report"


def evidence(folder: Path, *words: str) -> str:
    """What the command says, run as a user would from a folder outside the checkout."""
    ran = subprocess.run([sys.executable, "-m", "evidence", *words], cwd=folder, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_report_has_no_fault(tmp_path, language):
    write_report(tmp_path / "report", "Trees", language, "1.0")
    examined = examine(tmp_path / "report")
    assert (examined.faults, [source.language for source in examined.sources]) == ([], [language])
    assert missing_settings(tmp_path / "report") == []


@pytest.mark.parametrize("target", ["book", "test", "refresh"])
def test_make_understands_the_makefile_and_the_workflow_names_a_target_of_it(report, target):
    ran = subprocess.run(["make", "-n", target], cwd=report, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "run: make test" in (report / ".github/workflows/book.yml").read_text(encoding="utf-8")


def test_an_engine_that_cannot_be_installed_is_said_and_leaves_no_environment_taken_for_ready(report):
    (report / ".venv/bin").mkdir(parents=True)
    for name, does in (("python", "true"), ("uv", "false")):
        (report / ".venv/bin" / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (report / ".venv/bin" / name).chmod(0o755)
    ran = subprocess.run(["make", "book"], cwd=report, capture_output=True, text=True)
    assert ran.returncode and "put its wheel, evidence_report-....whl, beside the Makefile" in ran.stdout
    assert not (report / ".venv/.ready").exists()


def test_nothing_is_written_over(report):
    before = sorted(report.rglob("*"))
    with pytest.raises(EvidenceError, match="is there already, and not empty"):
        write_report(report, "Trees", "en", "1.0")
    assert sorted(report.rglob("*")) == before


@pytest.mark.parametrize("name", EXTENSIONS)
def test_a_missing_extension_is_named_with_its_use(report, name):
    settings = report / "_config.yml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if line.split("#")[0].strip() != f"- {name}"), encoding="utf-8")
    [fault] = missing_settings(report)
    assert fault.wrong == f"the extension '{name}' is missing" and EXTENSIONS[name] in fault.remedy and fault.line


def test_the_bibliography_missing_in_the_settings(report):
    settings = report / "_config.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("bibtex_bibfiles:", "bibtex_files:"), "utf-8")
    assert [fault.wrong for fault in missing_settings(report)] == ["'bibtex_bibfiles' is missing"]


def test_a_fresh_subject_in_its_own_words(tmp_path):
    evidence(tmp_path, "new", "city")
    city = tmp_path / "city"
    for name in OLD:
        (city / name).unlink()
    shutil.copytree(CYCLING, city, dirs_exist_ok=True)
    for command in ("check", "tables", "refresh", "lint", "book"):
        evidence(city, command)
    package = json.loads((city / "data/datapackage.json").read_text(encoding="utf-8"))
    page = (city / "_build/html/chapters/evidence/courrier-velos.html").read_text(encoding="utf-8")
    assert package["licenses"][0]["name"] == "CC0-1.0"
    for words in ("a feeling on two wheels", "proclaimed aloud", "pulling apart", "evidence-verdict-against"):
        assert words in page, words


def test_a_word_that_the_report_does_not_declare(report):
    source = report / "ledger/first-article.yml"
    (report / "ledger/vocabulary.yml").write_text("stances: {sung: sung, said: said}\nuncounted: []\n", "utf-8")
    source.write_text(source.read_text(encoding="utf-8").replace("stance: claimed", "stance: sung"), encoding="utf-8")
    [fault] = examine(report).faults
    assert (fault.wrong, fault.remedy) == ("'stance' has an unknown value ('reported')", "use one of: sung, said")


def test_the_chapter_takes_the_numbers_of_another_article(report):
    sys.path.insert(0, str(report))
    try:
        from subject import trees
        rows = pd.DataFrame({"measure": "trees_planted", "subject": ["millbrook", "millbrook", "millbrook", "elmford"],
                             "as_of": ["2023", "2025", "2024", "2026"], "value": [1000, 1500, 1250, 9000],
                             "claim_id": ["a", "b", "c", "of another town"]})
        given = trees.answer(SimpleNamespace(table=lambda name: rows), trees.Parameters(part_that_lives=0.5))
    finally:
        sys.path.remove(str(report))
        for name in ("subject", "subject.trees"):
            sys.modules.pop(name, None)
    assert (given.results["growth"].value, given.results["growth"].rests_on) == (pytest.approx(50), ("a", "b"))
