"""Children forked from a warm process: where one is asked for, what it tells, and how it is ended.

The warm process is one of Python's own forkservers, one for each report. The server is asked as its documentation
strings say (the manual does not list its class), and not by ``get_context("forkserver").Process``: that knows one
server for all reports, lets every child import the asker's ``__main__`` anew (of papermill or Dask: as long as a small
chapter takes), and refuses to serve daemons, which workers of Dask are.
"""

import os
import pickle
import signal
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager, nullcontext, suppress
from functools import cache
from multiprocessing import Pipe, forkserver, parent_process, resource_tracker, util
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import cast

from evidence.running.environment import variables_set
from evidence.running.fork import warm
from evidence.running.fork.messages import Began, Finished, Flooded, Message, Work, receive
from evidence.running.fork.orphans import kill_below

PRELOAD = "evidence.running.fork.preload"
LONGEST = 80  # a socket's path has room for 104 bytes, and its own name takes 18 of them
PAUSES = (0.01, 0.1, 1, 5)  # seconds; a killed process of some size takes its time to go
_first = os.getpid()  # processes that are forked from this one put their sockets into the same folder
_one_at_a_time = threading.Lock()
_at_work: "set[_Child]" = set()


class CellStopped(Exception):
    """A run that ended where no cell's own error says why: it was killed, hung, left, or flooded its page."""


class Died(CellStopped):
    """Its process has ended before its cells had."""


class TookTooLong(CellStopped):
    """A cell took longer than it may."""


def warm_up(root: Path, environment: Mapping[str, str]) -> None:
    """Start the warm process of a report, so that it imports what chapters need while we do something else."""
    with _server(root, environment):
        pass


def messages(root: Path, work: Work, timeout: float | None) -> Generator[Message, None, None]:
    """Have a child do the work; what it tells, until it has ended.

    ``root``: the report whose packages the child has at hand; ``timeout``: seconds a cell. CellStopped where the child
    did not end of itself, OSError where there is none.
    """
    child = _begun(root, work)
    try:
        yield from child.told(timeout)
    finally:
        child.end()


def stop() -> None:
    """Kill all children of this process, and those that are about to begin."""
    for child in list(_at_work):
        child.stop()


def _begun(root: Path, work: Work) -> "_Child":
    """A child at work; whoever starts one is alone, so that no other takes it for one that nobody wants."""
    for pause in PAUSES:
        with suppress(ConnectionRefusedError), _server(root, work.environment) as server:
            child = _Child(server)
            try:
                child.start(work)
            except BaseException:
                child.end(alone=True)
                raise
            return child
        time.sleep(pause)  # the server has died, and is not yet known to have
    raise ConnectionRefusedError("the process that it is forked from does not answer")


@contextmanager
def _server(root: Path, environment: Mapping[str, str]) -> Iterator[forkserver.ForkServer]:
    """The forkserver of a report, started where there is none yet or where it has died; for one asker at a time."""
    with _one_at_a_time, variables_set({**environment, **_told(root)}):
        server = _server_of(os.getpid(), root)
        resource_tracker.ensure_running()  # the server would do it, and unblock the signal
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until it has left our terminal
        try:
            server.ensure_running()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        yield server


def _told(root: Path) -> dict[str, str]:
    """What a warm process has to know: its report, and the folder of its socket, which is the first process's alone."""
    sockets = util.get_temp_dir()
    if len(sockets) > LONGEST:
        raise OSError("TMPDIR is too long a path for a socket; set a shorter one")
    ours = os.getpid() == _first and parent_process() is None  # a child of multiprocessing inherits its parent's
    return {warm.REPORT: str(root), warm.SOCKETS: sockets if ours else ""}


@cache
def _server_of(_pid: int, _root: Path) -> forkserver.ForkServer:
    """One a report, and one a process: a process that was forked from us cannot use ours."""
    server = forkserver.ForkServer()
    server.set_forkserver_preload([PRELOAD])
    return server


class _Child:
    """A child, as seen from here. ``_lifeline`` is never used again: the child is killed when it is closed."""

    def __init__(self, server: forkserver.ForkServer):
        self._pid, self._unwanted = 0, False
        self._parent = cast(int, server._forkserver_pid)  # type: ignore[attr-defined]
        self._line, theirs = Pipe()
        with theirs:
            self._status, lifeline = server.connect_to_new_process([theirs.fileno()])
        self._lifeline = os.fdopen(lifeline, "wb")
        _at_work.add(self)

    def start(self, work: Work) -> None:
        """Hand the work over and wait until the child is there; OSError where none could be forked."""
        try:
            pickle.dump({}, self._lifeline)  # what multiprocessing would prepare: path, arguments, ``__main__``
            pickle.dump(warm.Child(work), self._lifeline)
            self._lifeline.flush()
            self._pid = forkserver.read_signed(self._status)
        except EOFError:
            raise ChildProcessError("the process that it is forked from has ended") from None
        if self._unwanted:
            self._kill()

    def told(self, timeout: float | None) -> Iterator[Message]:
        """Its messages, until it has ended; CellStopped where it did not end of itself."""
        whole, until = False, _from_now(timeout)
        open_ends: list[Connection | int] = [self._line, self._status]
        while ready := wait(open_ends, None if until is None else until - time.monotonic()):
            if self._line not in ready:
                return self._ended(whole)
            try:
                message = receive(self._line)
            except (EOFError, OSError):
                open_ends.remove(self._line)
                continue
            if isinstance(message, Flooded):
                raise CellStopped(f"it wrote more than {message.limit:,} characters")
            if isinstance(message, Began | Finished):
                until = _from_now(timeout)
            whole = isinstance(message, Finished)
            yield message
        raise TookTooLong(f"it took longer than {timeout:g} s")

    def _ended(self, whole: bool) -> None:
        try:
            code = forkserver.read_signed(self._status)
        except EOFError:
            raise Died("its process died, and the parent with it") from None
        if code or not whole:
            raise Died(f"its process died ({f'signal {-code}' if code < 0 else f'exit {code}'})")

    def stop(self) -> None:
        """Kill it, as soon as it is there."""
        self._unwanted = True
        if self._pid:
            self._kill()

    def end(self, alone: bool = False) -> None:
        """Kill it, where it has not ended, and all that its cells have started; ``alone``: the lock is ours."""
        _at_work.discard(self)
        if self._pid:
            self._kill()
            with nullcontext() if alone else _one_at_a_time:
                kill_below(self._parent, {child._pid for child in list(_at_work)})
        os.close(self._status)
        self._line.close()
        with suppress(BrokenPipeError):  # it died before it had read what to do
            self._lifeline.close()

    def _kill(self) -> None:
        for kill in (os.killpg, os.kill):  # it may not have come to lead a group of its own yet
            with suppress(ProcessLookupError):
                kill(self._pid, signal.SIGKILL)


def _from_now(seconds: float | None) -> float | None:
    return time.monotonic() + seconds if seconds else None
