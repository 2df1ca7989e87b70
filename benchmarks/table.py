"""What a benchmark found: rows, the machine, and the file beside the chapters from which the book shows both."""

import json
import os
import platform
import statistics
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from evidence.disk import atomic

FILE = "chapters/benchmark.json"
PACKAGES = ("evidence-report", "jupyter-book", "sphinx", "papermill", "nbclient", "ipykernel",
            "nbval", "pytest-xdist", "pandas", "matplotlib", "distributed")


@dataclass(frozen=True)
class Row:
    """One comparison. ``value`` and ``other_value`` are medians in ``unit``; ``bar`` is what the ratio was to reach."""

    what: str
    value: float
    other: str = ""
    other_value: float | None = None
    unit: str = "s"
    bar: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours to theirs."""
        return self.value / self.other_value if self.other_value else None


def median(values: list[float]) -> float:
    """Median to four significant digits: nobody measures more."""
    return float(f"{statistics.median(values):.4g}")


def in_lines(rows: list[Row]) -> str:
    """The rows as lines for a terminal."""
    lines = []
    for row in rows:
        beside = f"  beside {row.other}: {row.other_value:.4g} {row.unit}, ratio {row.ratio:.3f}" if row.other else ""
        lines.append(f"{row.what}: {row.value:.4g} {row.unit}{beside}{f'  (asked for: {row.bar})' if row.bar else ''}")
    return "\n".join(lines)


def measured(compares: str, rows: list[Row], repeat: int, date: str) -> dict:
    """What the file holds of a part: what it compares, its rows, and where and when they were measured."""
    return {"compares": compares, "date": date, "machine": _machine(), "packages": _packages(), "repeat": repeat,
            "rows": [asdict(row) | {"ratio": row.ratio and float(f"{row.ratio:.3g}")} for row in rows]}


def store_part(root: Path, part: str, order: list[str], content: dict) -> None:
    """Put a part in place of that of the time before; the other parts stay, in the order given."""
    path = root / FILE
    kept = atomic.read_state(path) | {part: content}
    kept = {name: kept[name] for name in order if name in kept}
    atomic.store(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", path)


def _machine() -> dict:
    """Processor, cores that we may use, memory in GB, system and Python."""
    return {"processor": _processor(), "cores": len(os.sched_getaffinity(0)), "memory_gb": _memory_gb(),
            "system": f"{platform.system()} {platform.release()}", "python": platform.python_version()}


def _packages() -> dict[str, str]:
    """Versions of what is compared."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def _memory_gb() -> int:
    return round(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30)
