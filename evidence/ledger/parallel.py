"""Read all sources, in as many processes as there are processors."""

import gc
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.errors import Fault, fail
from evidence.ledger.lists import Shared
from evidence.ledger.rows import QuantityRow, Rows, SourceRow
from evidence.ledger.source import resolve
from evidence.ledger.spellings import Spellings

PARALLEL_FROM = 64  # files; below, starting a second process costs more than it saves
_AT_ONCE = 32  # files that are handed to a process together

Prepare = Callable[[Rows, Shared], Any]  # what is made of a source's rows in the process that read them


@dataclass(frozen=True)
class Outline:
    """What of one source is looked at together with the others; its other rows stay in the process that read them.

    ``source``: None where the file could not be read. ``claims``: ids of its claims. ``relations``: how many.
    ``prepared``: what ``Prepare`` made of the rows.
    """

    source: SourceRow | None
    claims: list[str]
    quantities: list[QuantityRow]
    relations: int
    faults: list[Fault]
    prepared: Any


@contextmanager
def uncollected() -> Iterator[None]:
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

    def __init__(self, root: Path, shared: Shared, prepare: Prepare | None):
        self._root, self._shared, self._prepare = root, shared, prepare
        self._spellings = Spellings(shared.entities.values())

    def __call__(self, path: Path) -> Outline:
        read = resolve(self._root, path, self._shared, self._spellings)
        rows = read.rows
        return Outline(next(iter(rows.sources), None), [claim.claim_id for claim in rows.claims],
                       rows.quantities, len(rows.relations), read.faults,
                       self._prepare(rows, self._shared) if self._prepare else None)


_reader: _Reader  # of a process that was started to read


def _start(root: Path, shared: Shared, prepare: Prepare | None) -> None:
    global _reader
    _reader = _Reader(root, shared, prepare)
    gc.disable()  # as in uncollected


def _read(path: Path) -> Outline:
    return _reader(path)


def read_all(root: Path, paths: list[Path], shared: Shared, prepare: Prepare | None) -> Iterator[Outline]:
    """Yield what each source gives, in the order of ``paths``; EvidenceError where a process dies over it."""
    if len(paths) < PARALLEL_FROM:
        yield from map(_Reader(root, shared, prepare), paths)
        return
    try:
        with ProcessPoolExecutor(os.cpu_count(), initializer=_start, initargs=(root, shared, prepare)) as pool:
            yield from pool.map(_read, paths, chunksize=_AT_ONCE)
    except BrokenProcessPool:
        fail("ledger", 0, "a process that was reading it has died", "see that memory is free, then run it again")
