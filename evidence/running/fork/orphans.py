"""What cells start, and leave behind: on Linux it is handed to the process above, and ended with its run.

A process that has left its group and its parent, as a daemon does, belongs to the nearest process above it that takes
in orphans: its run while that lives, then the warm process. Elsewhere such a process outlives its run; what stays in
the run's own group does not.
"""

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Container

SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)
SECONDS, PAUSE = 5, 0.005  # until nothing is left; a fork bomb may be faster


def adopt_orphans() -> None:
    """Let this process be the parent of all below it that lose theirs, where the system knows how."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def kill_below(process: int, spared: Container[int] = ()) -> None:
    """Kill all children of a process but those spared, and whatever it is handed when they have ended."""
    until = time.monotonic() + SECONDS
    while (left := [child for child in _children(process) if child not in spared]) and time.monotonic() < until:
        for child in left:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(child, signal.SIGKILL)
        if process == os.getpid():
            with contextlib.suppress(ChildProcessError):
                os.waitpid(-1, os.WNOHANG)
        time.sleep(PAUSE)


def _children(process: int) -> list[int]:
    """Children that have not ended; none where the system does not say."""
    found: list[int] = []
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{process}/task"):
            with open(f"/proc/{process}/task/{thread}/children", encoding="ascii") as listed:
                found += map(int, listed.read().split())
    return [child for child in found if not _ended(child)]


def _ended(process: int) -> bool:
    try:
        with open(f"/proc/{process}/stat", "rb") as about:
            return about.read().rpartition(b")")[2].split()[0] in (b"Z", b"X")
    except (OSError, IndexError):
        return True
