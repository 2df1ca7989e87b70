"""The page on adding a source, step by step, as it stands on the page."""

import re
import shutil
from pathlib import Path

import pytest

from evidence.cli import main

PROJECT = Path(__file__).resolve().parents[2]
PAGE = (PROJECT / "chapters/add_a_source.md").read_text(encoding="utf-8")
EXAMPLE = PROJECT / "chapters/example"
NOTICE = "005_waic_2025_visits.txt"


@pytest.fixture
def project(tmp_path):
    """What the commands need of the project, with the article stored."""
    for name in ("ledger", "seeds"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    for name in ("_config.yml", "references.bib"):
        shutil.copy(PROJECT / name, tmp_path)
    shutil.copy(EXAMPLE / NOTICE, tmp_path / "seeds")
    return tmp_path


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def command_of(start):
    """The words after ``evidence`` of a command printed on the page."""
    return next(line for line in PAGE.splitlines() if line.startswith(f".venv/bin/{start} ")).split()[1:]


def run(root, *words):
    return main(["--root", str(root), *words])


def test_the_page_leads_to_a_checked_source(project, capsys):
    assert run(project, "check") == 1
    assert f"seeds/{NOTICE}: no ledger file reads this article" in capsys.readouterr().err

    scan = command_of("evidence scan")
    assert run(project, scan[0], str(project / scan[1]), *scan[2:]) == 0
    draft = (project / "ledger/waic-visits.yml").read_text(encoding="utf-8")
    assert '"plus de 350 000"' in draft and "draft: true" in draft
    assert run(project, "check") == 1
    assert "todo" in capsys.readouterr().err

    publisher, comparison = blocks("yaml")
    with (project / "ledger/entities.yml").open("a", encoding="utf-8") as entities:
        entities.write("\n" + publisher)
    shutil.copy(EXAMPLE / "waic-visits.yml", project / "ledger")
    assert run(project, "check") == 0
    said = capsys.readouterr().out
    assert "6 sources" in said
    assert "(vietnam-vn-waic/attendance-2025-forecast)" in said and "(waic-visits/visits-estimated)" in said

    path = project / "ledger/judgements.yml"
    text = path.read_text(encoding="utf-8")
    entry = comparison.split("\n", 1)[1]
    path.write_text(text.replace("comparisons:\n", "comparisons:\n" + entry, 1), encoding="utf-8")
    assert run(project, "check") == 0
    assert "attendance of waic-2025" not in capsys.readouterr().out
    assert run(project, "tables") == 0
    assert "waic-visits/visits-estimated" in (project / "data/quantities.csv").read_text(encoding="utf-8")
