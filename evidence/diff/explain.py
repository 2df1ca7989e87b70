"""Compare two sides chapter by chapter, and find out what made each difference."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from evidence.diff import causes, sides
from evidence.diff.compare import Difference, differences, same
from evidence.diff.record import Chapter
from evidence.diff.sides import Side

Run = Callable[[Mapping[str, Mapping]], dict[str, Chapter | None]]


@dataclass(frozen=True)
class Compared:
    """One chapter: the parameters that differ as (name, old, new), how much it shows, and what differs."""

    chapter: str
    parameters: tuple[tuple[str, object, object], ...]
    shown: int
    found: tuple[Difference, ...]


def compared(root: Path, one: Side, other: Side) -> list[Compared]:
    """Every chapter that either side has, with the cause of each difference."""
    return _Explainer(root, one, other).all()


class _Explainer:
    def __init__(self, root: Path, one: Side, other: Side):
        self.root, self.one, self.other = root, one, other
        self.first, self.second = one.record.chapters, other.record.chapters

    def all(self) -> list[Compared]:
        between = self._between()
        alone = self._alone(between)
        return [self._chapter(stem, between.get(stem), alone.get(stem, {}))
                for stem in {**self.first, **self.second}]

    def _between(self) -> dict[str, tuple[Chapter | None, Chapter | None]]:
        """stem → the chapter as the code of now gives it at either side's values; None where it cannot be run."""
        both = [stem for stem in self.first if stem in self.second]
        differ = [stem for stem in both if causes.changed_parameters(self.first[stem], self.second[stem])]
        if self.one.now and self.other.now:
            return {stem: (self.first[stem], self.second[stem]) for stem in differ}
        if not self.one.now and not self.other.now:
            return {}
        past = self.second if self.one.now else self.first
        again = sides.ran(self.root, {stem: past[stem].values for stem in differ
                                      if (self.root / "chapters" / f"{stem}.ipynb").is_file()})
        return {stem: (self.first[stem], chapter) if self.one.now else (chapter, self.second[stem])
                for stem, chapter in again.items() if chapter is not None}

    def _alone(self, between: Mapping) -> dict[str, dict[str, Chapter | None]]:
        """stem → parameter → the first side with only that parameter changed; all chapters side by side."""
        left = {stem: names for stem, (one, other) in between.items()
                if len(names := causes.changed_parameters(one, other)) > 1 and differences(one, other)}
        found: dict[str, dict] = {stem: {} for stem in left}
        for place in range(max(map(len, left.values()), default=0)):
            turn = {stem: names[place] for stem, names in left.items() if place < len(names)}
            values = {stem: between[stem][0].values | {name: between[stem][1].values[name]}
                      for stem, name in turn.items()}
            for stem, chapter in sides.ran(self.root, values).items():
                found[stem][turn[stem]] = chapter
        return found

    def _chapter(self, stem: str, between: tuple | None, alone: Mapping) -> Compared:
        one, other = self.first.get(stem, Chapter()), self.second.get(stem, Chapter())
        found = differences(one, other)
        if stem not in self.first or stem not in self.second:
            word = "new" if stem in self.second else "gone"
            found = [replace(each, causes=(f"the chapter is {word}",)) for each in found]
        elif self.one.now and self.other.now:
            found = causes.by_parameters(found, one, other, alone)
        else:
            found = self._of_both_kinds(found, one, other, between, alone)
        names = causes.changed_parameters(one, other)
        return Compared(stem, tuple((name, one.values[name], other.values[name]) for name in names),
                        len({**one.shown, **other.shown}), tuple(found))

    def _of_both_kinds(self, found: list[Difference], one: Chapter, other: Chapter, between, alone) -> list[Difference]:
        files = causes.by_files(found, one, other, self.one.record.facts, self.other.record.facts)
        if not causes.changed_parameters(one, other):
            return files
        if between is None:  # two records: their code is gone, nothing can be run again
            return [replace(each, causes=tuple(dict.fromkeys(each.causes))) for each in files]
        by_values = {each.key: each for each in causes.by_parameters(differences(*between), *between, alone)}
        past, now = (other, between[1]) if self.one.now else (one, between[0])
        moved = causes.by_files(found, past, now, self.one.record.facts, self.other.record.facts)
        explained = []
        for each in moved:
            by_code = () if same(past.shown.get(each.key), now.shown.get(each.key)) else each.causes
            values = by_values[each.key].causes if each.key in by_values else ()
            explained.append(replace(each, causes=tuple(dict.fromkeys((*values, *by_code))) or (causes.UNKNOWN,)))
        return explained
