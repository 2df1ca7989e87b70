"""Sweeps by the answer functions: the same table as by notebooks, in order, failures apart, memory flat."""

from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.project import find_chapter
from evidence.scenarios import sweep as scenarios
from evidence.scenarios.sweep import in_order, processes, sweep_answers
from evidence.sweeps import executors
from evidence.sweeps.plan import MOST_ANSWERS, find_plan
from evidence.sweeps.sets import Axis, SweepPlan
from evidence.sweeps.sweep import sweep

ROOT = Path(__file__).parents[2]


def test_the_table_is_the_same_as_by_notebooks(tmp_path):
    plan = find_plan(ROOT, "hardware", draws=3)
    with processes(ROOT, plan.chapter) as (pool, workers):
        outcome = sweep_answers(ROOT, plan, pool, workers, folder=tmp_path / "answers")
    with executors.local_executor() as (pool, workers):
        sweep(ROOT, plan, pool, workers, folder=tmp_path / "notebooks")
    for ending in ("csv", "parquet"):
        one, other = (tmp_path / way / f"hardware.{ending}" for way in ("answers", "notebooks"))
        assert one.read_bytes() == other.read_bytes()
    assert outcome.ran == 3 and outcome.rows == 3 * (outcome.rows // 3)


def test_a_set_that_cannot_be_computed_is_told_and_left_out(tmp_path, monkeypatch):
    chapter = find_chapter(ROOT, "waic_2025")
    parameters = scenarios.opened(ROOT, chapter).parameters
    name = "visits_per_person"  # by which visits are divided
    plan = SweepPlan("visits", chapter, "", {name: parameters[name]}, {name: Axis((1.0, 0.0, 2.0))})
    with ThreadPoolExecutor(1) as pool:
        outcome = sweep_answers(ROOT, plan, pool, 1, folder=tmp_path)
    assert outcome.failed.count == 1
    assert "run 2 (visits_per_person=0): chapters/waic_2025.ipynb: ZeroDivisionError" in outcome.failed.first[0]
    assert {line.split(",")[0] for line in (tmp_path / "visits.csv").read_text().splitlines()[1:]} == {"1", "3"}


class Counting(ThreadPoolExecutor):
    """Counts what was handed over."""

    given = 0

    def submit(self, *arguments) -> Future:
        self.given += 1
        return super().submit(*arguments)


def test_only_a_few_pieces_are_ever_ahead():
    with Counting(2) as pool:
        results = in_order(pool, str, iter(range(10**9)), 2)
        taken = [next(results) for _ in range(50)]
        assert taken == [str(number) for number in range(50)] and pool.given <= 50 + 3 * 2
        results.close()


def test_many_draws_are_allowed_and_too_many_are_not():
    assert len(find_plan(ROOT, "hardware", 1_000_000, MOST_ANSWERS)) == 1_000_000
    with pytest.raises(EvidenceError, match="1,000,000 sets to draw"):
        find_plan(ROOT, "hardware", 1_000_001, MOST_ANSWERS)
