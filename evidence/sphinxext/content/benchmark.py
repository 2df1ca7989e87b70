"""The table of a benchmark, and the machine on which it was measured, from the file that ``evidence bench`` writes."""

from benchmarks.command import PARTS
from benchmarks.table import FILE
from evidence.disk import atomic

PRINTED = {"s": "{:.2f}", "MB": "{:.0f}", "claims/s": "{:,.0f}"}


def table(page, argument: str) -> dict:
    """The parts that have been measured, in their order; none where nobody has run it."""
    kept = atomic.read_state(page.facts.report.root / FILE)
    return {"parts": [(PARTS[part], kept[part]) for part in PARTS if part in kept], "printed": printed}


def printed(value: float | None, unit: str = "") -> str:
    """A measured value for the reader."""
    if value is None:
        return ""
    return f"{PRINTED.get(unit, '{:.3g}').format(value)}\N{NO-BREAK SPACE}{unit}".strip()
