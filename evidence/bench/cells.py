"""The cells of a chapter and nothing else: forked as for a sweep, run by a kernel's shell, told to nobody.

``python -m evidence.bench.cells CHAPTER ROOT AT_ONCE`` says "ready", then runs the chapter as often as each number
that it reads asks for, and answers with the seconds that this took.
"""

import gc
import os
import sys
import time
from pathlib import Path


def main(chapter: str, root: str, at_once: str) -> None:
    """Import as the warm process of a sweep does; serve until there is nothing more to read."""
    gc.disable()
    from evidence import notebooks
    from evidence.execution import shell, warm
    started = shell.start()
    warm._import(Path(root))
    cells = [cell.source for cell in notebooks.load(Path(chapter), chapter).cells if cell.cell_type == "code"]
    gc.freeze()
    print("ready", flush=True)
    for line in sys.stdin:
        before = time.perf_counter()
        _all(int(line), int(at_once), cells, started)
        print(time.perf_counter() - before, flush=True)


def _all(count: int, at_once: int, cells: list[str], started: tuple) -> None:
    for number in range(count + at_once):
        if number >= at_once and os.wait()[1]:
            sys.exit("a cell fails")
        if number < count and os.fork() == 0:
            _one(cells, started)


def _one(cells: list[str], started: tuple) -> None:
    from evidence.execution import shell
    last: dict = {}
    gc.enable()
    try:
        shell.run_cells(enumerate(cells), *started, last.update)
    finally:
        os._exit(0 if "end" in last else 1)


if __name__ == "__main__":
    main(*sys.argv[1:])
