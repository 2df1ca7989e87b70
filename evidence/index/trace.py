"""The whole chain of a claim, reference point or result: what it is, its words, its rows, its uses."""

import re
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import did_you_mean, fail, printable, shorten
from evidence.index import targets
from evidence.index.facts import Facts
from evidence.language import english
from evidence.notebooks.cells import read_cells
from evidence.notebooks.published import Publication, publications

ROLE = re.compile(r"\{(quantity|statement|reference|computed)\}`([^`]+)`", re.DOTALL)


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
    """The chain of an id, line by line: what it is, its words, its rows, its uses. EvidenceError where it is none."""
    facts = Facts(root)
    pages = sorted([*(root / "chapters").rglob("*.md"), *(root / "chapters").rglob("*.ipynb")])
    pages = [path for path in pages if not any(part.startswith(".") for part in path.relative_to(root).parts)]
    published = [found for path in pages if path.suffix == ".ipynb" for found in publications(path)]
    mentions = [mention for path in pages for mention in _mentions(path, path.relative_to(root).as_posix())]
    known = [*facts.claims, *facts.references, *(publication.id for publication in published)]
    results = [publication for publication in published if publication.id == wanted]
    head = of_ledger(facts, wanted) or (_result(results[0]) if results else [])
    if not head:
        remedy = did_you_mean(wanted, known, "look it up in data/claims.csv or data/reference_points.csv")
        fail(shorten(wanted), 0, "names no claim, reference point or result", remedy)
    return head + _uses(wanted, published, mentions)


def of_ledger(facts: Facts, wanted: str) -> list[str]:
    """What the ledger says of a claim or reference point, line by line; nothing where it is neither."""
    lines = _claim(facts, wanted) if wanted in facts.claims else (
        _reference(facts, wanted) if wanted in facts.references else [])
    return [printable(line) for line in lines]  # the ledger's words act on no terminal


def _mentions(path: Path, shown: str) -> list[_Mention]:
    """The roles on a page (Markdown or notebook)."""
    found = []
    for cell, text in _texts(path, shown):
        for match in ROLE.finditer(text):
            role, content = match.groups()
            line = text.count("\n", 0, match.start()) + 1
            found.append(_Mention(shown, cell, line, role, _ids(role, content, path.stem)))
    return found


def _ids(role: str, content: str, chapter: str) -> tuple[str, ...]:
    """The ids that the text of a role names."""
    if role == "quantity":
        return (targets.parse_quantity(content).claim,)
    if role == "computed":
        return (targets.parse_result(content, chapter),)
    words, ids = targets.parse_words(content)
    return ids or ((words,) if role == "reference" else ())


def _texts(path: Path, shown: str) -> list[tuple[int, str]]:
    """(number of the cell, its text) of a notebook's Markdown; a page of Markdown is cell 0."""
    if path.suffix == ".ipynb":
        cells = enumerate(read_cells(path, shown), 1)
        return [(number, cell["source"]) for number, cell in cells if cell.get("cell_type") == "markdown"]
    try:
        return [(0, path.read_text(encoding="utf-8"))]
    except (OSError, UnicodeDecodeError):
        fail(shown, 0, "cannot be read", "store it as a UTF-8 text file")


def _claim(facts: Facts, claim_id: str) -> list[str]:
    claim = facts.claims[claim_id]
    source = facts.sources[claim.source_id]
    lines = [
        f"claim      {claim_id}",
        f"source     {source.source_id}, {facts.name(source.publisher)}, {english.date(source.published)} "
        f"(known to the {source.published_precision}) [{source.cite}]",
        f"seed       seeds/{source.file}:{claim.line}, characters {claim.start} to {claim.end} ({claim.match})",
        f"quote      « {claim.quote} »{' — NO LONGER IN THE SEED' * (claim_id in facts.stale)}",
        *([f"english    {claim.english} (our rendering)"] if claim.english else []),
        f"said by    {facts.name(claim.said_by)}; "
        + (f"reported by {facts.name(claim.reported_by)}; " if claim.reported_by != claim.said_by else "")
        + facts.words.stances[claim.stance],
    ]
    return lines + _rows(facts, claim_id) + _judged(facts, claim_id)


def _rows(facts: Facts, claim_id: str) -> list[str]:
    of = {table: rows[claim_id] for table, rows in facts.of_claim.items()}
    lines = [f"quantities {facts.name(row.subject)}, {_measure(facts, row)}: {english.quantity(row)} "
             f"from « {row.text} »{_as_of(row)}{_by_hand(row)}" for row in of["quantities"]]
    lines += [f"relations  {facts.name(row.subject)} {english.as_words(row.relation)} {facts.name(row.object)}"
              for row in of["relations"]]
    lines += [f"attributes {facts.name(row.subject)}, {row.attribute}: {row.value} from « "
              f"{row.text} »" for row in of["attributes"]]
    lines += [f"events     {facts.name(row.event)}: {english.date(row.date)} from « {row.text} »"
              f"{f' ({row.why})' if row.why else ''}" for row in of["events"]]
    return lines + [f"bearings   {english.HOW[row.how]}: {facts.propositions[row.proposition].statement} "
                    f"[{row.proposition}]{f' ({row.why})' if row.why else ''}" for row in of["bearings"]]


def _measure(facts: Facts, row) -> str:
    return facts.measures[row.measure].name if row.measure in facts.measures else english.as_words(row.measure)


def _as_of(row) -> str:
    return f", as of {english.date(row.as_of)}" if row.as_of else ""


def _by_hand(row) -> str:
    return f" (read by hand{f': {row.why}' if row.why else ''})" if row.read_by == "hand" else ""


def _judged(facts: Facts, claim_id: str) -> list[str]:
    lines = [f"compared   {facts.words.verdicts[row.verdict]}: {row.claim_id} / {row.other_id} ({row.matter}): "
             f"{row.why}" for row in facts.comparisons if claim_id in (row.claim_id, row.other_id)]
    return lines + [f"checked    {facts.words.checks[row.verdict]}{_apart(row)}: {row.reference_id}: {row.why}"
                    for row in facts.external_checks if row.claim_id == claim_id]


def _apart(row) -> str:
    return "" if row.within_percent is None else f", {english.apart(row.within_percent)}"


def _reference(facts: Facts, reference_id: str) -> list[str]:
    row = facts.references[reference_id]
    lines = [
        f"reference  {reference_id}: {facts.name(row.subject)}, {_measure(facts, row)}: "
        f"{english.quantity(row)}{_as_of(row)}",
        f"citation   {facts.citation(row.cite)} [{row.cite}], {row.locator}",
        f"status     {english.STATUSES[row.status]}",
    ]
    return lines + [f"checked    {facts.words.checks[check.verdict]}{_apart(check)}: {check.claim_id}: {check.why}"
                    for check in facts.external_checks if check.reference_id == reference_id]


def _result(result: Publication) -> list[str]:
    return [f"{result.kind:<10} {result.id}: {shorten(result.text, 400)}",
            f"computed   chapters/{result.chapter}.ipynb: cell {result.cell + 1}",
            *(f"rests on   {target}" for target in result.rests_on)]


def _uses(wanted: str, published: list[Publication], mentions: list[_Mention]) -> list[str]:
    lines = [f"used in    {mention}" for mention in mentions if wanted in mention.ids]
    for user in (publication for publication in published if wanted in publication.rests_on):
        lines.append(f"used in    chapters/{user.chapter}.ipynb: cell {user.cell + 1} ({user.kind} {user.name})")
        lines += [f"           printed in {mention}" for mention in mentions if user.id in mention.ids]
    return list(dict.fromkeys(lines)) or ["used in    no page, figure or table"]
