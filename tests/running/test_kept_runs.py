"""Runs are kept as long as nothing that they depend on has changed; what has changed is named."""

import json
import os
import shutil
import time

import nbformat
import pytest
from made_up import project, write

from evidence import cli
from evidence.errors import EvidenceError
from evidence.running import dependencies, kept_runs

READS = "from evidence.tables.report import open_report\nlist(open_report().table('claims')['stance'])"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """What each test begins with."""
    root = project(tmp_path_factory.mktemp("made"))
    assert cli.main(["--root", str(root), "tables"]) == 0
    (root / "trade").mkdir()
    (root / "trade" / "__init__.py").write_text("")
    (root / "trade" / "sums.py").write_text("from trade import rates\nTOTAL = rates.ONE\n")
    (root / "trade" / "rates.py").write_text("ONE = 1\n")
    (root / "trade" / "apart.py").write_text("UNUSED = 1\n")
    own = "import sys; sys.path.insert(0, '..')\nfrom trade.sums import TOTAL"
    write(root / "chapters" / "mills.ipynb", own, READS)
    past = time.time() - 60
    for path in root.rglob("*"):
        os.utime(path, (past, past))
    return root


@pytest.fixture
def report(made):
    """A copy, each time at the same place, so that one warm process serves all."""
    root = made.with_name("copy")
    shutil.rmtree(root, ignore_errors=True)
    return shutil.copytree(made, root)


def run(root, values=None):
    ran = []
    texts = kept_runs.executed(root, ran.append, {"mills": values or {}})
    return bool(ran), texts["mills.ipynb"]


def why(root, values=None):
    return kept_runs.stale_because(root, root / "chapters" / "mills.ipynb", values or {})


def change(path, text):
    path.write_text(text)
    os.utime(path, (time.time() - 30,) * 2)


def test_nothing_changed_is_nothing_run(report):
    assert why(report) == [kept_runs.NEVER]
    first = run(report)
    assert first[0] and run(report) == (False, first[1]) and why(report) == []


def test_each_set_of_values_is_a_run_of_its_own(report):
    run(report)
    assert run(report, {"mills": 5})[0] and not run(report, {"mills": 5})[0] and not run(report)[0]
    assert why(report, {"mills": 6}) == [kept_runs.NEVER]


@pytest.mark.parametrize("name, text, reasons", [
    ("trade/sums.py", "from trade import rates\nTOTAL = 2 * rates.ONE\n", ["trade/sums.py has changed"]),
    ("trade/rates.py", "ONE = 7\n", ["trade/rates.py has changed"]),
    ("trade/sums.py", "from trade import apart\nTOTAL = 1\n", ["trade/sums.py has changed",
                                                                "trade/apart.py is newly imported"]),
    ("trade/apart.py", "UNUSED = 2\n", []),
    ("data/sources.csv", "changed", []),
    ("data/claims.csv", None, ["data/claims.csv has changed"]),
    ("requirements.txt", "other==1", ["the environment has changed: requirements.txt: other none → 1"]),
])
def test_what_changed_is_named_and_run_again(report, name, text, reasons, monkeypatch):
    monkeypatch.setattr(kept_runs, "_environment", kept_runs._environment.__wrapped__)
    before = run(report)[1]
    path = report / name
    change(path, text if text is not None else path.read_text().replace("claimed", "forecast"))
    assert why(report) == reasons
    again, after = run(report)
    assert again == bool(reasons)
    assert (after != before) == (name == "data/claims.csv")


def test_a_changed_cell_is_named_and_stored_outputs_do_not_count(report):
    run(report)
    path = report / "chapters" / "mills.ipynb"
    content = nbformat.read(path, 4)
    content.cells[-1].outputs = [nbformat.v4.new_output("stream", text="old")]
    nbformat.write(content, path)
    assert why(report) == []
    content.cells[2].source += "\n1"
    nbformat.write(content, path)
    assert why(report) == ["chapters/mills.ipynb: cell 3 has changed"]
    write(path, "1")
    assert why(report)[0] == "chapters/mills.ipynb has 3 cells, it had 4"


@pytest.mark.parametrize("change", [
    lambda cell: cell.update(id="another"), lambda cell: cell.metadata.update(tags=["remove-cell"])])
def test_all_of_a_cell_counts_not_its_source_alone(report, change):
    path = report / "chapters" / "mills.ipynb"
    run(report)
    content = nbformat.read(path, 4)
    change(content.cells[2])
    path.write_text(json.dumps(content))
    assert why(report) == ["chapters/mills.ipynb: cell 3 has changed"]


def test_what_runs_chapters_is_what_they_depend_on(report):
    run(report)
    known = kept_runs.manifest(report, report / "chapters" / "mills.ipynb", {}).files
    ours = dependencies.ENGINE / "running"
    assert {f"evidence/running/{path.relative_to(ours)}" for path in (ours / "fork").glob("*.py")} <= known.keys()
    others = ("running/engine", "running/environment", "notebooks/files")
    assert {f"evidence/{name}.py" for name in others} <= known.keys()


def test_a_file_that_is_gone(report):
    run(report)
    (report / "trade" / "rates.py").unlink()
    assert why(report) == ["trade/rates.py is gone"]


@pytest.mark.parametrize("harm", [
    lambda content: b"", lambda content: content[:-9], lambda content: content[:3], lambda content: b"\xff" * 40,
    lambda content: content[:len(content) // 2] + b"7" + content[len(content) // 2 + 1:],
    lambda content: content.replace(b'"seconds"', b'"minutes"', 1),
])
def test_a_damaged_store_is_not_believed(report, harm):
    first = run(report)[1]
    [kept] = (report / kept_runs.FOLDER / "mills").glob("*.json")
    harmed = harm(kept.read_bytes())
    assert harmed != kept.read_bytes()
    kept.write_bytes(harmed)
    assert why(report) == ["the kept run is damaged; it is not believed"]
    assert run(report) == (True, first)


def test_an_edit_while_a_chapter_runs_is_not_lost(report):
    path = report / "trade" / "rates.py"
    write(report / "chapters" / "mills.ipynb", "import sys; sys.path.insert(0, '..')\nfrom trade.rates import ONE",
          f"open({str(path)!r}, 'a').write('# edited\\n')")
    assert run(report)[0] and run(report)[0]


def test_every_fault_is_told_and_what_ran_is_kept(report):
    write(report / "chapters" / "a.ipynb", "1 / 0")
    write(report / "chapters" / "b.ipynb", "[][1]")
    with pytest.raises(EvidenceError) as caught:
        run(report)
    assert [fault.file for fault in caught.value.faults] == ["chapters/a.ipynb:cell 3", "chapters/b.ipynb:cell 3"]
    assert why(report) == []


def test_old_runs_are_dropped(report, monkeypatch):
    monkeypatch.setattr(kept_runs, "MOST_KEPT", 2)
    for mills in (1, 2, 3):
        run(report, {"mills": mills})
    assert len(list((report / kept_runs.FOLDER / "mills").iterdir())) == 2 and not run(report, {"mills": 3})[0]


def test_the_command_says_why(report, capsys):
    assert cli.main(["--root", str(report), "why", "mills"]) == 0
    assert capsys.readouterr().out.strip() == kept_runs.NEVER
    run(report)
    assert cli.main(["--root", str(report), "why", "mills"]) == 0
    assert "up to date" in capsys.readouterr().out


def test_of_the_packages_that_changed_the_first_five_are_named():
    then = dict.fromkeys("abcdefg", "1")
    assert kept_runs._other_packages(then, then) == []
    assert kept_runs._other_packages(then | {"b": "2", "h": "1"}, then) == [
        "the environment has changed: b 1 → 2, h none → 1"]
    assert kept_runs._other_packages({}, dict.fromkeys("abcde", "1")) == [
        "the environment has changed: a 1 → none, b 1 → none, c 1 → none, d 1 → none, e 1 → none"]
    assert kept_runs._other_packages({}, then)[0].endswith("e 1 → none, and 2 more")
