"""The warm process of a report's chapters: imports once what they need, then becomes a child for each run.

The process is one of Python's own forkservers; ``parent`` starts it and asks. It ends when nobody is left who could
ask, and with it all children.
"""

import atexit
import fcntl
import gc
import importlib
import os
import shutil
import signal
import sys
import threading
from functools import partial
from multiprocessing import Process, forkserver, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TYPE_CHECKING, cast

from evidence.running.dependencies import report_packages
from evidence.running.fork.messages import Finished, Message, Work, send
from evidence.running.fork.orphans import adopt_orphans, kill_below

if TYPE_CHECKING:
    from evidence.running.fork.shell import Shell

LIBRARIES = ("numpy", "pandas", "matplotlib.pyplot", "matplotlib.backends.backend_svg", "evidence.chapter.present",
             "evidence.chapter.select")
CODE = (".py", ".pyc")
# New objects before Python looks for what could be given back: it seldom finds any, for a twentieth of the time.
MANY = 50_000
START_SECONDS = 120  # to import all that; a machine under load takes its time
# Variables by which a warm process learns the folder of its report, and of the socket at which it is asked.
REPORT, SOCKETS = "EVIDENCE_WARM_REPORT", "EVIDENCE_WARM_SOCKETS"

_shell: "Shell"  # of this process, from which all children have theirs
_read: set[str] = set()  # files of the report opened to be read, by this process and by the child that it becomes


def become_warm() -> None:
    """Become the warm process of the report that the variables name; called once, before anything is forked."""
    global _shell
    gc.disable()  # before anything is imported, as the documentation of ``gc.freeze`` has it
    root, sockets = Path(os.environ.pop(REPORT)), os.environ.pop(SOCKETS)
    _leave_the_terminal()
    adopt_orphans()
    signal.alarm(START_SECONDS)  # a module of the report's may never come to its end
    atexit.register(_end, sockets)
    os.chdir(root / "chapters" if (root / "chapters").is_dir() else root)
    if "" not in sys.path:
        sys.path.insert(0, "")  # as in a kernel: what lies beside a notebook can be imported
    sys.addaudithook(partial(_note, f"{root}/"))
    from evidence.running.fork.shell import Shell  # a second's worth of imports: not for whoever asks
    _shell = Shell()
    import_libraries(root)
    signal.alarm(0)
    gc.freeze()  # what is here now stays in memory that all children share


def _leave_the_terminal() -> None:
    """Ctrl-C is for whoever asks, and what is printed here is for nobody."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # one that came before: see ``parent``
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.signal(signal.SIGINT, signal.default_int_handler)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)


def _end(sockets: str) -> None:
    """Clear away after whoever asked, who may have been killed, and end without taking memory apart."""
    kill_below(os.getpid())
    if sockets:
        shutil.rmtree(sockets, ignore_errors=True)
    os._exit(0)


def import_libraries(root: Path) -> None:
    """Import what chapters need, and the report's own packages; one that fails shall fail where it is used."""
    own = [folder for name, folder in sorted(report_packages(root).items()) if name != "evidence"]
    modules = [f"{folder.name}.{file.stem}" for folder in own for file in sorted(folder.glob("[!_]*.py"))]
    for name in (*LIBRARIES, *(folder.name for folder in own), *modules):
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


class Child(Process):
    """A run, as the forkserver is asked for it; the first descriptor that is handed over is the line to who asked."""

    def __init__(self, work: Work):
        super().__init__()
        self._work = work

    def __reduce__(self):
        return Child, (self._work,)  # of the process that asks, nothing else is wanted over there

    def run(self) -> None:
        """Run the cells, tell, and end this process."""
        try:
            os.setsid()  # with all that cells start
            adopt_orphans()
            _end_with_asker()
            [descriptor] = cast(list[int], forkserver.get_inherited_fds())
            os.set_inheritable(descriptor, False)  # programs that a cell starts must not keep it open
            gc.enable()
            gc.set_threshold(MANY)
            sys.modules["numpy"].random.seed()  # or siblings draw the same numbers; ``random`` sees to it itself
            os.chdir(self._work.folder)
            os.environ.update(self._work.environment)
            _run(self._work, Connection(descriptor))
        except BrokenPipeError:
            pass  # nobody listens any more
        finally:
            os._exit(0)


def _end_with_asker() -> None:
    """Have the system kill us, and all that cells start, when whoever asked has gone, even by kill -9.

    A thread that waits for that would not do: a cell may hold Python's lock for hours. Where a system cannot do it, a
    child ends at the next word that nobody hears.
    """
    lifeline = cast(BaseProcess, parent_process()).sentinel
    if hasattr(fcntl, "F_SETSIG"):
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    if wait([lifeline], 0):  # gone before it could be noticed
        os._exit(1)


def _run(work: Work, line: Connection) -> None:
    lock = threading.Lock()  # a cell may print from threads of its own

    def tell(message: Message) -> None:
        with lock:
            send(line, message)

    whole = _shell.run(work.cells, tell)
    tell(Finished(whole, sorted(_read), _shell.language))
