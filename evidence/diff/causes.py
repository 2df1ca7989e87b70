"""Why two runs of a chapter differ: which parameter, which claim of which source, which file of code or data."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from evidence.diff.compare import Difference, same
from evidence.diff.record import Chapter

TOGETHER = "several parameters together"
UNKNOWN = "nothing that is recorded"
MOST = 3  # claims that are named one by one


def changed_parameters(one: Chapter, other: Chapter) -> list[str]:
    """Parameters that both declare, with different values."""
    return [name for name, value in one.values.items() if name in other.values and other.values[name] != value]


def by_parameters(found: list[Difference], one: Chapter, other: Chapter,
                  alone: Mapping[str, Chapter | None]) -> list[Difference]:
    """Each difference with the parameters that made it.

    ``alone``: parameter → the first chapter run with only that parameter as in the second; None where
    that run failed. A single changed parameter needs no run.
    """
    changed = changed_parameters(one, other)
    if len(changed) == 1:
        return [replace(each, causes=(changed[0],)) for each in found]
    return [replace(each, causes=_attributed(each.key, one, other, alone)) for each in found]


def _attributed(key: str, one: Chapter, other: Chapter, alone: Mapping[str, Chapter | None]) -> tuple[str, ...]:
    was, now = one.shown.get(key), other.shown.get(key)
    ran = {name: chapter.shown.get(key) for name, chapter in alone.items() if chapter is not None}
    full = [name for name, shown in ran.items() if same(shown, now)]
    if full:
        return (full[0],) if len(full) == 1 else (f"{' or '.join(full)}, each alone",)
    part = [name for name, shown in ran.items() if not same(shown, was)]
    if len(part) > 1:
        return (f"{', '.join(part[:-1])} and {part[-1]} together",)
    failed = [name for name, chapter in alone.items() if chapter is None]
    more = f" ({', '.join(failed)} alone does not run to the end)" if failed else ""
    return ((f"{part[0]} together with others" if part else TOGETHER) + more,)


def by_files(found: list[Difference], one: Chapter, other: Chapter, facts: Mapping[str, str],
             later: Mapping[str, str]) -> list[Difference]:
    """Each difference with what changed between two builds, of all that it may follow from.

    ``facts`` and ``later`` are the digests of claims and reference points at either build. Which of several
    changes made a difference cannot be told without running the old code: all that come into question are named.
    """
    cells = changed_cells(one, other)
    files = sorted(name for name in {**one.made_from, **other.made_from}
                   if one.made_from.get(name) != other.made_from.get(name))
    moved = {name for name in {**facts, **later} if facts.get(name) != later.get(name)}
    return [replace(each, causes=_from_files(each, one, other, cells, files, moved)) for each in found]


def changed_cells(one: Chapter, other: Chapter) -> list[str]:
    """Cells that were edited, added or taken out, in order."""
    return [cell for cell in {**one.cells, **other.cells} if one.cells.get(cell) != other.cells.get(cell)]


def _from_files(each: Difference, one: Chapter, other: Chapter, cells: list[str], files: list[str],
                moved: set[str]) -> tuple[str, ...]:
    was, now = one.shown.get(each.key, {}), other.shown.get(each.key, {})
    if each.what == "words":
        return (f"the words of cell {each.name} were edited",)
    rests_on = sorted(moved & {*was.get("rests_on", ()), *now.get("rests_on", ())})
    made_by = (now or was).get("cell")
    order = list((other if now else one).cells)
    before = set(order[:order.index(made_by) + 1]) if made_by in order else set(order)
    edited = [cell for cell in cells if cell in before or cell not in order]
    declared = [name for name in {**one.values, **other.values}
                if (name in one.values) != (name in other.values) or one.values[name] != other.values[name]]
    causes = [_sources(rests_on)] if rests_on else []
    causes += [f"the parameter {name}" for name in declared]
    causes += [f"cell {cell}" for cell in edited if not declared or cell == made_by]
    causes += [name for name in files if not (rests_on and name.startswith("data/"))]
    return tuple(causes) or (UNKNOWN,)


def _sources(rests_on: list[str]) -> str:
    """Claims by their sources, reference points by name."""
    claims = [one for one in rests_on if "/" in one]
    named = ", ".join(rests_on[:MOST]) + (f" and {len(rests_on) - MOST} more" if len(rests_on) > MOST else "")
    sources = ", ".join(sorted({one.partition("/")[0] for one in claims}))
    return f"the source {sources}: {named}" if claims else f"the reference point {named}"


def counted(found: Iterable[Difference]) -> dict[str, int]:
    """How many differences of each kind."""
    kinds = [one.what for one in found]
    return {kind: kinds.count(kind) for kind in dict.fromkeys(sorted(kinds))}
