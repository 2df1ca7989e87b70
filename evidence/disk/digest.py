"""Digests of files and folders, and of the environment; time stamps are not believed."""

import hashlib
import json
import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

TABLES, PINS = "data", "requirements.txt"
PROVENANCE = ("EVIDENCE_COMMIT", "EVIDENCE_PINS")  # set where a book is published
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


def python_environment(root: Path) -> dict[str, str]:
    """What a run stands on: Python, each installed package, and each line of the pins; name → version."""
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    installed = (entry.removesuffix(".dist-info").rpartition("-") for folder in sorted(folders)
                 for entry in sorted(os.listdir(folder)) if entry.endswith(".dist-info"))
    pins = root / PINS
    lines = pins.read_text(encoding="utf-8", errors="replace").splitlines() if pins.is_file() else []
    pinned = (line.partition("==") for line in lines)
    return {"Python": sys.version, **{name: version for name, _, version in installed},
            **{f"{PINS}: {name}": version for name, _, version in pinned}}


def provenance() -> dict[str, str]:
    """What whoever publishes a book says it is built from: its commit, SHA-256 of the pins; empty where nobody does."""
    return {name: os.environ.get(name, "") for name in PROVENANCE}


def of_environment(found: dict[str, str]) -> str:
    """SHA-256 of what ``python_environment`` found."""
    return hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
