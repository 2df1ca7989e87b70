"""The records of the shared lists: strict models; with them, every kind of ledger file by its name."""

from dataclasses import dataclass, field
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter, model_validator

from evidence.ledger import vocabulary
from evidence.ledger.models import Number, PartialDate, Slug, SourceFile, Strict, Text, Word
from evidence.ledger.strict_yaml import Document


def _spelling(text: str) -> str:
    letters = [letter for letter in text if letter.isalnum()]
    if len(letters) < 2 and not "".join(letters).isupper():
        raise ValueError("a name has two letters or digits, or is one capital")
    return text


_Spelling = Annotated[Text, AfterValidator(_spelling)]
_ClaimId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")]


class Entity(Strict):
    """An organisation, person, product, model, chip, place or event."""

    id: Slug
    name: _Spelling
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
    country: Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")] = ""
    aliases: tuple[_Spelling, ...] = ()
    affiliation: Slug | None = None
    speaks_as: vocabulary.Speaker | None = None
    note: str = ""


class Measure(Strict):
    """What is measured, and the unit in which it is compared."""

    id: Word
    name: Text
    unit: Text
    description: Text


class AttributeKind(Strict):
    """A property that claims may give, with its words where they are fixed."""

    id: Word
    description: Text
    values: dict[str, str] = Field(default={})


class RelationKind(Strict):
    """A tie that claims may state."""

    id: Word
    description: Text


class Proposition(Strict):
    """A sentence that sources support, qualify or contradict."""

    id: Slug
    statement: Text
    note: str = ""


class ReferencePoint(Strict):
    """A figure from outside the sources."""

    id: Slug
    subject: Slug
    measure: Word
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: Text
    as_of: PartialDate = ""
    cite: Annotated[str, StringConstraints(pattern=r"^[\w:-]+$")]
    locator: Text
    status: vocabulary.Status
    note: str = ""

    @model_validator(mode="after")
    def _has_a_figure(self) -> "ReferencePoint":
        if self.value is self.low is self.high is None:
            raise ValueError("a reference point has a value, a low or a high")
        return self


class Comparison(Strict):
    """How two claims on the same matter stand to each other."""

    claims: tuple[_ClaimId, _ClaimId]
    matter: Text
    verdict: vocabulary.Verdict
    why: Text


class ExternalCheck(Strict):
    """How a claim stands to a reference point."""

    claim: _ClaimId
    reference: Slug
    verdict: vocabulary.CheckVerdict
    why: Text


class Judgements(Strict):
    """Our verdicts on pairs."""

    comparisons: tuple[Comparison, ...] = ()
    external_checks: tuple[ExternalCheck, ...] = ()


class View(Strict):
    """A table that chapters need, selected from the others."""

    id: Word
    description: Text
    columns: dict[Word, Text]
    sql: Text


MODELS: dict[str, TypeAdapter] = {
    "source": TypeAdapter(SourceFile),
    "entities": TypeAdapter(tuple[Entity, ...]),
    "measures": TypeAdapter(tuple[Measure, ...]),
    "attributes": TypeAdapter(tuple[AttributeKind, ...]),
    "relations": TypeAdapter(tuple[RelationKind, ...]),
    "propositions": TypeAdapter(tuple[Proposition, ...]),
    "reference_points": TypeAdapter(tuple[ReferencePoint, ...]),
    "judgements": TypeAdapter(Judgements),
    "views": TypeAdapter(tuple[View, ...]),
}


@dataclass(frozen=True)
class Shared:
    """What all sources share: lists by id, judgements and views; ``documents``: their files as read, by name."""

    entities: dict[str, Entity]
    measures: dict[str, Measure]
    attributes: dict[str, AttributeKind]
    relations: dict[str, RelationKind]
    propositions: dict[str, Proposition]
    reference_points: dict[str, ReferencePoint]
    judgements: Judgements
    views: dict[str, View]
    documents: dict[str, Document] = field(default_factory=dict, repr=False)
