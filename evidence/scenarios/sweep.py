"""A sweep by the answer function alone: the same table as by whole notebooks, a hundred times as fast."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from os import sched_getaffinity
from pathlib import Path
from typing import Any, TypeVar

from evidence.disk.lock import locked
from evidence.errors import EvidenceError, fail, shorten
from evidence.running.task import Task
from evidence.scenarios.states import opened
from evidence.sweeps.journal import FOLDER, FailedRuns
from evidence.sweeps.run import KeyFigure, RunOfSet, RunResult
from evidence.sweeps.sets import SweepPlan
from evidence.sweeps.sweep import AT_WORK, Outcome, Progress
from evidence.sweeps.table import SweptRun, TableFolder, write_table

_ONCE = 100  # states that a worker is handed together, at most
_SHARES = 8  # pieces for each worker, so that none waits long for the last
_AHEAD = 3  # pieces handed over for each worker: memory stays flat however many there are
_alone = threading.Lock()  # what is left out holds for a whole process: a cluster's threads take turns
Given = TypeVar("Given")
Got = TypeVar("Got")


@dataclass(frozen=True)
class _Piece:
    """Some sets of values of one chapter."""

    root: Path
    chapter: Path
    sets: list[dict[str, Any]]


def sweep_answers(root: Path, plan: SweepPlan, executor: Executor, workers: int, out: str | None = None,
                  folder: Path | None = None, progress: Progress | None = None) -> Outcome:
    """Compute every set through ``executor`` and write the table to the address ``out`` as the results come.

    Nothing is kept from one sweep to the next: to compute again is no slower. Otherwise as ``evidence.sweeps.sweep``.
    """
    started, folder = time.monotonic(), folder or root / FOLDER / plan.name
    with locked(folder, str(folder), AT_WORK):
        place, failed, progress = TableFolder(out or str(folder)), FailedRuns(folder / "failed"), progress or Progress()
        progress.begin(plan, len(plan), 0)
        results = _results(root, plan, executor, workers)
        runs = _done(zip(plan.sets(), results), plan, root, failed, progress)
        rows, places = write_table(plan.name, plan.parameters, runs, place)
        progress.end()
        return Outcome(len(plan), 0, failed, time.monotonic() - started, rows, places)


@contextmanager
def processes(root: Path, chapter: Path, workers: int | None = None) -> Iterator[tuple[Executor, int]]:
    """Processes of this machine, one a core, forked from this one once it has read the chapter."""
    workers = workers or len(sched_getaffinity(0))
    list(opened(root, chapter).records({}))
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        yield pool, workers


def in_order(executor: Executor, job: Callable[[Given], Got], given: Iterable[Given], workers: int) -> Iterator[Got]:
    """Do a job for each, a few ahead of what is taken; yields the results in the order of what was given."""
    waiting: deque[Future[Got]] = deque()
    left = iter(given)
    try:
        while True:
            waiting.extend(executor.submit(job, values) for values in islice(left, _AHEAD * workers - len(waiting)))
            if not waiting:
                return
            yield waiting.popleft().result()
    except (BrokenExecutor, CancelledError) as lost:
        fail("evidence sweep", 0, f"the workers are gone ({shorten(lost) or 'the scheduler has closed the line'})",
             "start them, then run it again")
    finally:
        for future in waiting:
            future.cancel()


def _results(root: Path, plan: SweepPlan, executor: Executor, workers: int) -> Iterator[RunResult]:
    size = max(1, min(_ONCE, -(-len(plan) // (_SHARES * workers))))
    sets = plan.sets()
    pieces = (_Piece(root, plan.chapter, some) for some in iter(lambda: list(islice(sets, size)), []))
    for results in in_order(executor, _compute, pieces, workers):
        yield from results


def _compute(piece: _Piece) -> list[RunResult]:
    """What the chapter publishes with each set; a set that cannot be computed is a result too."""
    with _alone:
        return [_state(piece, values) for values in piece.sets]


def _state(piece: _Piece, values: dict[str, Any]) -> RunResult:
    started = time.perf_counter()
    try:
        records = list(opened(piece.root, piece.chapter).records(values))
    except EvidenceError as error:
        return RunResult(time.perf_counter() - started, [], "; ".join(map(str, error.faults)))
    figures = [KeyFigure(record["name"], record["value"], record["text"], record.get("low"), record.get("high"))
               for record in records]
    return RunResult(time.perf_counter() - started, figures)


def _done(results: Iterable[tuple[dict, RunResult]], plan: SweepPlan, root: Path, failed: FailedRuns,
          progress: Progress) -> Iterator[SweptRun]:
    for number, (values, result) in enumerate(results, 1):
        if result.failure:
            task = Task(plan.chapter, root, values, f"chapters/{plan.chapter.name}")
            failed.add(RunOfSet(number, "", task), plan.words(values), result)
        else:
            yield SweptRun(number, values, result.figures)
        progress.advance(failed.count)
