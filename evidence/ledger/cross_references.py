"""What the ledger's lists say of each other: every id that one names, another holds."""

import re
from collections.abc import Iterable
from pathlib import Path

from evidence.errors import Fault, fail, shorten
from evidence.language import units
from evidence.ledger.lists import Entity, Shared
from evidence.ledger.rows import SourceRow
from evidence.ledger.spellings import Spellings
from evidence.ledger.strict_yaml import Place

_REMEDY = "correct the id, or add what it names"
_Problem = tuple[Place, str]  # a place in a shared list, and what is wrong there


def cross_faults(root: Path, shared: Shared, sources: list[SourceRow], claims: set[str] | None) -> list[Fault]:
    """Entities, measures, units, claims and entries of the bibliography that are named must be there.

    ``claims``: the ids of all claims; None where not all sources could be read, for judgements would only repeat
    their faults.
    """
    cited = _keys_of_bibliography(root)
    faults = _faults(shared, "entities", _affiliations(shared))
    faults += _faults(shared, "entities", _shared_spellings(shared), "keep it for one of them; for the other, claims "
                      "can say whom they mean under 'by'")
    faults += _faults(shared, "measures", _units(shared.measures.values()))
    faults += _faults(shared, "reference_points", _units(shared.reference_points.values()))
    faults += _faults(shared, "reference_points", _reference_points(shared, cited))
    faults += [Fault(f"ledger/{source.source_id}.yml", 0, f"'{source.cite}' is not in references.bib",
                     "add the entry, or correct 'cite'")
               for source in sources if cited and source.cite not in cited]
    return faults if claims is None else faults + _faults(shared, "judgements", _judgements(shared, claims))


def _faults(shared: Shared, name: str, problems: Iterable[_Problem], remedy: str = _REMEDY) -> list[Fault]:
    """Faults of one shared list, each with the line of its place."""
    return [shared.documents[name].fault(place, wrong, remedy) for place, wrong in problems]


def _affiliations(shared: Shared) -> Iterable[_Problem]:
    for index, entity in enumerate(shared.entities.values()):
        if entity.affiliation and entity.affiliation not in shared.entities:
            yield (index, "affiliation"), f"unknown entity '{entity.affiliation}'"
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
                yield place, f"'{shorten(spelling, 40)}' names both '{other}' and '{entity}'"


def _units(records: Iterable) -> Iterable[_Problem]:
    for index, record in enumerate(records):
        try:
            known = bool(units.canonical(record.unit))
        except ValueError:
            known = False
        if not known:
            yield (index, "unit"), f"unknown unit '{shorten(record.unit, 40)}'"


def _reference_points(shared: Shared, cited: set[str]) -> Iterable[_Problem]:
    for index, point in enumerate(shared.reference_points.values()):
        if point.subject not in shared.entities:
            yield (index, "subject"), f"unknown entity '{point.subject}'"
        if point.measure not in shared.measures:
            yield (index, "measure"), f"unknown measure '{point.measure}'"
        if point.cite not in cited:
            yield (index, "cite"), f"'{point.cite}' is not in references.bib"


def _judgements(shared: Shared, claims: set[str]) -> Iterable[_Problem]:
    for index, comparison in enumerate(shared.judgements.comparisons):
        place = ("comparisons", index, "claims")
        yield from ((place, f"unknown claim '{claim}'") for claim in comparison.claims if claim not in claims)
        if comparison.claims[0] == comparison.claims[1]:
            yield place, f"'{comparison.claims[0]}' is compared with itself"
    for index, check in enumerate(shared.judgements.external_checks):
        if check.claim not in claims:
            yield ("external_checks", index, "claim"), f"unknown claim '{check.claim}'"
        if check.reference not in shared.reference_points:
            yield ("external_checks", index, "reference"), f"unknown reference point '{check.reference}'"


def _keys_of_bibliography(root: Path) -> set[str]:
    try:
        text = (root / "references.bib").read_text(encoding="utf-8")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError):
        fail("references.bib", 0, "cannot be read", "store it as a UTF-8 text file")
    return set(re.findall(r"^\s*@\w+\{\s*([^,\s]+)\s*,", text, re.MULTILINE))
