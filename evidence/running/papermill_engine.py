"""papermill's view of forked runs: ``papermill --engine forked IN OUT`` finds it by its entry point.

Outputs are those of a kernel: the child runs a kernel's own shell, and nbclient turns its messages into outputs as it
does for any kernel. Nothing else imports this module: papermill loads it while it is itself being imported.
"""

import os
from pathlib import Path

from papermill.engines import Engine

from evidence.project import find_root
from evidence.running.fork import record


class ForkedEngine(Engine):
    """Runs a notebook in a process forked from a warm parent; no kernel is started."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, execution_timeout=None, **_):
        """Run the cells here until one fails; CellStopped where none says why it ended.

        ``execution_timeout``: seconds a cell.
        """
        folder = Path.cwd().resolve()
        root = Path(os.environ.get("EVIDENCE_ROOT") or find_root(folder) or folder)
        record.run_forked(nb_man.nb, root, folder, {}, execution_timeout, nb_man)
