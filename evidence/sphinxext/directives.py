"""The directives by name."""

from evidence.sphinxext import boxes, tiles
from evidence.sphinxext.content import agreement, api, benchmark, differences, documentation, register, sources

DIRECTIVES = {name: directive
              for module in (sources, register, agreement, documentation, api, benchmark, differences, boxes, tiles)
              for name, directive in module.DIRECTIVES.items()}
api.DESCRIBED.update(DIRECTIVES)
