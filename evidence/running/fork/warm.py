"""The warm process of chapters: imports once what they need, then forks a child for each run that it is asked for.

``children`` starts it with the number of a socket; see ``server`` for what is said there. A child gets its task,
cells included, and tells what they say. When whoever asked has ended, all children end too.
"""

import gc
import importlib
import json
import os
import socket
import sys
import threading
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from evidence.running.fork import server

LIBRARIES = ("numpy", "pandas", "matplotlib.pyplot", "matplotlib.backends.backend_svg", "evidence.chapter.present",
             "evidence.chapter.select")
CODE = (".py", ".pyc")
MANY = 50_000  # new objects before Python looks for what could be given back: it seldom finds any, for a twentieth of the time

_read: set[str] = set()  # files of the report opened to be read, by this process and by the child that it becomes


def main(number: int, root: str, noted: str) -> None:
    """Import, then serve until the other end is closed; ``noted``: "yes" where files that are read are to be noted."""
    gc.disable()  # see ``server.serve``
    from evidence.running.fork import known, shell
    if noted == "yes":  # not for nothing: the hook is called ten thousand times a chapter
        sys.addaudithook(partial(_note, f"{root}/"))
    started = shell.start()
    _import(Path(root))
    cells, task = known.Known(started[0]), {}

    def first(connection: Connection) -> None:
        task.clear()
        task.update(json.loads(connection.recv_bytes()))
        cells.learn(source for _, source in task["cells"])

    if connection := server.serve(socket.socket(fileno=number), first=first):
        _run(connection, task, started)


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


def _run(connection: Connection, task: dict, started: tuple) -> None:
    """The child: run the cells in the folder of the task, tell, and end."""
    from evidence.running.fork import shell
    lock = threading.Lock()  # a cell may print from threads of its own

    def tell(message: dict) -> None:
        with lock:
            connection.send_bytes(json.dumps(message).encode())

    try:
        gc.set_threshold(MANY)
        os.chdir(task["folder"])
        os.environ.update(task["environment"])
        shell.run_cells(task["cells"], *started, tell)
        tell({"read": sorted(_read)})
    except BrokenPipeError:
        pass  # nobody listens any more
    finally:
        os._exit(0)
