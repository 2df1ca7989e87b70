"""What the ledger's lists say of each other: every id that one names, another holds."""

from collections.abc import Iterable
from itertools import chain

from evidence.errors import Fault, brief, did_you_mean
from evidence.language import units
from evidence.ledger.amounts import is_unit
from evidence.ledger.judgements import RuleTest
from evidence.ledger.lists import Entity, Shared, Unread
from evidence.ledger.spellings import Spellings
from evidence.ledger.strict_yaml import Place, is_within

_UNIT = "write a unit, or what is counted in small letters: tonne, person, km/h"
_REMEDY = "correct the id, or add what it names"
_Problem = tuple[Place, str]  # a place in a shared list, and what is wrong there


class Claims(set[str]):
    """The ids of all claims. Those of sources that could not be read are taken as given: their files are at fault."""

    unread: frozenset[str] = frozenset()

    def __contains__(self, claim: object) -> bool:
        return super().__contains__(claim) or str(claim).partition("/")[0] in self.unread


def cross_faults(shared: Shared, claims: Claims) -> list[Fault]:
    """Entities, measures, units, claims and entries of the bibliography that the lists name must be there."""
    faults = _faults(shared, "entities", _affiliations(shared))
    faults += _faults(shared, "entities", _shared_spellings(shared), "keep it for one of them; for the other, claims "
                      "can say whom they mean under 'by'")
    faults += _faults(shared, "measures", _units(shared.measures.values()), _UNIT)
    faults += _faults(shared, "reference_points", _units(shared.reference_points.values()), _UNIT)
    faults += _faults(shared, "reference_points", _reference_points(shared))
    faults += _faults(shared, "reference_points", _without_figure(shared), "give one of them")
    faults += _faults(shared, "reference_points", _boundaries(shared), "give one of the boundaries that its measure "
                      "has in ledger/measures.yml")
    faults += _faults(shared, "judgements", chain(_pairs(shared, claims), _rules(shared), _placed(shared, claims)))
    faults += _faults(shared, "findings", _supports(shared, claims))
    return faults + _faults(shared, "second_reading", _second_reading(shared, claims))


def _faults(shared: Shared, name: str, problems: Iterable[_Problem], remedy: str = _REMEDY) -> list[Fault]:
    """Faults of one shared list, each with the line of its place; none in a place of which one is known."""
    known = shared.faulty.get(name, frozenset())
    return [shared.documents[name].fault(place, wrong, remedy) for place, wrong in problems
            if not is_within(place, known)]


def _no(kind: str, name: str, there: Iterable[str]) -> str:
    """What is wrong where an id is not there, with the one most like it."""
    near = did_you_mean(name, there)
    return f"unknown {kind} '{name}'" + (f", {near.rstrip('?')}" if near else "")


def _affiliations(shared: Shared) -> Iterable[_Problem]:
    for index, entity in enumerate(shared.entities.values()):
        if entity.affiliation and entity.affiliation not in shared.entities:
            yield (index, "affiliation"), _no("entity", entity.affiliation, shared.entities)
        elif _in_circle(entity, shared):
            yield (index, "affiliation"), f"'{entity.id}' is affiliated to itself in the end"


def _in_circle(entity: Entity, shared: Shared) -> bool:
    """Whether the affiliations that start at an entity lead back to it."""
    seen: set[str] = set()
    at = entity.affiliation
    while at and at not in seen and at in shared.entities:
        seen.add(at)
        at = shared.entities[at].affiliation
    return entity.id in seen


def _shared_spellings(shared: Shared) -> Iterable[_Problem]:
    """A spelling names one entity: else a claim on one would count as naming the other too."""
    first: dict[str, str] = {}
    for index, (entity, spellings) in enumerate(Spellings(shared.entities.values()).of.items()):
        for number, spelling in enumerate(spellings):
            other = first.setdefault(spelling, entity)
            if other != entity:
                place: Place = (index, "aliases", number - 1) if number else (index, "name")
                yield place, f"'{brief(spelling)}' names both '{other}' and '{entity}'"


def _units(records: Iterable) -> Iterable[_Problem]:
    for index, record in enumerate(records):
        if not is_unit(record.unit):
            yield (index, "unit"), f"unknown unit '{brief(record.unit)}'"


def _reference_points(shared: Shared) -> Iterable[_Problem]:
    cited = shared.cited or frozenset()
    for index, point in enumerate(shared.reference_points.values()):
        if point.subject not in shared.entities:
            yield (index, "subject"), _no("entity", point.subject, shared.entities)
        if point.measure not in shared.measures:
            yield (index, "measure"), _no("measure", point.measure, shared.measures)
        if point.cite not in cited:
            yield (index, "cite"), not_cited(point.cite, cited)


def _without_figure(shared: Shared) -> Iterable[_Problem]:
    for index, point in enumerate(shared.reference_points.values()):
        if point.value is point.low is point.high is None:
            yield (index,), f"'{point.id}': a reference point has a value, a low or a high"


def not_cited(key: str, cited: Iterable[str]) -> str:
    """What is wrong where an entry of the bibliography is not there."""
    near = did_you_mean(key, cited)
    return f"'{key}' is not in references.bib" + (f", {near.rstrip('?')}" if near else "")


def _boundaries(shared: Shared) -> Iterable[_Problem]:
    """A figure says what it counts where its measure has several ways to: else unlike would be set against like."""
    for index, point in enumerate(shared.reference_points.values()):
        measure = shared.measures.get(point.measure)
        allowed = measure.boundaries if measure else ()
        if measure and point.boundary and point.boundary not in allowed:
            yield (index, "boundary"), f"'{point.boundary}' is no boundary of '{point.measure}'"
        elif allowed and not point.boundary:
            yield (index, "measure"), f"'{point.id}' does not say what it counts: {' or '.join(allowed)}"


def _pairs(shared: Shared, claims: Claims) -> Iterable[_Problem]:
    for index, comparison in enumerate(shared.judgements.comparisons):
        place = ("comparisons", index, "claims")
        yield from ((place, _no("claim", claim, claims)) for claim in comparison.claims if claim not in claims)
        if comparison.claims[0] == comparison.claims[1]:
            yield place, f"'{comparison.claims[0]}' is compared with itself"
    for index, check in enumerate(shared.judgements.external_checks):
        if check.claim not in claims:
            yield ("external_checks", index, "claim"), _no("claim", check.claim, claims)
        if check.reference not in shared.reference_points:
            wrong = _no("reference point", check.reference, shared.reference_points)
            yield ("external_checks", index, "reference"), wrong


def _rules(shared: Shared) -> Iterable[_Problem]:
    """A rule is tested by thresholds of its own, each in the unit of what it tests."""
    seen: set[str] = set()
    for index, rule in enumerate(shared.judgements.rules):
        if rule.id not in shared.entities:
            yield ("rules", index, "id"), _no("entity", rule.id, shared.entities)
        if rule.id in seen:
            yield ("rules", index, "id"), f"the rule '{rule.id}' twice"
        seen.add(rule.id)
        for number, route in enumerate(rule.routes):
            for at, test in enumerate(route):
                place = ("rules", index, "routes", number, at)
                yield from ((place, wrong) for wrong in _wrong_in(test, rule.id, shared))


def _wrong_in(test: RuleTest, rule: str, shared: Shared) -> Iterable[str]:
    point, measure = shared.reference_points.get(test.reference), shared.measures.get(test.quantity)
    if test.quantity not in shared.measures:
        yield _no("measure", test.quantity, shared.measures)
    if test.reference not in shared.reference_points:
        yield _no("reference point", test.reference, shared.reference_points)
    elif point and point.subject != rule:
        yield f"'{test.reference}' is about '{point.subject}', not about the rule"
    elif point and measure and not _same_dimension(point.unit, measure.unit):
        yield f"'{test.reference}' is in {point.unit}, and '{test.quantity}' in {measure.unit}"


def _same_dimension(unit: str, other: str) -> bool:
    try:
        return units.same_dimension(units.canonical(unit), units.canonical(other))
    except ValueError:  # an unknown unit is a fault of its own
        return True


def _placed(shared: Shared, claims: Claims) -> Iterable[_Problem]:
    """Lists of members and layers: of entities that are there, by claims and reference points that are there."""
    for index, members in enumerate(shared.judgements.member_lists):
        place: Place = ("member_lists", index)
        yield from _unknown(place, shared, claims, body=members.body, claim=members.claim)
    kind = shared.attributes.get("layer")
    layers = kind.values if kind else {}
    for index, layer in enumerate(shared.judgements.layers):
        place = ("layers", index)
        yield from _unknown(place, shared, claims, entity=layer.entity, claim=layer.claim, reference=layer.reference)
        if layer.claim and layer.reference:
            yield (*place, "reference"), "a layer rests on a claim or on a reference point, not on both"
        if layer.layer not in layers and not isinstance(shared.attributes, Unread):
            yield (*place, "layer"), f"'{layer.layer}' is no value of the attribute 'layer' ({', '.join(layers)})"


def _unknown(place: Place, shared: Shared, claims: Claims, **named: str | None) -> Iterable[_Problem]:
    """Ids that are not there; each is named as the field that holds it."""
    lists = {"claim": claims, "reference": shared.reference_points, "proposition": shared.propositions}
    for field, name in named.items():
        there = lists.get(field, shared.entities)
        if name and name not in there:
            kind = {"reference": "reference point", "body": "entity"}.get(field, field)
            yield (*place, field), _no(kind, name, there)


def _supports(shared: Shared, claims: Claims) -> Iterable[_Problem]:
    """What supports a finding is a claim or a reference point, named once."""
    for index, finding in enumerate(shared.findings.values()):
        if finding.about == "world" and not finding.supports:
            yield (index,), f"'{finding.id}': a finding about the world rests on a claim or a reference point"
        for number, name in enumerate(finding.supports):
            place: Place = (index, "supports", number)
            if name not in claims and name not in shared.reference_points:
                yield place, f"unknown claim or reference point '{name}'"
            elif name in finding.supports[:number]:
                yield place, f"'{name}' supports '{finding.id}' twice"


def _second_reading(shared: Shared, claims: Claims) -> Iterable[_Problem]:
    seen: set[tuple[str, str]] = set()
    for index, reading in enumerate(shared.second_reading):
        yield from _unknown((index,), shared, claims, claim=reading.claim, proposition=reading.proposition)
        if (pair := (reading.claim, reading.proposition)) in seen:
            yield (index, "claim"), f"'{reading.claim}' is read twice on '{reading.proposition}'"
        seen.add(pair)
