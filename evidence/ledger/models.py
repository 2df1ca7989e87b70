"""The records of the ledger: strict models, from which the JSON Schemas for editors come too."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from evidence.ledger import vocabulary


def _spelling(text: str) -> str:
    letters = [letter for letter in text if letter.isalnum()]
    if len(letters) < 2 and not "".join(letters).isupper():
        raise ValueError("a name has two letters or digits, or is one capital")
    return text


def _partial_date(text: str) -> str:
    if not text:
        return text
    year, month, day = (text.split("-") + ["01", "01"])[:3]
    date(int(year), int(month), int(day))
    return text


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"\S")]
Spelling = Annotated[Text, AfterValidator(_spelling)]
Number = Annotated[float, Field(allow_inf_nan=False)]
PartialDate = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"),
                        AfterValidator(_partial_date)]
Address = Annotated[str, StringConstraints(pattern=r"^(https?://[^\s<>\"]+)?$", max_length=500)]
ClaimId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")]


class Strict(BaseModel):
    """A record that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """Where a seed comes from, and how we know."""

    id: Slug
    file: Annotated[str, StringConstraints(pattern=r"^[\w.-]+$", max_length=100)]
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    cite: Annotated[str, StringConstraints(pattern=r"^[\w:-]+$")]
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
    published: Annotated[PartialDate, Field(min_length=4)]
    dated_by: Text
    publisher: Slug | None = None
    publisher_known_by: str = ""
    title: str = ""
    upstream: str = ""
    url: Address = ""
    draft: bool = False


class Passage(Strict):
    """Words of the seed, with the words before them where they occur twice."""

    quote: Text
    prefix: str = ""


class SetAside(Passage):
    """A passage read and left out on purpose."""

    why: Text


class Glitch(Passage):
    """A slip of the source: recorded, not repeated."""

    reads: Text
    why: Text
    entity: Slug | None = None


class Quantity(Strict):
    """A number read out of the quoted words; typed only where no parser can read it."""

    subject: Slug
    measure: Word
    text: Text
    value: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: str | None = None
    why: str = ""
    as_of: PartialDate = ""

    @property
    def by_hand(self) -> bool:
        return not (self.value is self.low is self.high is None)


class Relation(Strict):
    """Who is what to whom; ``by`` names the words that stand for an entity."""

    subject: Slug
    relation: Word
    object: Slug
    by: dict[Slug, Text] | None = None


class Attribute(Strict):
    """A property that the source gives an entity, and what we read it as."""

    subject: Slug
    attribute: Word
    text: Text
    value: Text


class Event(Strict):
    """A dated happening; ``date`` and ``why`` where the words alone do not give it."""

    event: Slug
    text: Text
    date: PartialDate | None = None
    why: str = ""


class Bearing(Strict):
    """Our reading of how a claim bears on a proposition."""

    proposition: Slug
    how: Literal[vocabulary.HOW]
    why: str = ""


class Claim(Passage):
    """A passage that states something, who says it, and what is read from it."""

    id: Slug
    english: str = ""
    said_by: Slug
    reported_by: Slug | None = None
    stance: Literal[vocabulary.STANCES]
    context: str = ""
    by: dict[Slug, Text] | None = None
    quantities: tuple[Quantity, ...] = ()
    relations: tuple[Relation, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    events: tuple[Event, ...] = ()
    mentions: tuple[Slug, ...] = ()
    bears_on: tuple[Bearing, ...] = ()
    draft: bool = False


class SourceFile(Strict):
    """One ledger file: a source, what was set aside, and its claims."""

    source: Source
    set_aside: tuple[SetAside, ...] = ()
    glitches: tuple[Glitch, ...] = ()
    claims: tuple[Claim, ...] = ()


class Entity(Strict):
    """An organisation, person, product, model, chip, place or event."""

    id: Slug
    name: Spelling
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
    country: Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")] = ""
    aliases: tuple[Spelling, ...] = ()
    affiliation: Slug | None = None
    speaks_as: Literal[vocabulary.SPEAKERS] | None = None
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
    values: dict[str, str] = {}


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
    status: Literal[vocabulary.STATUSES]
    note: str = ""

    @model_validator(mode="after")
    def _has_a_figure(self):
        if self.value is self.low is self.high is None:
            raise ValueError("a reference point has a value, a low or a high")
        return self


class Comparison(Strict):
    """How two claims on the same matter stand to each other."""

    claims: tuple[ClaimId, ClaimId]
    matter: Text
    verdict: Literal[vocabulary.VERDICTS]
    why: Text


class ExternalCheck(Strict):
    """How a claim stands to a reference point."""

    claim: ClaimId
    reference: Slug
    verdict: Literal[vocabulary.CHECK_VERDICTS]
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
    """What all sources share: lists by id, judgements and views."""

    entities: dict[str, Entity]
    measures: dict[str, Measure]
    attributes: dict[str, AttributeKind]
    relations: dict[str, RelationKind]
    propositions: dict[str, Proposition]
    reference_points: dict[str, ReferencePoint]
    judgements: Judgements
    views: dict[str, View]
