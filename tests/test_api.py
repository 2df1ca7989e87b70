"""A program runs a chapter and a sweep, and reads the report, by what ``evidence.api`` offers."""

import pytest
from made_up import FRAME, SETUP, project, write

from evidence import api
from evidence.errors import EvidenceError

EDITIONS = """\
editions:
  thirsty: {description: many, parameters: {mills: {power_kw: 1000, mills: 5}}}
sweeps:
  grid: {chapter: mills, description: few, values: {mills: [1, 2], kind: [wind, water]}}
  wrong: {chapter: mills, description: fails, values: {mills: [4, 7]}}
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = project(tmp_path_factory.mktemp("api"))
    publish = "publish('power', power_kw * mills, f'{power_kw * mills:g} kW', rests_on=['gazette-mill/made'])"
    write(root / "chapters" / "mills.ipynb", SETUP, FRAME, f"assert mills != 7\n{publish}")
    (root / "editions.yml").write_text(EDITIONS)
    return root


def test_a_chapter_with_values_that_go_before_those_of_an_edition(root):
    assert api.run_chapter("mills", root=root).figures["power"].value == 3 * 559
    run = api.run_chapter("mills", {"mills": 2}, edition="thirsty", root=root)
    assert run.figures["power"].value == 2000 and run.seconds > 0
    assert run.notebook.cells[2].source == "# Parameters\npower_kw = 1000.0\nmills = 2\n"


def test_values_are_checked_before_anything_runs(root):
    with pytest.raises(EvidenceError, match=r"mils.*did you mean 'mills'"):
        api.run_chapter("mills", {"mils": 2}, root=root)
    with pytest.raises(EvidenceError, match="cell 6: the run stops here: AssertionError"):
        api.run_chapter("mills", {"mills": 7}, root=root)


def test_a_sweep_s_table(root):
    table = api.run_sweep("grid", root=root)
    assert table["value"].tolist() == [559, 559, 1118, 1118] and table["kind"].tolist() == ["wind", "water"] * 2
    with pytest.raises(EvidenceError, match=r"run 2 .*mills=7.*AssertionError"):
        api.run_sweep("wrong", root=root)


def test_the_report_from_a_folder_inside_it(root, monkeypatch):
    monkeypatch.delenv("EVIDENCE_ROOT", raising=False)
    monkeypatch.chdir(root / "chapters")
    assert api.open_report().root == root
    assert api.run_chapter("mills").figures["power"].text
