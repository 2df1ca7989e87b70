"""Run a chapter over all sets of values of a sweep, and gather its key figures in one table."""

import time
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from evidence.disk.lock import locked
from evidence.running.kept_runs import state_key
from evidence.running.task import Task
from evidence.sweeps import executors
from evidence.sweeps.journal import FOLDER, JOURNAL, FailedRuns, Journal, run_key
from evidence.sweeps.run import RunOfSet, RunResult
from evidence.sweeps.sets import SweepPlan
from evidence.sweeps.table import SweptRun, TableFolder, write_table

AT_WORK = "this sweep is at work already"


class Progress:
    """Is told how a sweep goes on; this one keeps it to itself."""

    def begin(self, plan: SweepPlan, total: int, kept: int) -> None:
        """So many runs there are, and so many are kept from before."""

    def advance(self, failed: int) -> None:
        """One more run has ended; so many have failed by now."""

    def end(self, kept: int | None = None) -> None:
        """There are no more runs; ``kept``: they were broken off, and so many are kept."""


@dataclass(frozen=True)
class Outcome:
    """A sweep that has come to its end: numbers of runs, seconds, rows of the table and where it lies."""

    ran: int
    kept: int
    failed: FailedRuns
    seconds: float
    rows: int
    places: list[str]


def sweep(root: Path, plan: SweepPlan, executor: Executor, workers: int = 1, out: str | None = None,
          folder: Path | None = None, pictures: bool = False, progress: Progress | None = None) -> Outcome:
    """Run what is missing through ``executor`` and write the table to the address ``out``.

    ``workers``: how many run side by side there. ``folder`` (default: ``_build/sweeps/NAME``) keeps the
    journal, the failed notebooks, and the table where ``out`` names no place. Figures are drawn only if
    ``pictures``: key figures do not depend on them. EvidenceError where
    another sweep holds the folder, or the table cannot be written.
    """
    started, folder = time.monotonic(), folder or root / FOLDER / plan.name
    with locked(folder, str(folder), AT_WORK):
        place = TableFolder(out or str(folder))
        common = state_key(root, plan.chapter) + " with pictures" * pictures
        keys = [run_key(common, values) for values in plan.sets()]
        failed = FailedRuns(folder / "failed")
        with Journal(folder / JOURNAL, keys) as journal:
            kept = len(journal.places)
            runs = _missing(root, plan, keys, set(journal.places), pictures)
            progress = progress or Progress()
            progress.begin(plan, len(set(keys)), kept)
            _gather(executors.run_all(executor, runs, workers), plan, journal, failed, progress)
            rows, places = write_table(plan.name, plan.parameters, _swept(plan, keys, journal), place)
        ran = len(journal.places) - kept + failed.count
        return Outcome(ran, kept, failed, time.monotonic() - started, rows, places)


def _missing(root: Path, plan: SweepPlan, keys: list[str], kept: set[str], pictures: bool) -> Iterator[RunOfSet]:
    """The runs to do; a set that is drawn twice is run once."""
    for number, (values, key) in enumerate(zip(plan.sets(), keys), 1):
        if key not in kept:
            kept.add(key)
            shown = f"chapters/{plan.chapter.name}"
            yield RunOfSet(number, key, Task(plan.chapter, root, values, shown, pictures=pictures))


def _swept(plan: SweepPlan, keys: list[str], journal: Journal) -> Iterator[SweptRun]:
    """All runs that are kept, in the order of their sets; no more than one of them is in memory."""
    figures = journal.figures(key for key in keys if key in journal.places)
    for number, (values, key) in enumerate(zip(plan.sets(), keys), 1):
        if key in journal.places:
            yield SweptRun(number, values, next(figures))


def _gather(results: Iterator[tuple[RunOfSet, RunResult]], plan: SweepPlan, journal: Journal, failed: FailedRuns,
            progress: Progress) -> None:
    """Keep each run as it ends; say how many are kept where that is broken off."""
    try:
        for run, result in results:
            if result.failure:
                failed.add(run, plan.words(run.task.values), result)
            else:
                journal.keep(run.key, result)
            progress.advance(failed.count)
    except BaseException:
        progress.end(journal.count())
        raise
    progress.end()
