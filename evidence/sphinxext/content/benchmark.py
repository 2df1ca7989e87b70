"""The table of a benchmark, and the machine on which it was measured, from a file of measurements beside the page."""

from pathlib import Path
from typing import Any

from evidence.disk import atomic
from evidence.sphinxext.blocks import block_directive
from evidence.sphinxext.render import PageContext

PRINTED = {"s": "{:.2f}", "MB": "{:.0f}", "claims/s": "{:,.0f}"}


def _table(page: PageContext, argument: str) -> dict[str, Any]:
    """The parts of the file that the directive names, in its order; none where nobody has measured anything."""
    folder = Path(page.env.doc2path(page.docname)).parent
    return {"parts": list(atomic.read_state(folder / argument).values()), "printed": _printed}


def _printed(value: float | None, unit: str = "") -> str:
    """A measured value for the reader."""
    if value is None:
        return ""
    return f"{PRINTED.get(unit, '{:.3g}').format(value)}\N{NO-BREAK SPACE}{unit}".strip()


DIRECTIVES = {"benchmark-table": block_directive("benchmark.html", _table, arguments=1)}
