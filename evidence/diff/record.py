"""What a book showed, and what it was made from: taken from notebooks that were run, kept from build to build."""

import csv
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from evidence.disk.atomic import store
from evidence.editions.declared import DEFAULT, Edition, find, values_by_chapter
from evidence.errors import fail

FOLDER, FORMAT = "_build/.records", 1
KIND = re.compile(r"application/vnd\.evidence\.(result|figure|table)\+json")
INJECTED = "injected-parameters"
BEFORE = "~1"
PLACES = {"start", "end", "line", "prefix", "suffix"}
PACKAGES = "the installed packages"


@dataclass(frozen=True)
class Chapter:
    """One chapter as it was run.

    ``values``: every parameter's value; ``shown``: (kind, name) as "kind name" → what was published, with the
    ``cell`` that did so; ``cells``: cell id → source, in order; ``made_from``: file → SHA-256, of what it read.
    """

    values: dict = field(default_factory=dict)
    shown: dict[str, dict] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    made_from: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Record:
    """A whole book: its chapters by stem, and a digest of every claim and reference point, by id."""

    name: str
    chapters: dict[str, Chapter]
    facts: dict[str, str] = field(default_factory=dict)


def chapter_of(content: nbformat.NotebookNode, values: Mapping, made_from: Mapping | None = None) -> Chapter:
    """What a notebook that was run shows; ``made_from`` is None where nobody recorded it."""
    cells = [cell for cell in content.cells if INJECTED not in cell.metadata.get("tags", ())]
    shown = {}
    for cell in cells:
        for output in cell.get("outputs", ()):
            for kind, published in output.get("data", {}).items():
                if (match := KIND.fullmatch(kind)) and isinstance(published, dict):
                    one = dict(published) | {"kind": match[1], "cell": cell.id}
                    if match[1] != "result":
                        one["drawn"] = _digest(output["data"].get("text/html", ""))
                    shown[f"{match[1]} {one.get('name')}"] = one
        if cell.cell_type == "markdown":
            shown[f"prose {cell.id}"] = {"kind": "prose", "name": cell.id, "cell": cell.id, "text": cell.source}
    sources = {cell.id: cell.source for cell in cells if cell.cell_type == "code"}
    return Chapter(dict(values), shown, sources, dict(made_from or {}))


def facts(root: Path) -> dict[str, str]:
    """claim_id or reference_id → digest of every row that is about it, over all tables; its place apart.

    Places are left out: a word more at the top of a seed moves every claim below, and changes none.
    """
    rows = defaultdict(list)
    for path in sorted((root / "data").glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            names = next(lines, [])
            key = next((names.index(one) for one in ("claim_id", "reference_id") if one in names), None)
            said = [place for place, name in enumerate(names) if name not in PLACES]
            for row in lines if key is not None else ():
                rows[row[key]].append("\0".join([path.stem, *(row[place] for place in said)]))
    return {one: _digest("\n".join(found)) for one, found in sorted(rows.items())}


def kept_run(root: Path, stem: str, text: str, given: Mapping, values: Mapping) -> Chapter:
    """A chapter from the text of its run; ``given``: the values it was run with, ``values``: all of them."""
    from evidence.running.kept_runs import manifest
    kept = manifest(root, root / "chapters" / f"{stem}.ipynb", dict(given))
    return chapter_of(nbformat.reads(text, 4), values, kept and kept.files | {PACKAGES: kept.environment})


def taken(root: Path, edition: Edition, texts: Mapping[str, str]) -> Record:
    """The record of an edition from its notebooks as run: file name → text."""
    return Record(edition.name, {stem: kept_run(root, stem, texts[f"{stem}.ipynb"], edition.values(stem), values)
                                 for stem, values in values_by_chapter(edition, root).items()}, facts(root))


def of_stage(root: Path, name: str, stage: Path) -> Record:
    """The record of an edition from the notebooks of its stage."""
    texts = {path.name: path.read_text(encoding="utf-8") for path in (stage / "chapters").glob("*.ipynb")}
    return taken(root, find(root, name) if name != DEFAULT else Edition(name, ""), texts)


def keep(root: Path, record: Record) -> None:
    """Keep the record of what is about to be published; the one before becomes NAME~1.

    The same record again changes nothing: a build that was broken off after this may be done anew.
    """
    text, name = as_text(record), record.name
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
        return from_text((root / shown).read_text(encoding="utf-8"))
    except FileNotFoundError:
        fail(shown, 0, f"no earlier build of '{name}' is recorded",
             "build the book, change something, and build it again; then compare")
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        fail(shown, 0, "the record is damaged", "remove it; the next build but one writes it anew")


def as_text(record: Record) -> str:
    """A record as stored, with a digest of itself."""
    chapters = {stem: vars(one) for stem, one in record.chapters.items()}
    body = json.dumps({"name": record.name, "chapters": chapters, "facts": record.facts}, ensure_ascii=False,
                      sort_keys=True)
    return json.dumps({"format": FORMAT, "sha256": _digest(body), "record": body}) + "\n"


def from_text(text: str) -> Record:
    """Read a record; ValueError where it is not as it was stored."""
    stored = json.loads(text)
    if stored["format"] != FORMAT or stored["sha256"] != _digest(stored["record"]):
        raise ValueError("not as it was stored")
    record = json.loads(stored["record"])
    return Record(record["name"], {stem: Chapter(**one) for stem, one in record["chapters"].items()}, record["facts"])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
