"""``evidence scenarios`` and ``evidence depends``: states computed ahead, and what depends on what."""

import time
from argparse import Namespace

from evidence.errors import did_you_mean, fail
from evidence.project import chapters, find_chapter


def add_parser(subparsers) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("scenarios", help="compute ahead what the chapters say at other values")
    parser.add_argument("chapters", metavar="CHAPTER", nargs="*", help="default: those that are stale")
    parser.add_argument("--check", action="store_true", help="compute nothing, say which are stale")
    parser.add_argument("--workers", metavar="N", type=int, help="states side by side (default: one a core)")
    parser.set_defaults(func=_scenarios)
    parser = subparsers.add_parser("depends", help="say which answer depends on which parameter, and where it turns")
    parser.add_argument("what", metavar="CHAPTER[/NAME]", nargs="?", help="one chapter, or one answer (default: all)")
    parser.set_defaults(func=_depends)


def _scenarios(args: Namespace) -> int:
    """Compute the states of chapters and keep them; 1 where some are stale and nothing is to be computed."""
    from evidence.scenarios import kept, pack
    stale = pack.stale(args.root, [find_chapter(args.root, name) for name in args.chapters] or chapters(args.root))
    if args.check:
        for path in stale:
            print(f"chapters/{path.name}: its scenarios are stale; {kept.MAKE}")
        return 1 if stale else 0
    from evidence.scenarios.explore import explore
    from evidence.scenarios.sweep import processes
    for path in [find_chapter(args.root, name) for name in args.chapters] or stale:
        started = time.monotonic()
        with processes(args.root, path, args.workers) as (executor, workers):
            explored = explore(args.root, path, executor, workers)
        file = pack.keep(args.root, path, explored)
        print(f"{file.relative_to(args.root)}: {len(explored):,} states in {time.monotonic() - started:.0f} s, "
              f"{file.stat().st_size / 1000:.0f} kB", flush=True)
    return 0


def _depends(args: Namespace) -> int:
    """Print the table, a line for each answer and parameter."""
    from evidence.scenarios import depends, kept
    rows = list(depends.rows(args.root))
    wanted = [row for row in rows if args.what in (None, row.chapter, f"{row.chapter}/{row.name}")]
    if not wanted:
        names = {row.chapter for row in rows} | {f"{row.chapter}/{row.name}" for row in rows}
        fail("evidence depends", 0, f"nothing is known of '{args.what}'" if args.what else "nothing is known",
             did_you_mean(args.what or "", names, kept.MAKE))
    for row in wanted:
        turns = f"; turns at {', '.join(row.turns)}" if row.turns else ""
        print(f"{row.chapter}/{row.name} ({row.kind}): {row.parameter}{turns}")
    return 0
