"""A papermill engine that runs a notebook in a process forked from a warm parent; no kernel is started.

``papermill --engine forked IN OUT`` finds it by its entry point. Outputs are those of a kernel: the child
runs a kernel's own shell, and nbclient turns its messages into outputs as it does for any kernel. Nothing else
imports this module: papermill loads it while it is itself being imported.
"""

import os
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

from nbclient import NotebookClient
from papermill.engines import Engine

from evidence.execution import children
from evidence.execution.children import CellStopped
from evidence.root import find_root

AS_FROM_A_KERNEL = {"parent_header": {}, "metadata": {}}


class ForkedEngine(Engine):
    """papermill's view of it."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, execution_timeout=None, folder=None, root=None,
                                 environment=None, kept=None, **_):
        """Run the cells in ``folder`` (default: here) until one fails; CellStopped where none says why it ended.

        ``root``: the report whose packages are imported beforehand; ``execution_timeout``: seconds a cell;
        ``kept``: is filled with the "notebook", however the run ends, and with the files it has "read".
        """
        if (nb_man.nb.metadata.get("kernelspec", {}).get("language") or "python") != "python":
            raise CellStopped("this engine runs Python alone; leave '--engine forked' out")
        folder = Path(folder or Path.cwd()).resolve()
        root = Path(root or os.environ.get("EVIDENCE_ROOT") or find_root(folder) or folder)
        kept = {} if kept is None else kept
        kept["notebook"] = nb_man.nb
        with closing(children.parent(root, environment or {}).run(folder, environment or {})) as connection:
            kept["read"] = _follow(nb_man, connection, execution_timeout)


def _follow(nb_man, connection: Connection, timeout: float | None) -> list[str]:
    """Hand the cells over and record in the notebook what they say; the files that were read."""
    client = NotebookClient(nb_man.nb, record_timing=False)
    client.reset_execution_trackers()
    cells, running, read = nb_man.nb.cells, None, []
    try:
        for message in children.messages(connection, _to_run(cells), timeout):
            if "read" in message:
                read = message["read"]
            elif "msg_type" in message:
                client.process_message(message | AS_FROM_A_KERNEL | {"header": message}, cells[running], running)
            else:
                _complete(nb_man, running)
                running = message.get("cell")
                if running is not None:
                    client.clear_before_next_output = False  # as nbclient sets it before each cell
                    nb_man.cell_start(cells[running], running)
                    cells[running].execution_count = message["execution_count"]
    finally:
        if running is not None:
            nb_man.cell_exception(cells[running], running)
            _complete(nb_man, running)
    errors = [one for one in cells[running].outputs if one.output_type == "error"] if running is not None else []
    if errors and errors[0].ename == "SystemExit":  # papermill takes sys.exit() for a good end
        raise CellStopped(f"SystemExit: {errors[0].evalue}, and cells were left")
    return read


def _complete(nb_man, place: int | None) -> None:
    if place is not None:
        nb_man.cell_complete(nb_man.nb.cells[place], place)


def _to_run(cells: list) -> list[tuple[int, str]]:
    """Place and source of all cells that a kernel would be given."""
    return [(place, cell.source) for place, cell in enumerate(cells)
            if cell.cell_type == "code" and cell.source.strip() and "skip-execution" not in cell.metadata.get("tags", ())]
