"""What a sweep keeps while it runs: a journal of the runs that are done, the notebooks that failed."""

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO

from evidence.disk.atomic import store
from evidence.disk.seal import seal
from evidence.sweeps.run import KeyFigure, RunOfSet, RunResult

FOLDER, JOURNAL = "_build/sweeps", "journal.jsonl"
SHOWN = 20  # failures that are printed


def run_key(chapter_key: str, values: dict[str, Any]) -> str:
    """What a run is kept under: all that the chapter depends on, and its values."""
    return hashlib.sha256(f"{chapter_key}\n{json.dumps(values, sort_keys=True)}".encode()).hexdigest()[:32]


class Journal:
    """One line a run that is done, written as it ends; where each lies is known, the figures stay on the disk."""

    def __init__(self, path: Path, wanted: Iterable[str]):
        """Open it; a torn or altered line, and runs that nobody wants any more, are dropped."""
        self.path, self.dropped = path, 0
        self.places: dict[str, int] = {}  # key → where its line begins
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
        self._file = open(path, "ab")  # noqa: SIM115 (it is closed when the sweep ends)

    def _lines(self) -> Iterator[bytes]:
        if self.path.exists():
            with open(self.path, "rb") as old:
                yield from old

    def keep(self, key: str, result: RunResult) -> None:
        """Keep one run; it is on the disk when this returns."""
        place, figures = self._file.tell(), [asdict(figure) for figure in result.figures]
        row = {"key": key, "seconds": round(result.seconds, 3), "figures": figures}
        self._file.write(json.dumps({"sum": _sum(row), "row": row}, ensure_ascii=False).encode() + b"\n")
        _settle(self._file)
        self.places[key] = place

    def count(self) -> int:
        """How many runs are on the disk; also where ``keep`` was broken off before it could count the last."""
        with contextlib.suppress(OSError):  # a full disk has no room for the last, and we are told so already
            self._file.flush()
        with open(self.path, "rb") as file:
            return sum(line.endswith(b"\n") for line in file)

    def figures(self, keys: Iterable[str]) -> Iterator[list[KeyFigure]]:
        """The key figures of runs that are kept, read one after the other."""
        with open(self.path, "rb") as file:
            for key in keys:
                file.seek(self.places[key])
                yield [KeyFigure(**figure) for figure in json.loads(file.readline())["row"]["figures"]]

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *_) -> None:
        self._file.close()


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _sum(row: dict[str, Any]) -> str:
    return seal(json.dumps(row, sort_keys=True, ensure_ascii=False).encode())


def _key(line: bytes) -> str | None:
    """The key of a whole line; None for one that was cut off or altered."""
    try:
        content = json.loads(line)
        return content["row"]["key"] if content["sum"] == _sum(content["row"]) and line.endswith(b"\n") else None
    except (ValueError, KeyError, TypeError):
        return None


class FailedRuns:
    """Runs that failed: the notebook of each, as far as it got, and a list of them with values and reason."""

    def __init__(self, folder: Path):
        """Forget those of the time before; they are tried again."""
        shutil.rmtree(folder, ignore_errors=True)
        self.folder, self.count = folder, 0
        self.first: list[str] = []

    def add(self, run: RunOfSet, values: str, result: RunResult) -> None:
        """Keep one; only the first few stay in memory. ``values``: its set as typed on a command line."""
        self.folder.mkdir(exist_ok=True)
        line = f"run {run.number} ({values}): {result.failure}"
        with open(self.folder / "failed.txt", "a", encoding="utf-8") as file:
            file.write(line + "\n")
        if result.notebook is not None:
            store(result.notebook, self.folder / f"run-{run.number:04}.ipynb")
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(line)
