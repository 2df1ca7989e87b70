"""``evidence run`` and ``evidence refresh``: checked first, whole or not at all."""

import json

import pytest
from made_up import FIGURE, SETUP, cell, project, write

from evidence import editions
from evidence.cli import main
from evidence.errors import EvidenceError

EDITIONS = """\
editions:
  strong:
    chapter: mills
    description: more power
    parameters: {power_kw: 900, towns: [Port, Hill]}
sweeps:
  by-number:
    chapter: mills
    description: one mill or two
    values: {mills: [1, 2]}
"""


@pytest.fixture
def report(tmp_path):
    root = project(tmp_path)
    write(root / "chapters" / "mills.ipynb", cell(SETUP, "remove-cell"), cell(FIGURE, "hide-input"),
          "print(power_kw, mills, kind, towns, idle)")
    (root / "editions.yml").write_text(EDITIONS)
    return root


def printed(path):
    return json.loads(path.read_text())["cells"][-1]["outputs"][0]["text"]


def test_run_from_another_folder(report, tmp_path, monkeypatch, capsys):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    before = (report / "chapters" / "mills.ipynb").read_bytes()
    given = ["-p", "power_kw=700", "-p", "towns=Hill", "-p", "idle=true", "-o", "out.ipynb"]
    assert main(["--root", str(report), "run", "mills", *given]) == 0
    assert printed(elsewhere / "out.ipynb") == ["700.0 3 wind ['Hill'] True\n"]
    assert [path.name for path in elsewhere.iterdir()] == ["out.ipynb"]
    text = (elsewhere / "out.ipynb").read_text()
    assert str(tmp_path) not in text and "papermill" not in text
    assert (report / "chapters" / "mills.ipynb").read_bytes() == before


@pytest.mark.parametrize("arguments, message", [
    (["mills", "-p", "power=1", "-o", "out.ipynb"], "-p power=1: the chapter has no parameter 'power'; did you mean"),
    (["mills", "-p", "mills=99", "-o", "out.ipynb"], "-p mills=99: '99' is not a whole number from 1 to 10"),
    (["mill", "-o", "out.ipynb"], "no chapter 'mill'; did you mean 'mills'?"),
    (["../../etc/passwd", "-o", "out.ipynb"], "no chapter"),
    (["mills"], "no place to store the notebook"),
    (["mills", "-o", "out.txt"], "-o out.txt: not the path of a notebook"),
    (["mills", "-o", "nowhere/out.ipynb"], "not the path of a notebook in a folder that exists"),
    (["mills", "--edition", "weak", "-o", "out.ipynb"], "no edition 'weak' of mills; there are strong, by-number"),
])
def test_refused_before_anything_runs(report, monkeypatch, capsys, arguments, message):
    monkeypatch.setattr("evidence.engine.run_notebook", lambda *_: pytest.fail("a kernel was started"))
    monkeypatch.chdir(report / "chapters")
    assert main(["run", *arguments]) == 1
    assert message in capsys.readouterr().err
    assert [path.name for path in (report / "chapters").iterdir()] == ["mills.ipynb"]


def test_a_chapter_is_not_overwritten(report, monkeypatch, capsys):
    monkeypatch.chdir(report)
    assert main(["run", "mills", "-o", "chapters/mills.ipynb"]) == 1
    assert "this is a chapter of the report" in capsys.readouterr().err


def test_a_failing_run_keeps_the_old_output_and_what_failed(report, tmp_path, capsys):
    write(report / "chapters" / "mills.ipynb", "1 / (mills - 2)")
    out = tmp_path / "out.ipynb"
    out.write_text("old")
    assert main(["--root", str(report), "run", "mills", "-p", "mills=2", "-o", str(out)]) == 1
    assert "chapters/mills.ipynb:cell 4: the run stops here: ZeroDivisionError" in capsys.readouterr().err
    assert out.read_text() == "old" and (tmp_path / "out.failed.ipynb").exists()


def test_help_lists_the_parameters(report, capsys):
    assert main(["--root", str(report), "run", "mills", "--help-parameters"]) == 0
    assert "power_kw = 559\n      power of one mill: a number from 100 to 2000 (kW)" in capsys.readouterr().out


def test_an_edition_and_a_sweep(report):
    known = editions.read_editions(report)
    assert known["strong"].sets == ({"power_kw": 900.0, "towns": ["Port", "Hill"]},)
    assert known["by-number"].sets == ({"mills": 1}, {"mills": 2}) and known["by-number"].sweep


def test_a_sweep_writes_one_notebook_a_set(report, tmp_path):
    assert main(["--root", str(report), "run", "mills", "--edition", "by-number", "-p", "kind=water", "-o",
                 str(tmp_path / "sweep")]) == 0
    lines = [printed(path)[0] for path in sorted((tmp_path / "sweep").iterdir())]
    assert [line[:14] for line in lines] == ["559 1 water ['", "559 2 water ['"]


@pytest.mark.parametrize("text, message", [
    ("editions:\n  a:\n    chapter: none\n    description: x\n    parameters: {b: 1}", "editions.yml:2: no chapter 'none'"),
    ("editions:\n  a:\n    chapter: mills\n    description: x\n    parameters: {mils: 1}", "did you mean 'mills'?"),
    ("editions:\n  a:\n    chapter: mills\n    description: x\n    parameter: {mills: 1}", "editions.yml:"),
    ("sweeps:\n  a:\n    chapter: mills\n    description: x\n    values: {mills: []}", "a sweep of 0 sets"),
    ("sweeps:\n  a:\n    chapter: mills\n    description: x\n    values: {mills: [1, 1]}", "the same set twice"),
    ("sweeps:\n  a:\n    chapter: mills\n    description: x\n    values: {mills: [%s]}" % ",".join(["1"] * 100_000),
     "a sweep of 100,000 sets"),
])
def test_bad_editions(report, text, message):
    (report / "editions.yml").write_text(text)
    with pytest.raises(EvidenceError) as caught:
        editions.read_editions(report)
    assert message in str(caught.value)


def test_refresh_twice_changes_nothing_more(report, capsys):
    chapter = report / "chapters" / "mills.ipynb"
    assert main(["--root", str(report), "refresh"]) == 0
    first = chapter.read_bytes()
    assert b"execution_count\": 4" in first and str(report).encode() not in first
    assert main(["--root", str(report), "refresh", "mills"]) == 0
    assert chapter.read_bytes() == first and "unchanged" in capsys.readouterr().out


def test_refresh_leaves_a_chapter_that_fails(report, capsys):
    chapter = write(report / "chapters" / "mills.ipynb", "1 / 0")
    before = chapter.read_bytes()
    assert main(["--root", str(report), "refresh"]) == 1
    assert chapter.read_bytes() == before
    assert "ZeroDivisionError" in capsys.readouterr().err
