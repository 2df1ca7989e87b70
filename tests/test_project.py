"""Where a report is, and which chapters it has."""

import pytest

from evidence import project
from evidence.errors import EvidenceError


@pytest.fixture
def report(tmp_path):
    for name in ("ledger", "chapters"):
        (tmp_path / name).mkdir()
    for name in ("_config.yml", "chapters/mills.ipynb", "chapters/grain.ipynb", "chapters/.hidden.ipynb"):
        (tmp_path / name).touch()
    return tmp_path


def test_the_report_is_the_nearest_folder_upwards(report):
    assert project.find_root(report / "chapters") == project.find_root(report) == report
    (report / "ledger").rmdir()
    assert project.find_root(report) is None


def test_chapters_are_sorted_and_found_by_name_or_path(report):
    grain, mills = project.chapters(report)
    assert (grain.name, mills.name) == ("grain.ipynb", "mills.ipynb")
    for name in ("mills", "mills.ipynb", "chapters/mills.ipynb", str(mills)):
        assert project.find_chapter(report, name) == mills


@pytest.mark.parametrize("name, remedy", [("mill", "did you mean 'mills'?"), ("x", "there are grain, mills")])
def test_a_chapter_that_is_none(report, name, remedy):
    with pytest.raises(EvidenceError) as raised:
        project.find_chapter(report, name)
    assert str(raised.value) == f"chapters: no chapter '{name}'; {remedy}"
