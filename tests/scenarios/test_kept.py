"""What is kept of a chapter's states, and the table of dependencies made from it."""

import pytest
from made_up import cell, project, write

from evidence.cli import main
from evidence.errors import EvidenceError
from evidence.scenarios import kept
from evidence.scenarios.depends import rows

CONTENT = {
    "chapter": "mills", "answers": {
        "share": {"book": 0, "on": {"power": [0, 1, 1]}, "turns": {"power": ["5 … 6"]}},
        "flour": {"book": 2, "on": {"power": [2, 2, 3]}}, "bran": {"book": 2, "on": {"power": [2, 3, 3]},
                                                                  "turns": {"power": ["5 … 6"]}},
        "fixed": {"book": 0, "on": {}}, "headline:more in all": {"book": 0, "on": {"power": [0, 1, 1]}}},
    "parameters": {"power": {"kind": "int", "values": ["5", "6", "7"]}},
    "shown": {"map": {"power": []}}, "texts": ["«oui»", "non", "30 kg", "32 kg"]}


@pytest.fixture
def root(tmp_path):
    made = project(tmp_path)
    write(made / "chapters" / "mills.ipynb", cell("pass"))
    return made


def test_what_is_written_is_read_and_the_bytes_are_the_same_again(root):
    first = kept.write(root, "mills", CONTENT).read_bytes()
    assert kept.read_kept(root, "mills") == CONTENT
    assert kept.write(root, "mills", CONTENT).read_bytes() == first and first.isascii()
    assert kept.read_kept(root, "nothing") is None


@pytest.mark.parametrize("spoil", [lambda text: text[:-9], lambda text: "alert(1);" + text,
                                   lambda text: text.replace("H4sI", "H4sJ")])
def test_a_damaged_file_is_a_fault(root, spoil):
    file = kept.write(root, "mills", CONTENT)
    file.write_text(spoil(file.read_text()))
    with pytest.raises(EvidenceError, match=r"chapters/scenarios/mills\.js: not as it was written; make it"):
        kept.read_kept(root, "mills")


def test_dependencies_by_kind(root):
    kept.write(root, "mills", CONTENT)
    assert [tuple(row)[1:] for row in rows(root)] == [
        ("answer", "share", "power", ["5 … 6"], False), ("answer", "flour", "power", [], True),
        ("answer", "bran", "power", ["5 … 6"], False), ("headline", "more in all", "power", [], False),
        ("figure or table", "map", "power", [], False)]


def test_the_command_prints_them(root, capsys):
    kept.write(root, "mills", CONTENT)
    assert main(["--root", str(root), "depends", "mills/share"]) == 0
    assert capsys.readouterr().out == "mills/share (answer): power; turns at 5 … 6\n"
    assert main(["--root", str(root), "depends", "mills/flour"]) == 0
    assert capsys.readouterr().out == "mills/flour (answer): power; in steps of more than a printed digit\n"
    assert main(["--root", str(root), "depends", "mills/shar"]) == 1
    assert "mills/share" in capsys.readouterr().err
