"""The rows that are read from a source: a record for each table, and of each of its columns what it means.

From these records ``evidence.tables.schema`` takes the tables: the docstring is the description, the fields are the
columns in their order, and their types say what the cells hold.
"""

from dataclasses import dataclass, field
from typing import Annotated, NamedTuple

from evidence.ledger.vocabulary import BOUNDS, HOW


@dataclass(frozen=True)
class Column:
    """One column: what it means, and what it must satisfy.

    ``key``: it is part of the table's primary key. ``points_to`` is the (table, column) that a foreign key refers to.
    ``kind`` is a Frictionless type: string, integer, number or boolean. Fields of records leave out name and kind.
    """

    description: str
    required: bool = False
    key: bool = False
    enum: tuple[str, ...] = ()
    words: str = ""
    points_to: tuple[str, str] | None = None
    name: str = ""
    kind: str = "string"


def pointer(table: str, description: str, required: bool = True, key: bool = False) -> Column:
    """A column that holds the key of another table: ``pointer("entities", …)`` that of an entity."""
    singular = {"entities": "entity", "reference_points": "reference"}.get(table, table.removesuffix("s"))
    return Column(description, required, key, points_to=(table, f"{singular}_id"))


_PRECISIONS = ("day", "month", "year")
_ClaimId = Annotated[str, pointer("claims", "The claim this row was read from.", key=True)]
_OfSource = Annotated[str, pointer("sources", "The source that holds the claim.")]
_SourceId = Annotated[str, pointer("sources", "The source.", key=True)]
_Measure = Annotated[str, pointer("measures", "What is measured.", key=True)]
_WordsStart = Annotated[int, Column("First code point of those words in the seed as stored.", key=True)]
_WordsEnd = Annotated[int, Column("Code point after the last of those words.")]


class SourceRow(NamedTuple):
    """One row per source document, kept byte for byte in seeds/."""

    source_id: Annotated[str, Column("Stable name of the source.", required=True, key=True)]
    file: Annotated[str, Column("Its file in seeds/.", required=True)]
    sha256: Annotated[str, Column("SHA-256 of the file.", required=True)]
    cite: Annotated[str, Column("Its entry in references.bib.", required=True)]
    called: Annotated[str, Column("How sentences, tables and figures call it.", required=True)]
    language: Annotated[str, Column("Language of the text (ISO 639-1).", required=True)]
    published: Annotated[str, Column("When it was published (ISO 8601, as precise as known).", required=True)]
    published_precision: Annotated[str, Column("Precision of that date.", required=True, enum=_PRECISIONS)]
    dated_by: Annotated[str, Column("What the date rests on.", required=True)]
    title: Annotated[str, Column("Title, as far as known.")]
    publisher: Annotated[str, pointer("entities", "Who published it.", required=False)]
    publisher_known_by: Annotated[str, Column("How we know the publisher, and how surely.")]
    upstream: Annotated[str, Column("What it relays or translates, where known.")]
    url: Annotated[str, Column("Where it was published, where known.")]


class ClaimRow(NamedTuple):
    """One row per passage that states something, quoted verbatim."""

    claim_id: Annotated[str, Column("Unique over all sources: source_id/slug.", required=True, key=True)]
    source_id: Annotated[str, pointer("sources", "The source that holds it.")]
    start: Annotated[int, Column("First code point of the quote in the seed as stored.")]
    end: Annotated[int, Column("Code point after the last of the quote.")]
    line: Annotated[int, Column("Line of the seed where the quote begins, from 1.", required=True)]
    match: Annotated[str, Column("How the quote was found.", required=True, enum=("exact", "normalised"))]
    quote: Annotated[str, Column("The words of the source, as stored.", required=True)]
    english: Annotated[str, Column("Our own English rendering of the quote.")]
    said_by: Annotated[str, pointer("entities", "Who said it.")]
    reported_by: Annotated[str, pointer("entities", "Who reported it.")]
    stance: Annotated[str, Column("How firmly it is put.", required=True, words="stances")]
    prefix: Annotated[str, Column("The characters just before the quote.")]
    suffix: Annotated[str, Column("The characters just after the quote.")]


class QuantityRow(NamedTuple):
    """One row per number read out of a quote."""

    claim_id: _ClaimId
    source_id: _OfSource
    subject: Annotated[str, pointer("entities", "What the number is about.", key=True)]
    measure: _Measure
    text: Annotated[str, Column("The words that carry the number.", required=True)]
    start: _WordsStart
    end: _WordsEnd
    value: Annotated[float | None, Column("The number as printed, in the unit given; empty for a range.")]
    low: Annotated[float | None, Column("Lower bound; empty where open.")]
    high: Annotated[float | None, Column("Upper bound; empty where open.")]
    unit: Annotated[str, Column("Unit of value, low and high.", required=True)]
    bound: Annotated[str, Column("How the number is bounded.", required=True, enum=BOUNDS)]
    as_of: Annotated[str, Column("When the number holds, where the source says (ISO 8601).", key=True)]
    read_by: Annotated[str, Column("Whether a parser or a person read the number.", required=True,
                                   enum=("parser", "hand"))]
    why: Annotated[str, Column("Why a person had to read it.")]


class RelationRow(NamedTuple):
    """One row per tie between two entities."""

    claim_id: _ClaimId
    source_id: _OfSource
    subject: Annotated[str, pointer("entities", "Who or what.", key=True)]
    relation: Annotated[str, Column("Is what.", required=True, key=True)]
    object: Annotated[str, pointer("entities", "To whom or what.", key=True)]


class AttributeRow(NamedTuple):
    """One row per property that a source gives an entity."""

    claim_id: _ClaimId
    source_id: _OfSource
    subject: Annotated[str, pointer("entities", "Who or what has the property.", key=True)]
    attribute: Annotated[str, Column("Which property (role, openness, stage, audience, ...).", required=True, key=True)]
    text: Annotated[str, Column("The words that carry it.", required=True)]
    start: _WordsStart
    end: _WordsEnd
    value: Annotated[str, Column("What was read, in English.", required=True)]


class EventRow(NamedTuple):
    """One row per dated happening."""

    claim_id: _ClaimId
    source_id: _OfSource
    event: Annotated[str, pointer("entities", "What happened.", key=True)]
    date: Annotated[str, Column("When (ISO 8601, as precise as the words allow).", required=True)]
    date_precision: Annotated[str, Column("Precision of that date.", required=True, enum=_PRECISIONS)]
    text: Annotated[str, Column("The words that carry the date.", required=True)]
    start: _WordsStart
    end: _WordsEnd
    why: Annotated[str, Column("How a relative date was resolved.")]


class MentionRow(NamedTuple):
    """One row per entity that a claim names."""

    claim_id: _ClaimId
    source_id: _OfSource
    entity: Annotated[str, pointer("entities", "Who or what is named.", key=True)]
    named_as: Annotated[str, Column("The words that name it.", required=True)]


class BearingRow(NamedTuple):
    """One row per claim that bears on a proposition; our reading, not the source's."""

    claim_id: _ClaimId
    source_id: _OfSource
    proposition: Annotated[str, pointer("propositions", "The proposition.", key=True)]
    how: Annotated[str, Column("How the claim bears on it.", required=True, enum=HOW)]
    why: Annotated[str, Column("Why we read it so.")]


class SetAsideRow(NamedTuple):
    """One row per passage read and left out on purpose."""

    source_id: _SourceId
    start: Annotated[int, Column("First code point of the passage in the seed as stored.", key=True)]
    end: Annotated[int, Column("Code point after the last of the passage.", key=True)]
    quote: Annotated[str, Column("The words.", required=True)]
    why: Annotated[str, Column("Why they are left out.", required=True)]


class GlitchRow(NamedTuple):
    """One row per slip of the source: recorded, not repeated."""

    source_id: _SourceId
    start: Annotated[int, Column("First code point of the slip in the seed as stored.", key=True)]
    end: Annotated[int, Column("Code point after the last of the slip.")]
    quote: Annotated[str, Column("The words as they stand.", required=True)]
    reads: Annotated[str, Column("What they should read.", required=True)]
    why: Annotated[str, Column("How we know.", required=True)]


@dataclass(frozen=True)
class Rows:
    """The rows that one source gives to each table; the tables in their order."""

    sources: list[SourceRow] = field(default_factory=list)
    claims: list[ClaimRow] = field(default_factory=list)
    quantities: list[QuantityRow] = field(default_factory=list)
    relations: list[RelationRow] = field(default_factory=list)
    attributes: list[AttributeRow] = field(default_factory=list)
    events: list[EventRow] = field(default_factory=list)
    mentions: list[MentionRow] = field(default_factory=list)
    bearings: list[BearingRow] = field(default_factory=list)
    set_aside: list[SetAsideRow] = field(default_factory=list)
    glitches: list[GlitchRow] = field(default_factory=list)
