"""A frame as a chapter stores it, and as the table that a page shows."""

import math
import re
from html import escape
from numbers import Integral, Real

import pandas

from evidence.language import english
from evidence.tables.schema import LINK_COLUMN

YEAR_COLUMN = re.compile(r"(^|_)year$")
DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
WIDE = "max-width: 100%; overflow-x: auto"


def format_value(value, spec: str | None = None) -> str:
    """A value as the page prints it: thousands separated, at most four significant digits after that."""
    return english.as_printed(as_json(value), spec)


def as_json(value):
    """A cell as JSON knows it: text, boolean, integer, float of six significant digits, or None."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return " ".join(sorted(map(str, value)) if isinstance(value, set | frozenset) else map(str, value))
    if pandas.isna(value):
        return None
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return bool(value)
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        if not math.isfinite(value):
            raise ValueError(f"{value} is no finite number; leave the cell empty")
        return float(f"{float(value):.6g}")
    return str(value)


def rows_as_json(frame: pandas.DataFrame) -> list[dict]:
    """The rows as JSON knows them, by column."""
    columns = [str(column) for column in frame.columns]
    return [dict(zip(columns, map(as_json, row))) for row in frame.itertuples(index=False, name=None)]


def table_html(frame, caption, headers, formats, visible_caption=False, numbered=False) -> str:
    """The frame as a table that scrolls within its page, claim_id and reference_id columns as links.

    ``headers`` renames columns; ``formats`` gives a column a format of its own; ``numbered``: rows take the keyboard.
    """
    columns = [str(column) for column in frame.columns]
    years = {column: "d" for column in columns if YEAR_COLUMN.search(column)}
    formats = years | dict(formats)
    numeric = [pandas.api.types.is_numeric_dtype(frame[column]) and not pandas.api.types.is_bool_dtype(frame[column])
               for column in frame.columns]
    head = "".join(f'<th scope="col"{_align(right)}>{escape(headers.get(column, _heading(column)))}</th>'
                   for column, right in zip(columns, numeric))
    body = "".join(f"<tr{_numbered(place) if numbered else ''}>{_row_html(row, columns, numeric, formats)}</tr>"
                   for place, row in enumerate(frame.itertuples(index=False, name=None)))
    label = f"<caption>{escape(caption)}</caption>" if visible_caption else ""
    return (f'<div class="evidence-scroll" role="region" tabindex="0" aria-label="{escape(caption)}" style="{WIDE}">'
            f'<table class="table">{label}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>')


def _row_html(row, columns, numeric, formats) -> str:
    cells = []
    for place, (cell, column, right) in enumerate(zip(row, columns, numeric)):
        tag, scope = ("th", ' scope="row"') if place == 0 else ("td", "")
        cells.append(f"<{tag}{scope}{_align(right)}>{_cell_html(cell, column, formats.get(column))}</{tag}>")
    return "".join(cells)


def _numbered(place: int) -> str:
    """The row of a figure's data can be stepped to with the keyboard; what is drawn for it has its number."""
    return f' tabindex="0" data-row="{place}"'


def _cell_html(cell, column: str, spec: str | None) -> str:
    if not LINK_COLUMN.search(column) or as_json(cell) is None:
        text = escape(format_value(cell, spec))
        return f'<span style="white-space: nowrap">{text}</span>' if DATE.fullmatch(text) else text
    return ", ".join(map(_link, str(as_json(cell)).split()))


def _link(name: str) -> str:
    """Link to a claim (``source/slug``) or, without a slash, to a reference point."""
    source, slash, slug = name.partition("/")
    if slash:
        href, kind, words = f"evidence/{source}.html#{slug}", "claim", slug
    else:
        href, kind, words = f"references.html#{name}", "reference", name
    return (f'<a class="evidence-link" data-{kind}="{escape(name)}" href="{escape(href)}">'
            f'{escape(words.replace("-", " "))}</a>')


def _align(right: bool) -> str:
    return ' class="evidence-number" style="text-align: right"' if right else ""


def _heading(column: str) -> str:
    if match := LINK_COLUMN.search(column):
        return "Reference" if match[2] == "reference" else "Evidence"
    return column.replace("_", " ").capitalize()
