"""``evidence diff``: what differs between two books, by rows and by words, and what caused each difference."""

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
import sphinxext_book as book
import yaml
from made_up import SETUP, cell, project, write
from nbformat.v4 import new_markdown_cell

from evidence.cli import main
from evidence.commands import diff
from evidence.diff import causes, compare, record, sides
from evidence.diff.compare import CHANGED, GONE, NEW, Row
from evidence.diff.explain import Compared
from evidence.diff.record import Chapter
from evidence.errors import EvidenceError
from evidence.project import chapters
from evidence.running import kept_runs
from evidence.tables import package

EDITIONS = """\
editions:
  strong:
    description: more and stronger mills <script>alert(1)</script>
    parameters: {mills: {power_kw: 900, mills: 4, idle: true}}
  water:
    description: water instead of wind
    parameters: {mills: {kind: water}}
  one-less:
    description: without vendors
    parameters: {every: {leave_out_role: vendor}}
"""
PARAMETERS = """\
power_kw: float = 559  # power of one mill [kW; 100..2000]
mills: int = 3  # how many mills [mill; 1..10]
kind: str = "wind"  # what drives them [one of: wind, water]
idle: bool = False  # whether idle mills count
leave_out_role: str = "none"  # kind of speaker [one of: none, vendor, press]"""
SELECT = SETUP + """
from evidence.tables.report import open_report
from evidence.tables.selection import select
report = select(open_report(), leave_out_role=leave_out_role)
flour = report.table("flour")"""
SHOW = """\
publish("total", power_kw * mills, rests_on=["gazette-mill/staff"])
publish("words", f"It runs on {kind}.")
publish("power", power_kw)
publish("flour", 1250, rests_on=["gazette-mill/made"])
frame = pd.DataFrame({"mill": ["Old", "New"], "kw": [power_kw, 100.0], "kind": [kind, "wind"]})
figure, axes = figures.subplots()
axes.barh(frame["mill"], frame["kw"], color=figures.COLOURS["blue"])
show_figure(figure, name="bars", title="Mills draw power", alt="Two bars", data=frame)
show_table(flour, name="made", caption="Flour made")"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    root = project(tmp_path_factory.mktemp("diff"))
    package.write(root, package.contents(root))
    write(root / "chapters" / "mills.ipynb", cell(SELECT, "remove-cell"), SHOW, parameters=PARAMETERS)
    (root / "editions.yml").write_text(EDITIONS)
    return root


def told(report, capsys, *arguments):
    capsys.readouterr()
    assert main(["--root", str(report), "diff", *arguments]) == 0
    return capsys.readouterr().out


def part(text, name):
    """The lines on one thing shown."""
    lines = text.splitlines()
    start = next(place for place, line in enumerate(lines) if (line.startswith("  ") and line.split()[-1] == name)
                 or line.strip().endswith(f"{name} (new)"))
    end = next((place for place in range(start + 1, len(lines)) if not lines[place].startswith("      ")), len(lines))
    return [line.strip() for line in lines[start:end]]


def test_nothing_differs(report, capsys):
    assert told(report, capsys, "default", "default") == \
        "default → default: nothing that is shown differs (7 compared)\n"


def test_each_difference_has_its_parameter(report, capsys):
    text = told(report, capsys, "default", "strong")
    assert text.splitlines()[0] == "default → strong: 3 of 7 differ (2 key figures, 1 picture)"
    assert "  with power_kw: 559 → 900" in text and "  with idle: False → True" in text
    assert part(text, "total") == ["key figure total", "- 1,677", "+ 3,600", "because of power_kw and mills together"]
    assert part(text, "power") == ["key figure power", "- 559", "+ 900", "because of power_kw"]
    assert part(text, "bars") == ["picture bars", "· Mills draw power", "1 of 2 rows:", "Old: kw 559 → 900",
                                  "because of power_kw"]


def test_a_single_parameter_needs_no_further_run(report, capsys, monkeypatch):
    told(report, capsys, "default", "water")
    monkeypatch.setattr(kept_runs, "run_and_keep", lambda _, wanted: pytest.fail("something was run") if wanted else {})
    text = told(report, capsys, "default", "water")
    assert part(text, "words") == ["sentence words", "- It runs on wind.", "+ It runs on water.", "because of kind"]
    assert part(text, "bars")[2:] == ["1 of 2 rows:", "Old: kind wind → water", "because of kind"]


def test_what_is_left_out_is_said_to_be(report, capsys):
    text = told(report, capsys, "default", "one-less")
    assert part(text, "flour") == ["key figure flour", "- 1,250", "+ left out of this edition",
                                   "rests on what is left out: gazette-mill/made", "because of leave_out_role"]
    assert part(text, "made")[1:] == ["· Flour made", "1 of 2 rows:",
                                      "gone: gazette-mill/made", "because of leave_out_role"]


@pytest.mark.parametrize("arguments, message", [
    (["default", "strung"], "editions.yml: no edition 'strung'; did you mean 'strong'?"),
    (["water~1", "water"], "no earlier build of 'water' is recorded; build the book"),
    (["nothing~1", "water"], "no edition 'nothing'"),
    (["nowhere.ipynb", "default"], "a notebook can only be compared with a notebook"),
    (["nowhere.ipynb", "other.ipynb"], "nowhere.ipynb: cannot be read"),
])
def test_a_wrong_call(report, capsys, arguments, message):
    assert main(["--root", str(report), "diff", *arguments]) == 2
    assert message in capsys.readouterr().err


def test_both_wrong_names_are_told(report, capsys):
    assert main(["--root", str(report), "diff", "one", "two"]) == 2
    assert capsys.readouterr().err.count("no edition") == 2


def test_a_chapter_that_fails_is_a_fault_not_a_wrong_call(tmp_path, capsys):
    root = project(tmp_path)
    package.write(root, package.contents(root))
    write(root / "chapters" / "mills.ipynb", "1 / (mills - 4)", parameters=PARAMETERS)
    (root / "editions.yml").write_text(EDITIONS)
    assert main(["--root", str(root), "diff", "default", "strong"]) == 1
    assert "chapters/mills.ipynb:cell 4: the run stops here: ZeroDivisionError" in capsys.readouterr().err


def test_two_notebooks_that_were_run(report, capsys, tmp_path):
    for name, value in (("a", "600"), ("b", "700")):
        assert main(["--root", str(report), "run", "mills", "-p", f"power_kw={value}", "-p", f"mills={value[0]}",
                     "-o", str(tmp_path / f"{name}.ipynb")]) == 0
    text = told(report, capsys, str(tmp_path / "a.ipynb"), str(tmp_path / "b.ipynb"))
    assert "  with power_kw: 600 → 700" in text and "\nmills: 3 of 7" in text
    assert part(text, "power")[-1] == "because of power_kw"
    assert part(text, "total")[-1] == "because of power_kw and mills together"


def test_a_notebook_without_outputs_is_refused(report, capsys):
    path = str(report / "chapters" / "mills.ipynb")
    assert main(["--root", str(report), "diff", path, path]) == 2
    assert "the notebook holds no outputs" in capsys.readouterr().err


# from build to build

def published(root, name="default"):
    """Keep the record of a build as the book does."""
    from evidence.editions import declared
    values = declared.find(root, name).parameters
    texts = kept_runs.executed(root, lambda _: None, values=values)
    stage = root / "_build" / "stage" / "chapters"
    stage.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        (stage / file).write_text(text, encoding="utf-8")
    record.keep(root, record.of_stage(root, name, stage.parent))


@pytest.fixture
def built(tmp_path):
    root = project(tmp_path)
    package.write(root, package.contents(root))
    write(root / "chapters" / "mills.ipynb", cell(SELECT, "remove-cell"), SHOW, new_markdown_cell("Words."),
          parameters=PARAMETERS)
    (root / "editions.yml").write_text(EDITIONS)
    published(root)
    return root


def test_a_source_that_changed_is_the_cause(built, capsys):
    seed, ledger = built / "seeds/moulin.txt", built / "ledger/gazette-mill.yml"
    old = seed.read_bytes()
    new = old.replace(b"1 250", b"1 350")
    seed.write_bytes(new)
    text = ledger.read_text(encoding="utf-8").replace("1 250", "1 350").replace("1,250", "1,350")
    ledger.write_text(text.replace(sha256(old).hexdigest(), sha256(new).hexdigest()))
    package.write(built, package.contents(built))
    published(built)
    told_lines = part(told(built, capsys, "default~1", "default"), "made")
    assert "gazette-mill/made: value 1,250 → 1,350" in told_lines
    assert told_lines[-1].startswith("because of the source gazette-mill: gazette-mill/made")


def test_a_cell_and_words_that_were_edited(built, capsys):
    path = built / "chapters" / "mills.ipynb"
    path.write_text(path.read_text().replace("It runs on", "Moved by").replace("Words.", "Other words."))
    published(built)
    text = told(built, capsys, "default~1", "default")
    assert part(text, "words") == ["sentence words", "- It runs on wind.", "+ Moved by wind.", "because of cell c04"]
    assert part(text, "c05") == ["words c05", "- Words.", "+ Other words.", "because of the words of cell c05 were edited"]


def test_an_edit_and_a_parameter_are_told_apart(built, capsys):
    path = built / "chapters" / "mills.ipynb"
    path.write_text(path.read_text().replace("1250, rests_on", "1260, rests_on").replace("Words.", "Other words."))
    published(built)
    text = told(built, capsys, "default~1", "water")
    assert part(text, "flour")[-1] == "because of cell c04" and part(text, "words")[-1] == "because of kind"
    text = told(built, capsys, "strong", "default~1")
    assert part(text, "flour")[-1] == "because of cell c04"
    assert part(text, "total")[-1] == "because of power_kw and mills together"


def test_the_record_is_kept_once_and_never_believed_when_damaged(built, capsys):
    folder = built / record.FOLDER
    published(built)
    assert [path.name for path in folder.iterdir()] == ["default.json"]
    path = built / "chapters" / "mills.ipynb"
    path.write_text(path.read_text().replace("Words.", "Other words."))
    published(built)
    earlier = folder / "default~1.json"
    for damage in ("", "{}", "[]", earlier.read_text().replace("559", "558"), earlier.read_text()[:-9], "\0"):
        earlier.write_text(damage)
        assert main(["--root", str(built), "diff", "default~1", "default"]) == 2
        assert "the record is damaged; remove it" in capsys.readouterr().err


# rows

def rows(old, new):
    return list(compare.changed_rows(old, new))


def test_rows_are_paired_by_the_columns_that_name_them():
    old = [{"system": "A", "measure": "power", "value": 1.0}, {"system": "A", "measure": "rate", "value": 2.0},
           {"system": "B", "measure": "rate", "value": 3.0}]
    new = [old[2], {"system": "A", "measure": "rate", "value": 2.5}, {"system": "C", "measure": "rate", "value": 9}]
    assert rows(old, new) == [
        Row(GONE, "A, power", (("value", "1", ""),)), Row(CHANGED, "A, rate", (("value", "2", "2.5"),)),
        Row(NEW, "C, rate", (("value", "", "9"),))]


def test_points_of_a_line_are_paired_by_their_place():
    old = [{"year": year, "cards": year - 2000.0} for year in range(2023, 2026)]
    new = [row | {"cards": row["cards"] * 2} for row in old]
    assert rows(old, new)[0] == Row(CHANGED, "2023", (("cards", "23", "46"),))
    assert len(rows(old, new)) == 3 and rows(old, old) == []


def test_rows_that_nothing_tells_apart_are_gone_and_new():
    same = {"x": 1.0}
    assert [row.change for row in rows([same, same], [same, {"x": 2.0}, {"x": 2.0}])] == [GONE, NEW, NEW]
    assert [row.change for row in rows([], [same])] == [NEW] and rows([], []) == []


# causes

def chapter(values, **shown):
    return Chapter(values, {f"result {name}": {"kind": "result", "name": name, "value": value, "text": str(value)}
                            for name, value in shown.items()})


def test_causes_alone_either_and_together():
    one = chapter({"a": 1, "b": 1, "c": 1}, left=1, either=1, both=1, hidden=1)
    other = chapter({"a": 2, "b": 2, "c": 2}, left=2, either=2, both=4, hidden=8)
    alone = {"a": chapter({}, left=2, either=2, both=2, hidden=1), "b": chapter({}, left=1, either=2, both=3, hidden=1),
             "c": None}
    found = causes.by_parameters(compare.differences(one, other), one, other, alone)
    assert {each.name: each.causes for each in found} == {
        "left": ("a",), "either": ("a or b, each alone",), "both": ("a and b together",),
        "hidden": ("several parameters together (c alone does not run to the end)",)}


def test_code_that_changed_is_named_and_data_only_where_no_claim_says_more():
    def built(value, code, table, claim):
        made = {"analysis/milling.py": code, "data/claims.csv": table, record.PACKAGES: "same"}
        shown = {f"result {name}": {"kind": "result", "name": name, "value": value, "text": str(value), "cell": "c1",
                                    "rests_on": rests_on} for name, rests_on in (("a", ["g/made"]), ("b", []))}
        return Chapter({}, shown, {"c1": "publish()"}, made), {"g/made": claim, "g/other": claim}

    def told(one, other):
        (before, facts), (after, later) = one, other
        return [each.causes for each in causes.by_files(compare.differences(before, after), before, after, facts, later)]

    assert told(built(1, "x", "t", "k"), built(2, "y", "t", "k")) == [("analysis/milling.py",)] * 2
    assert told(built(1, "x", "t", "k"), built(2, "x", "u", "l")) == [("the source g: g/made",), ("data/claims.csv",)]
    assert told(built(1, "x", "t", "k"), built(2, "x", "t", "k")) == [(causes.UNKNOWN,)] * 2


# the page

def test_the_page_is_written_into_the_stage(report, tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: chapters/index\nparts:\n- caption: One\n  chapters:\n"
                                       "  - file: chapters/mills\n- caption: Two\n  chapters:\n  - file: chapters/x\n")
    (tmp_path / "_config.yml").write_text("title: Mills\n")
    diff.add_page(tmp_path)
    diff.fill_page(report, tmp_path, "strong")
    assert not list(tmp_path.rglob("*differ*"))
    (tmp_path / "_config.yml").write_text("sphinx: {config: {extensions: [evidence.sphinxext]}}\n")
    diff.add_page(tmp_path)
    diff.fill_page(report, tmp_path, "strong")
    parts = yaml.safe_load((tmp_path / "_toc.yml").read_text())["parts"]
    assert parts[0]["chapters"] == [{"file": "chapters/mills"}, {"file": "chapters/what_differs"}]
    stored = json.loads((tmp_path / ".differences.json").read_text())
    assert stored["edition"] == "strong" and stored["chapters"][0]["parameters"][0] == ["power_kw", "559", "900"]
    assert [one["name"] for one in stored["chapters"][0]["found"]] == ["total", "power", "bars"]


def test_the_page_shows_it_escaped_and_linked(tmp_path):
    root = book.project(tmp_path / "mill")
    one = chapter({"power": "<b>1</b>"}, gap=1)
    other = chapter({"power": book.ODD}, gap=book.ODD)
    frames = [pd.DataFrame({"mill": ["Old"], "kw": [kw], "text": [text]}) for kw, text in ((1, "x"), (2, book.ODD))]
    for side, frame in zip((one, other), frames):
        side.shown["figure bars"] = {"kind": "figure", "name": "bars", "title": "Rose to 150", "left_out": [],
                                     "data": frame.to_dict("records")}
        del side.shown["figure bars"]["left_out"]
    found = causes.by_parameters(compare.differences(one, other), one, other, {})
    compared = Compared("output", (("power", "1", book.ODD),), 9, tuple(found))
    (root / ".differences.json").write_text(json.dumps({"edition": "e", "chapters": [asdict(compared)]}))
    (root / "chapters" / "what_differs.md").write_text(diff.TEXT)
    html, warnings = book.build(root)
    assert "WARNING" not in warnings.replace("WARNING: document isn't included in any toctree", "")
    page = (html / "chapters" / "what_differs.html").read_text(encoding="utf-8")
    assert 'href="output.html#result-gap"' in page and 'href="output.html#bars"' in page
    assert "<script>document.title" not in page and "&lt;script&gt;document" in page and "<b>1" not in page
    assert "<mark>1</mark>" in page and "2 of 9 differ" in page and "1 of 1 rows of data differ" in page


@pytest.mark.parametrize("content", [None, "", "[]", '{"chapters": [{}]}'])
def test_a_missing_or_damaged_file_is_a_warning(tmp_path, content):
    root = book.project(tmp_path / "mill")
    if content is not None:
        (root / ".differences.json").write_text(content)
    (root / "chapters" / "what_differs.md").write_text(diff.TEXT)
    assert ".differences.json is missing or damaged" in book.build(root)[1]


def test_a_side_is_what_its_run_shows(report):
    side = sides.current(report, record.find(report, "strong"))
    [one] = side.record.chapters.values()
    assert one.values["power_kw"] == 900 and one.shown["result power"]["value"] == 900
    assert record.from_text(record.as_text(side.record)) == side.record
    with pytest.raises(EvidenceError):
        record.before(report, "strong")
    assert [Path(path).stem for path in chapters(report)] == ["mills"]
