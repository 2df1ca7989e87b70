"""Signals that end a command as Ctrl-C does, and no pauses for the collector meanwhile."""

import contextlib
import gc
import signal
import threading
from collections.abc import Iterator

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(KeyboardInterrupt):
    """A command was ended by a signal; ``number`` says by which."""

    def __init__(self, number: int):
        self.number = number
        super().__init__(number)


@contextlib.contextmanager
def without_gc() -> Iterator[None]:
    """Nothing that a build makes is worth the time to look for what could be given back."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Let SIGTERM and SIGHUP end us as Ctrl-C does: what was begun is cleared away, and no signal interrupts that.

    A signal that was ignored before, as under ``nohup``, still is. Threads other than the first get none.
    """
    def stop(number: int, _) -> None:
        for other in before:
            signal.signal(other, signal.SIG_IGN)
        raise Stopped(number)

    ours = threading.current_thread() is threading.main_thread()
    before = {number: signal.getsignal(number) for number in STOPPING} if ours else {}
    before = {number: handler for number, handler in before.items() if handler != signal.SIG_IGN}
    try:
        for number in before:
            signal.signal(number, stop)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
