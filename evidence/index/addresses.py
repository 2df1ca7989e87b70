"""Where on the pages a claim, a reference point or a result stands."""

FOLDER = "chapters/evidence"
REFERENCES = "chapters/references"


def place(what: str, target: str, found_docs=None, chapters=None) -> tuple[str, str]:
    """Return (page, anchor) of a claim, reference point or result."""
    head, _, tail = target.partition("/")
    if what == "claim":
        return f"{FOLDER}/{head}", tail
    if what == "reference":
        return REFERENCES, target
    return (chapters or {}).get(head, f"chapters/{head}"), f"result-{tail}"


def key(what: str, target: str) -> str:
    """The id of a card."""
    return f"card-{what}-{target.replace('/', '--')}"
