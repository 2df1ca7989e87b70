"""The one schema of the tables: types them, tests them, documents them."""

from dataclasses import dataclass, field

from evidence.ledger.vocabulary import (
    BOUNDS,
    CHECK_VERDICTS,
    HOW,
    SPEAKERS,
    STANCES,
    STATUSES,
    VERDICTS,
)

CLAIM_KEY = ("claims", "claim_id")


@dataclass(frozen=True)
class Column:
    """One column: Frictionless type, meaning, and what it must satisfy.

    ``kind`` is a Frictionless type: string, integer, number or boolean.
    ``points_to`` is the (table, column) that a foreign key refers to.
    """

    name: str
    description: str
    kind: str = "string"
    required: bool = False
    enum: tuple[str, ...] = ()
    points_to: tuple[str, str] | None = None


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns in order, and its primary key."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    names: tuple[str, ...] = field(init=False)

    def __post_init__(self):
        object.__setattr__(self, "names", tuple(column.name for column in self.columns))


def _claim() -> tuple[Column, ...]:
    return (
        Column("claim_id", "The claim this row was read from.", required=True, points_to=CLAIM_KEY),
        Column("source_id", "The source that holds the claim.", required=True, points_to=("sources", "source_id")),
    )


def _place(of: str) -> tuple[Column, ...]:
    return (
        Column("start", f"First code point of {of} in the seed as stored.", "integer"),
        Column("end", f"Code point after the last of {of}.", "integer"),
    )


def _entity(name: str, description: str, required: bool = True) -> Column:
    return Column(name, description, required=required, points_to=("entities", "entity_id"))


BASE_TABLES = (
    Table("sources", "One row per source document, kept byte for byte in seeds/.", (
        Column("source_id", "Stable name of the source.", required=True),
        Column("file", "Its file in seeds/.", required=True),
        Column("sha256", "SHA-256 of the file.", required=True),
        Column("cite", "Its entry in references.bib.", required=True),
        Column("language", "Language of the text (ISO 639-1).", required=True),
        Column("published", "When it was published (ISO 8601, as precise as known).", required=True),
        Column("published_precision", "Precision of that date.", required=True, enum=("day", "month", "year")),
        Column("dated_by", "What the date rests on.", required=True),
        Column("title", "Title, as far as known."),
        _entity("publisher", "Who published it.", required=False),
        Column("publisher_known_by", "How we know the publisher, and how surely."),
        Column("upstream", "What it relays or translates, where known."),
        Column("url", "Where it was published, where known."),
    ), key=("source_id",)),
    Table("claims", "One row per passage that states something, quoted verbatim.", (
        Column("claim_id", "Unique over all sources: source_id/slug.", required=True),
        Column("source_id", "The source that holds it.", required=True, points_to=("sources", "source_id")),
        *_place("the quote"),
        Column("line", "Line of the seed where the quote begins, from 1.", "integer", required=True),
        Column("match", "How the quote was found.", required=True, enum=("exact", "normalised")),
        Column("quote", "The words of the source, as stored.", required=True),
        Column("english", "Our own English rendering of the quote."),
        _entity("said_by", "Who said it."),
        _entity("reported_by", "Who reported it."),
        Column("stance", "How firmly it is put.", required=True, enum=STANCES),
        Column("prefix", "The characters just before the quote.", ),
        Column("suffix", "The characters just after the quote."),
    ), key=("claim_id",)),
    Table("quantities", "One row per number read out of a quote.", (
        *_claim(),
        _entity("subject", "What the number is about."),
        Column("measure", "What is measured.", required=True, points_to=("measures", "measure_id")),
        Column("text", "The words that carry the number.", required=True),
        *_place("those words"),
        Column("value", "The number as printed, in the unit given; empty for a range.", "number"),
        Column("low", "Lower bound; empty where open.", "number"),
        Column("high", "Upper bound; empty where open.", "number"),
        Column("unit", "Unit of value, low and high.", required=True),
        Column("bound", "How the number is bounded.", required=True, enum=BOUNDS),
        Column("as_of", "When the number holds, where the source says (ISO 8601)."),
        Column("read_by", "Whether a parser or a person read the number.", required=True, enum=("parser", "hand")),
        Column("why", "Why a person had to read it."),
    ), key=("claim_id", "subject", "measure", "start", "as_of")),
    Table("relations", "One row per tie between two entities.", (
        *_claim(),
        _entity("subject", "Who or what."),
        Column("relation", "Is what.", required=True),
        _entity("object", "To whom or what."),
    ), key=("claim_id", "subject", "relation", "object")),
    Table("attributes", "One row per property that a source gives an entity.", (
        *_claim(),
        _entity("subject", "Who or what has the property."),
        Column("attribute", "Which property (role, openness, stage, audience, ...).", required=True),
        Column("text", "The words that carry it.", required=True),
        *_place("those words"),
        Column("value", "What was read, in English.", required=True),
    ), key=("claim_id", "subject", "attribute", "start")),
    Table("events", "One row per dated happening.", (
        *_claim(),
        _entity("event", "What happened."),
        Column("date", "When (ISO 8601, as precise as the words allow).", required=True),
        Column("date_precision", "Precision of that date.", required=True, enum=("day", "month", "year")),
        Column("text", "The words that carry the date.", required=True),
        *_place("those words"),
        Column("why", "How a relative date was resolved."),
    ), key=("claim_id", "event", "start")),
    Table("mentions", "One row per entity that a claim names.", (
        *_claim(),
        _entity("entity", "Who or what is named."),
        Column("named_as", "The words that name it.", required=True),
    ), key=("claim_id", "entity")),
    Table("bearings", "One row per claim that bears on a proposition; our reading, not the source's.", (
        *_claim(),
        Column("proposition", "The proposition.", required=True, points_to=("propositions", "proposition_id")),
        Column("how", "How the claim bears on it.", required=True, enum=HOW),
        Column("why", "Why we read it so."),
    ), key=("claim_id", "proposition")),
    Table("set_aside", "One row per passage read and left out on purpose.", (
        Column("source_id", "The source.", required=True, points_to=("sources", "source_id")),
        *_place("the passage"),
        Column("quote", "The words.", required=True),
        Column("why", "Why they are left out.", required=True),
    ), key=("source_id", "start", "end")),
    Table("glitches", "One row per slip of the source: recorded, not repeated.", (
        Column("source_id", "The source.", required=True, points_to=("sources", "source_id")),
        *_place("the slip"),
        Column("quote", "The words as they stand.", required=True),
        Column("reads", "What they should read.", required=True),
        Column("why", "How we know.", required=True),
    ), key=("source_id", "start")),
    Table("entities", "One row per organisation, person, product, model, chip, place or event.", (
        Column("entity_id", "Stable name.", required=True),
        Column("name", "Name on the page.", required=True),
        Column("kind", "What sort of thing it is.", required=True),
        Column("country", "Country (ISO 3166-1 alpha-2), where that makes sense."),
        Column("aliases", "Other names, separated by ' | '."),
        _entity("affiliation", "For a person: the organisation spoken for.", required=False),
        Column("speaks_as", "In what role it speaks in this corpus.", enum=("",) + SPEAKERS),
        Column("note", "What a reader should know."),
    ), key=("entity_id",)),
    Table("measures", "One row per thing that is measured.", (
        Column("measure_id", "Stable name.", required=True),
        Column("name", "Name on the page.", required=True),
        Column("unit", "Unit in which it is compared.", required=True),
        Column("description", "What exactly is counted or measured.", required=True),
    ), key=("measure_id",)),
    Table("propositions", "One row per proposition that sources bear on.", (
        Column("proposition_id", "Stable name.", required=True),
        Column("statement", "The proposition, as a sentence.", required=True),
        Column("note", "How to read it."),
    ), key=("proposition_id",)),
    Table("reference_points", "One row per figure from outside the sources.", (
        Column("reference_id", "Stable name.", required=True),
        _entity("subject", "What the figure is about."),
        Column("measure", "What is measured.", required=True, points_to=("measures", "measure_id")),
        Column("value", "The number as printed, in the unit given.", "number"),
        Column("low", "Lower bound; empty where open.", "number"),
        Column("high", "Upper bound; empty where open.", "number"),
        Column("unit", "Unit of value, low and high.", required=True),
        Column("as_of", "When the figure holds (ISO 8601)."),
        Column("cite", "Its entry in references.bib.", required=True),
        Column("locator", "Where in that reference.", required=True),
        Column("status", "How it was read.", required=True, enum=STATUSES),
        Column("note", "What a reader should know."),
    ), key=("reference_id",)),
    Table("comparisons", "One row per pair of claims on the same matter; our verdict.", (
        Column("claim_id", "One claim.", required=True, points_to=CLAIM_KEY),
        Column("other_id", "The other claim.", required=True, points_to=CLAIM_KEY),
        Column("matter", "What both speak of.", required=True),
        Column("verdict", "How they stand to each other.", required=True, enum=VERDICTS),
        Column("why", "Why we read it so.", required=True),
    ), key=("claim_id", "other_id", "matter")),
    Table("external_checks", "One row per claim set against a reference point; our verdict.", (
        Column("claim_id", "The claim.", required=True, points_to=CLAIM_KEY),
        Column("reference_id", "The reference point.", required=True, points_to=("reference_points", "reference_id")),
        Column("verdict", "How they stand to each other.", required=True, enum=CHECK_VERDICTS),
        Column("within_percent", "How far the claim lies from the reference, in percent of the reference, "
               "where the two can be set against each other.", "number"),
        Column("why", "Why we read it so.", required=True),
    ), key=("claim_id", "reference_id")),
)
