"""What a chapter shows: a published result, a figure or a table, each bound to what it rests on."""

import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import pandas
from IPython.display import display

from evidence.chapter import drawings
from evidence.chapter.frames import as_json, format_value, rows_as_json, table_html
from evidence.notebooks.published import MIME
from evidence.tables.schema import LINK_COLUMN

NAME = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")
LEFT_OUT, NOTHING = "left out of this edition", "nothing to show in this edition"

_left_out: frozenset[str] = frozenset()  # of this process: a chapter makes one selection


def leave_out(claims: Iterable[str]) -> None:
    """From now on, show nothing that rests on these claims; see ``evidence.chapter.select``."""
    global _left_out
    _left_out = frozenset(claims)


def result_record(name: str, value, text: str | None = None, rests_on: Iterable[str] = (),
                  ends: tuple[float, float] | None = None, scale: Iterable[float] | None = None) -> dict[str, Any]:
    """A result as it is stored: name, value, text, rests_on; a place-holder, with ``left_out``, where it is left out.

    Raises ValueError as ``publish`` does.
    """
    value, names = as_json(value), _ids(rests_on)
    if left_out := _place_holder("result", name, names, value is None):
        return left_out
    text = format_value(value) if text is None else str(text)
    if value is None or not text.strip():
        raise ValueError(f"result {name!r} is empty; give a value and a text")
    span = {} if ends is None else {"low": as_json(min(ends)), "high": as_json(max(ends))}
    return ({"name": _named(name), "value": value, "text": text, "rests_on": names} | span
            | ({"scale": list(scale)} if scale else {}))


def publish(name: str, value, text: str | None = None, rests_on: Iterable[str] = (),
            ends: tuple[float, float] | None = None, scale: Iterable[float] | None = None,
            sums: Iterable[Mapping[str, Any]] = ()) -> None:
    """Publish a computed value, or a whole sentence, for the role ``computed``.

    ``text`` is what the page prints; a number without one is printed with thousands separators.
    ``ends``: between which numbers the value lies, where that is known; ``scale``: the line of a small figure of it
    (low, high, end, mark); ``sums``: how numbers within the text are computed, as ``Page.sums`` gives them.
    ``rests_on`` names claims (``source/slug``) and reference points. Raises ValueError on a bad name,
    an empty text or a value that is no finite number, text or boolean.
    """
    result = result_record(name, value, text, rests_on, ends, scale)
    if "left_out" in result:
        _show_place_holder("result", result)
        return
    text = result["text"]
    result |= {"sums": list(sums)} if sums else {}
    _show("result", result, f'<p class="evidence-result">{escape(name)}: <output>{escape(text)}</output></p>',
          f"{name}: {text}")


def show_figure(figure: drawings.Drawn, name: str, title: str, alt: str, data: pandas.DataFrame,
                caption: str = "", folded: str = "", rests_on: Iterable[str] = ()) -> None:
    """Show a figure: its finding as title, the drawing with its alternative text, caption and the plotted data.

    ``figure``: a function that draws it, called for each width that pages have, or a drawing that serves for all.
    Columns of ``data`` named claim_id or reference_id say what it rests on, besides ``rests_on``.
    ``folded``: words behind which it is folded away, if any.
    Raises ValueError where name, title or alternative text are missing.
    """
    drawn = drawings.draw(figure)
    if left_out := _place_holder("figure", name, _ids(rests_on, data), not drawn or data.empty):
        _show_place_holder("figure", left_out)
        return
    _required(name, title=title, alt=alt)
    if not drawn:
        raise ValueError(f"{name!r} is no figure; draw one")
    rows, rest = rows_as_json(data), _ids(rests_on, data)
    table = table_html(data, f"Data of the figure {_spoken(name)}", {}, {}, numbered=True)
    html = (
        f'<figure id="{escape(_named(name))}" class="evidence-figure" aria-labelledby="{escape(name)}-title">'
        f'<p class="evidence-finding" id="{escape(name)}-title"><strong>{escape(title)}</strong></p>'
        f"{drawings.as_html(drawn, name, alt)}<figcaption>{escape(caption)}</figcaption>"
        f'<details class="evidence-data"><summary>Data of this figure</summary>{table}</details></figure>'
    )
    payload = {"name": name, "title": title, "alt": alt, "caption": caption, "rests_on": rest,
               "columns": list(map(str, data.columns)), "data": rows}
    _show("figure", payload, _folded(html, folded) if folded else html, f"Figure {name}: {title}")


def _spoken(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")


def show_table(frame: pandas.DataFrame, name: str, caption: str, headers: Mapping[str, str] | None = None,
               formats: Mapping[str, str] | None = None, rests_on: Iterable[str] = (), folded: bool = False) -> None:
    """Show a frame as an accessible table; claim_id and reference_id columns become links.

    ``headers`` renames columns on the page; ``formats`` gives a column a format of its own (``".1f"``,
    ``"d"``); ``folded``: the table stands behind its caption. Raises ValueError where name or caption are missing or
    a column is unknown.
    """
    if left_out := _place_holder("table", name, _ids(rests_on, frame), frame.empty):
        _show_place_holder("table", left_out)
        return
    _required(name, caption=caption)
    headers, formats = dict(headers or {}), dict(formats or {})
    if unknown := sorted((headers.keys() | formats.keys()) - set(frame.columns)):
        raise ValueError(f"table {name!r} has no column {', '.join(unknown)}; it has {', '.join(frame.columns)}")
    html = (f'<div id="{escape(_named(name))}" class="evidence-table">'
            f"{table_html(frame, caption, headers, formats, visible_caption=not folded)}</div>")
    payload = {"name": name, "title": caption, "rests_on": _ids(rests_on, frame), "data": rows_as_json(frame)}
    _show("table", payload, _folded(html, caption) if folded else html, f"Table {name}: {caption} ({len(frame)} rows)")


def _place_holder(kind: str, name: str, rests_on: list[str], nothing: bool) -> dict[str, Any] | None:
    """What stands in its place where what it rests on is left out, or leaving out has left nothing; or None."""
    gone = [name for name in rests_on if name in _left_out]
    if not gone and not (nothing and _left_out):
        return None
    words = LEFT_OUT if gone else NOTHING
    record: dict[str, Any] = {"name": _named(name), "rests_on": rests_on, "left_out": gone}
    return record | ({"value": None, "text": words} if kind == "result" else
                     {"title": words, "alt": words, "data": []})


def _show_place_holder(kind: str, record: dict[str, Any]) -> None:
    name, words = record["name"], record["text" if kind == "result" else "title"]
    shown = f"{escape(name)}: <output>{words}</output>" if kind == "result" else words.capitalize()
    place = "" if kind == "result" else f' id="{escape(name)}"'
    html = f'<p{place} class="evidence-{kind} evidence-left-out">{shown}</p>'
    _show(kind, record, html, f"{kind.capitalize()} {name}: {words}")


def _folded(html: str, summary: str) -> str:
    return f'<details class="evidence-folded"><summary>{escape(summary)}</summary>{html}</details>'


def _show(kind: str, payload: dict, html: str, plain: str) -> None:
    # Through JSON and back: what is stored is what another reader gets.
    payload = json.loads(json.dumps(payload, allow_nan=False))
    display({"text/html": html, MIME.format(kind): payload, "text/plain": plain}, raw=True)


def _named(name: str) -> str:
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise ValueError(f"name {name!r} is not lower-case words joined by '-'; it becomes an address on the page")
    return name


def _required(name: str, **texts: str) -> None:
    for key, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            raise ValueError(f"{name!r} has no {key}; say in words what it shows")


def _ids(rests_on: Iterable[str], frame: pandas.DataFrame | None = None) -> list[str]:
    if isinstance(rests_on, str):
        raise ValueError(f"rests_on is the text {rests_on!r}; give a list of ids")
    cells = [cell for cell in rests_on if not pandas.isna(cell)]
    if frame is not None:
        linked = [column for column in frame.columns if LINK_COLUMN.search(str(column))]
        cells += [cell for column in linked for cell in frame[column].dropna()]
    return sorted({name for cell in cells for name in str(cell).split()})
