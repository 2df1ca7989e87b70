"""What two runs of a chapter show differently: results, pictures, tables by their rows, and prose."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from evidence.chapter.present import format_value
from evidence.diff.record import Chapter
from evidence.tables.schema import LINK_COLUMN

WORDS = ("title", "caption", "alt")
NAMES = {"figure": "picture", "table": "table", "prose": "words"}
GONE, NEW, CHANGED = "gone", "new", "changed"


@dataclass(frozen=True)
class Row:
    """One row of data: gone, new or changed; ``label`` names it, ``cells`` are (column, old, new)."""

    change: str
    label: str
    cells: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Difference:
    """One thing shown that differs; ``was`` and ``now`` are its words, empty where it was not shown."""

    key: str
    what: str
    name: str
    change: str
    was: str = ""
    now: str = ""
    texts: tuple[tuple[str, str, str], ...] = ()
    rows: tuple[Row, ...] = ()
    of_rows: int = 0
    drawn_only: bool = False
    left_out: tuple[str, ...] = ()
    causes: tuple[str, ...] = field(default=())


def differences(one: Chapter, other: Chapter) -> list[Difference]:
    """Everything that the second shows differently from the first, in the first's order, new things last."""
    keys = [*one.shown, *(key for key in other.shown if key not in one.shown)]
    return [_difference(key, one.shown.get(key), other.shown.get(key)) for key in keys
            if not same(one.shown.get(key), other.shown.get(key))]


def same(one: dict | None, other: dict | None) -> bool:
    """Whether a reader sees the same; what stands behind it (its cell, what it rests on) may differ."""
    if one is None or other is None:
        return one is other
    behind = ("cell", "rests_on")
    return {k: v for k, v in one.items() if k not in behind} == {k: v for k, v in other.items() if k not in behind}


def _difference(key: str, one: dict | None, other: dict | None) -> Difference:
    any_one = one or other
    change = NEW if one is None else GONE if other is None else CHANGED
    what = NAMES.get(any_one["kind"]) or _result(one, other)
    one, other = one or {}, other or {}
    words = (any_one["kind"] in ("result", "prose") and "text") or "title"
    replaced = change != CHANGED or "left_out" in one or "left_out" in other
    old, new = one.get("data") or [], other.get("data") or []
    rows = () if replaced else tuple(changed_rows(old, new))
    texts = () if replaced else tuple((name, str(one.get(name, "")), str(other.get(name, ""))) for name in WORDS[1:]
                                      if one.get(name, "") != other.get(name, ""))
    drawn_only = not replaced and not rows and not texts and any_one["kind"] in ("figure", "table") \
        and one.get("title") == other.get("title")
    return Difference(key, what, str(any_one["name"]), change, str(one.get(words, "")), str(other.get(words, "")),
                      texts, rows, max(len(old), len(new)), drawn_only,
                      tuple(other.get("left_out", one.get("left_out", ()))))


def _result(*ones: dict | None) -> str:
    """A result whose value is text is a sentence; a place-holder has no value and says nothing."""
    values = [one["value"] for one in ones if one and one.get("value") is not None]
    return "sentence" if values and all(isinstance(value, str) for value in values) else "key figure"


def changed_rows(old: list[dict], new: list[dict]) -> Iterator[Row]:
    """Rows that are gone, new or changed. Rows are the same row where the columns that name them agree.

    Which columns name a row is not declared: of the leading columns, and of those that hold text, the choice
    is taken that tells all rows apart and pairs most of them.
    """
    left, right = _without_common(old, new), _without_common(new, old)
    naming = max(_namings(old, new), key=lambda one: (_pairs(left, right, one), -len(one)), default=())
    found = {_key(row, naming): row for row in right} if naming else {}
    for row in left:
        partner = found.pop(_key(row, naming), None) if naming else None
        if partner is None:
            yield Row(GONE, _label(row, naming), _cells(row, {}, naming))
        else:
            yield Row(CHANGED, _label(row, naming), _cells(row, partner, naming))
    for row in (found.values() if naming else right):
        yield Row(NEW, _label(row, naming), _cells({}, row, naming))


def _without_common(rows: list[dict], others: list[dict]) -> list[dict]:
    have, left = Counter(map(_frozen, others)), []
    for row in rows:
        if have[_frozen(row)]:
            have[_frozen(row)] -= 1
        else:
            left.append(row)
    return left


def _frozen(row: dict) -> tuple:
    return tuple(row.items())


def _namings(old: list[dict], new: list[dict]) -> list[tuple[str, ...]]:
    columns = [name for name in (old or new or [{}])[0] if not LINK_COLUMN.search(name)]
    texts = tuple(name for name in columns if all(isinstance(row.get(name), str) for row in [*old, *new]))
    choices = [tuple(columns[:count]) for count in range(1, len(columns) + 1)]
    choices += [texts[:count] for count in range(1, len(texts) + 1)] + [(one,) for one in texts]
    linked = tuple(name for name in (old or new or [{}])[0] if name not in columns)
    choices += [linked, (*texts, *linked)] if linked else []
    return [one for one in dict.fromkeys(choices) if _unique(old, one) and _unique(new, one)]


def _unique(rows: list[dict], naming: tuple[str, ...]) -> bool:
    return len({_key(row, naming) for row in rows}) == len(rows)


def _pairs(left: list[dict], right: list[dict], naming: tuple[str, ...]) -> int:
    return len({_key(row, naming) for row in left} & {_key(row, naming) for row in right})


def _key(row: dict, naming: tuple[str, ...]) -> tuple:
    return tuple(row.get(name) for name in naming)


def _label(row: dict, naming: tuple[str, ...]) -> str:
    shown = [_written(name, row.get(name)) for name in naming or [one for one in row if not LINK_COLUMN.search(one)]]
    return ", ".join(shown[:3])


def _cells(row: dict, other: dict, naming: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    names = [name for name in {**row, **other} if name not in naming and row.get(name) != other.get(name)]
    return tuple((name, _written(name, row[name]) if name in row else "",
                  _written(name, other[name]) if name in other else "") for name in names)


def _written(column: str, cell) -> str:
    """A cell as the page writes it; years and dates are no quantities and take no thousands separator."""
    year = isinstance(cell, int) and not isinstance(cell, bool) and column.rpartition("_")[2] in ("year", "date")
    return str(cell) if year else format_value(cell)
