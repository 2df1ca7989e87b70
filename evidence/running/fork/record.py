"""Run a notebook's cells in a process forked from a warm parent, and record in the notebook what they say."""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Protocol

from nbclient import NotebookClient
from nbformat import NotebookNode

from evidence.running.fork import parent
from evidence.running.fork.parent import CellStopped
from evidence.running.outcome import NO_ERROR

AS_FROM_A_KERNEL = {"parent_header": {}, "metadata": {}}


class Watch(Protocol):
    """Is told of each cell when it starts, when it has ended, and of the one where a run breaks off."""

    def cell_start(self, cell: NotebookNode, place: int) -> None:
        """The cell at this place, counted from 0, starts."""

    def cell_complete(self, cell: NotebookNode, place: int) -> None:
        """It has ended, well or not."""

    def cell_exception(self, cell: NotebookNode, place: int) -> None:
        """The run has broken off in it."""


def run(notebook: NotebookNode, root: Path, folder: Path, environment: Mapping[str, str], timeout: float | None,
        watch: Watch, noted: bool = True) -> list[str]:
    """Run the cells in ``folder`` until one fails; the files that were read. CellStopped where no cell says why.

    ``root``: the report whose packages are imported beforehand; ``timeout``: seconds a cell; ``noted``: whether files
    that are read are to be told. However the run ends, the notebook holds what was shown until then.
    """
    if (notebook.metadata.get("kernelspec", {}).get("language") or "python") != "python":
        raise CellStopped("this engine runs Python alone; leave '--engine forked' out")
    task = {"folder": str(folder), "environment": dict(environment), "cells": _to_run(notebook.cells)}
    with closing(parent.parent(root, task["environment"], noted).run(task)) as connection:
        return _recorded(notebook, parent.messages(connection, timeout), watch)


def _recorded(notebook: NotebookNode, messages, watch: Watch) -> list[str]:
    client = NotebookClient(notebook, record_timing=False)
    client.reset_execution_trackers()
    cells, running, read = notebook.cells, None, []
    try:
        for message in messages:
            if "read" in message:
                read = message["read"]
            elif "msg_type" in message:
                client.process_message(message | AS_FROM_A_KERNEL | {"header": message}, cells[running], running)
            else:
                if running is not None:
                    watch.cell_complete(cells[running], running)
                running = message.get("cell")
                if running is not None:
                    client.clear_before_next_output = False  # as nbclient sets it before each cell
                    watch.cell_start(cells[running], running)
                    cells[running].execution_count = message["execution_count"]
    finally:
        if running is not None:
            watch.cell_exception(cells[running], running)
            watch.cell_complete(cells[running], running)
    errors = [one for one in cells[running].outputs if one.output_type == "error"] if running is not None else []
    if errors and errors[0].ename == "SystemExit":  # it is taken for a good end
        raise CellStopped(f"SystemExit: {errors[0].evalue}, and cells were left")
    if running is not None and not errors:
        raise CellStopped(NO_ERROR)
    return read


def _to_run(cells: list) -> list[tuple[int, str]]:
    """Place and source of all cells that a kernel would be given."""
    return [(place, cell.source) for place, cell in enumerate(cells)
            if cell.cell_type == "code" and cell.source.strip() and "skip-execution" not in cell.metadata.get("tags", ())]
