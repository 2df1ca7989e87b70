"""The two sides of a comparison: an edition as it is now, the build before, or a notebook that was run."""

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat

from evidence.diff import record as history
from evidence.diff.compare import same
from evidence.diff.record import Chapter, Record
from evidence.editions import declared as editions
from evidence.errors import EvidenceError, Fault, fail
from evidence.notebooks import files
from evidence.notebooks.parameters import declared_in, describe
from evidence.running import kept_runs
from evidence.running.task import RunError


@dataclass(frozen=True)
class Side:
    """One side: its name, what it shows, and whether it is what the chapters give now (and so can be run again)."""

    name: str
    record: Record
    now: bool = True


class WrongCall(EvidenceError):
    """What was named cannot be compared; nothing has been run."""


def two(root: Path, one: str, other: str) -> tuple[Side, Side]:
    """Both sides. WrongCall where a name or path is none, EvidenceError where a chapter does not run."""
    paths = [text for text in (one, other) if text.endswith(".ipynb")]
    if len(paths) == 1:
        raise WrongCall([Fault(paths[0], 0, "a notebook can only be compared with a notebook",
                               "name two editions, or two notebooks")])
    faults, named = [], []
    for text in (one, other):
        try:
            named.append(_named(root, text))
        except EvidenceError as error:
            faults += error.faults
    if faults:
        raise WrongCall(faults)
    first, second = (side if isinstance(side, Side) else current(root, side) for side in named)
    return first, second


def _named(root: Path, text: str) -> Side | editions.Edition:
    if text.endswith(".ipynb"):
        return _notebook(root, Path(text))
    return _past(root, text) if text.endswith(history.BEFORE) else editions.find(root, text)


def current(root: Path, edition: editions.Edition) -> Side:
    """An edition as the chapters give it now; what is kept and not stale is not run again."""
    texts = kept_runs.executed(root, lambda _: None, values=edition.parameters)
    return Side(edition.name, history.taken(root, edition, texts))


def _past(root: Path, name: str) -> Side:
    editions.find(root, name.removesuffix(history.BEFORE))
    return Side(name, history.before(root, name.removesuffix(history.BEFORE)), now=False)


def ran(root: Path, wanted: Mapping[str, Mapping]) -> dict[str, Chapter | None]:
    """Chapters (by stem) with all their values as given; None for one that does not run to its end so."""
    paths = {stem: root / "chapters" / f"{stem}.ipynb" for stem in wanted}
    full, given = {}, {}
    for stem, path in paths.items():
        declared = describe(path, f"chapters/{path.name}")
        full[stem] = {one.name: wanted[stem].get(one.name, one.default) for one in declared}
        given[stem] = {one.name: full[stem][one.name] for one in declared if full[stem][one.name] != one.default}
    texts = {path: text for stem, path in paths.items() if (text := kept_runs.fresh(root, path, given[stem]))}
    texts |= dict(kept_runs.run(root, {path: given[stem] for stem, path in paths.items() if path not in texts}))
    return {stem: None if isinstance(texts[path], RunError) else
            history.kept_run(root, stem, texts[path], given[stem], full[stem]) for stem, path in paths.items()}


def _notebook(root: Path, path: Path) -> Side:
    """A notebook that was run; it counts as a chapter of now where running that again shows the same."""
    content = files.load(path, str(path))
    if not any(cell.get("outputs") for cell in content.cells):
        fail(str(path), 0, "the notebook holds no outputs", "run it: evidence run CHAPTER -o OUT.ipynb")
    chapter = history.chapter_of(content, _values(content, str(path)))
    stem = _stem(root, chapter)
    again = ran(root, {stem: chapter.values})[stem] if stem else None
    now = again is not None and _shows_the_same(chapter, again)
    stem = stem or "notebook"
    return Side(str(path), Record(str(path), {stem: chapter}), now)


def _values(content: nbformat.NotebookNode, shown: str) -> dict:
    """Its parameters' values: as declared, then as injected by a run."""
    values = {one.name: one.default for one in declared_in(content, shown)}
    for cell in content.cells:
        if history.INJECTED in cell.metadata.get("tags", ()):
            for statement in ast.parse(cell.source).body:
                if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                    values[statement.targets[0].id] = ast.literal_eval(statement.value)
    return values


def _stem(root: Path, chapter: Chapter) -> str | None:
    """The chapter of the report with the same cells of code."""
    for path in sorted((root / "chapters").glob("[!.]*.ipynb")):
        cells = files.load(path, f"chapters/{path.name}").cells
        if {cell.id: cell.source for cell in cells if cell.cell_type == "code"} == chapter.cells:
            return path.stem
    return None


def _shows_the_same(one: Chapter, other: Chapter) -> bool:
    return one.shown.keys() == other.shown.keys() and all(same(one.shown[key], other.shown[key]) for key in one.shown)
