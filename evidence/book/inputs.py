"""Hashes of all that a book is made from, taken before anything heavy is imported; time stamps are not believed."""

from pathlib import Path

from evidence.disk import digest
from evidence.disk.sources import SOURCES

ENGINE = Path(__file__).parents[1]


def inputs(root: Path) -> dict[str, str]:
    """What a book follows from, by kind; ``tables`` follow from the ledger, but somebody may have edited them."""
    notebooks = sorted((root / "chapters").rglob("*.ipynb"))
    packages = sorted(path.parent for path in root.glob("*/__init__.py") if path.parent != ENGINE)
    return {
        "ledger": digest.of([root / "ledger", root / "seeds"]),
        "tables": digest.of([root / digest.TABLES]),
        "code": digest.of([*packages, ENGINE]),
        "environment": digest.of_environment(digest.python_environment(root) | digest.provenance()),
        "notebooks": digest.of(notebooks),
        "pages": digest.of(root / name for name in SOURCES if name not in ("data", "ledger", "seeds")),
    }
