"""What a report is made from has to be plain files inside its folder: a pipe would be waited for, a link leads away."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from evidence.errors import Fault

SOURCES = ("_config.yml", "_toc.yml", "references.bib", "editions.yml", "CITATION.cff", "CHANGELOG.md", "LICENSE",
           "chapters", "data", "ledger", "seeds")
_ALSO = ("requirements.txt", "pyproject.toml")
_FILES = (".bib", ".cff", ".csv", ".ipynb", ".json", ".md", ".py", ".toml", ".txt", ".yml")
_FOLDERS = ("chapters", "data", "ledger", "seeds")
_BELOW = tuple(f"{name}/" for name in _FOLDERS)
_PROGRAMS = (".py", ".pyc", ".pyd", ".pth", ".so", "matplotlibrc", "docutils.conf")  # found before those installed
_MOST = 20_000  # entries; above that something else has come to lie here
_KINDS = {stat.S_IFIFO: "a named pipe", stat.S_IFSOCK: "a socket", stat.S_IFCHR: "a device", stat.S_IFBLK: "a device",
          stat.S_IFDIR: "a folder", stat.S_IFREG: "a file"}


def faults_of_files(root: Path) -> list[Fault]:
    """Everything below the sources and the packages that is no plain file or folder of the report."""
    packages = sorted({path.parent.name for path in root.glob("*/__init__.py")})
    found: list[Fault] = []
    left = _MOST
    real = os.path.realpath(root)
    for name in (*SOURCES, *_ALSO, *packages):
        for shown, path in _entries(root / name, name):
            left -= 1
            if wrong := _wrong(path, shown, real):
                found.append(Fault(shown[:200], 0, wrong,
                                   "keep plain files of text or data there: move, rename or remove it"))
            if not left:
                return [Fault(name, 0, f"more than {_MOST:,} files", "keep in it what the report is made from")]
    return found


def _entries(path: Path, shown: str) -> Iterator[tuple[str, str]]:
    """(name in the report, path) of a place and of all below it; links are not followed."""
    if not os.path.lexists(path):
        return
    yield shown, str(path)
    if path.is_symlink() or not path.is_dir():
        return
    with os.scandir(path) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name in ("__pycache__", ".ipynb_checkpoints") or entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _entries(Path(entry.path), f"{shown}/{entry.name}")
        else:
            yield f"{shown}/{entry.name}", entry.path


def _wrong(path: str, shown: str, root: str) -> str:
    """What is wrong with one place, if anything."""
    if not shown.isprintable():
        return "a name with signs that cannot be printed"
    if shown.startswith(_BELOW) and shown.endswith(_PROGRAMS):
        return "a program, or settings of one, where only texts and data are kept"
    status = os.lstat(path)
    if stat.S_ISLNK(status.st_mode):
        target = os.path.realpath(path)
        if not target.startswith(f"{root}{os.sep}"):
            return "a link that leads out of the report"
        try:
            status = os.stat(path)
        except OSError:
            return "a link that leads nowhere"
        if stat.S_ISDIR(status.st_mode):
            return "a link to a folder"
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFDIR if shown in _FOLDERS else kind != stat.S_IFREG and not _may_be_folder(kind, shown):
        wanted = "a folder" if shown in _FOLDERS else "a regular file"
        return f"{_KINDS.get(kind, 'something else')}, not {wanted}"
    return ""


def _may_be_folder(kind: int, shown: str) -> bool:
    return kind == stat.S_IFDIR and not shown.endswith(_FILES) and shown != "LICENSE"
