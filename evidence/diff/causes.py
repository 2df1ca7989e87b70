"""Why two runs of a chapter differ: which parameter, which claim of which source, which file of code or data."""

from collections.abc import Mapping
from dataclasses import replace

from evidence.diff.compare import Difference, same
from evidence.diff.record import ChapterRecord

TOGETHER = "several parameters together"
UNKNOWN = "nothing that is recorded"
MOST = 3  # claims that are named one by one


def changed_parameters(first: ChapterRecord, second: ChapterRecord) -> list[str]:
    """Parameters that both declare, with different values."""
    return [name for name, value in first.values.items() if name in second.values and second.values[name] != value]


def by_parameters(found: list[Difference], first: ChapterRecord, second: ChapterRecord,
                  alone: Mapping[str, ChapterRecord | None]) -> list[Difference]:
    """Each difference with the parameters that made it.

    ``alone``: parameter → the first chapter run with only that parameter as in the second; None where
    that run failed. A single changed parameter needs no run.
    """
    changed = changed_parameters(first, second)
    if len(changed) == 1:
        return [replace(difference, causes=(changed[0],)) for difference in found]
    return [replace(difference, causes=_attributed(difference.key, first, second, alone)) for difference in found]


def _attributed(key: str, first: ChapterRecord, second: ChapterRecord,
                alone: Mapping[str, ChapterRecord | None]) -> tuple[str, ...]:
    was, now = first.shown.get(key), second.shown.get(key)
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


def by_files(found: list[Difference], first: ChapterRecord, second: ChapterRecord, facts: Mapping[str, str],
             later: Mapping[str, str]) -> list[Difference]:
    """Each difference with what changed between two builds, of all that it may follow from.

    ``facts`` and ``later`` are the digests of claims and reference points at either build. Which of several
    changes made a difference cannot be told without running the old code: all that come into question are named.
    """
    made_from = {**first.made_from, **second.made_from}
    files = sorted(name for name in made_from if first.made_from.get(name) != second.made_from.get(name))
    moved = {target for target in {**facts, **later} if facts.get(target) != later.get(target)}
    return [replace(difference, causes=_from_files(difference, first, second, files, moved)) for difference in found]


def _from_files(difference: Difference, first: ChapterRecord, second: ChapterRecord, files: list[str],
                moved: set[str]) -> tuple[str, ...]:
    if difference.what == "words":
        return (f"the words of cell {difference.name} were edited",)
    was, now = first.shown.get(difference.key), second.shown.get(difference.key)
    rests_on = sorted(moved & {target for shown in (was, now) if shown for target in shown.rests_on})
    declared = [name for name in {**first.values, **second.values}
                if (name in first.values) != (name in second.values) or first.values[name] != second.values[name]]
    made_by = now.cell if now else was.cell if was else ""
    edited = _edited_before(made_by, first, second, list((second if now else first).cells))
    causes = [_sources(rests_on)] if rests_on else []
    causes += [f"the parameter {name}" for name in declared]
    causes += [f"cell {cell}" for cell in edited if not declared or cell == made_by]
    causes += [name for name in files if not (rests_on and name.startswith("data/"))]
    return tuple(causes) or (UNKNOWN,)


def _edited_before(made_by: str, first: ChapterRecord, second: ChapterRecord, order: list[str]) -> list[str]:
    """Cells that were edited, added or taken out and can have made a difference: none that runs later."""
    changed = [cell for cell in {**first.cells, **second.cells} if first.cells.get(cell) != second.cells.get(cell)]
    later = set(order[order.index(made_by) + 1:]) if made_by in order else set()
    return [cell for cell in changed if cell not in later]


def _sources(rests_on: list[str]) -> str:
    """Claims by their sources, reference points by name."""
    claims = [target for target in rests_on if "/" in target]
    named = ", ".join(rests_on[:MOST]) + (f" and {len(rests_on) - MOST} more" if len(rests_on) > MOST else "")
    sources = ", ".join(sorted({claim.partition("/")[0] for claim in claims}))
    return f"the source {sources}: {named}" if claims else f"the reference point {named}"
