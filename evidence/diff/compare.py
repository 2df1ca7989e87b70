"""What two runs of a chapter show differently: results, pictures, tables and prose."""

from dataclasses import dataclass, replace

from evidence.diff.record import ChapterRecord, Exhibit
from evidence.diff.rows import CHANGED, GONE, NEW, ChangedRow, changed_rows

NAMES = {"figure": "picture", "table": "table", "prose": "words"}


@dataclass(frozen=True)
class Difference:
    """One thing shown that differs; ``was`` and ``now`` are its words, empty where it was not shown.

    ``what``: key figure, sentence, picture, table or words; ``change``: gone, new or changed; ``texts``: (caption or
    alt, old, new); ``of_rows``: how many rows of data it has; ``left_out``: claims for want of which it is not shown.
    """

    key: str
    what: str
    name: str
    change: str
    was: str = ""
    now: str = ""
    texts: tuple[tuple[str, str, str], ...] = ()
    rows: tuple[ChangedRow, ...] = ()
    of_rows: int = 0
    drawn_only: bool = False
    left_out: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()


def differences(first: ChapterRecord, second: ChapterRecord) -> list[Difference]:
    """Everything that the second shows differently from the first, in the first's order, new things last."""
    found = []
    for key in {**first.shown, **second.shown}:
        old, new = first.shown.get(key), second.shown.get(key)
        if not same(old, new):
            found.append(_changed(key, old, new) if old and new else _gone_or_new(key, old, new))
    return found


def same(old: Exhibit | None, new: Exhibit | None) -> bool:
    """Whether a reader sees the same; what stands behind it (its cell, what it rests on) may differ."""
    if old is None or new is None:
        return old is new
    return replace(old, cell="", rests_on=[]) == replace(new, cell="", rests_on=[])


def _gone_or_new(key: str, old: Exhibit | None, new: Exhibit | None) -> Difference:
    shown = old or new or Exhibit("", "")
    return Difference(key, _what(shown), shown.name, GONE if old else NEW, old.text if old else "",
                      new.text if new else "", of_rows=len(shown.data), left_out=tuple(shown.left_out or ()))


def _changed(key: str, old: Exhibit, new: Exhibit) -> Difference:
    of_rows, what = max(len(old.data), len(new.data)), _what(old, new)
    gone = next((exhibit.left_out for exhibit in (new, old) if exhibit.left_out is not None), None)
    if gone is not None:  # a place-holder stands there: it differs as a whole
        return Difference(key, what, old.name, CHANGED, old.text, new.text, of_rows=of_rows, left_out=tuple(gone))
    rows = tuple(changed_rows(old.data, new.data))
    texts = tuple((name, was, now) for name, was, now in (("caption", old.caption, new.caption),
                                                          ("alt", old.alt, new.alt)) if was != now)
    drawn_only = old.kind in ("figure", "table") and not rows and not texts and old.text == new.text
    return Difference(key, what, old.name, CHANGED, old.text, new.text, texts, rows, of_rows, drawn_only)


def _what(*shown: Exhibit) -> str:
    """A result whose value is text is a sentence; a place-holder has no value and says nothing."""
    values = [exhibit.value for exhibit in shown if exhibit.value is not None]
    sentence = bool(values) and all(isinstance(value, str) for value in values)
    return NAMES.get(shown[0].kind) or ("sentence" if sentence else "key figure")
