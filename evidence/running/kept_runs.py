"""Runs of chapters, kept as long as nothing that they depend on has changed, and the reasons why one is stale."""

import contextlib
import hashlib
import json
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

from evidence.disk import digest
from evidence.disk.atomic import store
from evidence.disk.seal import holds, seal
from evidence.errors import EvidenceError
from evidence.notebooks import files as notebooks
from evidence.project import chapters
from evidence.running import dependencies, engine
from evidence.running.task import Ran, RunError, Task

FOLDER = "_build/.runs"
# Change these, and any output may change.
RUNNERS = ("running/engine.py", "running/environment.py", "running/fork/*.py", "notebooks/files.py")
MOST_KEPT = 100  # runs of one chapter, each with other values
MOST_NAMED = 5  # packages, where more have changed
NEVER = "no run with these parameters is kept"


@dataclass(frozen=True)
class Manifest:
    """All that a run depended on: its cells in order and files by path, each as a SHA-256, and the environment.

    ``values``: parameters that were set; ``environment``: package → version; ``seconds``: how long the run took.
    """

    cells: list[str]
    values: dict
    files: dict[str, str]
    environment: dict[str, str]
    seconds: float


def executed(root: Path, say, values: Mapping[str, dict] | None = None) -> dict[str, str]:
    """Every chapter as run on what is there now: file name → text; only those that are stale are run.

    ``values``: chapter (its stem) → checked parameters; ``say`` is called with a line a chapter that runs.
    EvidenceError holds the faults of all chapters that fail.
    """
    values = values or {}
    wanted = {path: dict(values.get(path.stem, {})) for path in chapters(root)}
    texts = {path.name: text for path, given in wanted.items() if (text := fresh(root, path, given))}
    faults = []
    for path, ran in run_and_keep(root, {path: given for path, given in wanted.items() if path.name not in texts}):
        if isinstance(ran, RunError):
            faults += ran.faults
        else:
            texts[path.name] = ran
            say(f"ran chapters/{path.name}")
    if faults:
        raise EvidenceError(faults)
    return texts


def run_and_keep(root: Path, wanted: Mapping[Path, dict]) -> Iterator[tuple[Path, str | RunError]]:
    """Run chapters with values, the longest first, and keep what they gave; yields them as they end."""
    started = time.time_ns()
    order = sorted(wanted, key=lambda path: _expected(path, manifest(root, path, wanted[path])), reverse=True)
    tasks = [Task(path, root, wanted[path], f"chapters/{path.name}") for path in order]
    for task, ran in engine.run_many(tasks):
        if isinstance(ran, RunError):
            yield task.notebook, ran
            continue
        text = notebooks.as_text(notebooks.normalised(ran.notebook))
        with contextlib.suppress(PermissionError):  # of a report that we may only read, nothing is kept
            _keep(root, task.notebook, dict(task.values), ran, text, started)
        yield task.notebook, text


def _expected(path: Path, kept: Manifest | None) -> float:
    """How long a run may take: seconds, as once before, or else what is surely longer, the larger the longer."""
    return kept.seconds if kept else path.stat().st_size


def fresh(root: Path, chapter: Path, values: dict) -> str | None:
    """The kept text of a run, if it is whole and nothing that it depended on has changed."""
    kept = _kept(root, chapter, values)
    return kept[1] if kept and not _differences(root, chapter, kept[0]) else None


def manifest(root: Path, chapter: Path, values: dict) -> Manifest | None:
    """What the kept run with these values depended on; None where there is none, or it is damaged."""
    kept = _kept(root, chapter, values)
    return kept[0] if kept else None


def stale_because(root: Path, chapter: Path, values: dict, unbuilt: Collection[str] = ()) -> list[str]:
    """Why a run with these values is stale, a line a reason; empty where it is not.

    ``unbuilt``: tables (``data/NAME.csv``) that will be others once they are built from the ledger.
    """
    place = _place(root, chapter, values)
    if not place.exists():
        return [NEVER]
    kept = _kept(root, chapter, values)
    if not kept:
        return ["the kept run is damaged; it is not believed"]
    differences = _differences(root, chapter, kept[0])
    return differences + [f"{name} is not as the ledger gives it; 'evidence tables' builds it"
                          for name in sorted(kept[0].files.keys() & set(unbuilt))]


def state_key(root: Path, chapter: Path) -> str:
    """A digest of all that any run of the chapter may depend on, its values apart."""
    now = _now(root, chapter)
    parts = [*now.cells, *now.files.values(), digest.of_environment(now.environment), digest.of([root / digest.TABLES])]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _keep(root: Path, chapter: Path, values: dict, ran: Ran, text: str, started_ns: int) -> None:
    """Keep a run, unless a file was changed while it ran: nobody knows which content it has read."""
    now = _now(root, chapter)
    read = {name: path for name in ran.read if (path := _path(root, name)).is_file()}
    paths = read | {name: _path(root, name) for name in now.files} | {"": chapter}
    if any(path.stat().st_mtime_ns >= started_ns for path in paths.values()):
        return
    files = now.files | {name: _hash(path.read_bytes()) for name, path in read.items()}
    made = Manifest(now.cells, values, dict(sorted(files.items())), now.environment, round(ran.seconds, 2))
    body = json.dumps({"manifest": asdict(made), "text": text}, ensure_ascii=False)
    place = _place(root, chapter, values)
    place.parent.mkdir(parents=True, exist_ok=True)
    store(f"{seal(body.encode())}\n{body}", place)
    for old in sorted(place.parent.glob("*.json"), key=lambda path: -path.stat().st_mtime_ns)[MOST_KEPT:]:
        old.unlink(missing_ok=True)


def _kept(root: Path, chapter: Path, values: dict) -> tuple[Manifest, str] | None:
    """A kept run, if it is whole and our own: the seal of all of it stands in its first line."""
    try:
        given, _, body = _place(root, chapter, values).read_bytes().partition(b"\n")
        if not holds(body, given.decode()):
            return None
        content = json.loads(body)
        return Manifest(**content["manifest"]), content["text"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def _differences(root: Path, chapter: Path, then: Manifest) -> list[str]:
    now, shown = _now(root, chapter), f"chapters/{chapter.name}"
    reasons = []
    if len(now.cells) != len(then.cells):
        reasons.append(f"{shown} has {len(now.cells)} cells, it had {len(then.cells)}")
    else:
        reasons += [f"{shown}: cell {place} has changed" for place, pair in
                    enumerate(zip(now.cells, then.cells), 1) if pair[0] != pair[1]]
    for name, expected in then.files.items():
        path = _path(root, name)
        if not path.is_file():
            reasons.append(f"{name} is gone")
        elif (now.files.get(name) or _hash(path.read_bytes())) != expected:
            reasons.append(f"{name} has changed")
    reasons += [f"{name} is newly imported" for name in now.files.keys() - then.files.keys()]
    return reasons + _other_packages(now.environment, then.environment)


def _other_packages(now: dict[str, str], then: dict[str, str]) -> list[str]:
    """The packages that are others now, the first of them by name."""
    changed = sorted(name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
    named = [f"{name} {then.get(name, 'none')} → {now.get(name, 'none')}" for name in changed[:MOST_NAMED]]
    more = [f"and {len(changed) - MOST_NAMED} more"] if len(changed) > MOST_NAMED else []
    return [f"the environment has changed: {', '.join([*named, *more])}"] if named else []


def _now(root: Path, chapter: Path) -> Manifest:
    """What can be said of a run before it runs: cells, code, environment."""
    content = notebooks.read_notebook(chapter, f"chapters/{chapter.name}")
    cells = [_hash(json.dumps([cell.cell_type, cell.source, cell.get("id"), cell.metadata], sort_keys=True).encode())
             for cell in content.cells]
    sources = [cell.source for cell in content.cells if cell.cell_type == "code"]
    runners = [path for name in RUNNERS for path in sorted(dependencies.ENGINE.glob(name))]
    code = [*dependencies.behind(sources, root), *runners]
    return Manifest(cells, {}, {_name(root, path): _hash(path.read_bytes()) for path in code}, _environment(root), 0.0)


@cache
def _environment(root: Path) -> dict[str, str]:
    return digest.python_environment(root)


def _name(root: Path, path: Path) -> str:
    """A path inside the report, or inside the engine wherever that is installed."""
    return path.relative_to(root if path.is_relative_to(root) else dependencies.ENGINE.parent).as_posix()


def _path(root: Path, name: str) -> Path:
    return (dependencies.ENGINE.parent if name.startswith(f"{dependencies.ENGINE.name}/") else root) / name


def _place(root: Path, chapter: Path, values: dict) -> Path:
    return root / FOLDER / chapter.stem / f"{_hash(json.dumps(values, sort_keys=True).encode())[:24]}.json"


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
