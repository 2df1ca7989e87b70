"""Where a report is: the folder above that holds its settings and its ledger."""

from pathlib import Path


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from ``start`` upwards, that holds ``_config.yml`` and ``ledger/``."""
    for folder in (start, *start.parents):
        if (folder / "_config.yml").is_file() and (folder / "ledger").is_dir():
            return folder
    return None
