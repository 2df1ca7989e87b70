"""What a chapter says at any values of its parameters: checked here, computed in warm processes, within bounds."""

import asyncio
import ctypes
import faulthandler
import os
import signal
import sys
import time
from collections.abc import Iterable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

from evidence.errors import EvidenceError, Fault
from evidence.notebooks.parameters import Parameter, describe
from evidence.notebooks.values import check_together, read_assignments
from evidence.project import chapters
from evidence.scenarios.found import State, find

SECONDS = 30  # of a processor, for one state
WAITING = 64  # states asked for and not yet said; who asks for one more is sent away
RATE, BURST = 500, 1_000  # states a second, and at once
_LONGEST = 120  # seconds by the clock: then a process is ended that does not heed the alarm, and who waits is sent away
_WARMING = 3  # seconds that a process takes to read chapters before it is asked for one
_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of prctl(2)
_MOST_WORKERS = 4


class Busy(Exception):
    """Too much is asked for at once, or the processes are being started anew; to be asked for again."""


class _TooLong(BaseException):
    """No Exception, as those of an analysis are told as faults of the chapter."""


class Answering:
    """Warm processes that know the chapters as they are now; ``renew`` where the chapters have changed."""

    def __init__(self, root: Path):
        self._root = root
        self._workers = min(len(os.sched_getaffinity(0)), _MOST_WORKERS)
        self._waiting, self._left, self._counted = 0, float(BURST), time.monotonic()
        self._start()

    def _start(self) -> None:
        self._paths = {path.stem: path for path in chapters(self._root)}
        self._declared: dict[str, list[Parameter]] = {}
        self._pool = ProcessPoolExecutor(self._workers, get_context("spawn"), _warm, (self._root,))
        for _ in range(self._workers):
            self._pool.submit(os.getpid)

    def renew(self) -> None:
        """Start processes anew; those of before end when they have done what they are at."""
        before = self._pool
        self._start()
        before.shutdown(wait=False, cancel_futures=True)

    def end(self) -> None:
        """Take no more."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def knows(self, chapter: str) -> bool:
        """Whether there is a chapter of that name."""
        return chapter in self._paths

    async def say(self, chapter: str, given: Iterable[tuple[str, str]]) -> dict[str, str]:
        """answer → text, with values as typed for ``evidence run``.

        EvidenceError where values are wrong or the state cannot be computed; Busy where it is to be asked for later.
        """
        state = State(self._root, self._paths[chapter], self._checked(chapter, given))
        if self._waiting >= WAITING or not self._allowed():
            raise Busy
        self._waiting += 1
        try:
            texts, failure = await self._asked(state)
        finally:
            self._waiting -= 1
        if failure:
            raise EvidenceError([Fault(f"chapters/{state.chapter.name}", 0, failure, "choose other values")])
        return texts

    def _checked(self, chapter: str, given: Iterable[tuple[str, str]]) -> dict:
        shown = f"chapters/{chapter}.ipynb"
        if chapter not in self._declared:
            self._declared[chapter] = describe(self._paths[chapter], shown)
        declared = self._declared[chapter]
        values = read_assignments(declared, [f"{name}={value}" for name, value in given])
        check_together(declared, values, shown)
        return values

    def _allowed(self) -> bool:
        """Whether another state may be asked for now: so many a second, and so many at once."""
        now = time.monotonic()
        self._left = min(float(BURST), self._left + (now - self._counted) * RATE)
        self._counted = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    async def _asked(self, state: State) -> tuple[dict[str, str], str]:
        pool = self._pool
        try:
            return await asyncio.wait_for(asyncio.wrap_future(pool.submit(_texts, state)), _LONGEST)
        except TimeoutError:
            raise Busy from None
        except BrokenExecutor:
            if pool is self._pool:
                self.renew()
            raise Busy from None
        except asyncio.CancelledError:
            if pool is self._pool:  # it is we who are cancelled
                raise
            raise Busy from None


def _warm(root: Path) -> None:
    """In a process of the pool: end with the server, whatever becomes of it, and read the chapters."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the whole terminal; the server ends us
    signal.signal(signal.SIGPROF, _stop)
    until = time.monotonic() + _WARMING
    for path in chapters(root):
        if time.monotonic() > until:
            return
        with suppress(Exception):  # told to whoever asks for it
            find(State(root, path, {}))


def _stop(*_) -> None:
    raise _TooLong


def _texts(state: State) -> tuple[dict[str, str], str]:
    """In a process of the pool: what the chapter says, or why it cannot."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(_LONGEST, exit=True, file=nowhere)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            found = find(state)
            return dict(found.texts), found.failure
        except EvidenceError as error:
            return {}, "; ".join(map(str, error.faults))
        except _TooLong:
            return {}, f"took longer than {SECONDS} seconds"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            faulthandler.cancel_dump_traceback_later()
