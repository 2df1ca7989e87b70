"""What is kept of the chapters' states: a small script each beside the chapters, which pages load and we read here."""

import base64
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence.disk.atomic import store
from evidence.errors import fail
from evidence.project import chapters

FOLDER = "chapters/scenarios"
INDICES = f"{FOLDER}/sobol.json"
MAKE = "make it: make scenarios"
HEADLINE = "headline:"  # before the name of a headline, among the answers
SCALE = "scale:"  # before the name of a number, among the answers: where it stands on its small figure
HOLDS, TURNED = "holds", "does not hold"
_LOOSE = 0.5  # half an interval that is as wide as all that an index can be
_CALL = re.compile(r'evidenceScenarios\("[\w-]+", "(?P<packed>[\w+/=]*)"\);\n')
Kept = dict[str, Any]


def between(low: str, high: str) -> str:
    """Two neighbouring values of a parameter between which an answer turns, as they are kept."""
    return f"{low} … {high}"


def text_at(kept: Kept, place: int) -> str | None:
    """A text of the pool by its place; None where the answer is left out there."""
    return kept["texts"][place] if place >= 0 else None


def place(root: Path, chapter: str) -> Path:
    """The file of a chapter."""
    return root / FOLDER / f"{chapter}.js"


def write(root: Path, chapter: str, content: Kept) -> Path:
    """Write the file of a chapter; the same bytes for the same content."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    packed = base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()
    file = place(root, chapter)
    file.parent.mkdir(exist_ok=True)
    store(f'evidenceScenarios("{chapter}", "{packed}");\n', file)
    return file


def read_kept(root: Path, chapter: str) -> Kept | None:
    """What is kept of a chapter; None where nothing is. EvidenceError where the file is not as it was written."""
    file = place(root, chapter)
    if not file.is_file():
        return None
    try:
        match = _CALL.fullmatch(file.read_text(encoding="ascii"))
        return json.loads(gzip.decompress(base64.b64decode(match["packed"]))) if match else _damaged(file)
    except (ValueError, OSError, EOFError):
        return _damaged(file)


def _damaged(file: Path) -> Any:
    fail(f"{FOLDER}/{file.name}", 0, "not as it was written", MAKE)


def all_kept(root: Path) -> Iterator[tuple[Path, Kept]]:
    """Every chapter of which states are kept, and these."""
    for path in chapters(root):
        if kept := read_kept(root, path.stem):
            yield path, kept


def read_indices(root: Path) -> dict[str, Kept]:
    """The Sobol' indices that are kept, by chapter; none where there are none."""
    file = root / INDICES
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def unresolved(of: dict[str, list[float]]) -> set[str]:
    """The parameters whose total index says nothing: no larger than its error, or beyond 1 by more than that.

    All of them where an error is as wide as an index can be: a few states make up the variance, and every share of it.
    """
    loose = any(error > _LOOSE for _, _, error in of.values())
    return {name for name, (_, total, error) in of.items() if loose or not error < total <= 1 + error}
