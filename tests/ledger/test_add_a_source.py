"""The page on adding a source, step by step, as it stands on the page."""

import re
import shutil
from pathlib import Path

import pytest

from evidence.cli import main
from evidence.commands import add
from evidence.diff import source as source_effect

PROJECT = Path(__file__).resolve().parents[2]
PAGE = (PROJECT / "chapters/add_a_source.md").read_text(encoding="utf-8")
EXAMPLE = PROJECT / "chapters/example"


@pytest.fixture
def project(tmp_path, monkeypatch):
    """What the commands need of the project; no chapter is run."""
    monkeypatch.setattr(add, "_say_chapters", lambda root, source: None)
    monkeypatch.setattr(source_effect, "pages_that_rest_on", lambda root, source: [])
    for name in ("ledger", "seeds", "chapters/example", "chapters/evidence"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    for name in ("_config.yml", "_toc.yml", "references.bib"):
        shutil.copy(PROJECT / name, tmp_path)
    return tmp_path


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def command_of(start):
    """The words after ``evidence`` of a command printed on the page."""
    return next(line for line in PAGE.splitlines() if line.startswith(f".venv/bin/{start} ")).split()[1:]


def run(root, *words):
    return main(["--root", str(root), *words])


def test_the_page_leads_to_a_checked_source(project, capsys):
    command = command_of("evidence add")
    assert run(project, command[0], str(project / command[1]), *command[2:]) == 0
    draft = (project / "ledger/waic-visits.yml").read_text(encoding="utf-8")
    assert '"plus de 350 000"' in draft and "draft: true" in draft
    assert run(project, "check") == 1
    assert "todo" in capsys.readouterr().err

    publisher, comparison = blocks("yaml")
    with (project / "ledger/entities.yml").open("a", encoding="utf-8") as entities:
        entities.write("\n" + publisher)
    shutil.copy(EXAMPLE / "waic-visits.yml", project / "ledger")
    assert run(project, "add", "waic-visits") == 0
    said = capsys.readouterr().out
    assert "(waic-visits/visits-estimated) agrees with «dépasser les 300 000» (vietnam-vn-waic/attendance-" in said
    assert (project / "chapters/evidence/waic-visits.md").is_file()
    assert "chapters/evidence/waic-visits" in (project / "_toc.yml").read_text(encoding="utf-8")
    assert run(project, "check") == 0
    said = capsys.readouterr().out
    assert "6 sources" in said and "(waic-visits/visits-estimated)" in said

    path = project / "ledger/judgements.yml"
    text = path.read_text(encoding="utf-8")
    entry = comparison.split("\n", 1)[1]
    path.write_text(text.replace("comparisons:\n", "comparisons:\n" + entry, 1), encoding="utf-8")
    assert run(project, "check") == 0
    assert "attendance of waic-2025" not in capsys.readouterr().out
    assert run(project, "tables") == 0
    assert "waic-visits/visits-estimated" in (project / "data/quantities.csv").read_text(encoding="utf-8")
