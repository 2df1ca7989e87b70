"""``evidence bench``: ours and the others side by side in one go, on a copy of this book; medians and ratios."""

import argparse
import importlib

from evidence.errors import fail

# what can be run by itself → what it compares
PARTS = {
    "book": "the book from nothing and with nothing changed, beside Jupyter Book with execution forced",
    "runs": "a sweep over the heaviest chapter, beside papermill and ploomber-engine",
    "memory": "the memory of a sweep's parent at 50 and at 1,000 runs",
    "tests": "the comparison of stored outputs, beside plain nbval",
    "cluster": "a sweep on two Dask workers, beside one",
    "ledger": "check and tables on a made-up corpus, beside a quarter of it",
}


def add_parser(subparsers) -> None:
    """Add ``evidence bench``."""
    listed = "".join(f"\n  {name:8} {what}" for name, what in PARTS.items())
    parser = subparsers.add_parser("bench", help="time this book's commands beside those of others",
                                   description=f"Parts:{listed}", formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", metavar="PART", nargs="*", help="default: all")
    parser.add_argument("--repeat", metavar="N", type=int, default=5, help="medians of N (default 5)")
    parser.add_argument("--runs", metavar="N", type=int, default=200, help="runs of our sweep (default 200)")
    parser.add_argument("--seeds", metavar="N", type=int, default=10_000, help="articles of the ledger's corpus")
    parser.add_argument("--date", metavar="TEXT", default="", help="the day, as the book's page shall show it")
    parser.add_argument("--dry", action="store_true", help="print, and leave the book's table as it is")
    parser.set_defaults(func=run)


def run(args) -> int:
    """Measure the parts in turn; each writes its rows into the book's table when it is done."""
    if unknown := set(args.parts) - set(PARTS):
        fail("evidence bench", 0, f"no part '{min(unknown)}'", f"there are {', '.join(PARTS)}")
    for number in ("repeat", "runs", "seeds"):
        if getattr(args, number) < 1:
            fail("evidence bench", 0, f"--{number} {getattr(args, number)}", "give a number from 1 on")
    from benchmarks import table as bench_table
    for part in args.parts or PARTS:
        print(f"== {part}: {PARTS[part]}", flush=True)
        module = importlib.import_module(f"benchmarks.{part}")
        rows = module.measure(args.seeds if part == "ledger" else args)
        if rows:
            print(bench_table.as_text(rows), flush=True)
            if not args.dry:
                bench_table.store(args.root, part, rows, args.repeat, args.date)
    return 0
