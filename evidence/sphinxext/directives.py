"""The directives by name."""

from evidence.sphinxext.content import agreement, api, benchmark, differences, documentation, register, sources

DIRECTIVES = {name: directive
              for module in (sources, register, agreement, documentation, api, benchmark, differences)
              for name, directive in module.DIRECTIVES.items()}
