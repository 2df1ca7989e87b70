"""Where a report is, the folder above that holds its settings and its ledger; and where derived files are kept."""

import contextlib
import os
import sys
from pathlib import Path


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from ``start`` upwards, that holds ``_config.yml`` and ``ledger/``."""
    for folder in (start, *start.parents):
        if (folder / "_config.yml").is_file() and (folder / "ledger").is_dir():
            return folder
    return None


def beside_packages(name: str) -> Path | None:
    """A folder for what is derived from packages alone, as Python keeps its modules; None where none can be written."""
    folder = Path(sys.prefix, "var", "cache", name)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    return None
