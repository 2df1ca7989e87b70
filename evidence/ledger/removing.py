"""Take a source out again: its ledger file, seed, original, page and entry; nothing of it, or all."""

import json
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from evidence.disk.atomic import store_all
from evidence.errors import EvidenceError, Fault
from evidence.ledger.bibliography import FILE as BIBLIOGRAPHY
from evidence.ledger.citing import without_citation
from evidence.ledger.load import read_file, read_vocabulary, source_files
from evidence.ledger.pages import CONTENTS, page_of, without_page
from evidence.ledger.source import ORIGINALS


def remove(root: Path, source_id: str, dry: bool = False) -> dict[str, str | None]:
    """Remove a source, unless ``dry``; file → its text then, or None where it is removed.

    EvidenceError names all that still names its claims.
    """
    shown = f"ledger/{source_id}.yml"
    read = read_file("source", root / shown, shown, read_vocabulary(root))
    if faults := list(_named_elsewhere(root, source_id)):
        raise EvidenceError(faults)
    files: dict[str, str | None] = {shown: None}
    source = read.content.source if read.content else None
    if source:
        files |= dict.fromkeys(_own_files(root, source_id, source))
        files |= _changed(root, source_id, source.cite)
    files = {name: text for name, text in files.items() if text is not None or (root / name).is_file()}
    if not dry:
        store_all({root / name: text for name, text in files.items()})
    return dict(sorted(files.items()))


def _own_files(root: Path, source_id: str, source) -> Iterator[str]:
    """The files that are there for this source alone."""
    others = [path for path in source_files(root) if path.stem != source_id]
    if not any(source.file in path.read_text(encoding="utf-8", errors="replace") for path in others):
        yield f"seeds/{source.file}"
    if source.original:
        yield f"{ORIGINALS}/{Path(source.original).name}"
    yield page_of(source_id)


def _changed(root: Path, source_id: str, cite: str) -> dict[str, str]:
    """The files that hold a line for it, without that line: what else is cited stays."""
    found: dict[str, str] = {}
    for name, change in ((CONTENTS, lambda text: without_page(text, source_id)),
                         (BIBLIOGRAPHY, lambda text: _without_entry(text, cite))):
        path = root / name
        if path.is_file() and (text := path.read_text(encoding="utf-8")) != (changed := change(text)):
            found[name] = changed
    for path in _pages(root):
        text = path.read_text(encoding="utf-8")
        if path.name != f"{source_id}.md" and (changed := without_citation(text, cite)) != text:
            found[path.relative_to(root).as_posix()] = changed
    return found


def _without_entry(text: str, cite: str) -> str:
    start = re.search(rf"^@\w+\s*\{{\s*{re.escape(cite)}\s*,", text, re.MULTILINE)
    if not start:
        return text
    depth = accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in text[start.start():])
    opened = text.index("{", start.start()) - start.start()
    end = next((at for at, level in enumerate(depth) if at > opened and not level), len(text) - start.start() - 1)
    before, after = text[:start.start()].rstrip("\n"), text[start.start() + end + 1:].lstrip("\n")
    return "\n\n".join(part for part in (before, after) if part.strip()).rstrip("\n") + "\n"


def _named_elsewhere(root: Path, source_id: str) -> Iterator[Fault]:
    """Judgements and pages that name claims of the source: what they say without it only a person can tell."""
    claim = re.compile(rf"(?<![\w/-]){re.escape(source_id)}/[a-z0-9-]+")
    others = [path for path in (root / "ledger").glob("*.yml") if path.stem != source_id]
    for path in sorted([*others, *_pages(root), *(root / "chapters").rglob("*.yml")]):
        name = path.relative_to(root).as_posix()
        for line, text in _lines(path):
            for found in dict.fromkeys(claim.findall(text)):
                yield Fault(name, line, f"names '{found}'", "take it out first")


def _lines(path: Path) -> list[tuple[int, str]]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".ipynb":  # outputs are made anew; only what a person wrote counts
        return [(0, "".join(cell["source"])) for cell in json.loads(text)["cells"]]
    return list(enumerate(text.splitlines(), 1))


def _pages(root: Path) -> list[Path]:
    return sorted(path for kind in ("*.md", "*.ipynb") for path in (root / "chapters").rglob(kind)
                  if not any(part.startswith(".") for part in path.relative_to(root).parts))
