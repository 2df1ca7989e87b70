"""``evidence run`` and ``evidence refresh``: checked first, whole or not at all."""

import json
import shutil

import pytest
from made_up import FIGURE, SETUP, cell, project, write

from evidence.cli import main

EDITIONS = """\
editions:
  strong:
    description: more power
    parameters: {mills: {power_kw: 900, towns: [Port, Hill]}}
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Where all reports stand, one after the other, so that one warm process serves all."""
    return tmp_path_factory.mktemp("runs")


@pytest.fixture
def report(place):
    shutil.rmtree(place / "report", ignore_errors=True)
    root = project(place)
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
    assert str(report) not in text and "papermill" not in text
    assert (report / "chapters" / "mills.ipynb").read_bytes() == before


@pytest.mark.parametrize("arguments, message", [
    (["mills", "-p", "power=1", "-o", "out.ipynb"], "-p power=1: the chapter has no parameter 'power'; did you mean"),
    (["mills", "-p", "mills=99", "-o", "out.ipynb"], "-p mills=99: '99' is not a whole number from 1 to 10"),
    (["mill", "-o", "out.ipynb"], "no chapter 'mill'; did you mean 'mills'?"),
    (["../../etc/passwd", "-o", "out.ipynb"], "no chapter"),
    (["mills"], "no place to store the notebook"),
    (["mills", "-o", "out.txt"], "-o out.txt: not the path of a notebook"),
    (["mills", "-o", "nowhere/out.ipynb"], "not the path of a notebook in a folder that exists"),
    (["mills", "--edition", "weak", "-o", "out.ipynb"], "no edition 'weak'; there are default, strong"),
])
def test_refused_before_anything_runs(report, monkeypatch, capsys, arguments, message):
    monkeypatch.setattr("evidence.running.engine.run_task", lambda *_: pytest.fail("a kernel was started"))
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


def test_an_edition_gives_the_values_of_the_chapter_and_p_goes_before_it(report, tmp_path):
    out = tmp_path / "out.ipynb"
    assert main(["--root", str(report), "run", "mills", "--edition", "strong", "-p", "towns=Hill", "-o", str(out)]) == 0
    assert printed(out) == ["900.0 3 wind ['Hill'] False\n"]


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


@pytest.mark.parametrize("given, shown", [
    (["-p", "power_kw", "700"], ["700.0 3 wind ['Old Town', 'Port'] False\n"]),
    (["-p", "power_kw=700", "-r", "kind", "water"], ["700.0 3 water ['Old Town', 'Port'] False\n"]),
    (["-y", "{power_kw: 600, towns: [Hill]}", "-p", "power_kw", "700"], ["700.0 3 wind ['Hill'] False\n"]),
    (["-f", "values.yml"], ["800.0 3 wind ['Old Town', 'Port'] True\n"]),
])
def test_parameters_as_papermill_takes_them(report, tmp_path, monkeypatch, given, shown):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "values.yml").write_text("power_kw: 800\nidle: true\n")
    assert main(["--root", str(report), "run", "mills", "out.ipynb", *given]) == 0
    assert printed(tmp_path / "out.ipynb") == shown


@pytest.mark.parametrize("given, message", [
    (["-f", "nowhere.yml"], "-f nowhere.yml: no such file"),
    (["-y", "[1]"], "-y [1]: no values; write 'NAME: VALUE'"),
    (["-y", "{mils: 1}"], "the chapter has no parameter 'mils'; did you mean 'mills'?"),
    (["-o", "b.ipynb"], "two places to store the notebook"),
])
def test_values_that_are_none(report, tmp_path, monkeypatch, capsys, given, message):
    monkeypatch.chdir(tmp_path)
    assert main(["--root", str(report), "run", "mills", "out.ipynb", *given]) == 1
    assert message in capsys.readouterr().err and not list(tmp_path.glob("*.ipynb"))


def test_two_values_that_do_not_go_together(tmp_path, monkeypatch, capsys):
    root = project(tmp_path)
    pair = "least: float = 0.3  # lower end [of one; 0..1; at most most]\nmost: float = 0.5  # upper end [of one; 0..1]"
    write(root / "chapters" / "mills.ipynb", "print(least, most)", parameters=pair)
    (root / "editions.yml").write_text(
        "editions:\n  odd:\n    description: crossed\n    parameters: {mills: {least: 0.9}}\n"
        "sweeps:\n  wide:\n    description: all\n    chapter: mills\n"
        "    values: {least: [0.1, 0.4], most: [0.3, 0.6]}\n")
    monkeypatch.setattr("evidence.running.engine.run_task", lambda *_: pytest.fail("a kernel was started"))
    assert main(["--root", str(root), "run", "mills", str(tmp_path / "o.ipynb"), "-p", "least", "0.9"]) == 1
    assert "'least' is 0.9, above 'most', 0.5" in capsys.readouterr().err
    assert main(["--root", str(root), "lint"]) == 1
    said = capsys.readouterr().err
    assert "editions.yml:4: mills: 'least' is 0.9, above 'most', 0.5; change one of the two" in said
    assert "editions.yml:9: in one set 'least' is 0.4, above 'most', 0.3; let their values not cross" in said


def test_a_dry_run_writes_nothing(report, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("evidence.running.engine.run_task", lambda *_: pytest.fail("a kernel was started"))
    monkeypatch.setattr("evidence.running.engine.run_many", lambda *_: pytest.fail("a kernel was started"))
    out = tmp_path / "o.ipynb"
    assert main(["--root", str(report), "run", "mills", str(out), "-p", "power_kw=700", "--dry-run"]) == 0
    assert f"would run chapters/mills.ipynb with power_kw=700.0 and store {out}" in capsys.readouterr().out.replace(
        "=700 ", "=700.0 ")
    assert main(["--root", str(report), "tables"]) == 0
    assert main(["--root", str(report), "refresh", "--dry-run"]) == 0
    assert "no run with these parameters is kept" in capsys.readouterr().out and not out.exists()


def test_machines_are_told_in_json(report, tmp_path, capsys):
    out = tmp_path / "o.ipynb"
    assert main(["--root", str(report), "run", "mills", str(out), "--dry-run", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {"command": "run", "code": 0, "faults": [], "printed": [
        f"would run chapters/mills.ipynb with its defaults and store {out}"],
                    "found": {"chapter": "mills", "values": {}, "out": str(out)}}
    assert main(["--root", str(report), "run", "mills", str(out), "-p", "mils=1", "--json"]) == 1
    told = capsys.readouterr()
    [fault] = json.loads(told.out)["faults"]
    assert fault["file"] == "-p mils=1" and "did you mean 'mills'?" in fault["remedy"] and told.err == ""
    assert main(["--root", str(report), "check", "--quiet"]) == 0 and capsys.readouterr().out == ""


def test_why_sees_the_ledger_and_can_be_gated_on(report, capsys):
    root = ["--root", str(report)]
    assert main([*root, "tables"]) == 0
    write(report / "chapters" / "mills.ipynb", "open('../data/claims.csv').read()")
    assert main([*root, "why", "--all", "--exit-code"]) == 1
    from evidence.running import kept_runs
    kept_runs.executed(report, lambda _: None)
    assert main([*root, "why", "--all", "--exit-code"]) == 0
    path = report / "ledger" / "gazette-mill.yml"
    path.write_text(path.read_text().replace("stance: claimed", "stance: forecast", 1))
    capsys.readouterr()
    assert main([*root, "why", "mills", "--exit-code"]) == 1
    assert "data/claims.csv is not as the ledger gives it; 'evidence tables' builds it" in capsys.readouterr().out
    assert main([*root, "why"]) == 1 and "no chapter is named" in capsys.readouterr().err
