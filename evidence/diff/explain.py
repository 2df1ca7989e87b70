"""Compare two sides chapter by chapter, and find out what made each difference."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from evidence.diff import causes, sides
from evidence.diff.compare import Difference, differences, same
from evidence.diff.record import ChapterRecord
from evidence.diff.sides import Side

Pair = tuple[ChapterRecord, ChapterRecord]


@dataclass(frozen=True)
class Compared:
    """One chapter: the parameters that differ as (name, old, new), how much it shows, and what differs."""

    chapter: str
    parameters: tuple[tuple[str, Any, Any], ...]
    shown: int
    found: tuple[Difference, ...]


def compare_sides(root: Path, first: Side, second: Side) -> list[Compared]:
    """Every chapter that either side has, with the cause of each difference."""
    explainer = _Explainer(root, first, second)
    again = explainer._run_again()
    alone = explainer._run_alone(again)
    return [explainer._explain(stem, again.get(stem), alone.get(stem, {}))
            for stem in {**first.record.chapters, **second.record.chapters}]


class _Explainer:
    """Two sides, and what is run of them once more to tell causes apart."""

    def __init__(self, root: Path, first: Side, second: Side):
        self.root, self.first, self.second = root, first, second
        self.old, self.new = first.record.chapters, second.record.chapters

    def _run_again(self) -> dict[str, Pair]:
        """stem → the chapter as the code of now gives it at either side's values; none where it cannot be run."""
        both = [stem for stem in self.old if stem in self.new]
        differ = [stem for stem in both if causes.changed_parameters(self.old[stem], self.new[stem])]
        if self.first.now and self.second.now:
            return {stem: (self.old[stem], self.new[stem]) for stem in differ}
        if not self.first.now and not self.second.now:
            return {}
        past = self.new if self.first.now else self.old
        again = sides.ran(self.root, {stem: past[stem].values for stem in differ
                                      if (self.root / "chapters" / f"{stem}.ipynb").is_file()})
        return {stem: (self.old[stem], chapter) if self.first.now else (chapter, self.new[stem])
                for stem, chapter in again.items() if chapter is not None}

    def _run_alone(self, again: Mapping[str, Pair]) -> dict[str, dict[str, ChapterRecord | None]]:
        """stem → parameter → the first side with only that parameter changed; all chapters side by side."""
        left = {stem: names for stem, (old, new) in again.items()
                if len(names := causes.changed_parameters(old, new)) > 1 and differences(old, new)}
        found: dict[str, dict[str, ChapterRecord | None]] = {stem: {} for stem in left}
        for place in range(max(map(len, left.values()), default=0)):
            turn = {stem: names[place] for stem, names in left.items() if place < len(names)}
            values = {stem: again[stem][0].values | {name: again[stem][1].values[name]} for stem, name in turn.items()}
            for stem, chapter in sides.ran(self.root, values).items():
                found[stem][turn[stem]] = chapter
        return found

    def _explain(self, stem: str, again: Pair | None, alone: Mapping[str, ChapterRecord | None]) -> Compared:
        """One chapter's differences, each with its causes."""
        old, new = self.old.get(stem, ChapterRecord()), self.new.get(stem, ChapterRecord())
        found = differences(old, new)
        if stem not in self.old or stem not in self.new:
            word = "new" if stem in self.new else "gone"
            found = [replace(difference, causes=(f"the chapter is {word}",)) for difference in found]
        elif self.first.now and self.second.now:
            found = causes.by_parameters(found, old, new, alone)
        else:
            found = self._of_both_kinds(found, (old, new), again, alone)
        parameters = tuple((name, old.values[name], new.values[name]) for name in causes.changed_parameters(old, new))
        return Compared(stem, parameters, len({**old.shown, **new.shown}), tuple(found))

    def _of_both_kinds(self, found: list[Difference], pair: Pair, again: Pair | None,
                       alone: Mapping[str, ChapterRecord | None]) -> list[Difference]:
        old, new = pair
        if not causes.changed_parameters(old, new) or again is None:  # or two records, whose code is gone
            return self._by_files(found, old, new)
        by_values = {difference.key: difference
                     for difference in causes.by_parameters(differences(*again), *again, alone)}
        past, now = (new, again[1]) if self.first.now else (old, again[0])
        explained = []
        for difference in self._by_files(found, past, now):
            unmoved = same(past.shown.get(difference.key), now.shown.get(difference.key))
            values = by_values[difference.key].causes if difference.key in by_values else ()
            both = dict.fromkeys((*values, *(() if unmoved else difference.causes)))
            explained.append(replace(difference, causes=tuple(both) or (causes.UNKNOWN,)))
        return explained

    def _by_files(self, found: list[Difference], past: ChapterRecord, now: ChapterRecord) -> list[Difference]:
        return causes.by_files(found, past, now, self.first.record.facts, self.second.record.facts)
