"""Where sources meet: claims on one matter side by side, propositions by source, outside checks."""

from collections import defaultdict
from itertools import combinations
from types import SimpleNamespace


def register(page, argument: str) -> dict:
    """Groups of claims on one subject and measure, and every pair that has a verdict."""
    still_open = uncompared(page.facts)
    return {"groups": [_group(page.facts, still_open, *one) for one in groups(page.facts)],
            "matters": matters(page.facts)}


def groups(facts) -> list[tuple[str, str, list]]:
    """Return (subject, measure, quantities) wherever two claims speak of the same."""
    found = defaultdict(list)
    for rows in facts.of_claim["quantities"].values():
        for row in rows:
            found[row.subject, row.measure].append(row)
    return [(*pair, rows) for pair, rows in sorted(found.items()) if len({row.claim_id for row in rows}) > 1]


def uncompared(facts) -> list[tuple[str, str]]:
    """Return pairs of claims on the same subject and measure that no verdict speaks of."""
    judged = {frozenset((row.claim_id, row.other_id)) for row in facts.comparisons}
    pairs = {pair for _, _, rows in groups(facts)
             for pair in combinations(sorted({row.claim_id for row in rows}), 2)}
    return sorted(pair for pair in pairs if frozenset(pair) not in judged)


def matters(facts) -> dict[str, list]:
    """Return matter → its comparisons."""
    found = defaultdict(list)
    for row in facts.comparisons:
        found[row.matter].append(row)
    return dict(sorted(found.items()))


def _group(facts, still_open: list[tuple[str, str]], subject: str, measure: str, rows: list) -> SimpleNamespace:
    ids = {row.claim_id for row in rows}
    judged = [row for row in facts.comparisons if {row.claim_id, row.other_id} <= ids]
    return SimpleNamespace(subject=subject, measure=measure, rows=rows, judged=judged,
                           open=[pair for pair in still_open if ids.issuperset(pair)])


def matrix(page, argument: str) -> dict:
    """Proposition × source: the claims that bear on it, and how."""
    cells = defaultdict(list)
    for rows in page.facts.of_claim["bearings"].values():
        for row in rows:
            cells[row.proposition, row.source_id].append(row)
    order = ("supports", "qualifies", "contradicts")
    for rows in cells.values():
        rows.sort(key=lambda row: (order.index(row.how), row.claim_id))
    return {"propositions": [page.facts.propositions[one] for one in page.facts.propositions],
            "sources": page.facts.source_order, "cells": cells,
            "order": order}


def external(page, argument: str) -> dict:
    """Every claim that was set against a reference point."""
    return {"rows": sorted(page.facts.external_checks, key=lambda row: (row.claim_id, row.reference_id))}
