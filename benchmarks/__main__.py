"""``python -m benchmarks``: ours and the others side by side in one go, on a copy of this book; medians and ratios."""

import argparse
import importlib
import sys

from benchmarks import table
from evidence.cli import run_command
from evidence.errors import did_you_mean, fail

# what can be run by itself → what it compares
PARTS = {
    "book": "the book from nothing and with nothing changed, beside Jupyter Book with execution forced",
    "runs": "a sweep over the heaviest chapter, beside papermill and ploomber-engine",
    "memory": "the memory of a sweep's parent at 50 and at 1,000 runs",
    "tests": "the comparison of stored outputs, beside plain nbval",
    "cluster": "a sweep on two Dask workers, beside one",
    "explorer": "a state of \"What if?\" shown, as on a slow phone",
    "ledger": "check and tables on a made-up corpus, beside a quarter of it",
}


def main(argv: list[str]) -> int:
    """Measure the parts that are named; returns what ``evidence.cli.main`` does."""
    listed = "".join(f"\n  {name:8} {what}" for name, what in PARTS.items())
    parser = argparse.ArgumentParser("python -m benchmarks", formatter_class=argparse.RawDescriptionHelpFormatter,
                                     description=f"Time this book's commands beside those of others.\n{listed}")
    parser.add_argument("parts", metavar="PART", nargs="*", help="default: all")
    parser.add_argument("--repeat", metavar="N", type=int, default=5, help="medians of N (default 5)")
    parser.add_argument("--runs", metavar="N", type=int, default=200, help="runs of our sweep (default 200)")
    parser.add_argument("--seeds", metavar="N", type=int, default=10_000, help="articles of the ledger's corpus")
    parser.add_argument("--date", metavar="TEXT", default="", help="the day, as the book's page shall show it")
    parser.add_argument("--dry", action="store_true", help="print, and leave the book's table as it is")
    parser.set_defaults(func=_measure)
    return run_command(parser, argv)


def _measure(args: argparse.Namespace) -> int:
    """Measure the parts in turn; each writes its rows into the book's table when it is done."""
    for part in args.parts:
        if part not in PARTS:
            fail(f"PART={part}", 0, "no such part", did_you_mean(part, PARTS, f"there are {', '.join(PARTS)}"))
    for number in ("repeat", "runs", "seeds"):
        if getattr(args, number) < 1:
            fail(f"--{number} {getattr(args, number)}", 0, "nothing to measure", "give a number from 1 on")
    for part in args.parts or PARTS:
        print(f"== {part}: {PARTS[part]}", flush=True)
        module = importlib.import_module(f"benchmarks.{part}")
        rows = module.measure(args.seeds if part == "ledger" else args)
        if rows:
            print(table.in_lines(rows), flush=True)
            if not args.dry:
                content = table.measured(PARTS[part], rows, args.repeat, args.date)
                table.store_part(args.root, part, list(PARTS), content)
                print(f"written to {table.FILE}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
