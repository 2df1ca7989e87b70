"""Children forked from a warm process: where one is asked for, what it tells, and how it is ended."""

import atexit
import json
import os
import select
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from evidence.running.fork.server import kill

NOWHERE = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)  # what cells print goes into the notebook
START_SECONDS = 120  # the warm process imports pandas and matplotlib; a machine under load takes its time
_parents: dict[tuple, "Parent"] = {}
_one_at_a_time = threading.Lock()


class CellStopped(Exception):
    """A run that ended where no cell's own error says why: it was killed, hung, left, or flooded its page."""


class Parent:
    """A warm process, as seen from here: ``warm`` for the chapters of one report, ``nursery`` for kernels."""

    def __init__(self, module: str, *given: str, doors: Iterable[socket.socket] = (), **how):
        ours, theirs = socket.socketpair()
        passed = [one.fileno() for one in (theirs, *doors)]
        call = f"from evidence.running.fork import {module}; {module}.main(*{passed + list(given)!r})"
        with theirs:
            # A session of its own: Ctrl-C is for us alone; children end when we end.
            self.process = subprocess.Popen([sys.executable, "-c", call], pass_fds=passed, start_new_session=True,
                                            **NOWHERE, **how)
        self._asked, self._lock = ours, threading.Lock()

    def run(self, task: dict) -> Connection:
        """Ask for a child that does the task; its end of the line."""
        with self._lock:
            return ask(self._asked, task)

    def stop(self) -> None:
        """End it, and with it all its children."""
        self._asked.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def ask(server: socket.socket, task: dict) -> Connection:
    """Ask for a child and give it its task; OSError where no server listens any more."""
    ours, theirs = socket.socketpair()
    with theirs:
        socket.send_fds(server, [b"."], [theirs.fileno()])
    connection = Connection(ours.detach())
    connection.send_bytes(json.dumps(task).encode())
    return connection


def parent(root: Path, environment: dict[str, str], noted: bool = True) -> Parent:
    """The warm parent of a report, started where there is none yet or where it has died.

    ``noted``: its children tell which files of the report have been read.
    """
    key = (os.getpid(), root, noted)  # a process that was forked from us needs its own
    with _one_at_a_time:
        if key not in _parents or _parents[key].process.poll() is not None:
            _parents[key] = Parent("warm", str(root), "yes" if noted else "no", env=os.environ | environment,
                                   cwd=root / "chapters" if (root / "chapters").is_dir() else root)
        return _parents[key]


@atexit.register
def stop() -> None:
    """End every warm parent of this process, with all that still runs."""
    for key in list(_parents):
        if key[0] == os.getpid():
            _parents.pop(key).stop()


def messages(connection: Connection, timeout: float | None) -> Iterator[dict]:
    """What the child tells, until it has ended; CellStopped where it did not end of itself."""
    pid, until, whole, waiting = None, time.monotonic() + START_SECONDS, False, select.poll()
    waiting.register(connection, select.POLLIN)  # once for all messages: ``Connection.poll`` does so for each
    try:
        while True:
            if not waiting.poll(None if until is None else max(0.0, until - time.monotonic()) * 1000):
                raise CellStopped(f"it took longer than {timeout:g} s" if pid else "no child was forked")
            message = json.loads(connection.recv_bytes())
            pid, whole = message.get("pid", pid), whole or "read" in message
            if "cell" in message or "end" in message or "pid" in message:
                until = time.monotonic() + timeout if timeout else None
            if "flood" in message:
                raise CellStopped(f"it wrote more than {message['flood']:,} characters")
            if "status" in message:
                if message["status"] or not whole:
                    raise CellStopped(f"its process died ({_how(message['status'])})")
                return
            if "pid" not in message:
                yield message
    except (EOFError, OSError):
        raise CellStopped("its process died, and the parent with it") from None
    finally:
        if pid:
            kill(pid)


def _how(status: int) -> str:
    return f"signal {-status}" if status < 0 else f"exit {status}"
