"""The edition a book is compiled as, and what it leaves out; the default book is none."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.errors import EvidenceError, Fault

MARK = ".edition.json"


@dataclass(frozen=True)
class CompiledEdition:
    """Name, description, parameters by chapter, and why each claim left out is; all empty for the default book.

    ``default_book`` is the address of the default book's folder of pages, as seen from this book's; empty where
    there is none beside it.
    """

    name: str = ""
    description: str = ""
    parameters: dict[str, dict[str, Any]] = field(default_factory=dict)
    left_out: dict[str, str] = field(default_factory=dict)
    default_book: str = ""


def read_edition(root: Path) -> CompiledEdition:
    """Read ``.edition.json``; EvidenceError where it is none."""
    path = root / MARK
    if not path.is_file():
        return CompiledEdition()
    try:
        return CompiledEdition(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise EvidenceError([Fault(MARK, 0, f"cannot be read: {error}",
                                   "build the edition anew with 'evidence book --edition NAME'")]) from None
