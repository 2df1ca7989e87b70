"""The same sweep on a Dask cluster of this machine: two workers beside one."""

import contextlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from evidence.bench.copies import BIN, copied, installed, timed
from evidence.bench.runs import heaviest, sweep
from evidence.bench.table import Row, median
from evidence.errors import fail

RUNS = 100
SECONDS = 60  # for the scheduler to say where it is


def measure(args) -> list[Row]:
    """In turn, on one worker and on two, which stay up and warm between the sweeps."""
    installed("dask")
    one, two = [], []
    with copied(args.root) as copy:
        timed([sys.executable, "-m", "evidence", "tables"], copy)
        chapter, parameter = heaviest(copy)
        with _cluster(copy / "_build", 1) as single, _cluster(copy / "_build", 2) as double:
            for number in range(args.repeat):
                for address, rates in ((single, one), (double, two)):
                    rates.append(RUNS / sweep(copy, chapter, parameter, RUNS, "--scheduler", address))
                print(f"  {number + 1}: {one[-1]:.2f}/s, {two[-1]:.2f}/s", flush=True)
    return [Row(f"a sweep of {RUNS} runs over {chapter.stem} on two Dask workers", median(two), "on one", median(one),
                "runs/s", "at least 1.5")]


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
