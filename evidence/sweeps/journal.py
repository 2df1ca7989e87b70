"""What a sweep keeps while it runs: a lock, a journal of the runs that are done, the notebooks that failed."""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import socket
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from evidence.disk.atomic import store
from evidence.errors import fail

FOLDER, JOURNAL = "_build/sweeps", "journal.jsonl"
SHOWN = 20  # failures that are printed


def key_of(chapter_key: str, values: dict) -> str:
    """What a run is kept under: all that the chapter depends on, and its values."""
    return hashlib.sha256(f"{chapter_key}\n{json.dumps(values, sort_keys=True)}".encode()).hexdigest()[:32]


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep a second sweep of the same name out; the lock ends with the process, however that ends."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / ".lock", "a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            fail(str(folder), 0, f"this sweep is at work already ({lock.read().strip() or 'just started'})",
                 "wait until it has ended, or stop it")
        lock.truncate(0)
        lock.write(f"process {os.getpid()} on {socket.gethostname()}, since {time.strftime('%H:%M:%S')}")
        lock.flush()
        yield


class Journal:
    """One line a run that is done, written as it ends; where each lies is known, the figures stay on the disk."""

    def __init__(self, path: Path, wanted: Iterable[str]):
        """Open it; a torn or altered line, and runs that nobody wants any more, are dropped."""
        self.path, self.places, self.dropped = path, {}, 0
        beside = path.with_name(f".{path.name}.new")
        wanted = set(wanted)
        with open(beside, "wb") as new:
            for line in self._lines():
                key = _key(line)
                if key not in wanted or key in self.places:
                    self.dropped += 1
                    continue
                self.places[key] = new.tell()
                new.write(line)
            _settle(new)
        os.replace(beside, path)
        self._file = open(path, "ab")

    def _lines(self) -> Iterator[bytes]:
        if self.path.exists():
            with open(self.path, "rb") as old:
                yield from old

    def add(self, key: str, seconds: float, figures: list[dict]) -> None:
        """Keep one run; it is on the disk when this returns."""
        place, row = self._file.tell(), {"key": key, "seconds": round(seconds, 3), "figures": figures}
        self._file.write(json.dumps({"sum": _sum(row), "row": row}, ensure_ascii=False).encode() + b"\n")
        _settle(self._file)
        self.places[key] = place

    def kept(self) -> int:
        """How many runs are on the disk; also where ``add`` was broken off before it could count the last."""
        with contextlib.suppress(OSError):  # a full disk has no room for the last, and we are told so already
            self._file.flush()
        with open(self.path, "rb") as file:
            return sum(line.endswith(b"\n") for line in file)

    def with_figures(self, runs: Iterable[tuple]) -> Iterator[tuple]:
        """(…, key) → (…, key figures), read one after the other."""
        with open(self.path, "rb") as file:
            for *run, key in runs:
                file.seek(self.places[key])
                yield *run, json.loads(file.readline())["row"]["figures"]

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def _settle(file) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sum(row: dict) -> str:
    return hashlib.sha256(json.dumps(row, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def _key(line: bytes) -> str | None:
    """The key of a whole line; None for one that was cut off or altered."""
    try:
        content = json.loads(line)
        return content["row"]["key"] if content["sum"] == _sum(content["row"]) and line.endswith(b"\n") else None
    except (ValueError, KeyError, TypeError):
        return None


class Failed:
    """Runs that failed: the notebook of each, as far as it got, and a list of them with values and reason."""

    def __init__(self, folder: Path):
        """Forget those of the time before; they are tried again."""
        shutil.rmtree(folder, ignore_errors=True)
        self.folder, self.count, self.first = folder, 0, []

    def add(self, run: int, values: str, reason: str, notebook: str | None) -> None:
        """Keep one; only the first few stay in memory."""
        self.folder.mkdir(exist_ok=True)
        line = f"run {run} ({values}): {reason}"
        with open(self.folder / "failed.txt", "a", encoding="utf-8") as file:
            file.write(line + "\n")
        if notebook is not None:
            store(notebook, self.folder / f"run-{run:04}.ipynb")
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(line)
