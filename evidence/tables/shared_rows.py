"""The rows of the tables that come from the shared lists and the judgements, and what their columns mean."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, NamedTuple

from evidence.language import units
from evidence.ledger.rows import Column, QuantityRow, pointer
from evidence.ledger.vocabulary import ABOUT, HOW, NATURES, STATUSES

if TYPE_CHECKING:  # frames and pages want the columns alone, and need not wait for pydantic
    from evidence.ledger.judgements import ExternalCheck
    from evidence.ledger.lists import ReferencePoint, Shared


class _EntityRow(NamedTuple):
    """One row per organisation, person, product, model, chip, place or event."""

    entity_id: Annotated[str, Column("Stable name.", required=True, key=True)]
    name: Annotated[str, Column("Name on the page.", required=True)]
    kind: Annotated[str, Column("What sort of thing it is.", required=True)]
    country: Annotated[str, Column("Country (ISO 3166-1 alpha-2), where that makes sense.")]
    aliases: Annotated[str, Column("Other names, separated by ' | '.")]
    affiliation: Annotated[str, pointer("entities", "For a person: the organisation spoken for.", required=False)]
    speaks_as: Annotated[str, Column("In what role it speaks in this corpus.", words="speakers")]
    note: Annotated[str, Column("What a reader should know.")]


class _MeasureRow(NamedTuple):
    """One row per thing that is measured."""

    measure_id: Annotated[str, Column("Stable name.", required=True, key=True)]
    name: Annotated[str, Column("Name on the page.", required=True)]
    unit: Annotated[str, Column("Unit in which it is compared.", required=True)]
    description: Annotated[str, Column("What exactly is counted or measured.", required=True)]
    boundaries: Annotated[str, Column("What its figures may count, separated by ' | '; empty where that is clear.")]


class _PropositionRow(NamedTuple):
    """One row per proposition that sources bear on."""

    proposition_id: Annotated[str, Column("Stable name.", required=True, key=True)]
    statement: Annotated[str, Column("The proposition, as a sentence.", required=True)]
    note: Annotated[str, Column("How to read it.")]


class _ReferencePointRow(NamedTuple):
    """One row per figure from outside the sources."""

    reference_id: Annotated[str, Column("Stable name.", required=True, key=True)]
    subject: Annotated[str, pointer("entities", "What the figure is about.")]
    measure: Annotated[str, pointer("measures", "What is measured.")]
    value: Annotated[float | None, Column("The number as printed, in the unit given.")]
    low: Annotated[float | None, Column("Lower bound; empty where open.")]
    high: Annotated[float | None, Column("Upper bound; empty where open.")]
    unit: Annotated[str, Column("Unit of value, low and high.", required=True)]
    as_of: Annotated[str, Column("When the figure holds (ISO 8601).")]
    cite: Annotated[str, Column("Its entry in references.bib.", required=True)]
    locator: Annotated[str, Column("Where in that reference.", required=True)]
    status: Annotated[str, Column("How it was read.", required=True, enum=STATUSES)]
    boundary: Annotated[str, Column("What the figure counts: one of the boundaries of its measure.")]
    nature: Annotated[str, Column("Whether it was counted, estimated or forecast, where the reference says.",
                                  enum=NATURES)]
    note: Annotated[str, Column("What a reader should know.")]


class _ComparisonRow(NamedTuple):
    """One row per pair of claims on the same matter; our verdict."""

    claim_id: Annotated[str, pointer("claims", "One claim.", key=True)]
    other_id: Annotated[str, pointer("claims", "The other claim.", key=True)]
    matter: Annotated[str, Column("What both speak of.", required=True, key=True)]
    verdict: Annotated[str, Column("How they stand to each other.", required=True, words="verdicts")]
    why: Annotated[str, Column("Why we read it so.", required=True)]


class _ExternalCheckRow(NamedTuple):
    """One row per claim set against a reference point; our verdict."""

    claim_id: Annotated[str, pointer("claims", "The claim.", key=True)]
    reference_id: Annotated[str, pointer("reference_points", "The reference point.", key=True)]
    verdict: Annotated[str, Column("How they stand to each other.", required=True, words="checks")]
    within_percent: Annotated[float | None, Column(
        "How far the claim lies from the reference, in percent of the reference, where the two can be set against "
        "each other.")]
    why: Annotated[str, Column("Why we read it so.", required=True)]


class _RuleTestRow(NamedTuple):
    """One row per test of a rule. A rule catches what passes every test of at least one route; our reading."""

    rule: Annotated[str, pointer("entities", "The rule.", key=True)]
    name: Annotated[str, Column("Its short name.", required=True)]
    route: Annotated[int, Column("Number of the route, from 1.", key=True)]
    quantity: Annotated[str, pointer("measures", "Which figure is tested.", key=True)]
    reference_id: Annotated[str, pointer("reference_points", "The threshold, from where on the test is met.")]


class _MemberListRow(NamedTuple):
    """One row per claim that we read as the list of a body's members."""

    body: Annotated[str, pointer("entities", "The body.", key=True)]
    claim_id: Annotated[str, pointer("claims", "The claim that lists its members.", key=True)]


class _LayerRow(NamedTuple):
    """One row per entity that we place in a layer by hand."""

    entity: Annotated[str, pointer("entities", "What is placed.", key=True)]
    layer: Annotated[str, Column("The layer.", required=True, key=True)]
    claim_id: Annotated[str, pointer("claims", "The claim that says so, if one does.", required=False)]
    reference_id: Annotated[str, pointer("reference_points", "What it rests on from outside the sources, if it does.",
                                         required=False)]
    why: Annotated[str, Column("Why we read it so.", required=True)]


class _FindingRow(NamedTuple):
    """One row per finding of the report."""

    finding_id: Annotated[str, Column("Stable name.", required=True, key=True)]
    chapter: Annotated[str, Column("The chapter that computes it.", required=True)]
    about: Annotated[str, Column("Whether it says how things are, or only counts what the articles say.",
                                 required=True, enum=ABOUT)]
    headlines: Annotated[str, Column("Headlines whose share of draws counts for it, separated by ' | '.")]


class _FindingSupportRow(NamedTuple):
    """One row per claim or reference point that supports a finding; our reading."""

    finding: Annotated[str, pointer("findings", "The finding.", key=True)]
    number: Annotated[int, Column("Number of the support, from 1.", key=True)]
    claim_id: Annotated[str, pointer("claims", "The claim, if it is one.", required=False)]
    reference_id: Annotated[str, pointer("reference_points", "The reference point, if it is one.", required=False)]


class _SecondReadingRow(NamedTuple):
    """One row per claim that bears on a proposition, as somebody read it who had not seen the first reading."""

    claim_id: Annotated[str, pointer("claims", "The claim.", key=True)]
    proposition: Annotated[str, pointer("propositions", "The proposition.", key=True)]
    how: Annotated[str, Column("How the claim bears on it.", required=True, enum=HOW)]
    why: Annotated[str, Column("Why it was read so.")]


@dataclass(frozen=True)
class SharedRows:
    """The rows of each table that no single source gives; the tables in their order."""

    entities: list[_EntityRow]
    measures: list[_MeasureRow]
    propositions: list[_PropositionRow]
    reference_points: list[_ReferencePointRow]
    comparisons: list[_ComparisonRow]
    external_checks: list[_ExternalCheckRow]
    rule_tests: list[_RuleTestRow]
    member_lists: list[_MemberListRow]
    layers: list[_LayerRow]
    findings: list[_FindingRow]
    finding_supports: list[_FindingSupportRow]
    second_readings: list[_SecondReadingRow]


def shared_rows(shared: "Shared", quantities: list[QuantityRow]) -> SharedRows:
    """The shared lists and judgements as rows; ``quantities``: those of all sources, to check against references."""
    return SharedRows(
        [_EntityRow(entity.id, entity.name, entity.kind, entity.country, " | ".join(entity.aliases),
                    entity.affiliation or "", entity.speaks_as or "", entity.note)
         for entity in shared.entities.values()],
        [_MeasureRow(measure.id, measure.name, units.canonical(measure.unit), measure.description,
                     " | ".join(measure.boundaries))
         for measure in shared.measures.values()],
        [_PropositionRow(proposition.id, proposition.statement, proposition.note)
         for proposition in shared.propositions.values()],
        list(map(_reference_point, shared.reference_points.values())),
        [_ComparisonRow(*comparison.claims, comparison.matter, comparison.verdict, comparison.why)
         for comparison in shared.judgements.comparisons],
        [_ExternalCheckRow(check.claim, check.reference, check.verdict,
                           _within(check, shared.reference_points[check.reference], quantities), check.why)
         for check in shared.judgements.external_checks],
        _rule_tests(shared),
        [_MemberListRow(members.body, members.claim) for members in shared.judgements.member_lists],
        [_LayerRow(layer.entity, layer.layer, layer.claim or "", layer.reference or "", layer.why)
         for layer in shared.judgements.layers],
        [_FindingRow(finding.id, finding.chapter, finding.about, " | ".join(finding.headlines))
         for finding in shared.findings.values()],
        _finding_supports(shared),
        [_SecondReadingRow(reading.claim, reading.proposition, reading.how, reading.why)
         for reading in shared.second_reading])


def _finding_supports(shared: "Shared") -> list[_FindingSupportRow]:
    return [_FindingSupportRow(finding.id, number, *(("", name) if name in shared.reference_points else (name, "")))
            for finding in shared.findings.values() for number, name in enumerate(finding.supports, 1)]


def _rule_tests(shared: "Shared") -> list[_RuleTestRow]:
    return [_RuleTestRow(rule.id, rule.name, number, test.quantity, test.reference)
            for rule in shared.judgements.rules for number, route in enumerate(rule.routes, 1) for test in route]


def _reference_point(point: "ReferencePoint") -> _ReferencePointRow:
    exact = point.low is None and point.high is None
    return _ReferencePointRow(
        point.id, point.subject, point.measure, point.value, point.value if exact else point.low,
        point.value if exact else point.high, units.canonical(point.unit), point.as_of, point.cite, point.locator,
        point.status, point.boundary or "", point.nature or "", point.note)


def _within(check: "ExternalCheck", point: "ReferencePoint", quantities: list[QuantityRow]) -> float | None:
    """How far claim and reference lie apart, in percent of the reference; None where they cannot be compared."""
    unit, matter = units.canonical(point.unit), (point.subject, point.measure)
    for row in quantities:
        if row.claim_id != check.claim or (row.subject, row.measure) != matter:
            continue
        if row.value is not None and point.value and units.same_dimension(row.unit, unit):
            return round(100 * (units.convert(row.value, row.unit, unit) / point.value - 1), 2)
    return None
