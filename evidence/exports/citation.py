"""How the report wishes to be cited: ``CITATION.cff``, as far as machines ask for it."""

from pathlib import Path
from typing import NamedTuple

from evidence.errors import fail
from evidence.ledger import strict_yaml

FILE = "CITATION.cff"


class Citation(NamedTuple):
    """What describes the whole; an empty text where the report does not say."""

    title: str = ""
    abstract: str = ""
    version: str = ""
    released: str = ""
    authors: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()  # SPDX


def read_citation(root: Path) -> Citation:
    """Read ``CITATION.cff``; a report without one has an empty citation. EvidenceError where it cannot be read."""
    path = root / FILE
    if not path.is_file():
        return Citation()
    content = strict_yaml.read_yaml(path, FILE).content or {}
    named = content.get("authors", []) if isinstance(content, dict) else None
    if not isinstance(named, list) or not all(isinstance(author, dict) for author in named):
        fail(FILE, 1, "itself or an author is no list of fields", "write it as citation-file-format.github.io")
    authors = (author.get("name") or f"{author.get('given-names', '')} {author.get('family-names', '')}".strip()
               for author in named)
    plain = {name: str(content.get(key, "")).strip()
             for name, key in (("title", "title"), ("abstract", "abstract"), ("version", "version"),
                               ("released", "date-released"))}
    licences = content.get("license", ())
    return Citation(**plain, authors=tuple(authors), keywords=tuple(map(str, content.get("keywords", ()))),
                    licences=(licences,) if isinstance(licences, str) else tuple(map(str, licences)))
