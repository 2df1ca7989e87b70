"""What one build knows: the facts and what the notebooks published."""

from pathlib import Path

from evidence.errors import EvidenceError
from evidence.sphinxext import facts, publications
from sphinx.errors import ExtensionError


class State:
    """Facts of the report and publications of its notebooks, by page and by id."""

    def __init__(self, app):
        try:
            self.facts = facts.load(Path(app.srcdir))
        except EvidenceError as error:
            raise ExtensionError(str(error)) from None
        notebooks = {docname: Path(app.env.doc2path(docname)) for docname in sorted(app.env.found_docs)}
        notebooks = {docname: path for docname, path in notebooks.items() if path.suffix == ".ipynb"}
        self.chapters = {path.stem: docname for docname, path in notebooks.items()}
        self.published = {docname: publications.read(path) for docname, path in notebooks.items()}
        self.typed = {docname: publications.typed(path) for docname, path in notebooks.items()}
        self.uses: dict = {}  # filled once every page has been read
        self.results = {one.id: one for found in self.published.values() for one in found if one.kind == "result"}


def prepare(app, env, docnames: list[str]) -> None:
    """Before pages are read: load the facts; changed tables make every page stale."""
    app.evidence = State(app)
    if getattr(env, "evidence_fingerprint", None) != app.evidence.facts.fingerprint:
        env.evidence_fingerprint = app.evidence.facts.fingerprint
        docnames[:] = sorted(env.found_docs)
