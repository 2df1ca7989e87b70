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

``evidence.chapter.templates`` says what a template may hold.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from evidence.errors import EvidenceError, Fault, shorten
from evidence.ledger import strict_yaml

FOLDER = "chapters/words"
BY = "by"
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
