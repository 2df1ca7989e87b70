"""Write the tables in the formats of other tools while the pages are read, which takes one process alone."""

import subprocess
import sys
from pathlib import Path

from evidence.errors import fail

FOLDER = Path("downloads", "data")  # below the pages


class Exporter:
    """A process that fills the folder of downloads; it ends when we do."""

    def __init__(self, root: Path, pages: Path):
        self._root, self._folder = root, pages / FOLDER
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Exporter":
        return self

    def __exit__(self, *_) -> None:
        if self._process:
            with self._process:
                self._process.kill()

    def start(self) -> None:
        """Begin; the folder is there from now on, and pages link to what will be in it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._process = subprocess.Popen([sys.executable, "-m", "evidence.exports", str(self._root), str(self._folder)],
                                         stderr=subprocess.PIPE, text=True, start_new_session=True)

    def finish(self) -> None:
        """Wait for the files. EvidenceError says why there are none."""
        assert self._process
        _, said = self._process.communicate()
        if self._process.returncode:
            fail("data", 0, f"the tables cannot be exported: {said.strip()[-300:]}",
                 "try 'evidence export FOLDER'; mend what it names")
