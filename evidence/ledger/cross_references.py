"""What the ledger's lists say of each other: every id that one names, another holds."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from evidence.errors import Fault, fail, shorten
from evidence.language import units
from evidence.ledger import strict_yaml
from evidence.ledger.load import source_files
from evidence.ledger.models import Entity, Shared
from evidence.ledger.spellings import Names


def shared_faults(root: Path, shared: Shared) -> list[Fault]:
    """Entities, measures and citations that shared lists point to must exist."""
    entities = [((index, "affiliation"), wrong) for index, one in enumerate(shared.entities.values())
                if (wrong := _affiliation(one, shared))]
    faults = _faults(root, "entities", entities) + _shared_spellings(root, shared)
    for name in ("measures", "reference_points"):
        faults += _faults(root, name, [((index, "unit"), f"unknown unit '{shorten(one.unit, 40)}'")
                                       for index, one in enumerate(getattr(shared, name).values())
                                       if not _is_unit(one.unit)])
    cited, wrong = bib_keys(root), []
    for index, one in enumerate(shared.reference_points.values()):
        if one.subject not in shared.entities:
            wrong.append(((index, "subject"), f"unknown entity '{one.subject}'"))
        if one.measure not in shared.measures:
            wrong.append(((index, "measure"), f"unknown measure '{one.measure}'"))
        if one.cite not in cited:
            wrong.append(((index, "cite"), f"'{one.cite}' is not in references.bib"))
    return faults + _faults(root, "reference_points", wrong)


def source_faults(root: Path, sources: list[tuple]) -> list[Fault]:
    """Each source must have its entry in the bibliography, where there is one."""
    cited = bib_keys(root)
    return [Fault(f"ledger/{source}.yml", 0, f"'{cite}' is not in references.bib", "add the entry, or correct 'cite'")
            for source, _, _, cite, *_ in sources if cited and cite not in cited]


def _shared_spellings(root: Path, shared: Shared) -> list[Fault]:
    """A spelling names one entity: else a claim on one would count as naming the other too."""
    first: dict[str, str] = {}
    problems = []
    for index, (entity, spellings) in enumerate(Names(shared).of.items()):
        for number, spelling in enumerate(spellings):
            other = first.setdefault(spelling, entity)
            if other != entity:
                place = (index, "aliases", number - 1) if number else (index, "name")
                problems.append((place, f"'{shorten(spelling, 40)}' names both '{other}' and '{entity}'"))
    return _faults(root, "entities", problems, "keep it for one of them; for the other, claims can say whom they mean "
                                               "under 'by'")


def _affiliation(one: Entity, shared: Shared) -> str:
    """What is wrong with an entity's affiliation; "" where nothing is."""
    if one.affiliation and one.affiliation not in shared.entities:
        return f"unknown entity '{one.affiliation}'"
    return f"'{one.id}' is affiliated to itself in the end" if _in_circle(one, shared) else ""


def _in_circle(entity: Entity, shared: Shared) -> bool:
    """Whether the affiliations that start at an entity lead back to it."""
    seen, at = set(), entity.affiliation
    while at and at not in seen and at in shared.entities:
        seen.add(at)
        at = shared.entities[at].affiliation
    return entity.id in seen


def _is_unit(unit: str) -> bool:
    try:
        return bool(units.canonical(unit))
    except ValueError:
        return False


def did_you_mean(one: str, listed: Iterable[str]) -> str:
    """The beginning of a remedy: the id most like an unknown one, if any is."""
    near = get_close_matches(one, listed, 1)
    return f"did you mean '{near[0]}'? or " if near else ""


def bib_keys(root: Path) -> set[str]:
    """Return the keys of ``references.bib``."""
    try:
        text = (root / "references.bib").read_text(encoding="utf-8")
    except FileNotFoundError:
        text = ""
    except (OSError, UnicodeDecodeError):
        fail("references.bib", 0, "cannot be read", "store it as a UTF-8 text file")
    return set(re.findall(r"^\s*@\w+\{\s*([^,\s]+)\s*,", text, re.MULTILINE))


def _faults(root: Path, name: str, problems: list[tuple[strict_yaml.Place, str]],
            remedy: str = "correct the id, or add what it names") -> list[Fault]:
    """Faults of one shared list, each with the line of its place."""
    if not problems:
        return []
    shown = f"ledger/{name}.yml"
    known = strict_yaml.lines(root / "ledger" / f"{name}.yml", shown)
    return [Fault(shown, strict_yaml.line_of(known, place), wrong, remedy)
            for place, wrong in problems]


def judgement_faults(root: Path, shared: Shared, rows, lost: list[str]) -> list[Fault]:
    """Claims and reference points that judgements name must exist; ``lost``: claims that have a fault of their own."""
    known = {row[0] for row in rows.get("claims", ())}.union(lost)
    if len(rows.get("sources", ())) < len(source_files(root)):
        return []  # a source that could not be read would only repeat its fault here
    wrong = []
    for index, one in enumerate(shared.judgements.comparisons):
        at = ("comparisons", index, "claims")
        wrong += [(at, f"unknown claim '{claim}'") for claim in one.claims if claim not in known]
        if one.claims[0] == one.claims[1]:
            wrong.append((at, f"'{one.claims[0]}' is compared with itself"))
    for index, one in enumerate(shared.judgements.external_checks):
        if one.claim not in known:
            wrong.append((("external_checks", index, "claim"), f"unknown claim '{one.claim}'"))
        if one.reference not in shared.reference_points:
            wrong.append((("external_checks", index, "reference"), f"unknown reference point '{one.reference}'"))
    return _faults(root, "judgements", wrong)
