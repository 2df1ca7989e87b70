"""The records of a source file: strict models, from which the JSON Schema for editors comes too."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from evidence.ledger import vocabulary


def _partial_date(text: str) -> str:
    if not text:
        return text
    year, month, day, *_ = (*text.split("-"), "01", "01")
    date(int(year), int(month), int(day))
    return text


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, pattern=r"\S")]
Number = Annotated[float, Field(allow_inf_nan=False)]
PartialDate = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"),
                        AfterValidator(_partial_date)]
Address = Annotated[str, StringConstraints(pattern=r"^(https?://[^\s<>\"]+)?$", max_length=500)]


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


class _Passage(Strict):
    """Words of the seed, with the words before them where they occur twice."""

    quote: Text
    prefix: str = ""


class SetAside(_Passage):
    """A passage read and left out on purpose."""

    why: Text


class Glitch(_Passage):
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
        """Whether a person read the number."""
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
    how: vocabulary.How
    why: str = ""


class Claim(_Passage):
    """A passage that states something, who says it, and what is read from it."""

    id: Slug
    english: str = ""
    said_by: Slug
    reported_by: Slug | None = None
    stance: vocabulary.Stance
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
