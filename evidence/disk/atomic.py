"""Write files and folders: whole or not at all."""

import ctypes
import json
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

HERE, EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of renameat2(2)


def store(content: str | bytes, path: Path, new: bool = False) -> None:
    """Write beside, then rename: a full disk or a signal leaves what was there.

    ``new``: raise FileExistsError where there is a file already.
    """
    beside = _written(content, path)
    try:
        (os.link if new else os.replace)(beside, path)  # a link never replaces what came into being meanwhile
    finally:
        beside.unlink(missing_ok=True)


def store_all(files: Mapping[Path, str | bytes | None]) -> None:
    """Store several files, and remove those given as None; where one cannot be, all others are as they were.

    All is on the disk before any of it is in place, so that to go back takes no room. A kill between two of them may
    leave the first ones in place: nothing short of a journal could tell.
    """
    fresh: dict[Path, Path | None] = {}
    before: dict[Path, Path | None] = {}
    done: list[Path] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh[path] = None if content is None else _written(content, path)
            before[path] = _held(path) if path.is_file() else None
        for path in files:
            done.append(path)
            _put(fresh[path], path)
    except BaseException:
        for path in reversed(done):
            _put(before[path], path)
        raise
    finally:
        for rest in filter(None, (*fresh.values(), *before.values())):
            rest.unlink(missing_ok=True)


def _written(content: str | bytes, path: Path) -> Path:
    """A file beside ``path``, which is on the disk when this returns."""
    handle, beside = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode("utf-8") if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(beside, 0o644)
    except BaseException:
        os.unlink(beside)
        raise
    return Path(beside)


def _held(path: Path) -> Path:
    """A second name of a file, or a copy where a file can have but one."""
    beside = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        os.link(path, beside)
    except OSError:
        return _written(path.read_bytes(), path)
    return beside


def _put(beside: Path | None, path: Path) -> None:
    if beside is None:
        path.unlink(missing_ok=True)
    else:
        os.replace(beside, path)


def read_state(path: Path) -> dict:
    """What was kept of the last build; empty where that is missing or damaged."""
    try:
        state = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return state if isinstance(state, dict) else {}


def swap(fresh: Path, place: Path) -> None:
    """Put ``fresh`` in ``place``. What was there is removed; where anything fails, it is still there."""
    if not place.exists():
        fresh.rename(place)
    elif _exchanged(fresh, place):
        shutil.rmtree(fresh, ignore_errors=True)
    else:
        _rename_twice(fresh, place)


def _exchanged(fresh: Path, place: Path) -> bool:
    """Whether the two have changed places, in a single step; False where the system knows no such step."""
    if not sys.platform.startswith("linux"):
        return False
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    return call is not None and call(HERE, os.fsencode(fresh), HERE, os.fsencode(place), EXCHANGE) == 0


def _rename_twice(fresh: Path, place: Path) -> None:
    old = Path(tempfile.mkdtemp(prefix=".old-", dir=place.parent)) / place.name
    place.rename(old)
    try:
        fresh.rename(place)
    except BaseException:
        old.rename(place)
        raise
    shutil.rmtree(old.parent, ignore_errors=True)


def heal(place: Path) -> None:
    """After a swap that was cut short: bring back what was published, and remove what was left behind."""
    for left in sorted(place.parent.glob(".old-*")):
        if not place.exists() and (left / place.name).is_dir():
            (left / place.name).rename(place)
        shutil.rmtree(left, ignore_errors=True)
