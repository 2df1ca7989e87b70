"""papermill's view of forked runs: ``papermill --engine forked IN OUT`` finds it by its entry point.

Outputs are those of a kernel: the child runs a kernel's own code, and papermill's client turns its messages into
outputs as it does for any kernel. Errors are papermill's and nbclient's own, so that whoever catches them, or asks for
the exit code, is told the same. Nothing else imports this module: papermill loads it while it is being imported.
"""

import os
from pathlib import Path

from jupyter_client.kernelspec import get_kernel_spec
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine
from papermill.exceptions import PapermillException, PapermillExecutionError
from papermill.log import logger

from evidence.project import find_root
from evidence.running.fork import record
from evidence.running.fork.parent import Died, TookTooLong


class ForkedEngine(Engine):
    """Runs a notebook in a process forked from a warm parent; no kernel is started."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, execution_timeout=None, log_output=False, stdout_file=None,
                                 stderr_file=None, **_):
        """Run the cells here until one fails; papermill then finds its error.

        ``execution_timeout``: seconds a cell. NoSuchKernel where there is no kernel of that name, PapermillException
        where it runs another language than Python, DeadKernelError where the process died, CellTimeoutError,
        PapermillExecutionError where a cell left the run, CellStopped where it flooded its page.
        """
        if get_kernel_spec(kernel_name).language.lower() != "python":
            raise PapermillException(f"'{kernel_name}' runs another language than Python; leave '--engine forked' out")
        folder = Path.cwd().resolve()
        root = Path(os.environ.get("EVIDENCE_ROOT") or find_root(folder) or folder)
        client = PapermillNotebookClient(nb_man, log=logger, log_output=log_output, stdout_file=stdout_file,
                                         stderr_file=stderr_file)
        try:
            record.run_forked(nb_man.nb, root, folder, {}, execution_timeout, client)
        except Died as died:
            raise DeadKernelError(str(died)) from None
        except TookTooLong as late:
            [(place, cell)] = _stopped(nb_man.nb)
            raise CellTimeoutError.error_from_timeout_and_cell(str(late), execution_timeout, cell) from None
        except record.CellFailed:
            for place, cell in _stopped(nb_man.nb):
                _raise_where_it_left(place, cell)


def _stopped(notebook: NotebookNode) -> list[tuple[int, NotebookNode]]:
    """The cell, and its place, in which the run has stopped."""
    return [(place, cell) for place, cell in enumerate(notebook.cells) if cell.metadata.papermill.exception is True]


def _raise_where_it_left(place: int, cell: NotebookNode) -> None:
    """papermill takes ``sys.exit(0)`` for a good end, although cells are left."""
    for output in cell.outputs:
        if output.output_type == "error" and output.ename == "SystemExit" and output.evalue in ("", "0"):
            raise PapermillExecutionError(place, cell.execution_count, cell.source, output.ename, output.evalue,
                                          output.traceback)
