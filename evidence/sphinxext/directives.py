"""The directives by name."""

from evidence.sphinxext import boxes, tiles
from evidence.sphinxext.content import (
    agreement,
    api,
    benchmark,
    differences,
    documentation,
    entities,
    register,
    scenarios,
    sources,
)
from evidence.sphinxext.legend import LegendDirective

DIRECTIVES = {"legend": LegendDirective} | {
    name: directive for module in (sources, register, agreement, entities, documentation, api, benchmark, differences,
                                   boxes, tiles, scenarios)
    for name, directive in module.DIRECTIVES.items()}
api.DESCRIBED.update(DIRECTIVES)
