"""Content of the evidence pages: one source each, the list of sources, the reference points."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from evidence.sphinxext.blocks import BlockDirective, Section, block_directive
from evidence.sphinxext.build_state import domain_of
from evidence.sphinxext.content.downloads import source_script
from evidence.sphinxext.content.register import choices
from evidence.sphinxext.render import PageContext


def _about(page: PageContext, source_id: str) -> dict[str, Any]:
    """What a source is, who published it and how we know."""
    source = page.facts.sources[source_id]
    return {"source": source, "json": source_script(page, source)}


def _claims(page: PageContext, source_id: str) -> dict[str, Any]:
    """The claims of a source in the order of its text."""
    return {"claims": [_claim(page, claim) for claim in page.facts.claims_of[source_id]],
            "language": _language(page, source_id)}


def _set_aside(page: PageContext, source_id: str) -> dict[str, Any]:
    """Passages read and left out on purpose."""
    return {"passages": page.facts.set_aside[source_id], "lines": _lines(page, source_id),
            "language": _language(page, source_id)}


def _glitches(page: PageContext, source_id: str) -> dict[str, Any]:
    """Slips of the source."""
    return {"slips": page.facts.glitches[source_id], "lines": _lines(page, source_id),
            "language": _language(page, source_id)}


def _language(page: PageContext, source_id: str) -> str:
    return page.facts.sources[source_id].language


def _lines(page: PageContext, source_id: str) -> Callable[[int], int]:
    text = page.facts.seed_text(source_id) or ""
    return lambda start: text.count("\n", 0, start) + 1


def _claim(page: PageContext, claim) -> SimpleNamespace:
    read = {table: rows[claim.claim_id] for table, rows in page.facts.of_claim.items()}
    return SimpleNamespace(row=claim, slug=claim.claim_id.partition("/")[2], uses=page.uses("claim", claim.claim_id),
                           agreement=page.agreement(claim.claim_id), **read)


def _source_list(page: PageContext, argument: str) -> dict[str, Any]:
    """Every source with its publisher, date and number of claims."""
    return {"sources": page.facts.source_order}


def _reference_list(page: PageContext, argument: str) -> dict[str, Any]:
    """Every reference point by what it is about, with its uses and the claims it is set against; and its filters."""
    points = [_point(page, row) for row in sorted(page.facts.references.values(), key=lambda row: row.reference_id)]
    groups: dict[str, list[SimpleNamespace]] = {}
    for point in sorted(points, key=lambda point: page.name(point.row.subject).lower()):
        groups.setdefault(point.row.subject, []).append(point)
    filters = [
        ("subject", "About", choices(points, lambda point: {point.row.subject: page.name(point.row.subject)})),
        ("status", "How read", choices(points, lambda point: {point.row.status: point.row.status})),
        ("chapter", "Used in", choices(points, lambda point: point.chapters)),
    ]
    return {"groups": groups.items(), "filters": filters}


def _point(page: PageContext, row) -> SimpleNamespace:
    uses = {use.docname: use.page for use in page.uses("reference", row.reference_id)}
    checks = [check for check in page.facts.external_checks if check.reference_id == row.reference_id]
    return SimpleNamespace(row=row, chapters=uses or {"-": "not used"}, checks=checks)


def _hand_read(page: PageContext, argument: str) -> dict[str, Any]:
    """Numbers that a person read because no parser could."""
    return {"numbers": [row for found in page.facts.of_claim["quantities"].values() for row in found
                        if row.read_by == "hand"]}


class _SourceDirective(BlockDirective):
    """One source: what it is, its claims, what was set aside, its slips."""

    required_arguments = 1
    sections = (
        Section("About this source", "source_about.html", _about),
        Section("What it says, in the order of the text", "source_claims.html", _claims),
        Section("Read and left out", "source_set_aside.html", _set_aside),
        Section("Slips of the source", "source_glitches.html", _glitches),
    )

    def _wrong_with(self, argument: str) -> str:
        known = domain_of(self.env).state.facts.sources
        return "" if argument in known else f"no source '{argument}'; use one of: {', '.join(sorted(known))}"


DIRECTIVES: dict[str, type[BlockDirective]] = {
    "evidence-source": _SourceDirective,
    "source-list": block_directive("source_list.html", _source_list),
    "reference-list": block_directive("reference_list.html", _reference_list),
    "hand-read": block_directive("hand_read.html", _hand_read),
}
