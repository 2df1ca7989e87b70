"""Inside a warm process: forks a child for each task that arrives, and says of each child how it ended.

``children`` is the other side. Whoever asks sends one byte with the descriptor of a socket, over which the child
tells its pid at once, then talks with whoever asked; the warm process adds the status when the child has ended.
"""

import gc
import json
import os
import random
import select
import signal
import socket
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection

SOME_BYTES = 1 << 12


def serve(asked: socket.socket, *doors: socket.socket,
          first: Callable[[Connection], None] = lambda connection: None) -> Connection | None:
    """Fork a child for each task; in the child return its connection, in the warm process None when all is over.

    ``asked``: a stream from whoever started us; when it is closed, children still at work are killed.
    ``doors``: datagram sockets at which others ask; ``first`` is called before each fork with the line to whoever asked:
    what it learns there, this child knows and all later ones. Whoever calls this has switched ``gc`` off before importing
    anything, as the documentation of ``gc.freeze`` has it; a child switches it on again.
    """
    gc.freeze()  # what is here now stays in memory that all children share
    children: dict[int, Connection] = {}
    ended, wake = _told_of_ends()
    sockets = (asked, *doors, ended)
    try:
        while True:
            ready = _ready(sockets, children)
            _reap(ended, children)
            for one in (asked, *doors):
                if one in ready:
                    byte, descriptors, *_ = socket.recv_fds(one, 1, 1)
                    if not byte:  # a stream that was closed
                        return None
                    if descriptors and (connection := _fork(descriptors[0], children, (*sockets, wake), first)):
                        return connection
    finally:
        for pid in children:
            kill(pid)


def _told_of_ends() -> tuple[socket.socket, socket.socket]:
    """A socket that can be read when a child has ended, and the other end, which has to stay."""
    ended, wake = socket.socketpair()
    ended.setblocking(False)
    wake.setblocking(False)
    signal.set_wakeup_fd(wake.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGCHLD, lambda *_: None)  # or nothing would be written to it
    return ended, wake


def _ready(sockets: tuple[socket.socket, ...], children: dict[int, Connection]) -> list[socket.socket]:
    """Wait for something to do; children whose asker has gone are killed."""
    waiting = select.poll()
    for one in sockets:
        waiting.register(one, select.POLLIN)
    for connection in children.values():
        waiting.register(connection, 0)  # what is said is for the child; we only want to know when nobody is there
    events = dict(waiting.poll())
    for pid, connection in children.items():
        if connection.fileno() in events:
            kill(pid)
    return [one for one in sockets if one.fileno() in events]


def _reap(ended: socket.socket, children: dict[int, Connection]) -> None:
    try:
        ended.recv(SOME_BYTES)
    except BlockingIOError:
        return
    for pid in list(children):
        gone, status = os.waitpid(pid, os.WNOHANG)
        if gone:
            with children.pop(pid) as connection:
                tell(connection, {"status": os.waitstatus_to_exitcode(status)})


def _fork(descriptor: int, children: dict[int, Connection], ours: tuple[socket.socket, ...],
          first: Callable[[Connection], None]) -> Connection | None:
    """In the child its connection, all else of the warm process closed."""
    os.set_inheritable(descriptor, False)  # programs that a cell starts must not keep it open
    connection = Connection(descriptor)
    try:
        first(connection)
        pid = os.fork()
    except (EOFError, OSError):  # no room for another process, and whoever asked finds the line closed; or nobody asks
        connection.close()
        return None
    if pid:
        children[pid] = connection
        return None
    for one in (*ours, *children.values()):
        one.close()
    children.clear()
    _reset()
    tell(connection, {"pid": os.getpid()})
    return connection


def tell(connection: Connection, message: dict) -> None:
    """Say it, if anybody listens still."""
    try:
        connection.send_bytes(json.dumps(message).encode())
    except OSError:
        pass  # whoever asked has given up


def _reset() -> None:
    """Lead a session of its own, heed signals as a new process does, and draw other numbers than the siblings."""
    gc.enable()
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.setsid()
    random.seed()
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def kill(pid: int) -> None:
    """Kill a child and all that it started."""
    for end in (os.killpg, os.kill):  # it may not have come to lead a group of its own yet
        try:
            end(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
