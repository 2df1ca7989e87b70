"""The settings of ``_config.yml`` without which a report lacks something, each with what it is for.

Read without Sphinx and Jupyter Book, so that ``evidence check`` need not wait for them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from evidence.errors import EvidenceError, Fault
from evidence.ledger.strict_yaml import read_yaml

CONFIG = "_config.yml"
EXTENSIONS = {
    "myst_nb": "reads Markdown and notebooks",
    "jupyter_book": "is what settings and contents are read by",
    "sphinx_external_toc": "reads _toc.yml",
    "sphinx_book_theme": "is the pages' form",
    "sphinxcontrib.bibtex": "cites what stands in references.bib",
    "evidence.book.settings": "says which settings mean nothing",
    "evidence.sphinxext": "leads each number to its words",
}
_LISTED = ("sphinx", "config", "extensions")  # where a report lists its own; else Jupyter Book does
_KEYS = {
    ("bibtex_bibfiles",): "say '- references.bib' below it, or nothing is cited",
    ("execute", "execute_notebooks"): "say \"off\": 'evidence book' runs the notebooks",
}


def missing_settings(root: Path) -> list[Fault]:
    """A fault for each setting that a page needs and the report has not; none where there is no book yet."""
    if not (root / "_toc.yml").is_file():
        return []
    try:
        document = read_yaml(root / CONFIG, CONFIG)
    except EvidenceError as error:
        return error.faults
    return [document.fault(*missing) for missing in _missing(document.content)]


def _missing(content: Any) -> Iterator[tuple[tuple, str, str]]:
    for place, remedy in _KEYS.items():
        if _at(content, place) is None:
            yield place[:-1], f"'{'.'.join(place)}' is missing", remedy
    listed = _at(content, _LISTED)
    for name, what in EXTENSIONS.items() if isinstance(listed, list) else ():
        if name not in listed:
            yield _LISTED, f"the extension '{name}' is missing", f"add it: it {what}"


def _at(content: Any, place: tuple) -> Any:
    for key in place:
        content = content.get(key) if isinstance(content, dict) else None
    return content
