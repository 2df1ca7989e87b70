"""The ledger: YAML files read into strict models."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter,
                      ValidationError)

from evidence import schema, yamlfile
from evidence.errors import EvidenceError, Fault, shorten

SHARED = ("entities", "measures", "attributes", "relations", "propositions", "reference_points")
OTHER = ("judgements", "views")


def _partial_date(text: str) -> str:
    if not text:
        return text
    year, month, day = (text.split("-") + ["01", "01"])[:3]
    date(int(year), int(month), int(day))
    return text


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Word = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=60)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=False)]
Number = Annotated[float, Field(allow_inf_nan=False)]
PartialDate = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"),
                        AfterValidator(_partial_date)]
Address = Annotated[str, StringConstraints(pattern=r"^(https?://[^\s<>\"]+)?$", max_length=500)]
ClaimId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*$")]


class Strict(BaseModel):
    """A record that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """Where a seed comes from, and how we know."""

    id: Slug
    file: Annotated[str, StringConstraints(pattern=r"^[\w.-]+$")]
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
    how: Literal[schema.HOW]
    why: str = ""


class Claim(Passage):
    """A passage that states something, who says it, and what is read from it."""

    id: Slug
    english: str = ""
    said_by: Slug
    reported_by: Slug | None = None
    stance: Literal[schema.STANCES]
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
    name: Text
    kind: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*$")]
    country: Annotated[str, StringConstraints(pattern=r"^([A-Z]{2})?$")] = ""
    aliases: tuple[Text, ...] = ()
    affiliation: Slug | None = None
    speaks_as: Literal[schema.SPEAKERS] | None = None
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
    status: Literal[schema.STATUSES]
    note: str = ""


class Comparison(Strict):
    """How two claims on the same matter stand to each other."""

    claims: tuple[ClaimId, ClaimId]
    matter: Text
    verdict: Literal[schema.VERDICTS]
    why: Text


class ExternalCheck(Strict):
    """How a claim stands to a reference point."""

    claim: ClaimId
    reference: Slug
    verdict: Literal[schema.CHECK_VERDICTS]
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


def read_model(kind: str, path: Path, shown: str):
    """Return the content of one ledger file as its model; EvidenceError lists every fault."""
    content = yamlfile.load(path, shown)
    try:
        return MODELS[kind].validate_python(content)
    except ValidationError as error:
        known = yamlfile.lines(path, shown)
        raise EvidenceError([_fault(shown, known, each) for each in error.errors()]) from None


def _fault(shown: str, known: dict, error: dict) -> Fault:
    place = tuple(part for part in error["loc"])
    field = str(place[-1]) if place else "file"
    given = "" if isinstance(error["input"], (dict, list)) else f" ('{shorten(error['input'], 40)}')"
    wrong, remedy = {
        "missing": (f"field '{field}' is missing", "add it"),
        "extra_forbidden": (f"unknown field '{field}'", "remove it, or check its spelling against the schema"),
        "string_pattern_mismatch": (f"'{field}' is not of the right form{given}",
                                    f"write it to match {error.get('ctx', {}).get('pattern', '')}"),
        "literal_error": (f"'{field}' has an unknown value{given}",
                          f"use {error.get('ctx', {}).get('expected', 'a known one')}"),
    }.get(error["type"], (f"'{field}' cannot be used{given}: {error['msg']}", "mend the value"))
    return Fault(shown, yamlfile.line_of(known, place), wrong, remedy)


def source_files(root: Path) -> list[Path]:
    """Return the ledger's source files, in the order of their names."""
    skipped = {f"{name}.yml" for name in SHARED + OTHER}
    return sorted(path for path in (root / "ledger").glob("*.yml") if path.name not in skipped)


def read_shared(root: Path) -> Shared:
    """Read every shared list; EvidenceError lists the faults of all of them."""
    faults: list[Fault] = []
    lists = {name: _read_list(root, name, faults) for name in (*SHARED, "views")}
    judgements = _read_optional(root, "judgements", faults, Judgements())
    if faults:
        raise EvidenceError(faults)
    return Shared(**lists, judgements=judgements)


def _read_optional(root: Path, name: str, faults: list[Fault], otherwise):
    path = root / "ledger" / f"{name}.yml"
    if not path.exists():
        return otherwise
    try:
        return read_model(name, path, f"ledger/{path.name}")
    except EvidenceError as error:
        faults += error.faults
        return otherwise


def _read_list(root: Path, name: str, faults: list[Fault]) -> dict:
    records = _read_optional(root, name, faults, ())
    twice = repeated(record.id for record in records)
    if twice:
        known = yamlfile.lines(root / "ledger" / f"{name}.yml", f"ledger/{name}.yml")
        faults += [Fault(f"ledger/{name}.yml", yamlfile.line_of(known, (index, "id")),
                         f"the id '{record.id}' twice", "keep one of them")
                   for index, record in enumerate(records) if record.id in twice]
    return {record.id: record for record in records}


def repeated(ids: Iterable[str]) -> set[str]:
    """Return the ids that occur more than once."""
    seen: set[str] = set()
    return {one for one in ids if one in seen or seen.add(one)}
