"""All about each entity in one place: what it says, where it is named, relations, figures from outside, uses."""

from collections import Counter
from collections.abc import Iterable
from itertools import chain
from types import SimpleNamespace
from typing import Any

from docutils import nodes

from evidence.index.about import About
from evidence.language import english
from evidence.sphinxext.blocks import BlockDirective, Section, block_directive
from evidence.sphinxext.build_state import domain_of
from evidence.sphinxext.render import PageContext


def _entities(page: PageContext, kinds: str) -> dict[str, Any]:
    """Every entity of these kinds that has enough claims, relations or figures to be worth a place of its own."""
    entities = [_entity(page, about) for about in page.state.about.values() if about.row.kind in kinds.split()]
    counts = Counter(entity.row.kind for entity in entities)
    return {"entities": entities,
            "kinds": [(kind, english.as_words(kind), counts[kind]) for kind in kinds.split() if counts[kind]]}


def _index(page: PageContext, argument: str) -> dict[str, Any]:
    """All entities that have a place of their own, by name."""
    return {"entities": [about for entity, about in page.state.about.items() if page.entity(entity)]}


def _entity(page: PageContext, about: About) -> SimpleNamespace:
    named = [claim for claim in about.named if claim not in about.says]
    uses = chain(*(page.uses("claim", claim) for claim in dict.fromkeys([*about.says, *about.named])),
                 *(page.uses("reference", point) for point in about.references))
    return SimpleNamespace(row=about.row, says=_claims(page, about.says), named=_claims(page, named),
                           relations=about.relations.items(), figures=_figures(uses),
                           references=[page.facts.references[point] for point in about.references])


def _claims(page: PageContext, ids: Iterable[str]) -> list[SimpleNamespace]:
    return [page.facts.claims[claim] for claim in ids]


def _figures(uses: Iterable[SimpleNamespace]) -> list[SimpleNamespace]:
    """The figures and tables among some uses, each once."""
    return list({(use.docname, use.href): use for use in uses if use.kind in ("figure", "table")}.values())


class _EntityDirective(BlockDirective):
    """Every entity of the kinds named."""

    required_arguments, final_argument_whitespace = 1, True
    sections = (Section("", "entities.html", _entities),)

    def run(self) -> list[nodes.Node]:
        domain_of(self.env).kinds.update(dict.fromkeys(self.arguments[0].split(), self.env.docname))
        return super().run()


DIRECTIVES = {"entity-list": _EntityDirective, "entity-index": block_directive("entity_index.html", _index)}
