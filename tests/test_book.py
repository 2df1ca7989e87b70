"""The book: whole or not at all, nothing done twice, every link followed."""

import fcntl
import json
import os
import shutil

import pytest
from made_up import FIGURE, SETUP, cell, project, write

from evidence import book, links
from evidence.cli import main
from evidence.errors import EvidenceError

CONFIG = """\
title: Mills
execute:
  execute_notebooks: "off"
bibtex_bibfiles: [references.bib]
sphinx:
  extra_extensions: [sphinxcontrib.bibtex, evidence.config]
  config:
    suppress_warnings: [myst.domains, mystnb.unknown_mime_type]
"""
HOME = "# Mills\n\nSee [the chapter](mills.ipynb).\n\n```{bibliography}\n```\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = project(tmp_path_factory.mktemp("book"))
    (root / "_config.yml").write_text(CONFIG)
    (root / "_toc.yml").write_text("format: jb-book\nroot: chapters/index\nchapters:\n  - file: chapters/mills\n")
    (root / "references.bib").write_text((root / "references.bib").read_text() + "@misc{mill, title={Mill}, year={2024}}\n")
    text = FIGURE.replace("'claim_id': ['gazette-mill/made']", "'year': [2024]") + "\nprint(mills, towns, idle)"
    write(root / "chapters" / "mills.ipynb", cell(SETUP, "remove-cell"), cell(text, "hide-input"))
    (root / "chapters" / "index.md").write_text(HOME)
    assert main(["--root", str(root), "book"]) == 0
    return root


@pytest.fixture
def report(built, tmp_path):
    return shutil.copytree(built, tmp_path / "report")


def contents(root):
    return {path.relative_to(root): path.read_bytes() for path in (root / "_build/html").rglob("*") if path.is_file()}


def test_pages_show_figures_and_hide_parameters(built):
    page = (built / "_build/html/chapters/mills.html").read_text()
    assert '<figure id="power"' in page and "currentColor" in page and "power_kw: float" not in page
    assert (built / "_build/html/index.html").exists()


def test_nothing_left_behind(built):
    assert {path.name for path in (built / "_build").iterdir()} == {".book.json", ".executed", ".lock", ".run", "html"}


def test_unchanged_is_not_run_or_compiled_again(report, monkeypatch, capsys):
    monkeypatch.setattr("evidence.engine.run_many", lambda *_: pytest.fail("a notebook was run"))
    state = json.loads((report / book.STATE).read_text())
    assert main(["--root", str(report), "book"]) == 0
    assert "compiled: unchanged" in capsys.readouterr().out
    assert json.loads((report / book.STATE).read_text()) == state


def test_damaged_pages_are_compiled_again_the_same(report, monkeypatch):
    before = contents(report)
    (report / "_build/html/chapters/mills.html").write_text("damaged")
    (report / "_build/html/stale.html").write_text("stale")
    assert main(["--root", str(report), "book"]) == 0
    assert contents(report) == before


def test_a_damaged_cache_is_not_believed(report):
    from evidence import cache
    [kept] = (report / cache.FOLDER).glob("*.ipynb")
    kept.write_text(kept.read_text().replace("Mills draw power", "Mills draw nothing"))
    ran = []
    assert "Mills draw power" in cache.executed(report, ran.append)["mills.ipynb"] and ran


def test_changed_data_run_the_chapter_again(report):
    from evidence import cache
    key = cache.digest(cache.relied_on(report))
    (report / "data" / "claims.csv").write_text("changed")
    assert cache.digest(cache.relied_on(report)) != key


def test_a_warning_keeps_the_old_book(report, capsys):
    before = contents(report)
    (report / "chapters/index.md").write_text(HOME + "\n{nonsense}`x`\n")
    for _ in range(2):  # Sphinx by itself forgives the same warning the second time
        assert main(["--root", str(report), "book"]) == 1
        assert "chapters/index.md:8: Unknown interpreted text role" in capsys.readouterr().err
    assert contents(report) == before
    assert not list((report / "_build").glob(".stage-*"))


def test_a_failing_chapter_keeps_the_old_book(report, capsys):
    before = contents(report)
    write(report / "chapters" / "mills.ipynb", "1 / 0")
    assert main(["--root", str(report), "book"]) == 1
    assert "chapters/mills.ipynb:cell 3: the run stops here: ZeroDivisionError" in capsys.readouterr().err
    assert contents(report) == before


def test_a_misspelt_key_stops_the_build(report, capsys):
    (report / "_config.yml").write_text(CONFIG.replace("title", "titel"))
    assert main(["--root", str(report), "book"]) == 1
    assert "_config.yml:1: 'titel' means nothing" in capsys.readouterr().err


def test_a_second_build_says_who_holds_the_lock(report, capsys):
    with open(report / "_build/.lock", "w") as lock:
        lock.write(f"process {os.getpid()}, since noon")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert main(["--root", str(report), "book"]) == 1
    assert f"another build is at work (process {os.getpid()}, since noon)" in capsys.readouterr().err


def test_what_a_killed_build_left_is_cleared(report):
    for name in (".stage-x", ".old-x"):
        (report / "_build" / name / "chapters").mkdir(parents=True)
    assert main(["--root", str(report), "book"]) == 0
    assert not list((report / "_build").glob(".stage-*")) + list((report / "_build").glob(".old-*"))


def test_swap_brings_the_old_book_back_where_it_fails(tmp_path):
    (tmp_path / "_build/html").mkdir(parents=True)
    (tmp_path / "_build/html/page.html").write_text("old")
    with pytest.raises(OSError):
        book._swap(tmp_path / "nothing", tmp_path)
    assert (tmp_path / "_build/html/page.html").read_text() == "old"


def test_places_in_warnings(tmp_path):
    text = (f"\x1b[91m{tmp_path}/chapters/a.ipynb:30005: WARNING: bare number '5'; use a role [evidence.bare]\x1b[0m\n"
            f"{tmp_path}/chapters/b.md:7: ERROR: Unknown role\nWARNING: unknown config value 'x'\n")
    assert list(map(str, book.warnings(text, tmp_path))) == [
        "chapters/a.ipynb:cell 3:5: bare number '5'; use a role [evidence.bare]",
        "chapters/b.md:7: Unknown role; mend it there",
        "_config.yml: unknown config value 'x'; mend the settings"]


PAGE = '<html><body id="top"><a href="b.html#x">b</a><a href="#top">t</a><a href="https://x.org">x</a>{}</body></html>'


@pytest.mark.parametrize("extra, message", [
    ('<a href="c.html">', "the link 'c.html' leads nowhere"),
    ('<a href="b.html#y">', "the link 'b.html#y' leads nowhere"),
    ('<a href="#nowhere">', "the link '#nowhere' leads nowhere"),
    ('<a href="../../secret">', "leads nowhere"),
    ('<a href="javascript:alert(1)">', "leads nowhere"),
    ('<p id="top">', "the id 'top' is given twice"),
    ('<script src="https://cdn.example/x.js"></script>', "a.html:2: asks the network for https://cdn.example/x.js"),
    ('<img src="//cdn.example/x.png">', "asks the network"),
    ('<link rel="stylesheet" href="https://cdn.example/x.css">', "asks the network"),
    ('<p style="background: url(https://cdn.example/x)">', "asks the network"),
])
def test_planted_faults_in_pages(tmp_path, extra, message):
    (tmp_path / "a.html").write_text(PAGE.format("\n" + extra))
    (tmp_path / "b.html").write_text('<p id="x">')
    [fault] = links.check(tmp_path, "html")
    assert message in str(fault)


def test_pages_in_order(tmp_path):
    (tmp_path / "a.html").write_text(PAGE.format('<link rel="canonical" href="https://x.org"><img src="data:,">'))
    (tmp_path / "b.html").write_text('<p id="x">')
    assert links.check(tmp_path) == []
    (tmp_path / "x.css").write_text("@import 'https://fonts.example/x.css';")
    assert "asks the network for https://fonts.example/x.css" in str(links.check(tmp_path)[0])


def test_faults_of_the_whole_build_come_as_one_error(tmp_path):
    with pytest.raises(EvidenceError):
        book._compile(tmp_path)
