"""Digests of files and folders, and of the environment; time stamps are not believed."""

import hashlib
import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

TABLES, PINS = "data", "requirements.txt"
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


def of_environment(root: Path) -> str:
    """Python, the pins, and the names and versions of all packages installed."""
    installed = {entry for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
                 for entry in os.listdir(folder) if entry.endswith(".dist-info")}
    return hashlib.sha256("\n".join([sys.version, of([root / PINS]), *sorted(installed)]).encode()).hexdigest()
