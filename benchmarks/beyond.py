"""What a run of a sweep takes beyond its cells.

Both are timed in turn in short windows, since a machine with neighbours is not as fast from one minute to the next.
"""

import contextlib
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from pathlib import Path
from time import perf_counter

from benchmarks.copies import OURS_ALONE, cores
from evidence.errors import fail

WINDOWS = 4
A_CORE = 4  # runs of a window for each core


def seconds(root: Path, chapter: Path, parameter: str, values: list) -> tuple[float, float]:
    """Seconds of one core a run: of the cells, and of a run under way beyond them; medians of the windows."""
    from evidence.sweeps.executors import local_executor
    count = A_CORE * cores()
    values = [{parameter: value} for value in values[:count]]
    with cells_alone(root, chapter, cores()) as cells, local_executor() as (pool, at_once):
        window = _runs(root, chapter, pool, at_once)
        window(values[:at_once])  # which starts the warm process
        before, alone, beyond = cells(count), [], []
        for _ in range(WINDOWS):
            ours, after = window(values), cells(count)
            alone.append((before + after) / 2)
            beyond.append(ours - alone[-1])
            before = after
    return statistics.median(alone), statistics.median(beyond)


def _runs(root: Path, chapter: Path, pool: Executor, at_once: int) -> Callable[[list[dict]], float]:
    """A function that runs the chapter as a sweep does, journal included; seconds of one core a run."""
    from evidence.running.kept_runs import state_key
    from evidence.running.task import Task
    from evidence.sweeps.executors import run_all
    from evidence.sweeps.journal import Journal, run_key
    from evidence.sweeps.run import RunOfSet
    common, path = state_key(root, chapter), root / "_build" / "beyond.jsonl"

    def window(values: list[dict]) -> float:
        keys = [run_key(common, given) for given in values]
        path.unlink(missing_ok=True)
        with Journal(path, keys) as journal:
            started = perf_counter()
            runs = (RunOfSet(number, key, Task(chapter, root, given, chapter.name, pictures=False))
                    for number, (key, given) in enumerate(zip(keys, values), 1))
            for run, result in run_all(pool, runs, at_once):
                if result.failure:
                    fail(chapter.name, 0, result.failure, "see that it runs by itself, then measure again")
                journal.keep(run.key, result)
            return (perf_counter() - started) * at_once / len(values)

    return window


@contextlib.contextmanager
def cells_alone(root: Path, chapter: Path, at_once: int) -> Iterator[Callable[[int], float]]:
    """A function that runs the cells so many times, ``at_once`` side by side; seconds of one core each time."""
    from evidence.running.environment import run_variables
    ours = {name: value for name, value in os.environ.items() if name not in OURS_ALONE}
    call = [sys.executable, "-m", "benchmarks.cells", str(chapter), str(root), str(at_once)]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                          cwd=chapter.parent, env=ours | run_variables(root, pictures=False)) as process:
        def ask(count: int) -> float:
            print(count, file=process.stdin, flush=True)
            return float(answer()) * at_once / count

        def answer() -> str:
            return process.stdout.readline() or fail(chapter.name, 0, "a cell fails when the cells run alone",
                                                     "see that it runs by itself, then measure again")

        answer()
        yield ask
        process.stdin.close()
