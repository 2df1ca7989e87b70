"""A kernel's shell without its sockets: runs cells in this process and tells each message a kernel would send."""

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial

from ipykernel.compiler import XCachingCompiler
from ipykernel.zmqshell import ZMQInteractiveShell
from jupyter_client.session import Session
from traitlets import Any
from traitlets.config import Config

MOST_CHARACTERS = 50_000_000  # of one cell; a page that long helps nobody, and would fill the memory of all

Tell = Callable[[dict], None]


class Recorder(Session):
    """A session that tells its messages to ``tell`` in place of a socket.

    What is printed waits, stdout apart from stderr, until something else is shown or the cell has ended: so a
    kernel does it, too, as long as a cell takes less than a fifth of a second.
    """

    tell = Any()

    def __init__(self, **traits):
        super().__init__(**traits)
        self._waiting: dict[str, list[str]] = {"stdout": [], "stderr": []}
        self.written = 0

    def send(self, stream, msg_or_type, content=None, *_, **__):
        """Tell a message; the shell's display hooks, displays and tracebacks all come through here."""
        if isinstance(msg_or_type, dict):
            msg_or_type, content = msg_or_type["header"]["msg_type"], msg_or_type["content"]
        self.flush()
        self.count(sum(len(one) for one in content.get("data", {}).values() if isinstance(one, str)))
        self.tell({"msg_type": msg_or_type, "content": content})

    def write(self, name: str, text: str) -> None:
        """Take what was printed."""
        self._waiting[name].append(text)
        self.count(len(text))

    def flush(self) -> None:
        """Tell what was printed and not yet told."""
        for name, pieces in self._waiting.items():
            if text := "".join(pieces):
                pieces.clear()
                self.tell({"msg_type": "stream", "content": {"name": name, "text": text}})

    def count(self, characters: int) -> None:
        """End the process where a cell floods: an exception could be caught by the very loop that prints."""
        self.written += characters
        if self.written > MOST_CHARACTERS:
            self.tell({"flood": MOST_CHARACTERS})
            os._exit(1)


class Stream(io.TextIOBase):
    """What ``print`` writes to."""

    encoding = "UTF-8"

    def __init__(self, name: str, recorder: Recorder):
        self.name, self._recorder = name, recorder

    def write(self, text: str) -> int:
        """Take the text; TypeError where it is none, as a file would."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        self._recorder.write(self.name, text)
        return len(text)

    def writable(self) -> bool:
        """True, as of any output."""
        return True


class Below:
    """What is written to the file descriptors themselves: by C code, by programs that a cell starts."""

    def __init__(self, recorder: Recorder):
        self._recorder = recorder
        self._files = {name: tempfile.TemporaryFile() for name in ("stdout", "stderr")}
        for number, file in enumerate(self._files.values(), 1):
            os.dup2(file.fileno(), number)
        self._seen = dict.fromkeys(self._files, 0)

    def collect(self) -> None:
        """Hand what was written since the last time to the recorder."""
        for name, file in self._files.items():
            if os.fstat(file.fileno()).st_size > self._seen[name]:
                more = os.pread(file.fileno(), MOST_CHARACTERS + 1, self._seen[name])
                self._seen[name] += len(more)
                self._recorder.write(name, more.decode("utf-8", "replace"))


def start() -> tuple[ZMQInteractiveShell, Recorder]:
    """A kernel's shell, set up as ``ipykernel`` sets it up, with a recorder in place of its sockets."""
    # ipykernel's own default; matplotlib reads it when the first figure is made
    os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    quiet = Config({"HistoryManager": {"enabled": False}})
    shell = ZMQInteractiveShell.instance(config=quiet, compiler_class=XCachingCompiler)
    recorder = Recorder()
    shell.displayhook.session = shell.display_pub.session = recorder
    shell.displayhook.topic = b"execute_result"
    shell.ask_exit = partial(os._exit, 0)  # `exit` in a cell ends a kernel, too
    shell.logger  # or each run would import and make it  # noqa: B018
    return shell, recorder


def run_cells(cells: Iterable[tuple[int, str]], shell: ZMQInteractiveShell, recorder: Recorder,
              tell: Tell) -> None:
    """Run (place, source) one after the other, up to the first error."""
    recorder.tell = tell
    sys.stdin = open(os.devnull, encoding="utf-8")
    sys.stdout, sys.stderr = Stream("stdout", recorder), Stream("stderr", recorder)
    below = Below(recorder)
    for place, source in cells:
        tell({"cell": place, "execution_count": shell.execution_count})
        recorder.written = 0
        with contextlib.suppress(Exception):  # a kernel asks before its shell does, and so warns of odd things twice
            shell.should_run_async(source, transformed_cell=shell.transform_cell(source))
        result = shell.run_cell(source, store_history=True)
        below.collect()
        recorder.flush()
        if not result.success:
            return
    tell({"end": True})
