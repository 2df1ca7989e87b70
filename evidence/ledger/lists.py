"""The records of the shared lists: strict models; with them, every kind of ledger file by its name."""

from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import AfterValidator, Field, TypeAdapter

from evidence.ledger import vocabulary
from evidence.ledger.judgements import Finding, Judgements, SecondReading
from evidence.ledger.models import Key, Number, PartialDate, Slug, SourceFile, Strict, Text, Word, form
from evidence.ledger.strict_yaml import Document, Place


def _spelling(text: str) -> str:
    letters = [letter for letter in text if letter.isalnum()]
    if len(letters) < 2 and not "".join(letters).isupper():
        raise ValueError("a name has two letters or digits, or is one capital")
    return text


_Spelling = Annotated[Text, AfterValidator(_spelling)]


class Entity(Strict):
    """An organisation, person, product, model, chip, place or event."""

    id: Slug = Field(description="Stable name.")
    name: _Spelling = Field(description="Name on the page.")
    kind: Annotated[str, form(r"^[a-z]+(-[a-z]+)*$", "small letters and single hyphens: company")] = Field(
        description="What sort of thing it is.")
    country: Annotated[str, form(r"^([A-Z]{2})?$", "two capitals: CN")] = Field(
        default="", description="Country (ISO 3166-1 alpha-2), where that makes sense.")
    aliases: tuple[_Spelling, ...] = Field(default=(), description="Other spellings by which a quote may name it.")
    affiliation: Slug | None = Field(default=None, description="For a person: the organisation spoken for.")
    speaks_as: vocabulary.Speaker | None = Field(default=None, description="In what role it speaks in this corpus.")
    note: str = Field(default="", description="What a reader should know.")


class Measure(Strict):
    """What is measured, and the unit in which it is compared."""

    id: Word = Field(description="Stable name.")
    name: Text = Field(description="Name on the page.")
    unit: Text = Field(description="Unit in which it is compared.")
    description: Text = Field(description="What exactly is counted or measured.")
    boundaries: tuple[Slug, ...] = Field(
        default=(), description="What its figures may count; where given, each reference point says which of them.")


class AttributeKind(Strict):
    """A property that claims may give, with its words where they are fixed."""

    id: Word = Field(description="Stable name.")
    description: Text = Field(description="What the property is.")
    values: dict[str, str] = Field(default={}, description="The words that may be used, each with its meaning.")


class RelationKind(Strict):
    """A tie that claims may state."""

    id: Word = Field(description="Stable name.")
    description: Text = Field(description="Who is what to whom.")


class Proposition(Strict):
    """A sentence that sources support, qualify or contradict."""

    id: Slug = Field(description="Stable name.")
    statement: Text = Field(description="The proposition, as a sentence.")
    note: str = Field(default="", description="How to read it.")


class ReferencePoint(Strict):
    """A figure from outside the sources."""

    id: Slug = Field(description="Stable name.")
    subject: Slug = Field(description="What the figure is about: an entity.")
    measure: Word = Field(description="What is measured: a measure.")
    value: Number | None = Field(default=None, description="The number as printed, in the unit given.")
    low: Number | None = Field(default=None, description="Lower bound.")
    high: Number | None = Field(default=None, description="Upper bound.")
    unit: Text = Field(description="Unit of value, low and high.")
    as_of: PartialDate = Field(default="", description="When the figure holds.")
    cite: Key = Field(description="Its entry in references.bib.")
    locator: Text = Field(description="Where in that reference.")
    status: vocabulary.Status = Field(description="How it was read.")
    boundary: Slug | None = Field(default=None, description="What the figure counts: a boundary of its measure.")
    nature: vocabulary.Nature | None = Field(
        default=None, description="Whether it was counted, estimated or forecast, where the reference says.")
    note: str = Field(default="", description="What a reader should know.")


class View(Strict):
    """A table that chapters need, selected from the others."""

    id: Word = Field(description="Name of the table.")
    description: Text = Field(description="What a row is.")
    columns: dict[Word, Text] = Field(description="Its columns in their order, each with its meaning.")
    sql: Text = Field(description="One SELECT over the other tables (SQLite), with a complete order.")


WANTED: dict[str, Any] = {
    "source": SourceFile,
    "entities": tuple[Entity, ...],
    "measures": tuple[Measure, ...],
    "attributes": tuple[AttributeKind, ...],
    "relations": tuple[RelationKind, ...],
    "propositions": tuple[Proposition, ...],
    "reference_points": tuple[ReferencePoint, ...],
    "judgements": Judgements,
    "findings": tuple[Finding, ...],
    "second_reading": tuple[SecondReading, ...],
    "views": tuple[View, ...],
    "vocabulary": vocabulary.Vocabulary,
}
MODELS: dict[str, TypeAdapter] = {kind: TypeAdapter(wanted) for kind, wanted in WANTED.items()}


class Unread(dict):
    """A list of which nothing could be read: that is fault enough, so whatever is looked for may be in it."""

    def __contains__(self, _: object) -> bool:
        return True


@dataclass(frozen=True)
class Shared:
    """What all sources share: lists by id, readings and judgements.

    ``words``: those that the report may choose from. ``cited``: the keys of the bibliography; None where there is none.
    ``documents``: the files as read, by name; ``faulty``: the places in them of which a fault is known.
    """

    entities: dict[str, Entity]
    measures: dict[str, Measure]
    attributes: dict[str, AttributeKind]
    relations: dict[str, RelationKind]
    propositions: dict[str, Proposition]
    reference_points: dict[str, ReferencePoint]
    findings: dict[str, Finding]
    judgements: Judgements
    second_reading: tuple[SecondReading, ...]
    views: dict[str, View]
    words: vocabulary.Vocabulary = field(default_factory=vocabulary.Vocabulary)
    cited: frozenset[str] | None = None
    documents: dict[str, Document] = field(default_factory=dict, repr=False)
    faulty: dict[str, frozenset[Place]] = field(default_factory=dict, repr=False)
