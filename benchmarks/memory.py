"""The memory of a sweep's parent, and of the process from which its runs are forked, at 50 and at 1,000 runs."""

import subprocess
import sys
import time

from benchmarks.copies import copied, timed
from benchmarks.runs import SWEEP, declare, values_of
from benchmarks.table import Row
from evidence.errors import fail

FEW, MANY = 50, 1_000
MADE_UP = "bench_memory_chapter"


def measure(args) -> list[Row]:
    """Megabytes at most, on a chapter that takes no time."""
    with copied(args.root) as copy:
        timed([sys.executable, "-m", "evidence", "tables"], copy)
        few, many = (_peaks(copy, count) for count in (FEW, MANY))
    return [Row(f"memory of {who} after {MANY:,} runs", many[place], f"after {FEW} runs", few[place], "MB", "flat")
            for place, who in enumerate(("a sweep's parent", "the process that its runs are forked from"))]


def _peaks(root, count: int) -> tuple[float, float]:
    chapter, parameter = _chapter(root)
    declare(root, chapter, parameter, count)
    if len(set(values_of(parameter, count))) < count:
        fail(chapter.name, 0, f"'{parameter.name}' has fewer than {count} values", "vary another one")
    process = subprocess.Popen([sys.executable, "-m", "evidence", "sweep", SWEEP], cwd=root,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks: tuple = (0.0, 0.0)
    while process.poll() is None:
        peaks = tuple(map(max, peaks, _now(process.pid)))
        time.sleep(0.1)
    if process.returncode:
        fail("evidence sweep", 0, f"fails on {chapter.name}", "see that it runs by itself, then measure again")
    return peaks


def _now(pid: int) -> tuple[float, float]:
    """Resident megabytes of the parent and of its largest child; nothing where they have ended."""
    import psutil
    try:
        parent = psutil.Process(pid)
        largest = max((one.memory_info().rss for one in parent.children()), default=0)
        return parent.memory_info().rss / 1e6, largest / 1e6
    except psutil.NoSuchProcess:
        return 0.0, 0.0


def _chapter(root):
    """A chapter that publishes one number, so that a thousand runs are over soon."""
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    from benchmarks import runs as bench_runs
    from evidence.notebooks import files
    cells = [new_markdown_cell("# Made up"),
             new_code_cell("height: float = 10  # height of a mill [m; 1..100]", metadata={"tags": ["parameters"]}),
             new_code_cell("from evidence.chapter.present import publish\npublish('area', height**2)")]
    path = root / "chapters" / f"{MADE_UP}.ipynb"
    nbformat.write(new_notebook(cells=cells, metadata=files.METADATA), path)
    return path, bench_runs.varied(path)
