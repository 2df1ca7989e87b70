"""Editions: checked whole against the chapters before anything runs; every fault with its line and remedy."""

from pathlib import Path

import pytest
from made_up import project, write

from evidence.cli import main
from evidence.editions import declared
from evidence.errors import EvidenceError

MINES = """\
depth: float = 10  # how deep [m; 1..100]
idle: bool = False  # whether idle mines count
leave_out_role: str = "none"  # kind of speaker [one of: none, vendor, press]"""
GOOD = """\
editions:
  default: {description: As it stands.}
  strong:
    description: more power
    parameters:
      every: {idle: true}
      mills: {power_kw: 900, towns: [Port, Hill]}
  one-less:
    description: without vendors
    parameters: {every: {leave_out_role: vendor}}
sweeps:
  power: {whatever: [1, 2]}
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    root = project(tmp_path_factory.mktemp("editions"))
    write(root / "chapters" / "mills.ipynb")
    write(root / "chapters" / "mines.ipynb", parameters=MINES)
    return root


def read(report, text, call=declared.read_editions):
    (report / "editions.yml").write_text(text, encoding="utf-8")
    return call(report)


def test_an_edition_sets_parameters_over_the_whole_book(report):
    known = read(report, GOOD)
    assert list(known) == ["default", "strong", "one-less"]
    assert known["strong"].values("mills") == {"idle": True, "power_kw": 900.0, "towns": ["Port", "Hill"]}
    assert known["strong"].values("mines") == {"idle": True}
    assert known["one-less"].values("mills") == {} and known["default"].values("mills") == {}
    assert known["default"].description == "As it stands."


def test_no_file_and_an_empty_one_have_the_default(report):
    (report / "editions.yml").unlink(missing_ok=True)
    assert list(declared.read_editions(report)) == ["default"]
    for text in ("", "editions:\n", "# nothing\n", "sweeps: {}"):
        assert list(read(report, text)) == ["default"]


def test_the_sections_are_handed_on_with_their_lines(report):
    content = read(report, GOOD, declared.read_editions_file)
    assert content.sweeps == {"power": {"whatever": ["1", "2"]}}
    assert str(content.document.fault(("sweeps", "power", "whatever", 1), "x", "y")) == "editions.yml:12: x; y"


def test_defaults_fill_what_is_not_set(report):
    filled = declared.values_by_chapter(read(report, GOOD)["strong"], report)
    assert filled["mines"] == {"depth": 10, "idle": True, "leave_out_role": "none"}
    assert filled["mills"]["kind"] == "wind" and filled["mills"]["power_kw"] == 900


def edition(parameters):
    return f"editions:\n  a:\n    description: x\n    parameters:\n      {parameters}\n"


@pytest.mark.parametrize("text, message", [
    (edition("mils: {mills: 1}"), "editions.yml:5: no chapter 'mils'; did you mean 'mills'?"),
    (edition("../mills: {mills: 1}"), "editions.yml:5: no chapter '../mills'; did you mean 'mills'?"),
    (edition("mills: {mils: 1}"), "editions.yml:5: the chapter has no parameter 'mils'; did you mean 'mills'?"),
    (edition("every: {mils: 1}"), "editions.yml:5: no chapter has a parameter 'mils'; did you mean 'mills'?"),
    (edition("mills: {class: 1}"), "no parameter 'class'"),
    (edition("every: {'x=1;import os': 1}"), "no chapter has a parameter 'x=1;import os'"),
    (edition("mills: {mills: 2.5}"), "editions.yml:5: '2.5' is not a whole number from 1 to 10"),
    (edition("mills: {mills: true}"), "'true' is not a whole number"),
    (edition("mills: {kind: true}"), "'true' is not one of wind, water"),
    (edition("mills: {power_kw: .nan}"), "'.nan' is not a number"),
    (edition("mills: {power_kw: nan}"), "'nan' is not a number"),
    (edition("mills: {power_kw: 1e400}"), "'1e400' is not a number"),
    (edition("mills: {power_kw: 99}"), "'99' is not a number from 100 to 2000 (kW)"),
    (edition("mills: {power_kw: [900]}"), "is not a number"),
    (edition("mills: {power_kw: {low: 1}}"), "editions.yml:5:"),
    (edition("mills: {towns: [Port, Port]}"), "'towns' names a word twice"),
    (edition("mills: {idle: yes}"), "'yes' is not true or false"),
    (edition("mills: {}"), "editions.yml:5: 'mills' is empty"),
    (edition("{}"), "'parameters' is empty"),
    (edition("every: {idle: true}\n      mines: {idle: true}"), "editions.yml:6: 'idle' of mines is given twice"),
    (edition("mills: {mills: 1, mills: 2}"), "editions.yml:5: the key 'mills' twice"),
    (edition("mills: {mills: 3, power_kw: 559}"), "editions.yml:2: 'a' sets the same as 'default'"),
    (edition("mills: {mills: 1}") + "  a:\n    description: y\n", "editions.yml:6: the key 'a' twice"),
    (edition("mills: {mills: 1}") + "  b:\n    description: y\n    parameters: {mills: {mills: '1'}}\n",
     "editions.yml:6: 'b' sets the same as 'a'; keep one of them"),
    (edition("mills: &x {mills: 1}"), "an anchor or alias"),
    (edition("mills: !!python/name:os.system {}"), "a tag"),
    ("editions:\n  a: {description: x}", "editions.yml:2: 'a' sets nothing"),
    ("editions:\n  a:\n", "editions.yml:2: not a description and parameters"),
    ("editions:\n  a: {description: '  ', parameters: {mills: {mills: 1}}}", "editions.yml:2: "),
    ("editions:\n  a: {description: x, parameter: {mills: {mills: 1}}}", "unknown key 'parameter'"),
    ("editions:\n  a: {parameters: {mills: {mills: 1}}}", "'description' is missing"),
    ("editions:\n  ../a: {description: x, parameters: {mills: {mills: 1}}}", "not of the right form ('../a')"),
    ("editions:\n  default: {description: x, parameters: {mills: {mills: 1}}}", "'default' sets parameters; leave"),
    ("editions: [a]", "'editions' is no list of names"),
    ("edition: {}", "editions.yml:1: unknown section 'edition'"),
    ("- a", "editions.yml:1: not the two sections"),
])
def test_refused_with_its_place(report, text, message):
    with pytest.raises(EvidenceError) as caught:
        read(report, text)
    assert message in str(caught.value)


def test_all_faults_at_once(report):
    text = edition("mills: {mills: 99, kind: sun}\n      every: {nothing: 1}") + "  b: {description: y}\n"
    with pytest.raises(EvidenceError) as caught:
        read(report, text)
    assert [fault.line for fault in caught.value.faults] == [5, 5, 6, 7]


def test_a_chapter_that_declares_nothing_is_named(report):
    bad = write(report / "chapters" / "bad.ipynb", parameters=None)
    try:
        with pytest.raises(EvidenceError, match=r"chapters/bad.ipynb: 0 cells tagged 'parameters'"):
            read(report, edition("mills: {mills: 1}"))
    finally:
        bad.unlink()


def test_an_unknown_edition_is_named_with_the_nearest(report, capsys, tmp_path):
    read(report, GOOD)
    assert main(["--root", str(report), "run", "mills", "--edition", "strang", "-o", str(tmp_path / "o.ipynb")]) == 1
    assert "editions.yml: no edition 'strang'; did you mean 'strong'?" in capsys.readouterr().err


def test_the_editions_of_this_book():
    known = declared.read_editions(Path(__file__).resolve().parents[2])
    wanted = {"default", "until-2024", "without-vendors", "cautious-hardware", "favourable-hardware"}
    assert wanted <= set(known) and next(iter(known)) == "default"
