"""Warnings of the extension: one type, a subtype for each fault, always with page and line."""

import re
from pathlib import Path

from sphinx.util import logging

from evidence.notebooks.cells import read_cells

logger = logging.getLogger(__name__)
CELL = 10_000  # myst-nb numbers the lines of a notebook cell × 10,000 + line


def warn(subtype: str, message: str, location) -> None:
    """Warn as ``evidence.<subtype>``; ``location`` is a node or (page, line)."""
    line = location[1] if isinstance(location, tuple) else getattr(location, "line", None)
    cell = f" (cell {line // CELL}, line {line % CELL})" if line and line >= CELL else ""
    logger.warning("%s%s [evidence.%s]", message, cell, subtype, location=location,
                   type="evidence", subtype=subtype)


def exact_line(env, line: int, words: str) -> int:
    """The line of words on the page being read; the parser knows only where their paragraph begins."""
    if "evidence_lines" not in env.temp_data:
        env.temp_data["evidence_lines"] = _lines(Path(env.doc2path(env.docname)))
    lines = env.temp_data["evidence_lines"]
    wanted = re.compile(rf"(?<!\d){re.escape(words)}(?!\d)")
    for offset in range(200):
        text = lines.get(line + offset, "")
        if wanted.search(text):
            return line + offset
        if not text.strip():
            break
    return line


def _lines(path: Path) -> dict[int, str]:
    if path.suffix == ".ipynb":
        cells = enumerate(read_cells(path, path.name), 1)
        return {number * CELL + line: text for number, cell in cells
                for line, text in enumerate(cell["source"].split("\n"), 1)}
    return dict(enumerate(path.read_text(encoding="utf-8").split("\n"), 1))
