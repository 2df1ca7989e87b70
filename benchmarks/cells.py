"""The cells of a chapter and nothing else: forked as for a sweep, run by bare ``exec``, shown to nobody.

``python -m benchmarks.cells CHAPTER ROOT AT_ONCE`` says "ready", then runs the chapter as often as each number
that it reads asks for, and answers with the seconds that this took.
"""

import gc
import io
import os
import sys
import time
from pathlib import Path


def main(chapter: str, root: str, at_once: str) -> None:
    """Import as the warm process of a sweep does; serve until there is nothing more to read."""
    gc.disable()
    os.environ["MPLBACKEND"] = "agg"  # a kernel's own is for kernels
    from evidence.notebooks import files
    from evidence.running.fork import warm
    warm.import_libraries(Path(root))
    cells = [cell.source for cell in files.read_notebook(Path(chapter), chapter).cells if cell.cell_type == "code"]
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        before = time.perf_counter()
        _all(int(line), int(at_once), cells)
        print(time.perf_counter() - before, flush=True)


def _all(count: int, at_once: int, cells: list[str]) -> None:
    for number in range(count + at_once):
        if number >= at_once and os.wait()[1]:
            sys.exit("a cell fails")
        if number < count and os.fork() == 0:
            _one(cells)


def _one(cells: list[str]) -> None:
    names: dict = {"__name__": "__main__"}
    gc.enable()
    sys.stdout = io.StringIO()
    try:
        for cell in cells:
            exec(compile(cell, "cell", "exec"), names)
        os._exit(0)
    finally:
        os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
