"""Run a chapter over all sets of values of a sweep, and gather its key figures in one table."""

import contextlib
import dataclasses
import signal
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from evidence.errors import fail, shorten
from evidence.sweeps import executors as sweep_workers
from evidence.sweeps.executors import Row, Task
from evidence.sweeps.journal import FOLDER, JOURNAL, Failed, Journal, key_of, locked
from evidence.sweeps.plan import MOST, read_plans
from evidence.sweeps.sets import Plan

SECONDS_A_LINE = 30  # where progress is written to a file


@dataclass(frozen=True)
class Outcome:
    """A sweep that has come to its end: numbers of runs, seconds, rows of the table and where it lies."""

    ran: int
    kept: int
    failed: Failed
    seconds: float
    rows: int
    places: list[str]


def add_parser(subparsers) -> None:
    """Add ``evidence sweep``."""
    parser = subparsers.add_parser("sweep", help="run a chapter over whole ranges of its parameters")
    parser.add_argument("name", metavar="NAME", nargs="?", help="a sweep of editions.yml")
    parser.add_argument("--list", action="store_true", help="list the sweeps, run nothing")
    parser.add_argument("-o", dest="out", metavar="ADDRESS",
                        help="folder for the table, at any address of fsspec (default: _build/sweeps/NAME)")
    parser.add_argument("--draws", metavar="N", type=int, help="draw N sets, whatever 'sample' says")
    parser.add_argument("--pictures", action="store_true",
                        help="draw the figures too: slower, but one that cannot be drawn is a failed run")
    parser.add_argument("--workers", metavar="N", type=int, help="runs side by side (default: one a core)")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="run on the Dask cluster with this scheduler")
    parser.set_defaults(func=run)


def run(args) -> int:
    """Check all, run what is not kept from before, write the table; 1 where a run failed."""
    plans = read_plans(args.root)
    if args.list:
        for plan in plans.values():
            print(f"{plan.name}: {len(plan):,} runs of {plan.chapter.stem}\n    {plan.description}")
        return 0
    plan = _chosen(plans, args.name, args.draws)
    executor = sweep_workers.executor(args.root, plan.chapter, args.workers, args.scheduler)
    with _stopping(), executor as (pool, workers):
        return _report(plan, sweep(args.root, plan, pool, workers, args.out, pictures=args.pictures))


def planned(root: Path, name: str, draws: int | None = None) -> Plan:
    """The sweep of that name, with another number of draws if one is given."""
    return _chosen(read_plans(root), name, draws)


def _chosen(plans: dict[str, Plan], name: str | None, draws: int | None) -> Plan:
    if name not in plans:
        fail("editions.yml", 0, f"no sweep '{shorten(name, 60)}'" if name else "no sweep named",
             f"there are {', '.join(plans)}" if plans else "there is none; add one under 'sweeps'")
    plan = plans[name]
    if draws is None:
        return plan
    if not plan.draws or not 1 <= draws <= min(MOST, plan.possible()):
        fail(f"--draws {draws}", 0, f"'{name}' has {min(MOST, plan.possible()):,} sets to draw" if plan.draws
             else f"'{name}' runs every combination", "leave it out, or give a number from 1 on")
    return dataclasses.replace(plan, draws=draws)


def sweep(root: Path, plan: Plan, executor: Executor, workers: int = 1, out: str | None = None,
          folder: Path | None = None, pictures: bool = False) -> Outcome:
    """Run what is missing through ``executor`` and write the table to the address ``out``.

    ``workers``: how many run side by side there. ``folder`` (default: ``_build/sweeps/NAME``) keeps the
    journal, the failed notebooks, and the table where ``out`` names no place. Figures are drawn only if
    ``pictures``: key figures do not depend on them. EvidenceError where
    another sweep holds the folder, or the table cannot be written.
    """
    from evidence.sweeps import table as sweep_table
    started, folder = time.monotonic(), folder or root / FOLDER / plan.name
    with locked(folder):
        place = sweep_table.Place(out or str(folder))
        common = sweep_workers.chapter_key(root, plan.chapter) + " with pictures" * pictures
        keys = [key_of(common, values) for values in plan.sets()]
        failed = Failed(folder / "failed")
        with contextlib.closing(Journal(folder / JOURNAL, keys)) as journal:
            kept = len(journal.places)
            tasks = _missing(root, plan, keys, set(journal.places), pictures)
            with _progress(plan.name, len(set(keys)), kept) as bar:
                _gather(sweep_workers.results(executor, tasks, workers), plan, journal, failed, bar)
            numbered = enumerate(zip(plan.sets(), keys), 1)
            runs = ((run, values, key) for run, (values, key) in numbered if key in journal.places)
            rows, places = sweep_table.write(plan.name, plan.parameters, journal.with_figures(runs), place)
        ran = len(journal.places) - kept + failed.count
        return Outcome(ran, kept, failed, time.monotonic() - started, rows, places)


def _missing(root: Path, plan: Plan, keys: list[str], kept: set[str], pictures: bool) -> Iterator[Task]:
    """The runs to do; a set that is drawn twice is run once."""
    for run, (values, key) in enumerate(zip(plan.sets(), keys), 1):
        if key not in kept:
            kept.add(key)
            yield Task(run, key, root, plan.chapter, values, pictures)


def _gather(results: Iterator[tuple[Task, Row]], plan: Plan, journal: Journal, failed: Failed, bar: tqdm) -> None:
    """Keep each run as it ends; say how many are kept where that is broken off."""
    try:
        for task, row in results:
            if row.failure:
                failed.add(task.run, plan.words(task.values), row.failure, row.notebook)
                bar.set_postfix_str(f"{failed.count} failed", refresh=False)
            else:
                journal.add(task.key, row.seconds, row.figures)
            bar.update()
    except BaseException:
        bar.close()
        print(f"stopped: {journal.kept():,} of {bar.total:,} runs are kept; 'evidence sweep {plan.name}' "
              "goes on from there", file=sys.stderr)
        raise


def _report(plan: Plan, outcome: Outcome) -> int:
    failed = outcome.failed
    print(f"{len(plan):,} runs of {plan.chapter.stem}: {outcome.ran:,} now, in {outcome.seconds:.1f} s, "
          f"{outcome.kept:,} kept from before, {failed.count:,} failed")
    print(f"{outcome.rows:,} rows in {' and '.join(outcome.places)}")
    if not outcome.rows and not failed.count:
        print("the chapter publishes no key figure", file=sys.stderr)
    for line in failed.first:
        print(line, file=sys.stderr)
    if failed.count:
        more = failed.count - len(failed.first)
        print(f"{f'and {more:,} more; ' if more else ''}the failed notebooks are in {failed.folder}; "
              "they run again the next time", file=sys.stderr)
    return 1 if failed.count else 0


class _Lines:
    """A file to which a progress bar writes lines, in place of one line that it overwrites."""

    def write(self, text: str) -> None:
        if text := text.strip("\r\n "):
            print(text, file=sys.stderr, flush=True)

    def flush(self) -> None:
        """Each line is written at once."""


def _progress(name: str, total: int, kept: int) -> tqdm:
    """A bar with rate and time left; a line now and then where nobody watches."""
    if sys.stderr.isatty():
        return tqdm(total=total, initial=kept, desc=name, unit="run", dynamic_ncols=True)
    return tqdm(total=total, initial=kept, desc=name, unit="run", file=_Lines(), ascii=True, ncols=90,
                mininterval=SECONDS_A_LINE)


@contextlib.contextmanager
def _stopping() -> Iterator[None]:
    """SIGTERM stops as cleanly as Ctrl-C; while we stop, neither interrupts us again."""
    def stop(*_) -> None:
        for one in before:
            signal.signal(one, signal.SIG_IGN)
        raise KeyboardInterrupt

    ours = threading.current_thread() is threading.main_thread()
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)} if ours else {}
    before = {one: handler for one, handler in before.items() if handler != signal.SIG_IGN}
    try:
        for one in before:
            signal.signal(one, stop)
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
