"""``make book`` from nothing and with nothing changed, beside Jupyter Book with execution forced."""

import shutil

from benchmarks.copies import BIN, copied, installed, timed
from benchmarks.table import Row, median

THEIRS = "jupyter-book build --all, execution forced"


def measure(args) -> list[Row]:
    """In turn: theirs, ours after ``make clean``, ours with nothing changed; each in a copy of its own."""
    installed("jupyter-book")
    theirs, ours, nothing = [], [], []
    with copied(args.root, forced=True) as forced, copied(args.root) as plain:
        # The environment is there; make is told not to look whether it would have to be made.
        make = ["make", "--no-print-directory", "-o", BIN.parent / ".ready", f"VENV={BIN.parent}"]
        for number in range(args.repeat):
            shutil.rmtree(forced / "_build", ignore_errors=True)
            theirs.append(timed([BIN / "jupyter-book", "build", "--all", "."], forced))
            timed([*make, "clean"], plain)
            ours.append(timed([*make, "book"], plain))
            nothing.append(timed([*make, "book"], plain))
            print(f"  {number + 1}: {theirs[-1]:.1f} s, {ours[-1]:.1f} s, {nothing[-1]:.2f} s", flush=True)
    return [Row("make book after make clean", median(ours), THEIRS, median(theirs), bar="at most 0.45"),
            Row("make book with nothing changed", median(nothing), THEIRS, median(theirs),
                bar="under one second")]
