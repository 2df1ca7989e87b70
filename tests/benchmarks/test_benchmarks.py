"""The benchmark of a run beyond its cells, on a made-up chapter: both sides run, and one that fails is said."""

import math

import pytest
from made_up import project, write

from benchmarks import beyond
from benchmarks.copies import cores
from evidence.errors import EvidenceError

DEFAULT = 3  # of 'mills'; only cells that run alone see it
VALUES = [1, 2, 4, 5, 6, 7, 8, 9]


@pytest.fixture
def report(tmp_path, monkeypatch):
    monkeypatch.setattr(beyond, "WINDOWS", 1)
    return project(tmp_path)


def seconds(report, *cells):
    return beyond.seconds(report, write(report / "chapters" / "mills.ipynb", *cells), "mills", VALUES)


def test_cells_and_what_is_beyond_them(report):
    alone, more = seconds(report, "import time\ntime.sleep(0.1)",
                          "with open('../ran', 'a') as file:\n    print(mills, file=file)")
    assert 0.1 < alone < 30 and math.isfinite(more)
    ran = list(map(int, (report / "ran").read_text().split()))
    assert ran.count(DEFAULT) == 2 * beyond.A_CORE * cores()
    assert set(ran) - {DEFAULT} == set(VALUES[:beyond.A_CORE * cores()])


@pytest.mark.parametrize("source, message", [
    (f"assert mills != {DEFAULT}", "mills.ipynb: a cell fails when the cells run alone; see that it runs by itself"),
    (f"assert mills == {DEFAULT}", "the run stops here: AssertionError"),
])
def test_a_chapter_that_fails(report, source, message):
    with pytest.raises(EvidenceError, match=message):
        seconds(report, source)
