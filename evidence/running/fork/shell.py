"""A kernel without its sockets: runs cells in this process and tells each message a kernel would send.

The kernel is ipykernel's own, never started, so that outputs are those of a kernel to the letter. It has a session
without sockets, to which displays, results, tracebacks and widgets go; and three things are set that ipykernel sets
itself when it starts: the thread of its shell, what ``exit`` does, and the kernel for which ``%matplotlib`` asks.
"""

import asyncio
import io
import logging
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from types import SimpleNamespace
from typing import Any

from ipykernel.eventloops import enable_gui
from ipykernel.ipkernel import IPythonKernel
from IPython.core.error import UsageError
from jupyter_client.session import Session
from traitlets.config import Config

from evidence.running.fork.messages import Began, Flooded, Message, Said

MOST_CHARACTERS = 50_000_000  # of one cell; a page that long helps nobody, and would fill the memory of all


class _Recorder(Session):
    """A session that tells its messages to ``tell`` in place of a socket: all that is shown comes through ``send``.

    What is printed waits, stdout apart from stderr, until something else is shown or the cell has ended: so a
    kernel does it, too, as long as a cell takes less than a fifth of a second.
    """

    def __init__(self) -> None:
        super().__init__()
        self.tell: Callable[[Message], None] = lambda message: None  # nobody listens yet
        self._waiting: dict[str, list[str]] = {"stdout": [], "stderr": []}
        self.written = 0
        self.is_late: Callable[[], bool] = lambda: False  # whether a task of an earlier cell is at work

    def send(self, stream, msg_or_type, content=None, *_, **__):
        """Tell a message; the shell's display hooks, displays, tracebacks and widgets all come through here."""
        if self.is_late():
            return
        if isinstance(msg_or_type, dict):
            msg_or_type, content = msg_or_type["header"]["msg_type"], msg_or_type["content"]
        self.flush()
        self._count(_size(content))
        self.tell(Said(msg_or_type, content))

    def write(self, name: str, text: str) -> None:
        """Take what was printed."""
        if self.is_late():
            return
        self._waiting[name].append(text)
        self._count(len(text))

    def flush(self) -> None:
        """Tell what was printed and not yet told."""
        for name, pieces in self._waiting.items():
            if text := "".join(pieces):
                pieces.clear()
                self.tell(Said("stream", {"name": name, "text": text}))

    def _count(self, characters: int) -> None:
        """End the process where a cell floods: an exception could be caught by the very loop that prints."""
        self.written += characters
        if self.written > MOST_CHARACTERS:
            self.tell(Flooded(MOST_CHARACTERS))
            os._exit(1)


def _size(content: Any) -> int:
    """How many characters a message takes, whatever it is of, and at least one a part."""
    size, left = 0, [content]
    while left and size <= MOST_CHARACTERS:
        part = left.pop()
        size += len(part) if isinstance(part, str | bytes | dict | list | tuple) else 1
        if size <= MOST_CHARACTERS and isinstance(part, dict):
            left += [*part.keys(), *part.values()]
        elif size <= MOST_CHARACTERS and isinstance(part, list | tuple):
            left += part
    return size


class _Stream(io.TextIOBase):
    """What ``print`` writes to."""

    encoding = "UTF-8"

    def __init__(self, name: str, recorder: _Recorder):
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

    def flush(self) -> None:
        """Tell what was printed, for a widget that takes it."""
        self._recorder.flush()


class _Below:
    """What is written to the file descriptors themselves: by C code, by programs that a cell starts."""

    def __init__(self, recorder: _Recorder):
        self._recorder = recorder
        self._files = {name: tempfile.TemporaryFile() for name in ("stdout", "stderr")}  # noqa: SIM115, to the end
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


class Shell:
    """A kernel, set up as ``ipykernel`` sets it up, with a recorder in place of its sockets."""

    def __init__(self) -> None:
        # ipykernel's own default; matplotlib reads it when the first figure is made
        os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
        self._recorder = _Recorder()
        # no thread of its own: coroutines run in the one there is; and nobody reads what a kernel logs
        self._kernel: Any = IPythonKernel.instance(
            session=self._recorder, shell_channel_thread=SimpleNamespace(parent_thread=None),
            log=logging.Logger("kernel", logging.CRITICAL),
            config=Config({"HistoryManager": {"enabled": False, "hist_file": ":memory:"}}))
        shell: Any = self._kernel.shell
        shell.ask_exit = partial(os._exit, 0)  # `exit` in a cell ends a kernel, too
        shell.enable_gui = self._enable_gui
        shell.logger  # or each run would import and make it  # noqa: B018
        self.language = dict(self._kernel.language_info)

    def _enable_gui(self, gui: str | None = None) -> None:
        try:
            enable_gui(gui, self._kernel)
        except ValueError as error:
            raise UsageError(str(error)) from error

    def run(self, cells: Iterable[tuple[int, str, bool]], tell: Callable[[Message], None]) -> bool:
        """Run (place, source, whether it may fail) one after the other, up to an error; whether there was none."""
        self._recorder.tell = tell
        sys.stdout, sys.stderr = _Stream("stdout", self._recorder), _Stream("stderr", self._recorder)
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)  # a kernel's cells find one that runs
        return loop.run_until_complete(self._run_all(cells, _Below(self._recorder)))

    async def _run_all(self, cells: Iterable[tuple[int, str, bool]], below: _Below) -> bool:
        for place, source, may_fail in cells:
            if not await self._succeeds(place, source, below) and not may_fail:
                return False
            await asyncio.sleep(0)  # tasks that the cell has left go on between cells
        return True

    async def _succeeds(self, place: int, source: str, below: _Below) -> bool:
        self._recorder.tell(Began(place, self._kernel.execution_count))
        self._recorder.written = 0
        asked = {"header": {"msg_id": str(place)}}
        self._kernel.set_parent([], asked)
        self._recorder.is_late = lambda: self._kernel.get_parent() != asked
        reply = await self._kernel.do_execute(source, silent=False)
        below.collect()
        self._recorder.flush()
        self._recorder.is_late = lambda: True  # a kernel has said by now that the cell is done
        return reply["status"] == "ok"
