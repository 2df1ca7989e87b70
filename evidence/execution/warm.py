"""The warm process: imports once what chapters need, then forks a child for each run that it is asked for.

``children`` starts it with the number of a socket. Each task that arrives there carries the descriptor of
another socket, over which the child gets its cells and tells what they say. When the first socket is
closed, because whoever asked has ended, all children end too.
"""

import gc
import importlib
import json
import os
import signal
import socket
import sys
import threading
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from evidence.execution import children

MOST_BYTES = 1 << 16  # of a task; the cells come over the run's own socket
LIBRARIES = ("numpy", "pandas", "matplotlib.pyplot", "matplotlib.backends.backend_svg", "evidence.present")
CODE = (".py", ".pyc")
END = {signal.SIGCHLD}

_read: set[str] = set()  # files of the report opened to be read, by this process and by the child that it becomes
_children: dict[int, Connection] = {}


def main(number: int, root: str) -> None:
    """Import, then serve until the other end is closed; children still at work then are killed."""
    from evidence.execution import shell
    sys.addaudithook(partial(_note, f"{root}/"))
    started = shell.start()
    _import(Path(root))
    gc.collect()
    gc.freeze()  # what is here now stays in memory that all children share
    signal.signal(signal.SIGCHLD, _reap)
    asked = socket.socket(fileno=number)
    try:
        while (task := socket.recv_fds(asked, MOST_BYTES, 1))[0]:
            _fork(json.loads(task[0]), task[1][0], asked, started)
    finally:
        for pid in list(_children):
            children.kill(pid)


def _import(root: Path) -> None:
    """Import the libraries and the report's own packages; one that fails shall fail in the chapter that uses it."""
    packages = [path.parent for path in sorted(root.glob("*/__init__.py")) if path.parent.name != "evidence"]
    modules = [f"{package.name}.{file.stem}" for package in packages for file in sorted(package.glob("[!_]*.py"))]
    for name in (*LIBRARIES, *(package.name for package in packages), *modules):
        try:
            importlib.import_module(name)
        except (Exception, SystemExit):  # whatever a report's module does when it is imported
            continue


def _note(root: str, event: str, given: tuple) -> None:
    """Remember which files of the report are read; an audit hook sees every ``open`` of Python's own."""
    if event != "open" or not isinstance(given[0], str) or set("wax+").intersection(given[1] or ""):
        return
    path = os.path.abspath(given[0])
    # Code is followed by its imports; what was built, and environments, are no part of the report.
    if path.startswith(root) and path[len(root)] not in "._" and not path.endswith(CODE):
        _read.add(path[len(root):])


def _fork(task: dict, descriptor: int, asked: socket.socket, started: tuple) -> None:
    os.set_inheritable(descriptor, False)  # programs that a cell starts must not keep it open
    signal.pthread_sigmask(signal.SIG_BLOCK, END)  # or a child that ends at once would be reaped before it is known
    pid = os.fork()
    if pid == 0:
        asked.close()
        _become(task, Connection(descriptor), started)
    _children[pid] = Connection(descriptor)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, END)


def _become(task: dict, connection: Connection, started: tuple) -> None:
    """The child: run the cells in the folder of the task, tell, and end."""
    from evidence.execution import shell
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, END)
    os.setsid()
    _children.clear()
    lock = threading.Lock()  # a cell may print from threads of its own

    def tell(message: dict) -> None:
        with lock:
            connection.send_bytes(json.dumps(message).encode())

    try:
        os.chdir(task["folder"])
        os.environ.update(task["environment"])
        tell({"pid": os.getpid()})
        shell.run_cells(json.loads(connection.recv_bytes()), *started, tell)
        tell({"read": sorted(_read)})
    except (EOFError, BrokenPipeError):
        pass  # nobody listens any more
    finally:
        os._exit(0)


def _reap(*_) -> None:
    """Say of each child that has ended how it ended."""
    while _children:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        connection = _children.pop(pid)
        try:
            connection.send_bytes(json.dumps({"status": os.waitstatus_to_exitcode(status)}).encode())
        except OSError:
            pass  # whoever asked has given up
        connection.close()
