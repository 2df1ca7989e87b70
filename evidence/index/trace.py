"""The whole chain of a claim, reference point or result: what it is, its words, its rows, its uses."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import EvidenceError, Fault, did_you_mean, shorten
from evidence.index import targets
from evidence.index.facts import Facts
from evidence.language import english
from evidence.notebooks import published as publications

_ROLE = re.compile(r"\{(quantity|statement|reference|computed)\}`([^`]+)`", re.DOTALL)


@dataclass(frozen=True)
class _Mention:
    """A role on a page: where it stands and the ids it names."""

    page: str
    cell: int
    line: int
    role: str
    ids: tuple[str, ...]

    def __str__(self) -> str:
        place = f"{self.page}: cell {self.cell}, line" if self.cell else f"{self.page}:"
        return f"{place}{' ' if self.cell else ''}{self.line} ({self.role})"


def chain(root: Path, wanted: str) -> list[str]:
    """Return the chain of an id, line by line: what it is, its words, its rows, its uses."""
    facts = Facts(root)
    pages = sorted([*(root / "chapters").rglob("*.md"), *(root / "chapters").rglob("*.ipynb")])
    pages = [path for path in pages if not any(part.startswith(".") for part in path.relative_to(root).parts)]
    published = [shown for path in pages if path.suffix == ".ipynb" for shown in publications.read(path)]
    mentions = [mention for path in pages for mention in _mentioned(path, path.relative_to(root).as_posix())]
    if wanted in facts.claims:
        head = _claim(facts, wanted)
    elif wanted in facts.references:
        head = _reference(facts, wanted)
    elif results := [shown for shown in published if shown.id == wanted]:
        head = _result(results[0])
    else:
        raise EvidenceError([_unknown(wanted, [*facts.claims, *facts.references, *(shown.id for shown in published)])])
    return head + _uses(wanted, published, mentions)


def _mentioned(path: Path, shown: str) -> list[_Mention]:
    """Return the roles on a page (Markdown or notebook)."""
    found = []
    for cell, text in _texts(path):
        for match in _ROLE.finditer(text):
            role, content = match.groups()
            if role == "quantity":
                ids: tuple[str, ...] = (targets.parse_pick(content).claim,)
            elif role == "computed":
                ids = (targets.parse_result(content, path.stem),)
            else:
                words, ids = targets.parse_words(content)
                ids = ids or ((words,) if role == "reference" else ())
            found.append(_Mention(shown, cell, text.count("\n", 0, match.start()) + 1, role, ids))
    return found


def _texts(path: Path) -> list[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise EvidenceError([Fault(path.name, 0, "cannot be read", "store it as a UTF-8 text file")]) from None
    if path.suffix != ".ipynb":
        return [(0, text)]
    try:
        cells = json.loads(text)["cells"]
    except (ValueError, KeyError, TypeError):
        raise EvidenceError([Fault(path.name, 0, "not a notebook", "open it in Jupyter, or restore it")]) from None
    return [(place, "".join(cell["source"])) for place, cell in enumerate(cells, 1) if cell["cell_type"] == "markdown"]


def _claim(facts: Facts, claim_id: str) -> list[str]:
    claim = facts.claims[claim_id]
    source = facts.sources[claim.source_id]
    lines = [
        f"claim      {claim_id}",
        f"source     {source.source_id}, {facts.name(source.publisher)}, {source.published} [{source.cite}]",
        f"seed       seeds/{source.file}:{claim.line}, characters {claim.start} to {claim.end} ({claim.match})",
        f"quote      « {shorten(claim.quote, 400)} »{' — NO LONGER IN THE SEED' * (claim_id in facts.stale)}",
        *([] if source.language == "en" else
          [f"english    {shorten(claim.english, 400)} (our rendering)" if claim.english else "english    none"]),
        f"said by    {facts.name(claim.said_by)}; reported by {facts.name(claim.reported_by)}; "
        f"{english.STANCES[claim.stance]}",
    ]
    return lines + _rows(facts, claim_id) + _judged(facts, claim_id)


def _rows(facts: Facts, claim_id: str) -> list[str]:
    of = {table: rows[claim_id] for table, rows in facts.of_claim.items()}
    lines = [f"quantities {facts.name(row.subject)}, {row.measure}: {english.quantity(row)} from « "
             f"{shorten(row.text)} »" for row in of["quantities"]]
    lines += [f"relations  {facts.name(row.subject)} {english.plain(row.relation)} {facts.name(row.object)}"
              for row in of["relations"]]
    lines += [f"attributes {facts.name(row.subject)}, {row.attribute}: {shorten(row.value)} from « "
              f"{shorten(row.text)} »" for row in of["attributes"]]
    lines += [f"events     {facts.name(row.event)}: {row.date} from « {shorten(row.text)} »" for row in of["events"]]
    return lines + [f"bearings   {row.how} {row.proposition}" for row in of["bearings"]]


def _judged(facts: Facts, claim_id: str) -> list[str]:
    lines = [f"compared   {english.VERDICTS[row.verdict]}: {row.claim_id} / {row.other_id}: {shorten(row.why, 200)}"
             for row in facts.comparisons if claim_id in (row.claim_id, row.other_id)]
    return lines + [f"checked    {english.CHECKS[row.verdict]}: {row.reference_id}: {shorten(row.why, 200)}"
                    for row in facts.external_checks if row.claim_id == claim_id]


def _reference(facts: Facts, reference_id: str) -> list[str]:
    row = facts.references[reference_id]
    lines = [
        f"reference  {reference_id}: {facts.name(row.subject)}, {row.measure}: {english.quantity(row)}",
        f"citation   {shorten(facts.citation(row.cite), 400)} [{row.cite}], {shorten(row.locator, 200)}",
        f"status     {english.STATUSES[row.status]}",
    ]
    return lines + [f"checked    {english.CHECKS[check.verdict]}: {check.claim_id}: {shorten(check.why, 200)}"
                    for check in facts.external_checks if check.reference_id == reference_id]


def _result(result) -> list[str]:
    return [f"{result.kind:<10} {result.id}: {shorten(result.text, 400)}",
            f"computed   chapters/{result.chapter}.ipynb: cell {result.cell + 1}",
            *(f"rests on   {name}" for name in result.rests_on)]


def _uses(wanted: str, published: list, mentions: list[_Mention]) -> list[str]:
    lines = [f"used in    {mention}" for mention in mentions if wanted in mention.ids]
    for user in (shown for shown in published if wanted in shown.rests_on):
        lines.append(f"used in    chapters/{user.chapter}.ipynb: cell {user.cell + 1} ({user.kind} {user.name})")
        lines += [f"           printed in {mention}" for mention in mentions if user.id in mention.ids]
    return list(dict.fromkeys(lines)) or ["used in    no page, figure or table"]


def _unknown(wanted: str, known: list[str]) -> Fault:
    return Fault(shorten(wanted), 0, "names no claim, reference point or result",
                 did_you_mean(wanted, known, "look it up in data/claims.csv or data/reference_points.csv"))
