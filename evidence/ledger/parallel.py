"""Read all sources, in as many processes as there are processors."""

import gc
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

from evidence.errors import fail
from evidence.ledger.models import Shared
from evidence.ledger.resolved import Resolved
from evidence.ledger.source import resolve
from evidence.ledger.spellings import Names

PARALLEL_FROM = 64  # files; below, starting a second process costs more than it saves
AT_ONCE = 32  # files that are handed to a process together

Prepare = Callable[[Resolved, Shared], Resolved]  # what becomes of a source before it travels to the first process


@contextmanager
def uncollected():
    """Rows and events are free of cycles: to collect them takes up to a third of the time and frees nothing."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


class _Reader:
    """What reading one source needs of the others: large, so made once a process."""

    def __init__(self, root: Path, shared: Shared, prepare: Prepare):
        self.root, self.shared, self.prepare = root, shared, prepare
        self.names = Names(shared)

    def read(self, path: Path) -> Resolved:
        return self.prepare(resolve(self.root, path, self.shared, self.names), self.shared)


_reader: _Reader | None = None


def _start(*given) -> None:
    global _reader
    _reader = _Reader(*given)
    gc.disable()  # as in uncollected


def _read(path: Path) -> Resolved:
    return _reader.read(path)


def resolve_all(root: Path, paths: list[Path], shared: Shared, prepare: Prepare) -> Iterator[Resolved]:
    """Yield what each source gives, in the order of ``paths``; EvidenceError where a process dies over it."""
    if len(paths) < PARALLEL_FROM:
        yield from map(_Reader(root, shared, prepare).read, paths)
        return
    try:
        with ProcessPoolExecutor(os.cpu_count(), initializer=_start, initargs=(root, shared, prepare)) as pool:
            yield from pool.map(_read, paths, chunksize=AT_ONCE)
    except BrokenProcessPool:
        fail("ledger", 0, "a process that was reading it has died", "see that memory is free, then run it again")
