"""What a source changes in the chapters: each is run with it and without it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from evidence.diff.compare import differences
from evidence.diff.explain import Compared
from evidence.diff.sides import ran
from evidence.diff.text import as_lines
from evidence.notebooks.parameters import describe
from evidence.project import chapters

_LEFT_OUT = "leave_out_article"  # the parameter by which a chapter does without a source
_DRAWN = ("picture", "table")  # their rows are many: named only


def effect_of(root: Path, source: str) -> list[str]:
    """What the chapters show with the source that they do not show without it, as lines."""
    declared = {path.stem: {parameter.name: parameter for parameter in describe(path, f"chapters/{path.name}")}
                for path in chapters(root)}
    able = [stem for stem, known in declared.items() if _LEFT_OUT in known]
    with_it = ran(root, {stem: {} for stem in declared})
    without = ran(root, {stem: {_LEFT_OUT: source} for stem in able})
    found, lines = [], []
    for stem in able:
        old, new = without[stem], with_it[stem]
        if old is None or new is None:
            lines.append(f"chapters/{stem}.ipynb does not run {'without' if new else 'with'} it: run it by itself, "
                         f"'evidence run {stem}'")
        else:
            changed = [replace(difference, causes=(source,)) for difference in differences(old, new)]
            said = tuple(difference for difference in changed if difference.what not in _DRAWN)
            told = sum(exhibit.kind in ("result", "prose") for exhibit in new.shown.values())
            found.append(Compared(stem, (), told, said))
            if names := [f"{drawn.what} {drawn.name}" for drawn in changed if drawn.what in _DRAWN]:
                lines.append(f"{stem}: also {', '.join(names)}")
    compared = as_lines(f"without {source}", "with it", found) if found else []
    return [*compared, *lines, *_not_tried(with_it, set(able))]


def _not_tried(with_it: Mapping[str, Any], able: set[str]) -> Iterator[str]:
    """Chapters that cannot do without a source: whether they run with it is all that can be said."""
    for stem in sorted(set(with_it) - able):
        if with_it[stem] is None:
            yield f"chapters/{stem}.ipynb does not run with it: run it by itself, 'evidence run {stem}'"
        else:
            yield (f"chapters/{stem}.ipynb runs with it, and is not compared: it has no parameter '{_LEFT_OUT}', "
                   "by which it would do without a source")


def pages_that_rest_on(root: Path, source: str) -> Iterator[str]:
    """The chapters of which something that they show rests on a claim of the source."""
    for stem, chapter in ran(root, {path.stem: {} for path in chapters(root)}).items():
        if chapter and any(target.startswith(f"{source}/") for shown in chapter.shown.values()
                           for target in shown.rests_on):
            yield f"chapters/{stem}.ipynb"
