"""Parameters of a chapter: declared once, in its parameters cell, and checked before anything runs."""

import ast
import csv
import io
import re
import tokenize
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from evidence.errors import EvidenceError, Fault, did_you_mean, fail, shorten
from evidence.notebooks.cells import Cell, read_cells, tags_of

TYPES = ("float", "int", "bool", "str", "list[str]")
MOST_WORDS = 1_000  # signs of a comment; what reads it takes time with their square
DIMENSIONLESS = ("", "1", "of one")
COMMENT = re.compile(r"#\s*(?P<meaning>.*?)\s*(?:\[(?P<limits>[^\[\]]*)\])?\s*")
RANGE = re.compile(r"(?P<unit>[^;]*);\s*(?P<low>-?[\d.]*\d)\s*\.\.\s*(?P<high>-?\d[\d.]*)"
                   r"(?:\s*;\s*at most\s+(?P<at_most>\w+)\s*)?")
WORDS = re.compile(r"(?P<kind>one|list) of:(?P<words>.*)")
_SOURCES = "data/sources.csv"
_OF_SOURCES = {"the sources": "source_id", "their years": "published"}  # choices by the column that holds them
_YEAR = {"their years": 4}  # of a date, how many characters
FORM = ("write it as 'name: type = default  # meaning [unit; low..high]', '[unit; low..high; at most other_name]', "
        "'[one of: a, b]' or '[list of: a, b]'")


@dataclass(frozen=True)
class Parameter:
    """One declared parameter: its type, default, meaning, and the values it takes."""

    name: str
    type_name: str
    default: float | int | bool | str | list
    meaning: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    line: int = 0
    at_most: str = ""  # the parameter that this one may not exceed

    def expects(self) -> str:
        """The values it takes, in words."""
        if self.type_name == "bool":
            return "true or false"
        if self.type_name == "str":
            return f"one of {', '.join(self.choices)}"
        if self.type_name == "list[str]":
            return f"a list, separated by commas, of some of {', '.join(self.choices)}"
        kind = "a whole number" if self.type_name == "int" else "a number"
        unit = f" ({self.unit})" if self.unit not in DIMENSIONLESS else ""
        most = f", at most '{self.at_most}'" if self.at_most else ""
        return f"{kind} from {_end(self.low)} to {_end(self.high)}{unit}{most}"

    def _accept(self, value):
        """The value in the declared type. Raises ValidationError where it is none of those expected."""
        return TypeAdapter(self._type()).validate_python(value, strict=True)

    def _parse(self, text: str):
        """The value typed on a command line. Raises ValueError where it is none of those expected."""
        if self.type_name == "bool":
            return {"true": True, "false": False}[text.lower()] if text.lower() in ("true", "false") else text
        if self.type_name == "list[str]":
            return [word.strip() for word in text.split(",")]
        kind = {"float": float, "int": int, "str": str}[self.type_name]
        return TypeAdapter(kind).validate_strings(text)

    def typed(self, value) -> str:
        """A value as it is typed on a command line."""
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, list):
            return ",".join(value)
        return f"{value:g}" if isinstance(value, float) and float(f"{value:g}") == value else str(value)

    def _type(self) -> Any:
        if self.type_name == "bool":
            return bool
        if self.type_name in ("str", "list[str]"):
            word: Any = Literal[self.choices]
            return word if self.type_name == "str" else Annotated[list[word], Field(min_length=1)]
        if self.type_name == "int":
            return Annotated[int, Field(ge=self.low, le=self.high)]
        return Annotated[float, Field(ge=self.low, le=self.high, allow_inf_nan=False)]


def _end(value: float | None) -> str:
    """An end of a range, as a reader writes it."""
    return f"{value:,.9g}" if value is not None and abs(value) >= 10_000 else f"{value:g}"


def describe(notebook: Path, shown: str | None = None) -> list[Parameter]:
    """The parameters that a notebook declares, in order.

    ``shown`` is the notebook's name in messages. Raises EvidenceError where there is no parameters
    cell, or a line of it does not declare a parameter with its type, default, meaning and limits.
    """
    shown = shown or str(notebook)
    return declared_in(read_cells(notebook, shown), shown, notebook)


def declared_in(cells: Sequence[Cell], shown: str, notebook: Path) -> list[Parameter]:
    """The parameters of a notebook already read; see ``describe``.

    Choices that are «the sources» or «their years» are those of ``data/sources.csv`` in the report of the notebook.
    """
    places = [number for number, cell in enumerate(cells, 1) if "parameters" in tags_of(cell)]
    if len(places) != 1:
        fail(shown, 0, f"{len(places)} cells tagged 'parameters'", "tag exactly one code cell so")
    place, source = f"{shown}:cell {places[0]}", cells[places[0] - 1]["source"]
    try:
        statements = ast.parse(source).body
        comments = _comments(source)
    except SyntaxError as error:
        fail(place, error.lineno or 0, f"not Python ({error.msg})", FORM)
    except (RecursionError, MemoryError, ValueError, tokenize.TokenError) as error:
        fail(place, 0, f"not Python that can be read ({shorten(error, 60)})", FORM)
    found, faults = [], []
    for statement in statements:
        try:
            found.append(_parameter(statement, comments, notebook))
        except ValueError as error:
            faults.append(Fault(place, statement.lineno, str(error), FORM))
        except (RecursionError, MemoryError):
            faults.append(Fault(place, statement.lineno, "nested too deep to be read", FORM))
    names = [parameter.name for parameter in found]
    for name in sorted({name for name in names if names.count(name) > 1}):
        faults.append(Fault(place, 0, f"parameter '{name}' declared twice", "keep one of them"))
    if faults := faults or _wrong_pairs(found, place):
        raise EvidenceError(faults)
    return found


def _wrong_pairs(parameters: list[Parameter], place: str) -> list[Fault]:
    """What is wrong with the parameters that others may not exceed."""
    numbers = [parameter.name for parameter in parameters if parameter.type_name in ("float", "int")]
    unknown = [Fault(place, parameter.line, f"'{parameter.name}' is to be at most '{parameter.at_most}', which is no "
                     "number declared here", did_you_mean(parameter.at_most, numbers, FORM))
               for parameter in parameters if parameter.at_most and parameter.at_most not in numbers]
    return unknown or [Fault(place, 0, wrong, "change one of the defaults") for wrong in exceeding(parameters, {})]


def exceeding(parameters: Iterable[Parameter], values: Mapping[str, Any]) -> list[str]:
    """What is wrong with values taken together: each parameter that is above the one it may not exceed, in words.

    ``values``: those that are set, in their types; the others stand at their defaults.
    """
    full = {parameter.name: parameter.default for parameter in parameters} | dict(values)
    return [f"'{parameter.name}' is {parameter.typed(full[parameter.name])}, above '{parameter.at_most}', "
            f"{parameter.typed(full[parameter.at_most])}"
            for parameter in parameters if parameter.at_most and full[parameter.name] > full[parameter.at_most]]


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def _parameter(statement: ast.stmt, comments: dict[int, str], notebook: Path) -> Parameter:
    """One line of the parameters cell; ValueError says what is wrong with it."""
    if not isinstance(statement, ast.AnnAssign) or not isinstance(statement.target, ast.Name) or not statement.value:
        raise ValueError(f"'{shorten(ast.unparse(statement), 40)}' declares no parameter")
    name, type_name = statement.target.id, ast.unparse(statement.annotation)
    if type_name not in TYPES:
        raise ValueError(f"parameter '{name}' has the type '{shorten(type_name, 30)}', not one of {', '.join(TYPES)}")
    words = comments.get(statement.end_lineno or 0) or comments.get(statement.lineno) or "#"
    if len(words) > MOST_WORDS:
        raise ValueError(f"the comment of parameter '{name}' is longer than {MOST_WORDS} signs")
    comment = COMMENT.fullmatch(words)
    if not comment or not comment["meaning"]:
        raise ValueError(f"parameter '{name}' has no meaning")
    limits = _limits(name, type_name, comment["limits"] or "", notebook)
    try:
        default = ast.literal_eval(statement.value)
        parameter = Parameter(name, type_name, default, comment["meaning"], line=statement.lineno, **limits)
        parameter._accept(default)
    except (ValidationError, ValueError, TypeError):
        raise ValueError(f"the default of '{name}' is not {_expected(type_name, limits)}") from None
    return parameter


def _expected(type_name: str, limits: dict) -> str:
    return Parameter("", type_name, 0, "", **limits).expects()


def _limits(name: str, type_name: str, text: str, notebook: Path) -> dict:
    if type_name == "bool":
        return {}
    if type_name in ("float", "int"):
        match = RANGE.fullmatch(text.strip())
        if not match or not float(match["low"]) <= float(match["high"]):
            raise ValueError(f"parameter '{name}' has no range of values")
        return {"unit": match["unit"].strip(), "low": float(match["low"]), "high": float(match["high"]),
                "at_most": match["at_most"] or ""}
    match = WORDS.fullmatch(text.strip())
    kind = "one" if type_name == "str" else "list"
    words = tuple(_spelt_out(match["words"].split(","), notebook)) if match else ()
    if not match or match["kind"] != kind or not all(words):
        raise ValueError(f"parameter '{name}' has no list of the words it takes")
    return {"choices": words}


def _spelt_out(words: Iterable[str], notebook: Path) -> Iterator[str]:
    """The words, with those of the table of sources where they are asked for."""
    for word in map(str.strip, words):
        if word not in _OF_SOURCES:
            yield word
            continue
        folder = next((folder for folder in notebook.resolve().parents if (folder / _SOURCES).is_file()), None)
        if folder:
            with (folder / _SOURCES).open(encoding="utf-8", newline="") as file:
                yield from sorted({row[_OF_SOURCES[word]][:_YEAR.get(word)] for row in csv.DictReader(file)})
