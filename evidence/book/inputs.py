"""Hashes of all that a book is made from, taken before anything heavy is imported; time stamps are not believed."""

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

SOURCES = ("_config.yml", "_toc.yml", "references.bib", "editions.yml", "CITATION.cff", "LICENSE", "chapters", "data",
           "ledger", "seeds")
TABLES, PINS = "data", "requirements.txt"
ENGINE = Path(__file__).parents[1]
PASSING = {"__pycache__", ".ipynb_checkpoints"}


def of(paths: Iterable[Path]) -> str:
    """SHA-256 over names and bytes of files and of all files below folders; hidden and passing ones left out."""
    total = hashlib.sha256()
    for path in paths:
        for name, file in sorted(_files(str(path), path.name)):
            with open(file, "rb") as content:
                found = hashlib.file_digest(content, "sha256").hexdigest()
            total.update(f"{name}\0{found}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def _files(path: str, name: str) -> Iterable[tuple[str, str]]:
    """(name relative to what was asked for, path) of each file; written for speed, as half a book's hash is listing."""
    if not os.path.isdir(path):
        if os.path.exists(path):
            yield name, path
        return
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name in PASSING or entry.name[0] == "." or entry.name.endswith(".failed.ipynb"):
                continue
            if entry.is_dir():
                yield from _files(entry.path, f"{name}/{entry.name}")
            else:
                yield f"{name}/{entry.name}", entry.path


def of_pages(html: Path) -> str:
    """SHA-256 over every page and file of a compiled book, hidden ones too, by their names inside it."""
    total = hashlib.sha256()
    for folder, folders, names in os.walk(html):
        folders.sort()
        for name in sorted(names):
            file = os.path.join(folder, name)
            with open(file, "rb") as content:
                found = hashlib.file_digest(content, "sha256").hexdigest()
            total.update(f"{os.path.relpath(file, html)}\0{found}\n".encode("utf-8", "surrogateescape"))
    return total.hexdigest()


def inputs(root: Path) -> dict[str, str]:
    """What a book follows from, by kind; ``tables`` follow from the ledger, but somebody may have edited them."""
    notebooks = sorted((root / "chapters").rglob("*.ipynb"))
    packages = sorted(path.parent for path in root.glob("*/__init__.py") if path.parent != ENGINE)
    return {
        "ledger": of([root / "ledger", root / "seeds"]),
        "tables": of([root / TABLES]),
        "code": of([*packages, ENGINE]),
        "environment": environment(root),
        "notebooks": of(notebooks),
        "pages": of(root / name for name in SOURCES if name not in ("data", "ledger", "seeds")),
    }


def environment(root: Path) -> str:
    """Python, the pins, and the names and versions of all packages installed."""
    installed = {entry for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
                 for entry in os.listdir(folder) if entry.endswith(".dist-info")}
    return hashlib.sha256("\n".join([sys.version, of([root / PINS]), *sorted(installed)]).encode()).hexdigest()


def read_state(path: Path) -> dict:
    """What was kept of the last build; empty where that is missing or damaged."""
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}
