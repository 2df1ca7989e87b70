"""The same sweep on a Dask cluster of this machine: two workers beside one."""

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.beyond import cells_alone
from benchmarks.copies import BIN, copied, installed, timed
from benchmarks.runs import heaviest, sweep
from benchmarks.table import Row, median
from evidence.errors import fail

RUNS = 100
CELLS = 16  # runs of the cells alone, by which to tell what a second core of this machine is worth
SECONDS = 60  # for the scheduler to say where it is


def measure(args) -> list[Row]:
    """In turn, on one worker and on two, which stay up and warm between the sweeps."""
    installed("dask")
    one, two, alone, together = [], [], [], []
    with copied(args.root) as copy:
        timed([sys.executable, "-m", "evidence", "tables"], copy)
        chapter, parameter = heaviest(copy)
        with _cluster(copy / "_build", 1) as single, _cluster(copy / "_build", 2) as double, \
                cells_alone(copy, chapter, 1) as cells, cells_alone(copy, chapter, 2) as cells_by_two:
            for number in range(args.repeat):
                for address, rates in ((single, one), (double, two)):
                    rates.append(RUNS / sweep(copy, chapter, parameter, RUNS, "--scheduler", address))
                alone.append(1 / cells(CELLS))
                together.append(2 / cells_by_two(CELLS))
                print(f"  {number + 1}: {one[-1]:.2f}/s, {two[-1]:.2f}/s; cells alone {alone[-1]:.2f}/s, "
                      f"{together[-1]:.2f}/s", flush=True)
    return [Row(f"a sweep of {RUNS} runs over {chapter.stem} on two Dask workers", median(two), "on one", median(one),
                "runs/s", "at least 1.5"),
            Row("for comparison: its cells alone, two at a time on this machine", median(together), "one at a time",
                median(alone), "runs/s")]


@contextlib.contextmanager
def _cluster(folder: Path, workers: int) -> Iterator[str]:
    """The address of a scheduler with so many workers, each a process with one thread."""
    folder.mkdir(exist_ok=True)
    found, processes = folder / f"scheduler-{workers}.json", []

    def start(kind: str, *arguments) -> None:
        processes.append(subprocess.Popen(
            [BIN / "dask", kind, "--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", found, *arguments],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder))

    try:
        start("scheduler", "--port", "0")
        address = _address(found)
        for _ in range(workers):
            start("worker", "--nthreads", "1", "--local-directory", folder)
        yield address
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(15)
            process.kill()


def _address(found: Path) -> str:
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        with contextlib.suppress(OSError, ValueError):
            return json.loads(found.read_text(encoding="utf-8"))["address"]
        time.sleep(0.1)
    fail("dask scheduler", 0, f"has not started within {SECONDS} s", "see that it runs by itself, then measure again")
