"""The register of all claims: a table that works without a script, and filters that need one."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from evidence.sphinxext.blocks import block_directive
from evidence.sphinxext.render import PageContext


def _register(page: PageContext, argument: str) -> dict[str, Any]:
    """Rows of the register and the choices of its filters."""
    rows = [_row(page, claim) for source in page.facts.source_order
            for claim in page.facts.claims_of[source.source_id]]
    filters = [
        ("source", "Source", _choices(rows, lambda row: {row.claim.source_id: row.claim.source_id})),
        ("speaker", "Speaker", _choices(rows, lambda row: {row.claim.said_by: row.speaker})),
        ("stance", "How firmly", _choices(rows, lambda row: {row.claim.stance: row.claim.stance})),
        ("subject", "Subject", _choices(rows, lambda row: row.subjects)),
        ("chapter", "Used in", _choices(rows, lambda row: row.chapters)),
    ]
    return {"rows": rows, "filters": filters}


def _row(page: PageContext, claim) -> SimpleNamespace:
    uses = page.uses("claim", claim.claim_id)
    chapters = {use.docname: use.page for use in uses}
    return SimpleNamespace(
        claim=claim, slug=claim.claim_id.partition("/")[2], speaker=page.name(claim.said_by),
        subjects={entity: page.name(entity) for entity in page.facts.subjects(claim.claim_id)},
        chapters=chapters or {"-": "not used"}, uses=uses,
        quantities=page.facts.of_claim["quantities"][claim.claim_id],
    )


def _choices(rows: list[SimpleNamespace],
             names: Callable[[SimpleNamespace], dict[str, str]]) -> list[tuple[str, str, int]]:
    """(id, name, count) of the choices of one filter, by name."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        for pair in names(row).items():
            counts[pair] = counts.get(pair, 0) + 1
    return [(choice, name, count)
            for (choice, name), count in sorted(counts.items(), key=lambda counted: counted[0][1].lower())]


DIRECTIVES = {"evidence-register": block_directive("register.html", _register)}
