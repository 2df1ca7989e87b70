"""Executed chapters, kept as long as nothing that they depend on has changed."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path

from evidence import engine, notebooks
from evidence.errors import EvidenceError
from evidence.runs import chapters

FOLDER = "_build/.executed"
ENGINE = Path(__file__).parent
PAGES_ONLY = "sphinxext"
PASSING = {"__pycache__", ".ipynb_checkpoints"}


def files_below(path: Path, but: Iterable[str] = ()) -> list[Path]:
    """The file itself, or all files below a folder, sorted; compiled Python and folders ``but`` left out."""
    if path.is_file():
        return [path]
    left_out = PASSING.union(but)
    return sorted(file for file in path.rglob("*") if file.is_file() and not left_out.intersection(file.parts))


def digest(paths: Iterable[Path], but: Iterable[str] = ()) -> str:
    """SHA-256 over names and bytes of files and folders, and the version of Python."""
    total = hashlib.sha256(sys.version.encode())
    for path in paths:
        for file in files_below(path, but):
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            total.update(f"{file.relative_to(path.parent).as_posix()}\0{content}\n".encode())
    return total.hexdigest()


def relied_on(root: Path) -> list[Path]:
    """What any chapter may depend on: the tables, the packages beside them, the engine, the pins."""
    packages = sorted(path.parent for path in root.glob("*/__init__.py"))
    return [root / "data", *packages, ENGINE, root / "requirements.txt"]


def executed(root: Path, say) -> dict[str, str]:
    """Every chapter as run on what is there now: file name → text; only those that changed are run.

    ``say`` is called with a line a chapter. EvidenceError holds the faults of all chapters that fail.
    """
    folder, common = root / FOLDER, digest(relied_on(root), but=[PAGES_ONLY])
    folder.mkdir(parents=True, exist_ok=True)
    keys = {path: hashlib.sha256(common.encode() + path.read_bytes()).hexdigest()[:24] for path in chapters(root)}
    texts = {path.name: text for path, key in keys.items() if (text := _kept(folder, path.stem, key))}
    tasks = [(path, root, {}, f"chapters/{path.name}") for path in keys if path.name not in texts]
    faults = []
    for (path, *_), ran in engine.run_many(tasks) if tasks else ():
        if isinstance(ran, engine.RunError):
            faults += ran.faults
            continue
        texts[path.name] = notebooks.as_text(notebooks.normalised(ran))
        _keep(folder, path.stem, keys[path], texts[path.name])
        say(f"ran chapters/{path.name}")
    if faults:
        raise EvidenceError(faults)
    return texts


def _kept(folder: Path, stem: str, key: str) -> str | None:
    """The kept text, if there is one and it is whole: its own digest stands in its name."""
    for path in folder.glob(f"{stem}.{key}.*.ipynb"):
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest()[:24] == path.name.split(".")[2]:
            return content.decode("utf-8")
    return None


def _keep(folder: Path, stem: str, key: str, text: str) -> None:
    for old in folder.glob(f"{stem}.*.ipynb"):
        old.unlink(missing_ok=True)
    own = hashlib.sha256(text.encode()).hexdigest()[:24]
    notebooks.store(text, folder / f"{stem}.{key}.{own}.ipynb")
