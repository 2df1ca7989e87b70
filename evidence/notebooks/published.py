"""What notebooks published: results, figures and tables, read from their stored outputs."""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.errors import EvidenceError
from evidence.notebooks.cells import Cell, read_cells

MIME = "application/vnd.evidence.{}+json"
KINDS = {MIME.format(kind): kind for kind in ("result", "figure", "table")}
WORDED = {"publish": ("text",), "show_figure": ("title", "alt", "caption"), "show_table": ("caption", "headers")}


@dataclass(frozen=True)
class Sum:
    """How a number within a text is computed: where it stands, its key among the sums, and the words on it.

    ``formula``: the words; ``inputs``: claims, reference points and parameters that they name.
    """

    start: int
    end: int
    key: str
    formula: str
    inputs: tuple[str, ...]


INPUTS = re.compile(r"\s*<([^<>]*)>")  # named in the words on a sum


@dataclass(frozen=True)
class Publication:
    """One published thing: where it was computed and what it rests on."""

    chapter: str
    kind: str
    name: str
    text: str
    rests_on: tuple[str, ...]
    cell: int
    code: str
    scale: tuple[float, ...] = ()  # of a small figure: low, high, end, mark
    left_out: bool = False  # whether a place-holder stands there: what it rests on is not in the edition
    sums: tuple[Sum, ...] = ()

    @property
    def id(self) -> str:
        return f"{self.chapter}/{self.name}"

    @property
    def anchor(self) -> str:
        """Its place on the chapter's page."""
        return f"result-{self.name}" if self.kind == "result" else self.name


@dataclass(frozen=True)
class TypedText:
    """Words typed in a code cell for the page to show."""

    cell: int
    line: int
    text: str


def records(outputs: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(kind, record) of everything that a cell's outputs publish, in order."""
    for output in outputs:
        for mime, record in output.get("data", {}).items():
            if mime in KINDS and isinstance(record, dict) and "name" in record:
                yield KINDS[mime], record


def publications(path: Path) -> list[Publication]:
    """What a notebook published, in the order of its cells; an unreadable one published nothing."""
    return [_publication(path.stem, kind, record, place, cell["source"])
            for place, cell in enumerate(_cells(path)) for kind, record in records(cell.get("outputs", ()))]


def results_by_id(found: Iterable[Publication]) -> dict[str, Publication]:
    """The results among what was published, by ``chapter/name``."""
    return {publication.id: publication for publication in found if publication.kind == "result"}


def inputs_of(words: str) -> tuple[str, ...]:
    """What the words on a sum name as going into it, each once."""
    return tuple(dict.fromkeys(" ".join(INPUTS.findall(words)).replace(",", " ").split()))


def sums_by_id(results: Mapping[str, Publication]) -> dict[str, tuple[Publication, Sum]]:
    """The sums of numbers within results, by ``chapter/name.key``."""
    return {f"{result.id}.{one.key}": (result, one) for result in results.values() for one in result.sums}


def typed_texts(path: Path) -> list[TypedText]:
    """The literal words that code cells hand to the page as text, title or caption."""
    return [text for place, cell in enumerate(_cells(path)) if cell.get("cell_type") == "code"
            for text in _typed_in(cell["source"], place)]


def _publication(chapter: str, kind: str, record: dict, place: int, code: str) -> Publication:
    rests_on = tuple(map(str, record.get("rests_on", ())))
    text = str(record.get("text" if kind == "result" else "title", ""))
    return Publication(chapter, kind, str(record["name"]), text, rests_on, place, code,
                       tuple(record.get("scale", ())), "left_out" in record, tuple(map(_sum, record.get("sums", ()))))


def _sum(record: Mapping[str, Any]) -> Sum:
    words = str(record["words"])
    return Sum(record["start"], record["end"], str(record["key"]), INPUTS.sub("", words), inputs_of(words))


def _cells(path: Path) -> list[Cell]:
    try:
        return read_cells(path, path.name)
    except EvidenceError:
        return []  # the notebook's own reader reports it


def _typed_in(code: str, place: int) -> list[TypedText]:
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return []  # a magic; running the cell reports it
    found = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        for keyword in call.keywords:
            if keyword.arg in WORDED.get(name, ()):
                found += [TypedText(place, line, text) for line, text in _literals(keyword.value)]
    return found


def _literals(expression: ast.expr) -> Iterator[tuple[int, str]]:
    """(line, words) of the literal words in an expression, without format specifications, keys, arguments of calls."""
    match expression:
        case ast.Constant(value=str(text)):
            yield expression.lineno, text
        case ast.JoinedStr(values=parts) | ast.Dict(values=parts):
            for part in parts:
                yield from _literals(part)
        case ast.BinOp(left=first, right=second) | ast.IfExp(body=first, orelse=second):
            yield from _literals(first)
            yield from _literals(second)
