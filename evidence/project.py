"""Where a report is, which chapters it has, and where derived files are kept."""

import contextlib
import difflib
import os
import sys
from pathlib import Path

from evidence.errors import fail, shorten


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


def chapters(root: Path) -> list[Path]:
    """The notebooks of the report, sorted."""
    return sorted(path for path in (root / "chapters").glob("*.ipynb") if not path.name.startswith("."))


def find_chapter(root: Path, name: str) -> Path:
    """The chapter of that name, or at that path."""
    known = {path.stem: path for path in chapters(root)}
    if Path(name).suffix == ".ipynb" and Path(name).resolve() in {path.resolve() for path in known.values()}:
        return known[Path(name).stem]
    stem = name.removesuffix(".ipynb").removeprefix("chapters/")
    if stem not in known:
        near = difflib.get_close_matches(stem, known, 1)
        remedy = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known) or 'none yet'}"
        fail("chapters", 0, f"no chapter '{shorten(name, 60)}'", remedy)
    return known[stem]
