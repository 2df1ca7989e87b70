"""``evidence scenarios`` and ``evidence depends``: states computed ahead, and what depends on what."""

import time
from argparse import Namespace

from evidence.errors import did_you_mean, fail
from evidence.project import chapters, find_chapter


def add_parser(subparsers) -> None:
    """Add the commands."""
    parser = subparsers.add_parser("scenarios", help="compute ahead what the chapters say at other values")
    parser.add_argument("chapters", metavar="CHAPTER", nargs="*", help="default: those that are stale")
    parser.add_argument("--check", dest="dry_run", action="store_true",
                        help="compute nothing, say which are stale; the same as --dry-run")
    parser.add_argument("--workers", metavar="N", type=int, help="states side by side (default: one a core)")
    parser.set_defaults(func=_scenarios)
    parser = subparsers.add_parser("depends", help="say which answer depends on which parameter, and where it turns")
    parser.add_argument("what", metavar="CHAPTER[/NAME]", nargs="?", help="one chapter, or one answer (default: all)")
    parser.set_defaults(func=_depends)
    parser = subparsers.add_parser("sobol", help="say which parameter matters most, by Sobol' indices (SALib)")
    parser.add_argument("chapters", metavar="CHAPTER", nargs="*", help="default: print what is kept")
    parser.add_argument("--base", metavar="N", type=int, default=256, help="a power of two: N states a parameter")
    parser.add_argument("--seed", metavar="N", type=int, default=1)
    parser.add_argument("--workers", metavar="N", type=int, help="states side by side (default: one a core)")
    parser.set_defaults(func=_sobol)


def _scenarios(args: Namespace) -> int:
    """Compute the states of chapters and keep them; 1 where some are stale and nothing is to be computed."""
    from evidence.scenarios import kept, pack
    wanted = [find_chapter(args.root, name) for name in args.chapters] or chapters(args.root)
    stale = pack.stale_chapters(args.root, wanted)
    args.found = {"stale": [path.stem for path in stale]}
    if args.dry_run:
        for path in stale:
            print(f"chapters/{path.name}: its scenarios are stale; {kept.MAKE}")
        return 1 if stale else 0
    from evidence.scenarios.explore import explore
    from evidence.scenarios.sweep import processes
    for path in [find_chapter(args.root, name) for name in args.chapters] or stale:
        started = time.monotonic()
        with processes(args.root, path, args.workers) as (executor, workers):
            explored = explore(args.root, path, executor, workers)
        file = pack.keep_states(args.root, path, explored)
        print(f"{file.relative_to(args.root)}: {len(explored):,} states in {time.monotonic() - started:.0f} s, "
              f"{file.stat().st_size / 1000:.0f} kB", flush=True)
    return 0


def _sobol(args: Namespace) -> int:
    """Compute the indices of the chapters named and keep them; print all that are kept."""
    from evidence.scenarios import kept, sobol
    from evidence.scenarios.sweep import processes
    if args.base < 2 or args.base & (args.base - 1):
        fail(f"--base {args.base}", 0, "no power of two", "Sobol' sequences are balanced at powers of two alone")
    for path in [find_chapter(args.root, name) for name in args.chapters]:
        with processes(args.root, path, args.workers) as (executor, workers):
            found = sobol.sobol(args.root, path, executor, workers, args.base, args.seed)
            sobol.keep_indices(args.root, {path.stem: found})
    for chapter, found in kept.read_indices(args.root).items():
        failed = f"{found['failed']:,} failed" + ", taken as the mean of the others" * bool(found["failed"])
        print(f"{chapter}: {found['states']:,} states, {failed}, seed {found['seed']}")
        for name, answer in found["answers"].items():
            vague = kept.unresolved(answer["of"])
            print(f"  {name}: " + "; ".join(f"{parameter} not resolved" if parameter in vague else
                                            f"{parameter} {total:.2f} ± {error:.2f}"
                                            for parameter, (_, total, error) in answer["of"].items()))
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
    args.found = {"depends": [row._asdict() for row in wanted]}
    for row in wanted:
        turns = f"; turns at {', '.join(row.turns)}" if row.turns else ""
        steps = "; in steps of more than a printed digit" if row.coarse else ""
        print(f"{row.chapter}/{row.name} ({row.kind}): {row.parameter}{turns}{steps}")
    if args.what is None:
        _print_standing(depends.standing(args.root))
    return 0


def _print_standing(standing: dict[str, str]) -> None:
    """How many answers and headlines can be explored; of those that cannot, why."""
    from evidence.scenarios.depends import NO_PARAMETER
    changing = {name: why for name, why in standing.items() if why != NO_PARAMETER}
    open_ = [name for name, why in changing.items() if not why]
    print(f"{len(open_):,} of {len(changing):,} answers and headlines with a parameter can be explored; "
          f"{len(standing) - len(changing):,} more: {NO_PARAMETER}")
    for name, why in changing.items():
        if why:
            print(f"  {name}: {why}")
