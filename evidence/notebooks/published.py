"""What notebooks published: results, figures and tables, read from their stored outputs."""

import ast
import json
from dataclasses import dataclass
from pathlib import Path

KINDS = {f"application/vnd.evidence.{kind}+json": kind for kind in ("result", "figure", "table")}
WORDED = {"publish": ("text",), "show_figure": ("title", "alt", "caption"), "show_table": ("caption", "headers")}


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
    left_out: bool = False  # whether a place-holder stands there: what it rests on is not in the edition

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


def read(path: Path) -> list[Publication]:
    """Return what a notebook published, in the order of its cells; an unreadable one published nothing."""
    found = []
    for place, cell in enumerate(_cells(path)):
        for output in cell.get("outputs", ()):
            for mime, payload in output.get("data", {}).items():
                if mime in KINDS and isinstance(payload, dict) and "name" in payload:
                    found.append(_publication(path.stem, KINDS[mime], payload, place, _text(cell["source"])))
    return found


def typed(path: Path) -> list[TypedText]:
    """Return the literal words that code cells hand to the page as text, title or caption."""
    return [one for place, cell in enumerate(_cells(path)) if cell.get("cell_type") == "code"
            for one in _typed_in(_text(cell["source"]), place)]


def sources(path: Path) -> list[str]:
    """Return the source of every cell."""
    return [_text(cell.get("source", "")) for cell in _cells(path)]


def _publication(chapter: str, kind: str, payload: dict, place: int, code: str) -> Publication:
    rests_on = tuple(str(one) for one in payload.get("rests_on", ()))
    text = str(payload.get("text" if kind == "result" else "title", ""))
    return Publication(chapter, kind, str(payload["name"]), text, rests_on, place, code, "left_out" in payload)


def _cells(path: Path) -> list[dict]:
    try:
        return json.loads(path.read_text(encoding="utf-8")).get("cells", [])
    except (OSError, ValueError, AttributeError):
        return []  # the notebook's own reader reports it


def _text(source) -> str:
    return source if isinstance(source, str) else "".join(source)


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
                found += [TypedText(place, text.lineno, text.value) for text in _literals(keyword.value)]
    return found


def _literals(expression: ast.expr) -> list[ast.Constant]:
    """Literal words in an expression, leaving out format specifications, keys and arguments of calls."""
    if isinstance(expression, ast.Constant):
        return [expression] if isinstance(expression.value, str) else []
    inner = {ast.JoinedStr: "values", ast.BinOp: ("left", "right"), ast.IfExp: ("body", "orelse"),
             ast.Dict: "values"}.get(type(expression), ())
    names = (inner,) if isinstance(inner, str) else inner
    parts = [getattr(expression, name) for name in names]
    flat = [one for part in parts for one in (part if isinstance(part, list) else [part])]
    return [text for one in flat for text in _literals(one)]
