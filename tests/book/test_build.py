"""The book: whole or not at all, nothing done twice, every link followed."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made_up import CONFIG, FIGURE, SETUP, cell, contents, project, write

from evidence.book import build, inputs
from evidence.book.compile import Compiler, _as_faults
from evidence.book.folder import STATE
from evidence.cli import main
from evidence.disk import atomic
from evidence.errors import EvidenceError
from evidence.running import kept_runs

HOME = "# Mills\n\nSee [the chapter](mills.ipynb).\n\n```{bibliography}\n```\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = project(tmp_path_factory.mktemp("book"))
    (root / "_config.yml").write_text(CONFIG)
    (root / "_toc.yml").write_text("format: jb-book\nroot: chapters/index\nchapters:\n  - file: chapters/mills\n"
                                   "  - file: chapters/evidence/gazette-mill\n")
    (root / "chapters/evidence").mkdir(parents=True)
    (root / "chapters/evidence/gazette-mill.md").write_text("# The Gazette\n")
    with (root / "references.bib").open("a") as file:
        file.write("@misc{mill, title={Mill}, year={2024}}\n")
    text = FIGURE.replace("'claim_id': ['gazette-mill/made']", "'year': [2024]") + "\nprint(mills, towns, idle)"
    write(root / "chapters" / "mills.ipynb", cell(SETUP, "remove-cell"), cell(text, "hide-input"))
    (root / "chapters" / "index.md").write_text(HOME)
    assert main(["--root", str(root), "book"]) == 0
    return root


@pytest.fixture
def report(built, tmp_path):
    return shutil.copytree(built, tmp_path / "report")


def test_pages_show_figures_and_hide_parameters(built):
    page = (built / "_build/html/chapters/mills.html").read_text()
    assert '<figure id="power"' in page and "currentColor" in page and "power_kw: float" not in page
    assert (built / "_build/html/index.html").exists()


def test_nothing_left_behind(built):
    assert {path.name for path in (built / "_build").iterdir()} == \
        {".book.json", ".lock", ".records", ".run", ".runs", "html"}


def test_make_builds_with_jobs_side_by_side(report, pytestconfig):
    """Two builds in one folder would lock each other out."""
    (report / "ours.mk").write_text("again:\n\t@$(BIN)/evidence book\n")
    files = ["-f", pytestconfig.rootpath / "Makefile", "-f", "ours.mk", f"VENV={sys.prefix}"]
    made = subprocess.run(["make", *files, "-o", f"{sys.prefix}/.ready", "-j4", "book", "again"], cwd=report, text=True,
                          capture_output=True)
    assert made.returncode == 0 and made.stdout.count("Open file:") == 2, made.stderr


def state_of(report):
    return report / "_build" / STATE


def test_nothing_to_do(report, monkeypatch, capsys):
    monkeypatch.setattr(build, "_build", lambda *_: pytest.fail("it was built"))
    before = contents(report), state_of(report).read_bytes()
    for file in report.rglob("*"):
        os.utime(file, (0, 0))  # time stamps say nothing
    assert main(["--root", str(report), "book"]) == 0
    assert "nothing to do" in capsys.readouterr().out
    assert (contents(report), state_of(report).read_bytes()) == before


def test_nothing_to_do_is_said_before_anything_heavy_is_imported(report):
    heavy = ("pandas", "yaml", "pydantic", "sphinx", "papermill")
    light = "import sys; from evidence.cli import main; code = main(['book']); " \
            f"sys.exit(code or any(name in sys.modules for name in {heavy}))"
    assert subprocess.run([sys.executable, "-c", light], cwd=report).returncode == 0


def test_a_build_can_be_tried(report, monkeypatch, capsys):
    monkeypatch.setattr(build, "_build", lambda *_: pytest.fail("it was built"))
    call = ["--root", str(report), "book", "--dry-run"]
    assert main(call) == 0 and capsys.readouterr().out == "nothing to do\n"
    assert main([*call, "--force"]) == 0 and "would be built anew" in capsys.readouterr().out
    (report / "chapters" / "index.md").write_text(HOME.replace("See", "Look at"))
    assert main([*call, "--json"]) == 0 and json.loads(capsys.readouterr().out)["found"] == {"current": False}


def test_what_changes_no_page_is_not_compiled_again(report, monkeypatch, capsys):
    (report / "mill").mkdir()
    (report / "mill/__init__.py").write_text("HEIGHT = 30\n")
    before = contents(report)
    monkeypatch.setattr(build, "_compiled", lambda *_: pytest.fail("it was compiled"))
    assert main(["--root", str(report), "book"]) == 0
    assert "compiled: unchanged" in capsys.readouterr().out
    assert contents(report) == before
    assert main(["--root", str(report), "book"]) == 0
    assert "nothing to do" in capsys.readouterr().out


@pytest.mark.parametrize("harm", [
    lambda built: (built / "html/chapters/mills.html").write_text("damaged"),
    lambda built: (built / "html/chapters/mills.html").unlink(),
    lambda built: os.truncate(built / "html/chapters/mills.html", 1000),
    lambda built: (built / "html/_static/.hidden").write_text("added"),
    lambda built: (built / "html/index.html").rename(built / "html/home.html"),
    lambda built: shutil.rmtree(built / "html"),
    lambda built: (built / ".book.json").unlink(),
    lambda built: os.truncate(built / ".book.json", 100),
    lambda built: (built / ".book.json").write_text("[]"),
    lambda built: (built / ".book.json").write_bytes(b"\xff\x00"),
    lambda built: (built / "../chapters/index.md").open("a").write("\nMore.\n"),
    lambda built: (built / "../ledger/measures.yml").open("a").write("# a remark\n"),
    lambda built: next((built / "../seeds").glob("*.txt")).open("a").write("More.\n"),
    lambda built: (built / "../data/claims.csv").open("a").write("\n"),
    lambda built: (built / "../data/sources.csv").unlink(),
])
def test_what_is_not_as_it_was_is_built_again(report, monkeypatch, harm):
    called = []
    monkeypatch.setattr(build, "_build", lambda *_: called.append(True))
    harm(report / "_build")
    assert main(["--root", str(report), "book"]) == 0 and called


def test_other_packages_are_another_book(monkeypatch, tmp_path):
    before = inputs.inputs(tmp_path)["environment"]
    monkeypatch.setattr("os.listdir", lambda _: ["sphinx-99.dist-info"])
    assert inputs.inputs(tmp_path)["environment"] != before


def test_another_commit_is_another_book_where_it_is_said(monkeypatch, tmp_path):
    before = inputs.inputs(tmp_path)["environment"]
    monkeypatch.setenv("EVIDENCE_COMMIT", "8355752c")
    assert inputs.inputs(tmp_path)["environment"] != before


def test_what_changes_during_the_build_is_not_taken_for_built(report, monkeypatch, capsys):
    executed = build._executed

    def meddle(*given):
        (report / "chapters/index.md").write_text(HOME + "\nLater.\n")
        return executed(*given)

    (report / "chapters/index.md").write_text(HOME + "\nSooner.\n")
    monkeypatch.setattr(build, "_executed", meddle)
    assert main(["--root", str(report), "book"]) == 0
    page = report / "_build/html/chapters/index.html"
    assert "Sooner." in page.read_text()
    monkeypatch.setattr(build, "_executed", executed)
    assert main(["--root", str(report), "book"]) == 0
    assert "Later." in page.read_text() and "Sooner." not in page.read_text()


def test_pages_are_those_of_jupyter_book(built, tmp_path):
    """Ours are compiled by a process that waits; a plain build has no exports, and no links to them."""
    copy = shutil.copytree(built, tmp_path / "copy", ignore=shutil.ignore_patterns("_build"))
    text = kept_runs.executed(built, print)["mills.ipynb"]
    (copy / "chapters/mills.ipynb").write_text(text, encoding="utf-8")
    script = "import sys; from jupyter_book.cli.main import main; sys.exit(main())"
    subprocess.run([sys.executable, "-c", script, "build", ".", "-q"], cwd=copy, check=True, capture_output=True,
                   env=os.environ | {"EVIDENCE_ROOT": str(copy)})
    ours = {path: content for path, content in contents(built).items() if path.parent.name != "data"}
    found = contents(copy)
    del found[Path("_build/html/.buildinfo")]  # it holds paths
    index = Path("_build/html/searchindex.js")
    said, expected = (json.loads(pages.pop(index)[len("Search.setIndex("):-1]) for pages in (found, ours))
    assert found == ours and said == expected


def test_an_edition_is_compiled_beside_the_default(report, capsys):
    """With its own values, state and mark; the default stays as it is."""
    (report / "editions.yml").write_text(
        "editions:\n  strong:\n    description: Strong mills.\n    parameters: {every: {power_kw: 1000, mills: 7}}\n")
    before, call = contents(report), ["--root", str(report), "book", "--edition", "strong"]
    assert main(call) == 0
    html = report / "_build/editions/strong/html"
    assert f"Open {html.as_uri()}/index.html" in capsys.readouterr().out
    assert "7 [" in (html / "chapters/mills.html").read_text()  # print(mills, towns, idle)
    assert contents(report) == before and not list(html.rglob(".edition.json"))
    assert main(call) == 0
    assert "nothing to do" in capsys.readouterr().out
    (report / "editions.yml").write_text("editions: {}\n")
    assert main(call) == 1
    assert "no edition 'strong'" in capsys.readouterr().err and html.exists()


@pytest.mark.parametrize("name", ["", "..", "../x", "/tmp/x", "st rong", "strong"])
def test_an_edition_that_is_none(report, capsys, name):
    assert main(["--root", str(report), "book", "--edition", name]) == 1
    assert "no edition" in capsys.readouterr().err and not (report / "_build/editions").exists()


def test_damaged_pages_are_compiled_again_the_same(report, monkeypatch):
    before = contents(report)
    (report / "_build/html/chapters/mills.html").write_text("damaged")
    (report / "_build/html/stale.html").write_text("stale")
    assert main(["--root", str(report), "book"]) == 0
    assert contents(report) == before


def test_a_damaged_cache_is_not_believed(report):
    [kept] = (report / kept_runs.FOLDER).rglob("*.json")
    kept.write_text(kept.read_text().replace("Mills draw power", "Mills draw nothing"))
    ran = []
    assert "Mills draw power" in kept_runs.executed(report, ran.append)["mills.ipynb"] and ran


def test_a_warning_keeps_the_old_book(report, capsys):
    before = contents(report)
    (report / "chapters/index.md").write_text(HOME + "\n{doc}`nowhere`\n")
    for _ in range(2):  # Sphinx by itself forgives the same warning the second time
        assert main(["--root", str(report), "book"]) == 1
        assert "chapters/index.md:8: unknown document: 'nowhere'" in capsys.readouterr().err
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


def test_what_cannot_be_recorded_is_not_published(report, monkeypatch, capsys):
    before = contents(report)
    (report / "chapters" / "index.md").write_text("# Other\n\n```{bibliography}\n```\n")
    (report / "_build" / ".records" / "default.json").unlink()

    def full(*_):
        raise OSError(28, "No space left on device", ".records")

    monkeypatch.setattr("evidence.diff.record.store", full)
    assert main(["--root", str(report), "book"]) == 1
    assert ".records" in capsys.readouterr().err
    assert contents(report) == before


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


def test_a_swap_cut_short_between_its_two_renames_heals(report):
    before = contents(report)
    (report / "_build/.old-x").mkdir()
    (report / "_build/html").rename(report / "_build/.old-x/html")
    atomic.heal(report / "_build/html")
    assert contents(report) == before and not list((report / "_build").glob(".old-*"))


def test_places_in_warnings(tmp_path):
    text = (f"\x1b[91m{tmp_path}/chapters/a.ipynb:30005: WARNING: bare number '5'; use a role [evidence.bare]\x1b[0m\n"
            f"{tmp_path}/chapters/b.md:7: ERROR: Unknown role\nWARNING: unknown config value 'x'\n")
    assert list(map(str, _as_faults(text, tmp_path))) == [
        "chapters/a.ipynb:cell 3:5: bare number '5'; use a role [evidence.bare]",
        "chapters/b.md:7: Unknown role; mend it there",
        "_config.yml: unknown config value 'x'; mend the settings"]


def test_what_is_no_warning_is_one_fault(tmp_path):
    with pytest.raises(EvidenceError, match="does not compile"), Compiler(tmp_path) as compiler:
        compiler.get_ready()
        compiler.read_pages()
        compiler.pages_with(lambda pages: [])


def test_the_tables_lie_beside_the_pages_in_other_formats(report):
    exported = report / "_build/html/downloads/data"
    assert {"evidence.sqlite", "claims.parquet", "croissant.json", "ro-crate-metadata.json"} <= {
        path.name for path in exported.iterdir()}


def test_exports_that_fail_are_a_fault_and_the_old_pages_stay(report, monkeypatch, capsys):
    before = contents(report)
    (report / "CITATION.cff").write_text("title: [unclosed\n")
    (report / "chapters" / "index.md").write_text(HOME + "\nMore.\n")
    assert main(["--root", str(report), "book"]) == 1
    assert "CITATION.cff" in capsys.readouterr().err
    assert contents(report) == before
