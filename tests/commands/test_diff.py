"""``evidence diff``: what differs between two books, by rows and by words, and what caused each difference."""

import json
from hashlib import sha256

import pytest
from made_up import project, write
from made_up_editions import EDITIONS, PARAMETERS, report_with_editions
from nbformat.v4 import new_markdown_cell

from evidence.cli import main
from evidence.diff import record
from evidence.editions.declared import find_edition
from evidence.running import kept_runs
from evidence.tables import package


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return report_with_editions(tmp_path_factory.mktemp("diff"))


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


def test_a_machine_is_told_and_may_gate_on_it(report, capsys):
    call = ["--root", str(report), "diff", "default"]
    assert main([*call, "default", "--exit-code"]) == 0 and main([*call, "strong", "--exit-code"]) == 1
    capsys.readouterr()
    assert main([*call, "strong", "--json"]) == 0
    [chapter] = json.loads(capsys.readouterr().out)["found"]["chapters"]
    assert len(chapter["found"]) == 3
    assert main([*call, "strongest", "--json"]) == 2
    [fault] = json.loads(capsys.readouterr().out)["faults"]
    assert "no edition 'strongest'" in fault["wrong"]


def test_one_number_may_be_gated_on(report, capsys):
    call = ["--root", str(report), "diff", "default", "strong", "--exit-code"]
    assert main([*call, "--only", "flour"]) == 0
    assert capsys.readouterr().out == "default → strong: nothing that is shown differs (1 compared)\n"
    assert main([*call, "--only", "flour", "--only", "power"]) == 1
    text = capsys.readouterr().out
    assert text.startswith("default → strong: 1 of 2 differ (1 key figure)\n") and "total" not in text
    assert part(text, "power")[-1] == "because of power_kw"
    assert main([*call, "--only", "powre"]) == 2
    assert "--only powre: neither of the two shows that; did you mean 'power'?" in capsys.readouterr().err


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
    package.write_tables(root, package.contents(root))
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


def published(root, name="default"):
    """Keep the record of a build as the book does."""
    values = find_edition(root, name).parameters
    texts = kept_runs.executed(root, lambda _: None, values=values)
    stage = root / "_build" / "stage" / "chapters"
    stage.mkdir(parents=True, exist_ok=True)
    for file, text in texts.items():
        (stage / file).write_text(text, encoding="utf-8")
    record.keep_record(root, record.of_stage(root, name, stage.parent))


@pytest.fixture
def built(tmp_path):
    root = report_with_editions(tmp_path, new_markdown_cell("Words."))
    published(root)
    return root


def test_a_source_that_changed_is_the_cause(built, capsys):
    seed, ledger = built / "seeds/moulin.txt", built / "ledger/gazette-mill.yml"
    old = seed.read_bytes()
    new = old.replace(b"1 250", b"1 350")
    seed.write_bytes(new)
    text = ledger.read_text(encoding="utf-8").replace("1 250", "1 350").replace("1,250", "1,350")
    ledger.write_text(text.replace(sha256(old).hexdigest(), sha256(new).hexdigest()))
    package.write_tables(built, package.contents(built))
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
    assert part(text, "c05") == ["words c05", "- Words.", "+ Other words.",
                                 "because of the words of cell c05 were edited"]


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
