"""The register of all claims: a table that works without a script, and filters that need one."""

from types import SimpleNamespace


def context(page, argument: str) -> dict:
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


def _row(page, claim) -> SimpleNamespace:
    uses = page.uses("claim", claim.claim_id)
    chapters = {use.docname: use.page for use in uses}
    return SimpleNamespace(
        claim=claim, slug=claim.claim_id.partition("/")[2], speaker=page.name(claim.said_by),
        subjects={one: page.name(one) for one in page.facts.subjects(claim.claim_id)},
        chapters=chapters or {"-": "not used"}, uses=uses,
        quantities=page.facts.of_claim["quantities"][claim.claim_id],
    )


def _choices(rows, names) -> list[tuple[str, str, int]]:
    """Return (id, name, count), by name."""
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        for pair in names(row).items():
            counts[pair] = counts.get(pair, 0) + 1
    return [(one, name, count) for (one, name), count in sorted(counts.items(), key=lambda it: it[0][1].lower())]
