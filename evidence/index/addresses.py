"""Where on the pages a claim, a reference point or a result stands."""

from collections.abc import Mapping
from typing import NamedTuple

FOLDER = "chapters/evidence"
REFERENCES = "chapters/references"


class _Address(NamedTuple):
    """A place on the pages."""

    page: str
    anchor: str


def address_of(what: str, target: str, chapters: Mapping[str, str] | None = None) -> _Address:
    """Where a claim, reference point or result stands; ``chapters``: stem → page, for results."""
    head, _, tail = target.partition("/")
    if what == "claim":
        return _Address(f"{FOLDER}/{head}", tail)
    if what == "reference":
        return _Address(REFERENCES, target)
    return _Address((chapters or {}).get(head, f"chapters/{head}"), f"result-{tail}")


def card_id(what: str, target: str) -> str:
    """The id of a card."""
    return f"card-{what}-{target.replace('/', '--')}"
