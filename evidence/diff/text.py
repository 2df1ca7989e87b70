"""What differs between two books, as lines for a terminal: chapter by chapter, old → new, cause."""

from collections import Counter
from collections.abc import Iterable
from difflib import ndiff
from typing import Any

from evidence.diff.compare import Difference
from evidence.diff.explain import Compared
from evidence.diff.rows import CHANGED, ChangedRow
from evidence.errors import shorten

MOST_ROWS, MOST_CELLS, MOST_NAMES, WIDE = 6, 4, 3, 160


def as_lines(first: str, second: str, chapters: Iterable[Compared], everything: bool = False) -> list[str]:
    """The lines; ``first`` and ``second`` name the sides, ``everything``: every row and whole texts."""
    chapters = list(chapters)
    found = [difference for chapter in chapters for difference in chapter.found]
    shown = sum(chapter.shown for chapter in chapters)
    if not found:
        return [f"{first} → {second}: nothing that is shown differs ({shown} compared)"]
    counts = Counter(sorted(difference.what for difference in found))
    kinds = ", ".join(f"{count} {_plural(kind, count)}" for kind, count in counts.items())
    lines = [f"{first} → {second}: {len(found)} of {shown} differ ({kinds})"]
    for chapter in (chapter for chapter in chapters if chapter.found):
        lines += ["", f"{chapter.chapter}: {len(chapter.found)} of {chapter.shown}"]
        lines += [f"  with {name}: {value_in_words(old)} → {value_in_words(new)}"
                  for name, old, new in chapter.parameters]
        for difference in chapter.found:
            lines += _Lines(everything)._of(difference)
    return lines


def value_in_words(value: Any) -> str:
    """A parameter's value for the reader."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


class _Lines:
    """The lines on one thing that differs, long ones cut unless ``everything`` is wanted."""

    def __init__(self, everything: bool):
        self.everything = everything

    def _of(self, difference: Difference) -> list[str]:
        changed = "" if difference.change == CHANGED else f" ({difference.change})"
        lines = [f"  {difference.what} {difference.name}{changed}"]
        lines += [f"      {sign} {text}" for sign, text in self._words(difference)]
        if difference.left_out:
            lines.append(f"      rests on what is left out: {self._few(difference.left_out)}")
        lines += [f"      {name}: {self._short(old)} → {self._short(new)}" for name, old, new in difference.texts]
        if difference.drawn_only:
            lines.append("      drawn otherwise; title and data are the same")
        return [*lines, *self._rows(difference), f"      because of {'; '.join(difference.causes)}"]

    def _words(self, difference: Difference) -> list[tuple[str, str]]:
        """Old and new words; of prose only the lines that differ."""
        was, now = difference.was, difference.now
        if was == now:
            return [("·", self._short(now))] if now else []
        if difference.what == "words":
            compared = ndiff(was.splitlines(), now.splitlines())
            return [(line[0], self._short(line[2:])) for line in compared if line[0] in "+-"]
        start = 0 if self.everything or not (was and now) else _alike(was, now)
        return [(sign, self._short(("…" if start else "") + text[start:]))
                for sign, text in (("-", was), ("+", now)) if text]

    def _rows(self, difference: Difference) -> list[str]:
        rows, of_rows = difference.rows, difference.of_rows
        if not rows:
            return []
        of = f" of {of_rows}" if len(rows) <= of_rows else ""  # else gone and new ones are counted
        most = len(rows) if self.everything else MOST_ROWS
        more = [f"        and {len(rows) - most} more; see --all"] if len(rows) > most else []
        return [f"      {len(rows)}{of} {_plural('row', of_rows)}:",
                *(f"        {self._row(row)}" for row in rows[:most]), *more]

    def _row(self, row: ChangedRow) -> str:
        if row.change != CHANGED:
            return self._short(f"{row.change}: {row.label}")
        cells = row.cells if self.everything else row.cells[:MOST_CELLS]
        more = f", and {len(row.cells) - len(cells)} more cells" if len(row.cells) > len(cells) else ""
        changes = ", ".join(f"{column} {self._short(old, 60)} → {self._short(new, 60)}" for column, old, new in cells)
        return f"{shorten(row.label, 80)}: {changes}{more}"

    def _short(self, text: str, limit: int = WIDE) -> str:
        return shorten(text, 100_000 if self.everything else limit)

    def _few(self, names: tuple[str, ...]) -> str:
        if self.everything or len(names) <= MOST_NAMES:
            return ", ".join(names)
        return f"{', '.join(names[:MOST_NAMES])} and {len(names) - MOST_NAMES} more"


def _alike(old: str, new: str) -> int:
    """Where to begin two long texts so that what differs is seen: some words before the first difference."""
    first = next((place for place, pair in enumerate(zip(old, new)) if pair[0] != pair[1]), 0)
    if max(len(old), len(new)) <= WIDE or first < WIDE // 2:
        return 0
    return old.rfind(" ", 0, first - WIDE // 4) + 1


def _plural(word: str, count: int) -> str:
    return word if count == 1 or word.endswith("s") else f"{word}s"
