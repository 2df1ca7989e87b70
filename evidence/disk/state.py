"""What was built is a cache: whatever in ``_build`` is not of its kind is taken away, and made anew by who wants it."""

import os
import re
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from evidence.disk.lock import BUILD

_FOLDERS = {".runs", ".records", ".run", "html", "editions", "sweeps"}
_FILE = re.compile(r".*\.(json|jsonl|csv|md|parquet|html|js|css|txt|ipynb|svg|png)|\.lock")
# Programs of ours and of Jupyter's run whatever else lies in their folders of settings.
_SETTINGS = re.compile(r"fontlist-v\d+\.json|ipython_kernel_config\.json")


def mend(root: Path) -> None:
    """Take away links, pipes, devices, files in the place of folders and folders in the place of files.

    Stages are left to the build: one may be at work.
    """
    build = root / BUILD
    if not build.is_dir():
        if build.is_symlink() or build.exists():
            build.unlink()
        return
    _mend(str(build), top=True)
    for path in (build / ".run").rglob("*"):
        if path.is_file() and not _SETTINGS.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


def _mend(folder: str, top: bool = False) -> None:
    with os.scandir(folder) as entries:
        found = list(entries)
    for entry in found:
        if top and entry.name.startswith((".stage-", ".old-")):
            continue
        with suppress(FileNotFoundError, PermissionError):  # taken away by somebody else, or not ours to take
            kind = wanted = stat.S_IFMT(entry.stat(follow_symlinks=False).st_mode)
            if top and entry.name in _FOLDERS:
                wanted = stat.S_IFDIR
            elif _FILE.fullmatch(entry.name):
                wanted = stat.S_IFREG
            if kind == stat.S_IFDIR and wanted == kind:
                _mend(entry.path)
            elif kind == stat.S_IFDIR:
                shutil.rmtree(entry.path)
            elif kind != stat.S_IFREG or wanted != kind:
                os.unlink(entry.path)
