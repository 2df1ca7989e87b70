"""The directives by name."""

from evidence.sphinxext.content import (
    agreement,
    api,
    benchmark,
    differences,
    documentation,
    entities,
    register,
    sources,
)
from evidence.sphinxext.legend import LegendDirective

DIRECTIVES = {"legend": LegendDirective} | {
    name: directive for module in (sources, register, agreement, entities, documentation, api, benchmark, differences)
    for name, directive in module.DIRECTIVES.items()}
api.DESCRIBED.update(DIRECTIVES)
