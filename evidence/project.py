"""Where a report is, what it imports, and which chapters it has."""

import os
import sys
from pathlib import Path

from evidence.errors import did_you_mean, fail, shorten


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from ``start`` upwards, that holds ``_config.yml`` and ``ledger/``."""
    for folder in (start, *start.parents):
        if (folder / "_config.yml").is_file() and (folder / "ledger").is_dir():
            return folder
    return None


def make_importable(root: Path) -> None:
    """Let this process, and each that it starts, import the packages that lie in the report's folder."""
    folder = str(root)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    others = [part for part in os.environ.get("PYTHONPATH", "").split(os.pathsep) if part and part != folder]
    os.environ["PYTHONPATH"] = os.pathsep.join([folder, *others])


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
        there = f"there are {', '.join(known) or 'none yet'}"
        fail("chapters", 0, f"no chapter '{shorten(name, 60)}'", did_you_mean(stem, known, there))
    return known[stem]
