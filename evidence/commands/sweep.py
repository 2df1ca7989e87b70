"""``evidence sweep``: run a chapter over whole ranges of its parameters."""

import sys
from argparse import Namespace

from tqdm import tqdm

from evidence.disk.stopping import stoppable
from evidence.errors import fail
from evidence.sweeps import executors
from evidence.sweeps.plan import MOST, MOST_ANSWERS, find_plan, read_plans
from evidence.sweeps.sets import SweepPlan
from evidence.sweeps.sweep import Outcome, Progress, sweep

SECONDS_A_LINE = 30  # where progress is written to a file


def add_parser(subparsers) -> None:
    """Add the command."""
    parser = subparsers.add_parser("sweep", help="run a chapter over whole ranges of its parameters")
    parser.add_argument("name", metavar="NAME", nargs="?", help="a sweep of editions.yml")
    parser.add_argument("--list", action="store_true", help="list the sweeps, run nothing")
    parser.add_argument("-o", dest="out", metavar="ADDRESS",
                        help="folder for the table, at any address of fsspec (default: _build/sweeps/NAME)")
    parser.add_argument("--draws", metavar="N", type=int, help="draw N sets, whatever 'sample' says")
    parser.add_argument("--answers", action="store_true",
                        help="by the answer functions alone, without notebooks: the same table, far faster")
    parser.add_argument("--pictures", action="store_true",
                        help="draw the figures too: slower, but one that cannot be drawn is a failed run")
    parser.add_argument("--workers", metavar="N", type=int, help="runs side by side (default: one a core)")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="run on the Dask cluster with this scheduler")
    parser.set_defaults(func=_sweep, dry_run=False)


def _sweep(args: Namespace) -> int:
    """Check all, run what is not kept from before, write the table; 1 where a run failed."""
    if args.list:
        plans = read_plans(args.root).values()
        args.found = {plan.name: {"runs": len(plan), "chapter": plan.chapter.stem} for plan in plans}
        for plan in plans:
            print(f"{plan.name}: {len(plan):,} runs of {plan.chapter.stem}\n    {plan.description}")
        return 0
    plan = find_plan(args.root, args.name, args.draws, MOST_ANSWERS if args.answers else MOST)
    args.found = {"sweep": plan.name, "chapter": plan.chapter.stem, "runs": len(plan)}
    if args.answers and args.pictures:
        fail("--pictures", 0, "answers draw no figures", "leave out either '--answers' or '--pictures'")
    if args.dry_run:
        print(f"would run {plan.chapter.stem} {len(plan):,} times, with values of {', '.join(plan.parameters)}")
        return 0
    with stoppable():
        outcome = _answered(args, plan) if args.answers else _ran(args, plan)
    return _report(args, plan, outcome)


def _ran(args: Namespace, plan: SweepPlan) -> Outcome:
    with executors.workers_for(args.root, plan.chapter, args.workers, args.scheduler) as (pool, at_once):
        return sweep(args.root, plan, pool, at_once, args.out, pictures=args.pictures, progress=_progress(args))


def _answered(args: Namespace, plan: SweepPlan) -> Outcome:
    """The same by the answer functions alone."""
    from evidence.scenarios.sweep import processes, sweep_answers  # with matplotlib, for which no other waits
    workers = (executors.workers_for(args.root, plan.chapter, args.workers, args.scheduler)
               if args.scheduler or (args.workers or 1) < 1 else processes(args.root, plan.chapter, args.workers))
    with workers as (pool, at_once):
        return sweep_answers(args.root, plan, pool, at_once, args.out, progress=_progress(args))


def _progress(args: Namespace) -> Progress:
    return Progress() if args.quiet or args.json else _Bar()


def _report(args: Namespace, plan: SweepPlan, outcome: Outcome) -> int:
    failed = outcome.failed
    args.found |= {"ran": outcome.ran, "kept": outcome.kept, "failed": failed.count, "first_failed": failed.first,
                   "rows": outcome.rows, "places": outcome.places, "seconds": outcome.seconds}
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


class _Bar(Progress):
    """A bar with rate and time left; a line now and then where nobody watches."""

    def begin(self, plan: SweepPlan, total: int, kept: int) -> None:
        self.name = plan.name
        where = {"dynamic_ncols": True} if sys.stderr.isatty() else \
            {"file": _Lines(), "ascii": True, "ncols": 90, "mininterval": SECONDS_A_LINE}
        self.bar = tqdm(total=total, initial=kept, desc=plan.name, unit="run", **where)

    def advance(self, failed: int) -> None:
        if failed:
            self.bar.set_postfix_str(f"{failed} failed", refresh=False)
        self.bar.update()

    def end(self, kept: int | None = None) -> None:
        self.bar.close()
        if kept is not None:
            print(f"stopped: {kept:,} of {self.bar.total:,} runs are kept; 'evidence sweep {self.name}' "
                  "goes on from there", file=sys.stderr)


class _Lines:
    """A file to which a progress bar writes lines, in place of one line that it overwrites."""

    def write(self, text: str) -> None:
        if text := text.strip("\r\n "):
            print(text, file=sys.stderr, flush=True)

    def flush(self) -> None:
        """Each line is written at once."""
