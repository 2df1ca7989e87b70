"""All about each entity in one place: what it says, where it is named, relations, figures from outside, uses."""

from collections.abc import Iterable
from itertools import chain
from types import SimpleNamespace
from typing import Any

from evidence.index.about import About
from evidence.language import english
from evidence.sphinxext.blocks import block_directive
from evidence.sphinxext.render import PageContext


def _entities(page: PageContext, argument: str) -> dict[str, Any]:
    """Every entity with enough claims, relations or figures to be worth a place of its own."""
    entities = [_entity(page, about) for about in page.state.about.values()]
    kinds = sorted({one.row.kind for one in entities})
    return {"entities": entities, "kinds": [(kind, english.as_words(kind), sum(one.row.kind == kind for one in entities))
                                            for kind in kinds]}


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


DIRECTIVES = {"entity-list": block_directive("entities.html", _entities)}
