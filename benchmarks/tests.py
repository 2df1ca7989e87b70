"""The comparison of stored outputs as ``make test`` does it, beside plain nbval: every cell, by a real kernel."""

from benchmarks.copies import BIN, copied, installed, timed
from benchmarks.table import Row, median

PLAIN = ["-o", "addopts=", "-p", "no:cacheprovider", "-q", "--nbval"]
OURS = ["-q", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder", "--nbval"]


def measure(args) -> list[Row]:
    """In turn, in one copy with its tables built."""
    installed("pytest")
    theirs, ours = [], []
    with copied(args.root) as copy:
        for number in range(args.repeat):
            theirs.append(timed([BIN / "pytest", *PLAIN, "chapters"], copy))
            ours.append(timed([BIN / "pytest", *OURS, "chapters"], copy))
            print(f"  {number + 1}: {theirs[-1]:.1f} s, {ours[-1]:.1f} s", flush=True)
    return [Row("comparing the stored outputs in make test", median(ours), "pytest --nbval chapters", median(theirs),
                bar="at most 0.70")]
