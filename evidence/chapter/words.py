"""The words of a chapter: ``chapters/words/CHAPTER.yml``, templates that facts are put into.

An entry has texts (``text`` of a result; ``title``, ``alt``, ``caption``, ``folded``, ``labels`` of a figure;
``caption`` of a table), and may have

- ``phrases``: name → case → words. ``{{ name }}`` in a text becomes the words of the case that the fact of that name
  chooses; where another fact chooses, ``by`` names it.
- ``cells`` of a figure or a table: column → case → words. A column of verdict keys, or of tuples of them,
  becomes these words.
- ``each``: name → ``in`` (a list among the facts), ``text`` (the words for each of its items, which see the item's own
  facts) and ``phrases`` of its own. ``{{ name }}`` is then the list of these words.

``sums`` says of the numbers how each is computed, for its card: plain words with what goes into it in angle brackets,
``chips <some-id> times their rate <other-id, a_parameter>``. The key is the number's variable, which serves for all
results with one of that name; ``result.variable``; or the result's name, for what it is worth. The key of another sum
stands for its words.

Templates are of Jinja2 names, filters, parts of lists, ``', '.join(list)`` and ``said('name')``, the text of another
result of the chapter; ``evidence.language.phrases`` has the filters. What else Jinja2 has could run without end. What a
template asks for and is not given is an error, never an empty word.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import jinja2
import pandas as pd
from jinja2 import nodes
from jinja2.sandbox import SandboxedEnvironment
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from evidence.chapter.answers import key
from evidence.errors import EvidenceError, Fault, fail, shorten
from evidence.language.phrases import FILTERS
from evidence.ledger import strict_yaml

FOLDER = "chapters/words"
BY = "by"
# Around a number in a text, with the key of its sum: characters that no text has.
_BEGINS, _NAMED, _ENDS = "\ue000", "\ue001", "\ue002"
_MARKS = re.compile(f"({_BEGINS}[^{_NAMED}]*{_NAMED}|{_ENDS})")
_WRITTEN = re.compile(r"\{\{\s*(\w+)[^{}]*\}\}")  # a variable, with what follows it
Sums = tuple[tuple[str, str], ...]
LONGEST = 5_000  # characters of a template
_MOST = 100_000  # characters of what becomes of it
_PARTS = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Filter, nodes.Getattr,
          nodes.Getitem, nodes.Slice, nodes.Sub, nodes.Call, nodes.Keyword)
_LARGEST = 12  # number in a template: decimals, or places in a list
_DEEPEST = 8  # parts in parts: each join or filter may make a text some times as long
_WORDS = 100  # characters between two others
Phrases = dict[str, dict[str, str]]
Format = Annotated[str, Field(pattern=r"^[+,]*(\.\d)?[dfg%]?$")]  # as ``format`` takes it, without widths


class Entry(BaseModel):
    """What all entries may have."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    phrases: Phrases = {}
    each: dict[str, "Items"] = {}

    def texts(self) -> dict[str, str]:
        """The templates of the entry by their names, phrases and items left out."""
        return {name: text for name, text in self if isinstance(text, str) and text}


class Items(Entry):
    """The words for each item of a list."""

    in_: str = Field(alias="in")
    text: str

    def texts(self) -> dict[str, str]:
        """Its one template."""
        return {"text": self.text}

    @field_validator("each")
    @classmethod
    def _shallow(cls, given: dict[str, "Items"]) -> dict[str, "Items"]:
        if any(items.each for items in given.values()):
            raise ValueError("lists in lists in lists")
        return given


class ResultWords(Entry):
    """The words of a result; a plain text is an entry without phrases."""

    text: str

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, given: Any) -> Any:
        return {"text": given} if isinstance(given, str) else given


class DataWords(Entry):
    """What figures and tables may have: words for the verdict keys in their data, by column."""

    cells: Phrases = {}


class FigureWords(DataWords):
    """The words of a figure: its finding, its alternative text, its caption; and those within it, by their place.

    ``folded``: what a figure is called that is shown only when it is asked for.
    """

    title: str
    alt: str
    caption: str = ""
    folded: str = ""
    labels: dict[str, str] = {}


class TableWords(DataWords):
    """The words of a table: its caption and headers; and how its numbers are written (``.1f``)."""

    caption: str
    headers: dict[str, str] = {}
    formats: dict[str, Format] = {}


class Words(BaseModel):
    """The file of a chapter. ``answers``: the module whose facts it words."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    answers: str = Field(pattern=r"^[a-z]\w*(\.[a-z]\w*)*$", max_length=200)
    results: dict[str, ResultWords] = {}
    figures: dict[str, FigureWords] = {}
    tables: dict[str, TableWords] = {}
    sums: dict[str, str] = {}

    def sum_of(self, key: str) -> str:
        """The words of a sum."""
        return self.sums.get(self.sums[key], self.sums[key])

    def sums_of(self, result: str) -> dict[str, str]:
        """Which sum says how a variable of a result is computed: variable → key of ``sums``."""
        own = {key.removeprefix(f"{result}."): key for key in self.sums if key.startswith(f"{result}.")}
        worth = {"value": result} if result in self.sums else {}
        return {key: key for key in self.sums if key.isidentifier()} | worth | own


def read_words(root: Path, chapter: str) -> Words:
    """The words of a chapter, by its name. EvidenceError names every field that is not as it must be."""
    shown = f"{FOLDER}/{chapter}.yml"
    document = strict_yaml.read_yaml(root / shown, shown)
    try:
        words = Words.model_validate(document.content)
    except ValidationError as error:
        raise EvidenceError([_fault(document, found) for found in error.errors()]) from None
    if not (root / words.answers.replace(".", "/")).with_suffix(".py").is_file():  # nothing else is imported for it
        wrong = f"'{shorten(words.answers, 60)}' cannot be imported (the report has no such module)"
        raise EvidenceError([document.fault(("answers",), wrong, "name the module whose facts are worded here")])
    return words


def _fault(document: strict_yaml.Document, found: Mapping) -> Fault:
    place = tuple(found["loc"])
    return document.fault(place, f"{'.'.join(map(str, place)) or 'the file'}: {found['msg']}",
                          "write it as the other entries are")


class _Environment(SandboxedEnvironment):
    """Refuses a template that does more than put facts into words."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > LONGEST:
            raise jinja2.TemplateSyntaxError(f"more than {LONGEST:,} characters", 1)
        try:
            tree = super()._parse(source, name, filename)
            wrong = next(filter(None, map(_wrong, tree.find_all(nodes.Node))), "" if _depth(tree) <= _DEEPEST else
                         "nested too deep")
        except RecursionError:
            wrong = "nested too deep"
        if wrong:
            raise jinja2.TemplateSyntaxError(wrong, 1)
        return tree


def _depth(node: nodes.Node) -> int:
    return 1 + max(map(_depth, node.iter_child_nodes()), default=0)


def _wrong(node: nodes.Node) -> str:
    """What a template must not do, where this part of it does so."""
    if isinstance(node, nodes.Stmt | nodes.CondExpr) and not isinstance(node, nodes.Output):
        return "a decision in a template"
    fine = isinstance(node, _PARTS)
    if isinstance(node, nodes.Call):
        fine = _may_call(node.node) and all(isinstance(given, nodes.Name | nodes.Getitem | nodes.Const)
                                            for given in node.args)
    if isinstance(node, nodes.Const):
        fine = len(node.value) <= _WORDS if isinstance(node.value, str) else abs(node.value or 0) <= _LARGEST
    return "" if fine else "more than names, filters and joins in a template"


def _may_call(called: nodes.Expr) -> bool:
    if isinstance(called, nodes.Getattr):
        return called.attr == "rstrip" or (called.attr == "join" and isinstance(called.node, nodes.Const))
    return isinstance(called, nodes.Name) and called.name == "said"


@cache
def environment() -> SandboxedEnvironment:
    """Jinja2 without ways out of it: no attributes that begin with '_', no loader, no globals, nothing undefined."""
    made = _Environment(undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=False)
    made.filters, made.globals = dict(FILTERS), {}
    return made


@cache
def _template(text: str, marked: Sums) -> jinja2.Template:
    keys = dict(marked)
    return environment().from_string(_WRITTEN.sub(
        lambda found: f"{_BEGINS}{keys[found[1]]}{_NAMED}{found[0]}{_ENDS}" if found[1] in keys else found[0], text))


def fill(text: str, entry: Entry, given: Mapping[str, Any], said: Callable[[str], str], shown: str = "words",
         marked: Sums = ()) -> str:
    """A template of an entry with its facts put in. EvidenceError where a case has no words or a variable is not given.

    ``said``: gives the text of another result; ``shown``: the entry's name in messages; ``marked``: variables whose
    places are marked in the text with a key, for ``unmarked`` to find.
    """
    try:
        return _filled(text, entry, dict(given), said, marked)
    except (jinja2.TemplateError, LookupError, TypeError, ValueError, ArithmeticError, AttributeError,
            RecursionError) as error:
        fail(shown, 0, f"cannot be put in words ({shorten(error)})", "mend the template, or what the answer gives")
        raise  # never reached: ``fail`` raises


def fill_cells(data: pd.DataFrame, entry: DataWords, given: Mapping[str, Any], said: Callable[[str], str],
               shown: str = "words") -> pd.DataFrame:
    """The data of a figure or a table with words in place of verdict keys. EvidenceError as for ``fill``."""
    columns = {}
    for column, cases in entry.cells.items():
        texts = {case: fill(text, entry, given, said, f"{shown}.cells.{column}") for case, text in cases.items()}
        chosen = data[column].map(_several)
        if missing := {case for several in chosen for case in several} - texts.keys():
            fail(shown, 0, f"'{column}' has no words for '{', '.join(sorted(missing))}'", "word it")
        columns[column] = ["; ".join(texts[case] for case in several) for several in chosen]
    return data.assign(**columns)


def _several(cell: Any) -> tuple:
    """The verdict keys of a cell, which has one or a tuple of them."""
    return cell if isinstance(cell, tuple) else (cell,)


def unmarked(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A text without its marks, and what they said: from where to where a number stands, and the key of its sum."""
    words, places = "", []
    begun: list[tuple[str, int]] = []
    for piece in _MARKS.split(text):
        if piece == _ENDS:
            key, start = begun.pop()
            places.append((start, len(words), key))
        elif piece.startswith(_BEGINS):
            begun.append((piece.strip(_BEGINS + _NAMED), len(words)))
        else:
            words += piece
    return words, places


def _filled(text: str, entry: Entry, given: dict[str, Any], said: Callable[[str], str], marked: Sums) -> str:
    known = dict(given)
    for name, items in entry.each.items():
        known[name] = [_filled(items.text, items, given | dict(item), said, marked) for item in given[items.in_]]
    for name, cases in entry.phrases.items():
        choice = key(given[cases.get(BY, name)])
        if choice is None or choice not in cases:
            raise LookupError(f"'{name}' has no words for '{choice}'")
        known[name] = _rendered(cases[choice], known, said, marked)
    own = tuple((name, key) for name, key in marked if name not in entry.phrases and name not in entry.each)
    return _rendered(text, known, said, own)


def _rendered(text: str, known: Mapping[str, Any], said: Callable[[str], str], marked: Sums) -> str:
    made = ""
    for piece in _template(text, marked).generate(known, said=said):  # a phrase's name may stand for two of another
        made += piece
        if len(made) > _MOST:
            raise ValueError(f"more than {_MOST:,} characters")
    return made
