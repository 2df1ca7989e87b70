"""What a book showed, and what it was made from: taken from notebooks that were run, kept from build to build."""

import csv
import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import nbformat
from pydantic import TypeAdapter

from evidence.disk import digest
from evidence.disk.atomic import store
from evidence.disk.seal import holds, seal
from evidence.editions.declared import DEFAULT, Edition, find_edition, values_by_chapter
from evidence.errors import fail
from evidence.notebooks import published
from evidence.notebooks.cells import tags_of

FOLDER, FORMAT = "_build/.records", 2
INJECTED = "injected-parameters"
BEFORE = "~1"
PLACES = {"start", "end", "line", "prefix", "suffix"}
PACKAGES = "the installed packages"


@dataclass(frozen=True)
class Exhibit:
    """One thing that a chapter shows, and the cell that published it.

    ``kind``: result, figure, table or prose; ``text``: what a result or prose says, or the title of a figure or table;
    ``drawn``: a digest of the figure or table as it looks; ``left_out``: the claims for want of which a place-holder
    stands there, None where none does.
    """

    kind: str
    name: str
    cell: str = ""
    text: str = ""
    value: Any = None
    caption: str = ""
    alt: str = ""
    data: list[dict[str, Any]] = field(default_factory=list)
    drawn: str = ""
    rests_on: list[str] = field(default_factory=list)
    left_out: list[str] | None = None


@dataclass(frozen=True)
class ChapterRecord:
    """One chapter as it was run.

    ``values``: every parameter's value; ``shown``: "kind name" → what it shows; ``cells``: cell id → source, in order;
    ``made_from``: file → SHA-256, of what it read.
    """

    values: dict[str, Any] = field(default_factory=dict)
    shown: dict[str, Exhibit] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    made_from: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """A whole book: its chapters by stem, and a digest of every claim and reference point, by id."""

    name: str
    chapters: dict[str, ChapterRecord]
    facts: dict[str, str] = field(default_factory=dict)


def chapter_of(content: nbformat.NotebookNode, values: Mapping[str, Any],
               made_from: Mapping[str, str] | None = None) -> ChapterRecord:
    """What a notebook that was run shows; ``made_from`` is None where nobody recorded it."""
    cells = [cell for cell in content.cells if INJECTED not in tags_of(cell)]
    shown = {f"{exhibit.kind} {exhibit.name}": exhibit for cell in cells for exhibit in _shown_by(cell)}
    sources = {cell.id: cell.source for cell in cells if cell.cell_type == "code"}
    return ChapterRecord(dict(values), shown, sources, dict(made_from or {}))


def _shown_by(cell: nbformat.NotebookNode) -> list[Exhibit]:
    """What one cell shows."""
    found = []
    for output in cell.get("outputs", ()):
        drawn = _digest(output.get("data", {}).get("text/html", ""))
        found += [_published(kind, record, cell.id, drawn) for kind, record in published.records([output])]
    if cell.cell_type == "markdown":
        found.append(Exhibit("prose", cell.id, cell.id, cell.source))
    return found


def _published(kind: str, record: Mapping[str, Any], cell: str, drawn: str) -> Exhibit:
    return Exhibit(kind, str(record["name"]), cell, str(record.get("text" if kind == "result" else "title", "")),
                 record.get("value"), str(record.get("caption", "")), str(record.get("alt", "")),
                 list(record.get("data", ())), "" if kind == "result" else drawn, list(record.get("rests_on", ())),
                 record.get("left_out"))


def kept_run(root: Path, stem: str, text: str, given: Mapping[str, Any], values: Mapping[str, Any]) -> ChapterRecord:
    """A chapter from the text of its run; ``given``: the values it was run with, ``values``: all of them."""
    from evidence.running.kept_runs import manifest
    kept = manifest(root, root / "chapters" / f"{stem}.ipynb", dict(given))
    made_from = None if kept is None else kept.files | {PACKAGES: digest.of_environment(kept.environment)}
    return chapter_of(nbformat.reads(text, 4), values, made_from)


def taken(root: Path, edition: Edition, texts: Mapping[str, str]) -> Record:
    """The record of an edition from its notebooks as run: file name → text."""
    chapters = {stem: kept_run(root, stem, texts[f"{stem}.ipynb"], edition.values(stem), values)
                for stem, values in values_by_chapter(edition, root).items()}
    return Record(edition.name, chapters, _facts(root))


def of_stage(root: Path, name: str, stage: Path) -> Record:
    """The record of an edition from the notebooks of its stage."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in (stage / "chapters").glob("*.ipynb")}
    return taken(root, find_edition(root, name) if name != DEFAULT else Edition(name, ""), texts)


def _facts(root: Path) -> dict[str, str]:
    """claim_id or reference_id → digest of every row that is about it, over all tables; its place apart.

    Places are left out: a word more at the top of a seed moves every claim below, and changes none.
    """
    rows = defaultdict(list)
    for path in sorted((root / "data").glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            names = next(lines, [])
            key = next((names.index(name) for name in ("claim_id", "reference_id") if name in names), None)
            if key is None:
                continue
            said = [place for place, name in enumerate(names) if name not in PLACES]
            for row in lines:
                rows[row[key]].append("\0".join([path.stem, *(row[place] for place in said)]))
    return {target: _digest("\n".join(found)) for target, found in sorted(rows.items())}


def keep_record(root: Path, record: Record) -> None:
    """Keep the record of what is about to be published; the one before becomes NAME~1.

    The same record again changes nothing: a build that was broken off after this may be done anew.
    """
    text, name = _as_text(record), record.name
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    now = folder / f"{name}.json"
    if now.is_file():
        earlier = now.read_bytes()
        if earlier == text.encode():
            return
        store(earlier.decode("utf-8", "replace"), folder / f"{name}{BEFORE}.json")
    store(text, now)


def before(root: Path, name: str) -> Record:
    """The record of the build before. EvidenceError where there is none, or it is damaged."""
    shown = f"{FOLDER}/{name}{BEFORE}.json"
    try:
        return _from_text((root / shown).read_text(encoding="utf-8"))
    except FileNotFoundError:
        fail(shown, 0, f"no earlier build of '{name}' is recorded",
             "build the book, change something, and build it again; then compare")
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        fail(shown, 0, "the record is damaged", "remove it; the next build but one writes it anew")


def _as_text(record: Record) -> str:
    """A record as stored, with its seal."""
    body = json.dumps(asdict(record), ensure_ascii=False, sort_keys=True)
    return json.dumps({"format": FORMAT, "seal": seal(body.encode("utf-8", "surrogatepass")), "record": body}) + "\n"


def _from_text(text: str) -> Record:
    """Read a record; ValueError where it is not as it was stored."""
    stored = json.loads(text)
    if stored["format"] != FORMAT or not holds(stored["record"].encode("utf-8", "surrogatepass"), stored["seal"]):
        raise ValueError("not as it was stored")
    return TypeAdapter(Record).validate_json(stored["record"])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
