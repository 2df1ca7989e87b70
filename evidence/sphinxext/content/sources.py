"""Content of the evidence pages: one source each, the list of sources, the reference points."""

from types import SimpleNamespace

from evidence.sphinxext.blocks import BlockDirective, Part
from evidence.sphinxext.content import downloads


def about(page, source_id: str) -> dict:
    """What a source is, who published it and how we know."""
    source = page.facts.sources[source_id]
    return {"source": source, "json": downloads.source_script(page, source)}


def claims(page, source_id: str) -> dict:
    """The claims of a source in the order of its text."""
    return {"claims": [_claim(page, claim) for claim in page.facts.claims_of[source_id]],
            "language": _language(page, source_id)}


def set_aside(page, source_id: str) -> dict:
    """Passages read and left out on purpose."""
    return {"passages": page.facts.set_aside[source_id], "lines": _lines(page, source_id),
            "language": _language(page, source_id)}


def glitches(page, source_id: str) -> dict:
    """Slips of the source."""
    return {"slips": page.facts.glitches[source_id], "lines": _lines(page, source_id),
            "language": _language(page, source_id)}


def _language(page, source_id: str) -> str:
    return page.facts.sources[source_id].language


def _lines(page, source_id: str):
    text = page.facts.seed(source_id) or ""
    return lambda start: text.count("\n", 0, start) + 1


def _claim(page, claim) -> SimpleNamespace:
    read = {table: rows[claim.claim_id] for table, rows in page.facts.of_claim.items()}
    return SimpleNamespace(row=claim, slug=claim.claim_id.partition("/")[2], uses=page.uses("claim", claim.claim_id),
                           agreement=page.agreement(claim.claim_id), **read)


def source_list(page, argument: str) -> dict:
    """Every source with its publisher, date and number of claims."""
    return {"sources": page.facts.source_order}


def reference_list(page, argument: str) -> dict:
    """Every reference point with its uses and the claims it is set against."""
    checks = page.facts.external_checks
    return {"points": [SimpleNamespace(row=row, uses=page.uses("reference", row.reference_id),
                                       checks=[one for one in checks if one.reference_id == row.reference_id])
                       for row in sorted(page.facts.references.values(), key=lambda one: one.reference_id)]}


def hand_read(page, argument: str) -> dict:
    """Numbers that a person read because no parser could."""
    return {"numbers": [row for found in page.facts.of_claim["quantities"].values() for row in found
                        if row.read_by == "hand"]}


class SourceDirective(BlockDirective):
    """One source: what it is, its claims, what was set aside, its slips."""

    required_arguments = 1
    parts = (
        Part("About this source", "source_about.html", about),
        Part("What it says, in the order of the text", "source_claims.html", claims),
        Part("Read and left out", "source_set_aside.html", set_aside),
        Part("Slips of the source", "source_glitches.html", glitches),
    )

    def fault(self, argument: str) -> str:
        known = self.env.app.evidence.facts.sources
        return "" if argument in known else f"no source '{argument}'; use one of: {', '.join(sorted(known))}"
