"""Who runs a sweep: threads that watch over forked processes here, or a Dask cluster, behind one interface."""

import contextlib
import importlib.util
import logging
import os
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import EvidenceError, fail, shorten

AHEAD = 4  # runs handed over for each worker: none waits, and memory stays flat however many there are
RESULT = "application/vnd.evidence.result+json"
SECONDS = 15  # to reach the scheduler, and for it to have a worker


@dataclass(frozen=True)
class Task:
    """One run: all that a worker needs to know."""

    run: int
    key: str
    root: Path
    chapter: Path
    values: dict
    pictures: bool = False


@dataclass(frozen=True)
class Row:
    """What comes back: key figures {name, value, text}; or what went wrong, and the notebook as far as it got."""

    seconds: float
    figures: list[dict]
    failure: str = ""
    notebook: str | None = None


def run_one(task: Task) -> Row:
    """Run the chapter once; a run that fails is a result too."""
    from evidence.notebooks import files
    from evidence.running import engine
    from evidence.running import task as running
    started = time.perf_counter()
    run = running.Task(task.chapter, task.root, task.values, f"chapters/{task.chapter.name}", pictures=task.pictures)
    try:
        ran = engine.run_task(run).notebook
    except EvidenceError as error:
        notebook = getattr(error, "notebook", None)
        return Row(time.perf_counter() - started, [], "; ".join(map(str, error.faults)),
                   None if notebook is None else files.as_text(notebook))
    return Row(time.perf_counter() - started, figures(ran))


def figures(ran) -> list[dict]:
    """The key figures that a notebook has published, in order."""
    found = []
    for cell in ran.cells:
        for output in cell.get("outputs", ()):
            if record := output.get("data", {}).get(RESULT):
                found.append({name: record.get(name) for name in ("name", "value", "text")})
    return found


def results(executor: Executor, tasks: Iterable[Task], workers: int) -> Iterator[tuple[Task, Row]]:
    """Run the tasks, each handed over when there is room; yields them as they end."""
    running: dict[Future, Task] = {}
    try:
        for task in tasks:
            running[executor.submit(run_one, task)] = task
            if len(running) >= AHEAD * workers:
                yield from _ended(running)
        while running:
            yield from _ended(running)
    except (BrokenExecutor, CancelledError) as lost:
        fail("evidence sweep", 0, f"the workers are gone ({shorten(lost) or 'the scheduler has closed the line'})",
             "start them, then run it again")


def _ended(running: dict[Future, Task]) -> Iterator[tuple[Task, Row]]:
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        task = running.pop(future)
        try:
            yield task, future.result()
        except (BrokenExecutor, CancelledError):
            raise
        except Exception as error:  # whatever befell the worker: it is this one run that failed
            yield task, Row(0, [], f"its worker failed ({shorten(error, 200)})")


def executor(root: Path, chapter: Path, workers: int | None = None, scheduler: str | None = None):
    """A context that gives an executor and how many run side by side in it: of this machine, or of a cluster."""
    if workers is not None and (scheduler or workers < 1):
        wrong = "the cluster has the workers that it has" if scheduler else "nobody to run it"
        fail(f"--workers {workers}", 0, wrong, "leave it out")
    return cluster_executor(scheduler, root, chapter) if scheduler else local_executor(workers)


@contextlib.contextmanager
def local_executor(workers: int | None = None) -> Iterator[tuple[Executor, int]]:
    """All cores of this machine: a thread each, which watches over forked processes (see ``children``)."""
    from evidence.running import engine
    workers = workers or len(os.sched_getaffinity(0))
    pool = ThreadPoolExecutor(workers)
    try:
        yield pool, workers
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        engine.stop()  # with all that still runs; the threads then end of themselves
        raise
    finally:
        pool.shutdown()


@contextlib.contextmanager
def cluster_executor(address: str, root: Path, chapter: Path) -> Iterator[tuple[Executor, int]]:
    """A Dask cluster whose workers see the same report at the same path. EvidenceError where it is not so."""
    if importlib.util.find_spec("distributed") is None:
        fail("--scheduler", 0, "needs Dask, which is not installed",
             f"run {sys.prefix}/bin/uv pip install --python {sys.executable} 'dask[distributed]'")
    from distributed import Client
    for name in [one for one in logging.root.manager.loggerDict if one.startswith(("distributed", "tornado"))]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what goes wrong, we say ourselves
    shown = f"--scheduler {shorten(address, 60)}"
    try:
        client = Client(address, timeout=SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        fail(shown, 0, f"no scheduler answers there ({shorten(error, 80)})", "start one: dask scheduler")
    with client:
        pool = client.get_executor()
        try:
            yield pool, _workers(client, shown, root, chapter)
        finally:
            pool.shutdown(wait=False)


def _workers(client, shown: str, root: Path, chapter: Path) -> int:
    """How many runs the cluster does side by side, once each worker has shown that it has the same report."""
    try:
        client.wait_for_workers(1, timeout=SECONDS)
        theirs = client.run(chapter_key, root, chapter)
    except TimeoutError:
        fail(shown, 0, "this scheduler has no workers", "start some: dask worker ADDRESS")
    except Exception as error:  # whatever a worker cannot import or read
        fail(shown, 0, f"a worker cannot run this report ({shorten(error, 100)})",
             f"install it there, at the same path: {root}")
    ours = chapter_key(root, chapter)
    if other := [worker for worker, key in theirs.items() if key != ours]:
        fail(shown, 0, f"{', '.join(other)}: another state of the report, or other packages, than here",
             "give the workers the same files")
    return sum(client.nthreads().values())


def chapter_key(root: Path, chapter: Path) -> str:
    """Changes with all that the chapter depends on, its values apart; here as on a worker."""
    from evidence.running import kept_runs
    return kept_runs.key_of(root, chapter)
