"""Where sources meet: claims on one matter side by side, propositions by source, outside checks."""

from collections import defaultdict
from itertools import combinations
from types import SimpleNamespace
from typing import Any

from evidence.index.facts import Facts
from evidence.sphinxext.blocks import block_directive
from evidence.sphinxext.render import PageContext

Pair = tuple[str, str]
ORDER = ("supports", "qualifies", "contradicts")


def _register(page: PageContext, argument: str) -> dict[str, Any]:
    """Groups of claims on one subject and measure, and every pair that has a verdict."""
    groups = _groups(page.facts)
    still_open = _uncompared(page.facts, groups)
    return {"groups": [_group(page.facts, still_open, *pair, rows) for pair, rows in groups],
            "matters": _matters(page.facts)}


def _groups(facts: Facts) -> list[tuple[Pair, list]]:
    """((subject, measure), quantities) wherever two claims speak of the same."""
    found = defaultdict(list)
    for rows in facts.of_claim["quantities"].values():
        for row in rows:
            found[row.subject, row.measure].append(row)
    return [(pair, rows) for pair, rows in sorted(found.items()) if len({row.claim_id for row in rows}) > 1]


def _uncompared(facts: Facts, groups: list[tuple[Pair, list]]) -> list[Pair]:
    """Pairs of claims on the same subject and measure that no verdict speaks of."""
    judged = {frozenset((row.claim_id, row.other_id)) for row in facts.comparisons}
    pairs = {pair for _, rows in groups for pair in combinations(sorted({row.claim_id for row in rows}), 2)}
    return sorted(pair for pair in pairs if frozenset(pair) not in judged)


def _matters(facts: Facts) -> dict[str, list]:
    """Matter → its comparisons."""
    found = defaultdict(list)
    for row in facts.comparisons:
        found[row.matter].append(row)
    return dict(sorted(found.items()))


def _group(facts: Facts, still_open: list[Pair], subject: str, measure: str, rows: list) -> SimpleNamespace:
    ids = {row.claim_id for row in rows}
    judged = [row for row in facts.comparisons if {row.claim_id, row.other_id} <= ids]
    return SimpleNamespace(subject=subject, measure=measure, rows=rows, judged=judged,
                           open=[pair for pair in still_open if ids.issuperset(pair)])


def _matrix(page: PageContext, argument: str) -> dict[str, Any]:
    """Proposition × source: the claims that bear on it, and how."""
    cells = defaultdict(list)
    for rows in page.facts.of_claim["bearings"].values():
        for row in rows:
            cells[row.proposition, row.source_id].append(row)
    for rows in cells.values():
        rows.sort(key=lambda row: (ORDER.index(row.how), row.claim_id))
    return {"propositions": list(page.facts.propositions.values()), "sources": page.facts.source_order,
            "cells": cells, "order": ORDER}


def _external(page: PageContext, argument: str) -> dict[str, Any]:
    """Every claim that was set against a reference point."""
    return {"rows": sorted(page.facts.external_checks, key=lambda row: (row.claim_id, row.reference_id))}


DIRECTIVES = {
    "agreement-register": block_directive("agreement.html", _register),
    "proposition-matrix": block_directive("matrix.html", _matrix),
    "external-checks": block_directive("external_checks.html", _external),
}
