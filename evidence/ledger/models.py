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


FORMS: dict[str, str] = {}  # what may be written, in words, of each pattern


def form(pattern: str, words: str, max_length: int | None = None, min_length: int | None = None) -> StringConstraints:
    """A pattern that a text must match, with the words that say so to a person."""
    FORMS[pattern] = words
    return StringConstraints(pattern=pattern, max_length=max_length, min_length=min_length)


Slug = Annotated[str, form(r"^[a-z0-9]+(-[a-z0-9]+)*$", "small letters, digits and single hyphens: le-monde-2025", 80)]
Word = Annotated[str, form(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", "small letters, digits and single '_': models_released",
                           60)]
Text = Annotated[str, form(r"\S", "some words", 4000, 1)]
Number = Annotated[float, Field(allow_inf_nan=False)]
PartialDate = Annotated[str, form(r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$", "2025-07-28, 2025-07 or 2025"),
                        AfterValidator(_partial_date)]
Key = Annotated[str, form(r"^[\w:-]+$", "the key of an entry of references.bib: letters, digits, ':' and '-'")]
ClaimId = Annotated[str, form(r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$", "source/claim, both by their ids")]
Address = Annotated[str, form(r"^(https?://[^\s<>\"]+)?$", "an address that begins with http:// or https://", 500)]


class Strict(BaseModel):
    """A record that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """Where a seed comes from, and how we know."""

    id: Slug = Field(description="Stable name of the source, and of its ledger file.")
    file: Annotated[str, form(r"^[\w.-]+$", "its name in seeds/, without the folder: letters, digits, '.', '-' and '_'",
                              100)] = Field(description="Its file in seeds/.")
    sha256: Annotated[str, form(r"^[0-9a-f]{64}$", "the checksum that sha256sum prints")] = Field(
        description="SHA-256 of that file, so that no change of it goes unseen.")
    cite: Key = Field(description="Its entry in references.bib.")
    called: Text = Field(description="How sentences, tables and figures call it.")
    language: Annotated[str, form(r"^[a-z]{2}$", "two small letters: fr")] = Field(
        description="Language of the text (ISO 639-1).")
    published: Annotated[PartialDate, Field(min_length=4)] = Field(
        description="When it was published: a day, a month or a year, as precise as known.")
    dated_by: Text = Field(description="What that date rests on.")
    publisher: Slug | None = Field(default=None, description="Who published it: an entity.")
    publisher_known_by: str = Field(default="", description="How we know the publisher, and how surely.")
    title: str = Field(default="", description="Its title, as far as known.")
    upstream: str = Field(default="", description="What it relays or translates, where known.")
    url: Address = Field(default="", description="Where it was published, where known.")
    original: str = Field(default="", description="The file in originals/ from which the seed's text was extracted.")
    original_sha256: str = Field(default="", description="SHA-256 of that file.")
    extracted_by: str = Field(default="", description="What extracted the text, with its version.")
    draft: bool = Field(default=False, description="True until a person has checked every line against the seed.")


class _Passage(Strict):
    """Words of the seed, with the words before them where they occur twice."""

    quote: Text = Field(description="The words of the seed, as they stand there.")
    prefix: str = Field(default="", description="The words just before the quote, where it occurs more than once.")


class SetAside(_Passage):
    """A passage read and left out on purpose."""

    why: Text = Field(description="Why it is left out.")


class Glitch(_Passage):
    """A slip of the source: recorded, not repeated."""

    reads: Text = Field(description="What the words should read.")
    why: Text = Field(description="How we know.")
    entity: Slug | None = Field(default=None, description="The entity whose name the slip misspells, if it does.")


class Quantity(Strict):
    """A number read out of the quoted words; typed only where no parser can read it."""

    subject: Slug = Field(description="What the number is about: an entity.")
    measure: Word = Field(description="What is measured: a measure.")
    text: Text = Field(description="The words of the quote that carry the number.")
    value: Number | None = Field(default=None, description="The number as a person reads it; needs 'why'.")
    low: Number | None = Field(default=None, description="Lower bound as a person reads it; needs 'why'.")
    high: Number | None = Field(default=None, description="Upper bound as a person reads it; needs 'why'.")
    unit: str | None = Field(default=None, description="Unit, where the words do not name it.")
    why: str = Field(default="", description="Why a person has to read the number.")
    as_of: PartialDate = Field(default="", description="When the number holds, where the source says.")

    @property
    def by_hand(self) -> bool:
        """Whether a person read the number."""
        return not (self.value is self.low is self.high is None)


class Relation(Strict):
    """Who is what to whom; ``by`` names the words that stand for an entity."""

    subject: Slug = Field(description="Who or what: an entity.")
    relation: Word = Field(description="Is what: a kind of relations.yml.")
    object: Slug = Field(description="To whom or what: an entity.")
    by: dict[Slug, Text] | None = Field(
        default=None, description="Of an entity that the quote does not name, the words that stand for it.")


class Attribute(Strict):
    """A property that the source gives an entity, and what we read it as."""

    subject: Slug = Field(description="Who or what has the property: an entity.")
    attribute: Word = Field(description="Which property: a kind of attributes.yml.")
    text: Text = Field(description="The words of the quote that carry it.")
    value: Text = Field(description="What we read, in English; one of the kind's values, where it has any.")


class Event(Strict):
    """A dated happening; ``date`` and ``why`` where the words alone do not give it."""

    event: Slug = Field(description="What happened: an entity.")
    text: Text = Field(description="The words of the quote that carry the date.")
    date: PartialDate | None = Field(default=None, description="The date as a person reads it; needs 'why'.")
    why: str = Field(default="", description="How a relative date was resolved.")


class Bearing(Strict):
    """Our reading of how a claim bears on a proposition."""

    proposition: Slug = Field(description="The proposition.")
    how: vocabulary.How = Field(description="How the claim bears on it.")
    why: str = Field(default="", description="Why we read it so.")


class Claim(_Passage):
    """A passage that states something, who says it, and what is read from it."""

    id: Slug = Field(description="Name of the claim, unique in its source.")
    english: str = Field(default="", description="Our own English rendering of the quote.")
    said_by: Slug = Field(description="Who says it: an entity.")
    reported_by: Slug | None = Field(default=None, description="Who reports it, where not the source's publisher.")
    stance: vocabulary.Stance = Field(description="How firmly it is put.")
    context: str = Field(default="", description="Words from elsewhere in the seed that name what the quote does not.")
    by: dict[Slug, Text] | None = Field(
        default=None, description="Of an entity that the quote does not name, the words that stand for it.")
    quantities: tuple[Quantity, ...] = Field(default=(), description="Numbers read from the quote.")
    relations: tuple[Relation, ...] = Field(default=(), description="Ties between entities that it states.")
    attributes: tuple[Attribute, ...] = Field(default=(), description="Properties that it gives to entities.")
    events: tuple[Event, ...] = Field(default=(), description="Dated happenings in it.")
    mentions: tuple[Slug, ...] = Field(default=(), description="Entities that it names beside these.")
    bears_on: tuple[Bearing, ...] = Field(default=(), description="Propositions that it bears on, and how we read it.")
    draft: bool = Field(default=False, description="True until a person has checked it.")


class SourceFile(Strict):
    """One ledger file: a source, what was set aside, and its claims."""

    source: Source = Field(description="Where the seed comes from.")
    set_aside: tuple[SetAside, ...] = Field(default=(), description="Passages read and left out on purpose.")
    glitches: tuple[Glitch, ...] = Field(default=(), description="Slips of the source.")
    claims: tuple[Claim, ...] = Field(default=(), description="What it states, passage by passage.")
