"""One build at a time: a lock that ends with the process."""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from evidence.errors import fail

BUILD = "_build"


@contextlib.contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the build's lock; it ends with the process, however that ends."""
    (root / BUILD).mkdir(exist_ok=True)
    with open(root / BUILD / ".lock", "a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            fail(f"{BUILD}/.lock", 0, f"another build is at work ({lock.read().strip() or 'just started'})",
                 "wait until it has ended")
        lock.truncate(0)
        lock.write(f"process {os.getpid()}, since {time.strftime('%H:%M:%S')}")
        lock.flush()
        yield
