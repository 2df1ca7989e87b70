"""Who runs a sweep: threads that watch over forked processes here, or a Dask cluster, behind one interface."""

import contextlib
import importlib.util
import logging
import os
import sys
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
from pathlib import Path

from evidence.errors import fail, shorten
from evidence.running.fork.parent import stop
from evidence.running.kept_runs import state_key
from evidence.sweeps.run import RunOfSet, RunResult, run_set

AHEAD = 4  # runs handed over for each worker: none waits, and memory stays flat however many there are
SECONDS = 15  # to reach the scheduler, and for it to have a worker
Workers = contextlib.AbstractContextManager[tuple[Executor, int]]


def run_all(executor: Executor, runs: Iterable[RunOfSet], workers: int) -> Iterator[tuple[RunOfSet, RunResult]]:
    """Do the runs, each handed over when there is room; yields them as they end."""
    running: dict[Future, RunOfSet] = {}
    try:
        for run in runs:
            running[executor.submit(run_set, run)] = run
            if len(running) >= AHEAD * workers:
                yield from _ended(running)
        while running:
            yield from _ended(running)
    except (BrokenExecutor, CancelledError) as lost:
        fail("evidence sweep", 0, f"the workers are gone ({shorten(lost) or 'the scheduler has closed the line'})",
             "start them, then run it again")


def _ended(running: dict[Future, RunOfSet]) -> Iterator[tuple[RunOfSet, RunResult]]:
    for future in wait(running, return_when=FIRST_COMPLETED).done:
        run = running.pop(future)
        try:
            yield run, future.result()
        except (BrokenExecutor, CancelledError):
            raise
        except Exception as error:  # whatever befell the worker: it is this one run that failed
            yield run, RunResult(0, [], f"its worker failed ({shorten(error, 200)})")


def workers_for(root: Path, chapter: Path, workers: int | None = None, scheduler: str | None = None) -> Workers:
    """A context that gives an executor and how many run side by side in it: of this machine, or of a cluster."""
    if workers is not None and (scheduler or workers < 1):
        wrong = "the cluster has the workers that it has" if scheduler else "nobody to run it"
        fail(f"--workers {workers}", 0, wrong, "leave it out")
    return _cluster_executor(scheduler, root, chapter) if scheduler else local_executor(workers)


@contextlib.contextmanager
def local_executor(workers: int | None = None) -> Iterator[tuple[Executor, int]]:
    """All cores of this machine: a thread each, which watches over forked processes (see ``children``)."""
    workers = workers or len(os.sched_getaffinity(0))
    pool = ThreadPoolExecutor(workers)
    try:
        yield pool, workers
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        stop()  # with all that still runs; the threads then end of themselves
        raise
    finally:
        pool.shutdown()


@contextlib.contextmanager
def _cluster_executor(address: str, root: Path, chapter: Path) -> Iterator[tuple[Executor, int]]:
    """A Dask cluster whose workers see the same report at the same path. EvidenceError where it is not so."""
    if importlib.util.find_spec("distributed") is None:
        fail("--scheduler", 0, "needs Dask, which is not installed",
             f"run {sys.prefix}/bin/uv pip install --python {sys.executable} 'dask[distributed]'")
    from distributed import Client
    for name in [name for name in logging.root.manager.loggerDict if name.startswith(("distributed", "tornado"))]:
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
        theirs = client.run(state_key, root, chapter)
    except TimeoutError:
        fail(shown, 0, "this scheduler has no workers", "start some: dask worker ADDRESS")
    except Exception as error:  # whatever a worker cannot import or read
        fail(shown, 0, f"a worker cannot run this report ({shorten(error, 100)})",
             f"install it there, at the same path: {root}")
    ours = state_key(root, chapter)
    if other := [worker for worker, key in theirs.items() if key != ours]:
        fail(shown, 0, f"{', '.join(other)}: another state of the report, or other packages, than here",
             "give the workers the same files")
    return sum(client.nthreads().values())
