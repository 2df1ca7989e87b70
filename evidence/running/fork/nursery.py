"""The warm process of kernels: imports once what every kernel does, then forks a child that becomes one.

``provisioner`` starts it and asks. Nothing of the report, nor of the package that this module is of, is there when a
kernel begins: stored outputs are to be judged by the code as a new kernel imports it.
"""

import gc
import importlib
import json
import os
import runpy
import socket
import sys
from multiprocessing.connection import Connection

from evidence.running.fork import server

LAUNCHER = "ipykernel_launcher"
# What chapters import of others' code, or those do on first use; all that takes more than some milliseconds.
LIBRARIES = ("ipykernel.kernelapp", "ipykernel.debugger", "numpy", "pandas", "matplotlib.figure",
             "matplotlib.backends.backend_svg", "networkx", "nbformat", "pydantic", "yaml")
READ_AT_START = ("PYTHON", "MPL")  # variables that Python or a library has read by now


def main(number: int, door: int) -> None:
    """Import, then serve until the other end is closed; in a child, become a kernel and end as one."""
    gc.disable()  # see ``server.serve``
    if not sys.path[0]:
        del sys.path[0]  # a file in the folder where we happen to be is no library
    before = dict(os.environ)
    _import()
    connection = server.serve(socket.socket(fileno=number), socket.socket(fileno=door))
    if connection:
        _become(connection, before)


def _import() -> None:
    """Import the libraries; one that is missing shall be missed in the cell that uses it."""
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # ipykernel is told here whose end is the kernel's, too
    # ipykernel's own default; matplotlib reads it when it is imported
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    for name in LIBRARIES:
        try:
            importlib.import_module(name)
        except ImportError:
            continue


def _become(connection: Connection, before: dict[str, str]) -> None:
    """Do in this process what the command of the task does in a new one."""
    with connection:
        task = json.loads(connection.recv_bytes())
    os.chdir(task["folder"])
    _set(task["environment"], before)
    if _read_at_start(task["environment"]) != _read_at_start(before):
        os.execv(sys.executable, task["command"])
    for name in [name for name in sys.modules if name.partition(".")[0] == "evidence"]:
        del sys.modules[name]
    sys.path.insert(0, os.getcwd())  # as ``python -m`` does; the launcher takes it out again
    sys.argv, sys.orig_argv = task["command"][2:], task["command"]  # runpy puts the launcher's path first
    runpy.run_module(LAUNCHER, run_name="__main__", alter_sys=True)


def _set(given: dict[str, str], before: dict[str, str]) -> None:
    """The variables as given, and what imports have added to them, as they would have in a new process."""
    added = {name: value for name, value in os.environ.items() if name not in before}
    os.environ.clear()
    os.environ.update(added | given | {"JPY_PARENT_PID": str(os.getppid())})


def _read_at_start(environment: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name.startswith(READ_AT_START)}
