"""The reference of what a report's author may use: functions, roles, directives, parameters, fields of the ledger."""

import inspect
import re
from types import ModuleType
from typing import Any

from markupsafe import Markup, escape

from evidence.ledger.lists import MODELS
from evidence.ledger.vocabulary import with_words
from evidence.notebooks import parameters
from evidence.sphinxext.blocks import block_directive
from evidence.sphinxext.render import PageContext
from evidence.sphinxext.roles import ROLES

CODE = re.compile(r"``(.+?)``")
DESCRIBED: dict[str, type] = {}  # the directives by name; filled where they are listed, which imports this module


def _reference(page: PageContext, argument: str) -> dict[str, Any]:
    """Everything declared public, described by its own docstrings."""
    from evidence import api, chapter  # which import pandas and matplotlib, for which no other page waits
    return {
        "modules": [(module, _functions(module)) for module in (chapter, api)],
        "roles": [(name, _described(role)) for name, role in ROLES.items()],
        "directives": [(name, _described(directive)) for name, directive in DESCRIBED.items()],
        "types": parameters.TYPES, "form": parameters.FORM,
        "records": [(kind, _fields(with_words(model.json_schema(), page.facts.words)))
                    for kind, model in MODELS.items()],
    }


def _functions(module: ModuleType) -> list[tuple[str, str, Markup]]:
    """(name, how it is called, what it does) of all that a module offers."""
    return [(name, _signature(given), _described(given)) for name in module.__all__
            if callable(given := getattr(module, name))]


def _signature(function: Any) -> str:
    return f"{function.__name__}{inspect.signature(function)}"


def _described(documented: Any) -> Markup:
    """A docstring as HTML: paragraphs, and what stands in double backquotes as code."""
    paragraphs = (inspect.getdoc(documented) or "").split("\n\n")
    return Markup("").join(Markup("<p>{}</p>").format(_coded(" ".join(part.split()))) for part in paragraphs if part)


def _coded(text: str) -> Markup:
    pieces = CODE.split(text)  # every second piece stood in backquotes
    return Markup("").join(Markup("<code>{}</code>").format(piece) if place % 2 else escape(piece)
                           for place, piece in enumerate(pieces))


def _fields(schema: dict) -> list[tuple[str, str, list[dict]]]:
    """(record, its description, its fields) of each record that a JSON Schema defines."""
    records = schema.get("$defs", {}) | ({schema.get("title", ""): schema} if "properties" in schema else {})
    return [(name, record.get("description", ""), [
        {"name": field, "kind": _kind(given), "required": field in record.get("required", ()),
         "meaning": given.get("description", "")} for field, given in record.get("properties", {}).items()])
        for name, record in records.items() if "properties" in record]


def _kind(given: dict) -> str:
    """What a field takes, in words: a type, a list of words, another record."""
    if "enum" in given:
        return "one of: " + ", ".join(map(str, given["enum"]))
    if "$ref" in given:
        return given["$ref"].rpartition("/")[2]
    if "anyOf" in given:
        return " or ".join(_kind(part) for part in given["anyOf"] if part.get("type") != "null")
    if given.get("type") == "array":
        return f"list of {_kind(given.get('items', {}))}"
    return str(given.get("const", given.get("type", "any")))


DIRECTIVES = {"api-reference": block_directive("api.html", _reference)}
