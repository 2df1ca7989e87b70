"""A source into a report and out again: nothing half written, nothing left behind."""

import hashlib
import json
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_up_page import CONTENTS, PAGE, SACKS, edited_text

from evidence.cli import main
from evidence.commands import add
from evidence.disk import atomic
from evidence.ledger import finishing, proposals
from evidence.tables import package

HERE = Path(__file__).parents[1]


@pytest.fixture
def report(tmp_path, monkeypatch):
    """A copy of tests/mini with the pages of a book, and none of the chapters run."""
    monkeypatch.setattr(proposals, "MODELS", dict.fromkeys(("en", "fr"), "no_such_model"))
    monkeypatch.setattr(add, "_say_chapters", lambda root, source: None)
    root = Path(shutil.copytree(HERE / "mini", tmp_path / "mini"))
    (root / "chapters/evidence").mkdir(parents=True)
    (root / "chapters/evidence/gazette-mill.md").write_text("# The Gazette\n")
    (root / "_toc.yml").write_text(CONTENTS)
    with (root / "ledger/measures.yml").open("a") as measures:
        measures.write(SACKS)
    (tmp_path / "Sales 2024.html").write_text(PAGE)
    return root


def contents(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*"))
            if path.is_file() and path.parts[-2] != "data" and "schemas" not in path.parts}


def run(root, *words):
    return main(["--root", str(root), *map(str, words)])


def drafted(root):
    assert run(root, "add", root.parent / "Sales 2024.html") == 0
    return root / "ledger/sales-2024.yml"


def edited(root):
    path = drafted(root)
    path.write_text(edited_text(path.read_text("utf-8")), "utf-8")
    return path


def test_a_page_is_drafted_with_its_bytes_and_its_text(report, capsys):
    path = drafted(report)
    assert (report / "originals/sales-2024.html").read_text() == PAGE
    text, words = (report / "seeds/sales-2024.txt").read_text("utf-8"), path.read_text("utf-8")
    assert "sold more than 3,200 sacks in 2024" in text and "Legal notice" not in text
    assert f"sha256: {hashlib.sha256(text.encode()).hexdigest()}" in words
    assert f'original_sha256: "{hashlib.sha256(PAGE.encode()).hexdigest()}"' in words
    for line in ('title: "The mill sells more"', 'url: "https://gazette.example/mill"', 'published: "2024-03-05"',
                 'cite: "sales-2024"', 'extracted_by: "trafilatura ', "language: en", "called: todo"):
        assert f"  {line}" in words, line
    assert "run 'evidence add sales-2024'" in capsys.readouterr().out


def test_once_edited_it_joins_the_book(report, capsys):
    edited(report)
    assert run(report, "add", "sales-2024") == 0, capsys.readouterr().err
    said = capsys.readouterr().out
    assert (report / "chapters/evidence/sales-2024.md").read_text() == \
        "# The mill sells more\n\n```{evidence-source} sales-2024\n```\n"
    assert "gazette-mill   # the first\n      - file: chapters/evidence/sales-2024\n  - file: chapters/bib" in \
        (report / "_toc.yml").read_text()
    assert (report / "references.bib").read_text().endswith(
        "@misc{sales-2024,\n  author = {{Gazette}},\n  title = {{The mill sells more}},\n  year = {2024},\n"
        "  month = mar,\n  url = {https://gazette.example/mill},\n  langid = {en}\n}\n")
    assert "sales-2024" in (report / "data/sources.csv").read_text()
    assert "staff of valbonne: «over ten» (sales-2024/draft-002) agrees with «douze personnes» " \
           "(gazette-mill/staff); same publisher (gazette): no second witness" in said
    assert "adds sacks of valbonne, of which no other article gives a number" in said
    assert run(report, "check") == 0
    before = contents(report)
    assert run(report, "add", report.parent / "Sales 2024.html") == 0  # again: nothing is left to do
    assert contents(report) == before


def test_both_steps_can_be_tried(report, capsys):
    before = contents(report)
    assert run(report, "add", report.parent / "Sales 2024.html", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "seeds/sales-2024.txt: would be written" in said and "passages" in said and contents(report) == before
    edited(report)
    before = contents(report)
    capsys.readouterr()
    assert run(report, "add", "sales-2024", "--dry-run", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["found"]["files"] == dict.fromkeys(
        ["chapters/evidence/sales-2024.md", "_toc.yml", "references.bib", "data/"], "would be written")
    assert any("adds sacks of valbonne" in line for line in told["printed"]) and contents(report) == before
    assert not (report / "data").exists()


def test_it_is_not_finished_while_a_fault_is_left(report, capsys):
    path = edited(report)
    path.write_text(path.read_text("utf-8").replace("measure: sacks", "measure: sack"), "utf-8")
    before = contents(report)
    assert run(report, "add", "sales-2024") == 1
    assert "unknown measure 'sack'; did you mean 'sacks'?" in capsys.readouterr().err
    assert contents(report) == before


def test_it_can_be_cited_on_a_page_and_taken_out_again(report, capsys):
    (report / "chapters/index.md").write_text("# Mills\n\nThey grind {cite}`moulin2024`.\n")
    before = contents(report)
    edited(report)
    assert run(report, "add", "sales-2024", "--cite", "index") == 0
    assert "See also {cite}`sales-2024`." in (report / "chapters/index.md").read_text()
    added = contents(report)
    assert run(report, "remove", "sales-2024", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "chapters/index.md: would be changed" in said and "ledger/sales-2024.yml: would be removed" in said
    assert contents(report) == added
    assert run(report, "remove", "sales-2024") == 0
    assert "chapters/index.md: changed" in capsys.readouterr().out
    assert contents(report) == before
    assert "sales-2024" not in (report / "data/sources.csv").read_text()


def test_tables_that_could_not_follow_do_so_the_next_time(report, monkeypatch):
    edited(report)
    assert run(report, "add", "sales-2024") == 0

    def full(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(package, "write_tables", full)
        assert run(report, "remove", "sales-2024") == 1
    assert "sales-2024" in (report / "data/sources.csv").read_text()
    assert run(report, "remove", "sales-2024") == 0
    assert "sales-2024" not in (report / "data/sources.csv").read_text()
    assert run(report, "remove", "sales-2024") == 1


def test_it_is_not_taken_out_while_something_names_its_claims(report, capsys):
    edited(report)
    assert run(report, "add", "sales-2024") == 0
    with (report / "ledger/second_reading.yml").open("a") as file:
        file.write("- {claim: sales-2024/draft-002, proposition: mill-thrives, how: supports}\n")
    before = contents(report)
    assert run(report, "remove", "sales-2024") == 1
    assert "ledger/second_reading.yml:2: names 'sales-2024/draft-002'; take it out first" in capsys.readouterr().err
    assert contents(report) == before


@pytest.mark.parametrize("at", range(1, 4))
def test_a_full_disk_leaves_nothing_half_written(report, monkeypatch, at):
    before, written, calls = contents(report), atomic._written, []

    def full(content, path):
        calls.append(path)
        if len(calls) == at:
            raise OSError(28, "No space left on device", str(path))
        return written(content, path)

    monkeypatch.setattr(atomic, "_written", full)
    assert run(report, "add", report.parent / "Sales 2024.html") == 1
    assert contents(report) == before


@pytest.mark.parametrize("words, said", [
    (("add", "none.html"), "none.html: neither a file nor a source of the ledger; give the path of the article's file"),
    (("remove", "none"), "remove none: no such source; name one by its id"),
    (("remove", "../mini/ledger/entities"), "no such source"),
    (("impact", "none"), "impact none: no such source; there are gazette-mill"),
    (("add", "gazette-mill", "--cite", "none"), "none: no such page; name a page of chapters/"),
])
def test_a_wrong_call_is_answered(report, capsys, words, said):
    assert run(report, *words) == 1
    assert said in capsys.readouterr().err


def test_an_original_that_is_changed_is_a_fault(report, capsys):
    edited(report)
    (report / "originals/sales-2024.html").write_text(PAGE + " ")
    assert run(report, "check") == 1
    assert "checksum changed: originals/sales-2024.html; restore the file" in capsys.readouterr().err


def test_a_source_without_its_page_is_a_fault(report, capsys):
    (report / "chapters/evidence/gazette-mill.md").unlink()
    assert run(report, "check") == 1
    assert "ledger/gazette-mill.yml:1: no page of the book shows 'gazette-mill'; 'evidence add gazette-mill' writes " \
           "chapters/evidence/gazette-mill.md and its line in _toc.yml" in capsys.readouterr().err
    assert run(report, "add", "gazette-mill") == 0
    assert run(report, "check") == 0


def test_a_title_with_a_figure_heads_no_page():
    row = SimpleNamespace(source_id="felling", title="300 trees felled", called="the Gazette on felling")
    [text] = finishing._page(HERE, row).values()
    assert text.startswith("# The Gazette on felling\n")
    row.title = "Trees felled"
    [text] = finishing._page(HERE, row).values()
    assert text.startswith("# Trees felled\n")
