"""One at a time: a lock that ends with the process that holds it."""

import contextlib
import fcntl
import os
import socket
import time
from collections.abc import Iterator
from pathlib import Path

from evidence.errors import fail

BUILD = "_build"


@contextlib.contextmanager
def locked(folder: Path, shown: str, wrong: str) -> Iterator[None]:
    """Hold the lock of a folder, which is made; it ends with the process, however that ends.

    EvidenceError where another process holds it: ``shown`` is the place and ``wrong`` what is wrong, in its words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".lock", "a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            lock.seek(0)
            fail(shown, 0, f"{wrong} ({lock.read().strip() or 'just started'})", "wait until it has ended, or stop it")
        lock.truncate(0)
        lock.write(f"process {os.getpid()} on {socket.gethostname()}, since {time.strftime('%H:%M:%S')}")
        lock.flush()
        yield
