"""The register of all claims: a table that works without a script, and filters that need one."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from evidence.sphinxext.blocks import block_directive
from evidence.sphinxext.render import PageContext

ABOUT = 2  # subjects that a row names; the evidence page has all


def _register(page: PageContext, argument: str) -> dict[str, Any]:
    """Rows of the register and the choices of its filters."""
    rows = [_row(page, claim) for source in page.facts.source_order
            for claim in page.facts.claims_of[source.source_id]]
    filters = [
        ("proposition", "Proposition", choices(rows, lambda row: row.propositions)),
        ("source", "Source", choices(rows, lambda row: {row.claim.source_id: row.claim.source_id})),
        ("speaker", "Speaker", choices(rows, lambda row: {row.claim.said_by: row.speaker})),
        ("stance", "How firmly", choices(rows, lambda row: {row.claim.stance: row.claim.stance})),
        ("subject", "Subject", choices(rows, lambda row: row.subjects)),
        ("chapter", "Used in", choices(rows, lambda row: row.chapters)),
    ]
    return {"rows": rows, "filters": filters}


def _row(page: PageContext, claim) -> SimpleNamespace:
    uses = page.uses("claim", claim.claim_id)
    chapters = {use.docname: use.page for use in uses}
    subjects = {entity: page.name(entity) for entity in page.facts.subjects(claim.claim_id)}
    return SimpleNamespace(
        claim=claim, speaker=page.name(claim.said_by),
        subjects=subjects, about=list(subjects)[:ABOUT],
        propositions={row.proposition: page.facts.propositions[row.proposition].statement
                      for row in page.facts.of_claim["bearings"][claim.claim_id]},
        chapters=chapters or {"-": "not used"},
        quantities=page.facts.of_claim["quantities"][claim.claim_id],
    )


def choices(rows: list[SimpleNamespace],
             names: Callable[[SimpleNamespace], dict[str, str]]) -> list[tuple[str, str, int]]:
    """(id, name, count) of the choices of one filter, by name; ``names``: those of one row."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        for pair in names(row).items():
            counts[pair] = counts.get(pair, 0) + 1
    return [(choice, name, count)
            for (choice, name), count in sorted(counts.items(), key=lambda counted: counted[0][1].lower())]


DIRECTIVES = {"evidence-register": block_directive("register.html", _register)}
