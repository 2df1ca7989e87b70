"""Run a notebook's cells in a process forked from a warm parent, and record in the notebook what they say.

Messages become outputs as nbclient makes them of a kernel's, by two public methods of its client: no other library does
it. As no kernel runs, what the client sets before a notebook and before a cell is set here.
"""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from nbclient import NotebookClient
from nbclient.client import timestamp
from nbformat import NotebookNode, ValidationError

from evidence.running.fork import parent
from evidence.running.fork.messages import Began, Finished, Message, Said, Work
from evidence.running.fork.parent import CellStopped
from evidence.running.outcome import NO_ERROR, may_fail, not_an_output

if TYPE_CHECKING:  # papermill takes long to import, and does so before it asks for a run
    from papermill.clientwrap import PapermillNotebookClient


class CellFailed(CellStopped):
    """A cell has failed, and its outputs do not say so, or say it in words that are taken for a good end."""


def run_forked(notebook: NotebookNode, root: Path, folder: Path, environment: Mapping[str, str],
               timeout: float | None, client: "PapermillNotebookClient | None" = None) -> list[str]:
    """Run the cells in ``folder`` until one fails; the files that were read. CellStopped where no cell says why.

    ``root``: the report whose packages are imported beforehand; ``timeout``: seconds a cell; ``client``: papermill's,
    whose manager is told of each cell. However the run ends, the notebook holds what was shown until then, and the
    count of each cell that was begun.
    """
    language = notebook.metadata.get("kernelspec", {}).get("language") or "python"
    if client is None and language != "python":
        raise CellStopped("this engine runs Python alone; leave '--engine forked' out")
    recording = _Recording(notebook, client)
    work = Work(str(folder), dict(environment), _to_run(notebook.cells))
    try:
        with closing(parent.messages(root, work, timeout)) as messages:
            for message in messages:
                recording.hear(message)
    finally:
        recording.stop()
    recording.check()
    return recording.read


class _Recording:
    """The notebook as it fills."""

    def __init__(self, notebook: NotebookNode, client: "PapermillNotebookClient | None"):
        self.read: list[str] = []
        self._notebook, self._cells, self._manager = notebook, notebook.cells, client and client.nb_man
        self._running: int | None = None  # the place of the cell at work, or of the one that failed
        self._client = client or NotebookClient(notebook)
        self._client.record_timing = False  # by statuses, of which we are told none
        self._client.kc = _Nobody()
        self._client.reset_execution_trackers()  # as nbclient does before each notebook

    def hear(self, message: Message) -> None:
        """Take in a message; CellStopped where it is none that a notebook can hold."""
        match message:
            case Began(place, execution_count):
                self._note_end()
                self._complete()
                self._begin(place, execution_count)
            case Said(kind, content) if self._running is not None:
                self._show(self._running, kind, content)
            case Finished(whole, read, language):
                self.read = read
                self._notebook.metadata.language_info = NotebookNode(language)
                self._client.set_widgets_metadata()
                self._note_end()
                if whole:
                    self._complete()
                    self._running = None

    def _begin(self, place: int, execution_count: int) -> None:
        self._running = place
        self._client.clear_before_next_output = False  # as nbclient sets it before each cell
        if self._manager:
            self._manager.cell_start(self._cells[place], place)
        now = timestamp()
        self._cells[place].metadata.execution = NotebookNode({"iopub.status.busy": now, "iopub.execute_input": now})
        self._cells[place].execution_count = execution_count

    def _show(self, place: int, kind: str, content: dict) -> None:
        message = {"header": {"msg_type": kind}, "msg_type": kind, "content": content, "metadata": {}, "buffers": [],
                   "parent_header": {"msg_id": str(place)}}
        try:
            self._client.process_message(message, self._cells[place], place)
        except ValidationError as error:
            raise CellStopped(not_an_output(error)) from None

    def _note_end(self) -> None:
        if self._running is not None:
            now = timestamp()
            times = {"shell.execute_reply": now, "iopub.status.idle": now}
            self._cells[self._running].metadata.execution.update(times)

    def _complete(self) -> None:
        if self._manager and self._running is not None:
            self._manager.cell_complete(self._cells[self._running], self._running)

    def stop(self) -> None:
        """No more is to be heard: where a cell is still at work, the run has broken off in it."""
        if self._manager and self._running is not None:
            self._manager.cell_exception(self._cells[self._running], self._running)
            self._complete()

    def check(self) -> None:
        """CellFailed where a cell has failed and its outputs do not say so."""
        if self._running is None:
            return
        errors = [output for output in self._cells[self._running].outputs if output.output_type == "error"]
        if not errors:
            raise CellFailed(NO_ERROR)
        if errors[0].ename == "SystemExit":  # it is taken for a good end
            raise CellFailed(f"SystemExit: {errors[0].evalue}, and cells were left")


class _Nobody:
    """The kernel to which nbclient's widgets send what they have taken; a run takes nothing in."""

    def __init__(self) -> None:
        self.session = self.shell_channel = self

    def msg(self, *_, **__) -> None:
        """Make a message."""

    def send(self, _) -> None:
        """Send it."""


def _to_run(cells: list) -> list[tuple[int, str, bool]]:
    """Place and source of all cells that a kernel would be given, and whether the run goes on where it fails."""
    return [(place, cell.source, may_fail(cell)) for place, cell in enumerate(cells) if cell.cell_type == "code"
            and cell.source.strip() and "skip-execution" not in cell.metadata.get("tags", ())]
