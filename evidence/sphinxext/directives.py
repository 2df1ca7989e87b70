"""The directives by name."""

from evidence.sphinxext.content import (
              agreement,
              api,
              benchmark,
              differences,
              documentation,
              register,
              scenarios,
              sources,
)

DIRECTIVES = {name: directive
              for module in (sources, register, agreement, documentation, api, benchmark, differences, scenarios)
              for name, directive in module.DIRECTIVES.items()}
api.DESCRIBED.update(DIRECTIVES)
