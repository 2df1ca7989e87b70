"""The two sides of a comparison: an edition as it is now, the build before, or a notebook that was run."""

import ast
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import nbformat

from evidence.diff import record
from evidence.diff.compare import same
from evidence.diff.record import ChapterRecord, Record
from evidence.editions.declared import Edition, find_edition
from evidence.errors import EvidenceError, Fault, did_you_mean, fail
from evidence.notebooks import files
from evidence.notebooks.cells import tags_of
from evidence.notebooks.parameters import declared_in, describe
from evidence.project import chapters
from evidence.running import kept_runs
from evidence.running.task import RunError


@dataclass(frozen=True)
class Side:
    """One side: its name, what it shows, and whether it is what the chapters give now (and so can be run again)."""

    name: str
    record: Record
    now: bool = True


class WrongCallError(EvidenceError):
    """What was named cannot be compared; nothing has been run."""

    code = 2


def both_sides(root: Path, first: str, second: str) -> tuple[Side, Side]:
    """Both sides. WrongCallError where a name or path is none, EvidenceError where a chapter does not run."""
    paths = [text for text in (first, second) if text.endswith(".ipynb")]
    if len(paths) == 1:
        raise WrongCallError([Fault(paths[0], 0, "a notebook can only be compared with a notebook",
                                    "name two editions, or two notebooks")])
    faults: list[Fault] = []
    named: list[Side | Edition] = []
    for text in (first, second):
        try:
            named.append(_named(root, text))
        except EvidenceError as error:
            faults += error.faults
    if faults:
        raise WrongCallError(faults)
    old, new = (side if isinstance(side, Side) else current(root, side) for side in named)
    return old, new


def narrowed(both: tuple[Side, Side], names: Collection[str]) -> tuple[Side, Side]:
    """Both sides with what is named alone. WrongCallError where neither shows a thing of that name."""
    shown = {exhibit.name for side in both for chapter in side.record.chapters.values()
             for exhibit in chapter.shown.values()}
    faults = [Fault(f"--only {name}", 0, "neither of the two shows that",
                    did_you_mean(name, sorted(shown), "'evidence diff A B --json' names what differs"))
              for name in names if name not in shown]
    if faults:
        raise WrongCallError(faults)
    first, second = (_only(side, names) for side in both)
    return first, second


def _only(side: Side, names: Collection[str]) -> Side:
    chapters_of = {stem: replace(chapter, shown={key: exhibit for key, exhibit in chapter.shown.items()
                                                 if exhibit.name in names})
                   for stem, chapter in side.record.chapters.items()}
    return replace(side, record=replace(side.record, chapters=chapters_of))


def _named(root: Path, text: str) -> Side | Edition:
    if text.endswith(".ipynb"):
        return _notebook(root, Path(text))
    return _past(root, text) if text.endswith(record.BEFORE) else find_edition(root, text)


def current(root: Path, edition: Edition) -> Side:
    """An edition as the chapters give it now; what is kept and not stale is not run again."""
    texts = kept_runs.executed(root, lambda _: None, values=edition.parameters)
    return Side(edition.name, record.taken(root, edition, texts))


def _past(root: Path, name: str) -> Side:
    edition = name.removesuffix(record.BEFORE)
    find_edition(root, edition)
    return Side(name, record.before(root, edition), now=False)


def ran(root: Path, wanted: Mapping[str, Mapping[str, Any]]) -> dict[str, ChapterRecord | None]:
    """Chapters (by stem) with all their values as given; None for one that does not run to its end so."""
    paths = {stem: root / "chapters" / f"{stem}.ipynb" for stem in wanted}
    full, given = {}, {}
    for stem, path in paths.items():
        defaults = {parameter.name: parameter.default for parameter in describe(path, f"chapters/{path.name}")}
        full[stem] = {name: wanted[stem].get(name, default) for name, default in defaults.items()}
        given[stem] = {name: value for name, value in full[stem].items() if value != defaults[name]}
    texts = {path: kept_runs.fresh(root, path, given[stem]) for stem, path in paths.items()}
    runs = dict(kept_runs.run_and_keep(root, {path: given[stem] for stem, path in paths.items() if not texts[path]}))
    found = {}
    for stem, path in paths.items():
        text = texts[path] or runs[path]
        found[stem] = None if isinstance(text, RunError) else \
            record.kept_run(root, stem, text, given[stem], full[stem])
    return found


def _notebook(root: Path, path: Path) -> Side:
    """A notebook that was run; it counts as a chapter of now where running that again shows the same."""
    content = files.read_notebook(path, str(path))
    if not any(cell.get("outputs") for cell in content.cells):
        fail(str(path), 0, "the notebook holds no outputs", "run it: evidence run CHAPTER -o OUT.ipynb")
    chapter = record.chapter_of(content, _values(content, path, root))
    stem = _stem(root, chapter)
    again = ran(root, {stem: chapter.values})[stem] if stem else None
    now = again is not None and _shows_the_same(chapter, again)
    return Side(str(path), Record(str(path), {stem or "notebook": chapter}), now)


def _values(content: nbformat.NotebookNode, path: Path, root: Path) -> dict[str, Any]:
    """Its parameters' values: as declared, then as injected by a run."""
    declared = declared_in(content.cells, str(path), root / "chapters" / path.name)
    values: dict[str, Any] = {parameter.name: parameter.default for parameter in declared}
    for cell in content.cells:
        if record.INJECTED in tags_of(cell):
            for statement in ast.parse(cell.source).body:
                if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                    values[statement.targets[0].id] = ast.literal_eval(statement.value)
    return values


def _stem(root: Path, chapter: ChapterRecord) -> str | None:
    """The chapter of the report with the same cells of code."""
    for path in chapters(root):
        cells = files.read_notebook(path, f"chapters/{path.name}").cells
        if {cell.id: cell.source for cell in cells if cell.cell_type == "code"} == chapter.cells:
            return path.stem
    return None


def _shows_the_same(first: ChapterRecord, second: ChapterRecord) -> bool:
    return first.shown.keys() == second.shown.keys() and all(same(shown, second.shown[key])
                                                             for key, shown in first.shown.items())
