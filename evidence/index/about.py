"""All that the report has on one entity: where it speaks, where it is named, relations, figures from outside."""

from collections import defaultdict
from dataclasses import dataclass, field
from types import SimpleNamespace

from evidence.index.facts import Facts

ENOUGH = 4  # fewer claims, relations and figures than this are found as fast in the register


@dataclass
class About:
    """One entity: its row, and the rows and ids that concern it, in the order of the tables."""

    row: SimpleNamespace
    says: list[str] = field(default_factory=list)  # ids of claims
    named: list[str] = field(default_factory=list)
    relations: dict[tuple[bool, str, str], list[str]] = field(default_factory=dict)
    references: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many claims, relations and figures from outside it has."""
        return len(set(self.says) | set(self.named)) + len(self.relations) + len(self.references)


def about_entities(facts: Facts) -> dict[str, About]:
    """Entity → what concerns it, for those with enough to fill a section, by name.

    ``relations``: (it is the subject, relation, the other) → the claims that say so.
    """
    found: dict[str, About] = defaultdict(lambda: About(SimpleNamespace()))
    for claim in (claim for source in facts.source_order for claim in facts.claims_of[source.source_id]):
        found[claim.said_by].says.append(claim.claim_id)
        for entity in facts.subjects(claim.claim_id):
            found[entity].named.append(claim.claim_id)
        for row in facts.of_claim["relations"][claim.claim_id]:
            found[row.subject].relations.setdefault((True, row.relation, row.object), []).append(claim.claim_id)
            found[row.object].relations.setdefault((False, row.relation, row.subject), []).append(claim.claim_id)
    for point in facts.references.values():
        found[point.subject].references.append(point.reference_id)
    for entity, about in found.items():
        about.row = facts.entities.get(entity, SimpleNamespace())
    kept = [entity for entity, about in found.items() if entity in facts.entities and about.size >= ENOUGH]
    return {entity: found[entity] for entity in sorted(kept, key=lambda entity: facts.name(entity).lower())}
