"""What one build knows: the facts and what the notebooks published."""

from pathlib import Path

from sphinx.errors import ExtensionError

from evidence.errors import EvidenceError
from evidence.index import facts
from evidence.notebooks import published


class State:
    """Facts of the report and publications of its notebooks, by page and by id."""

    def __init__(self, app):
        try:
            self.facts = facts.load(Path(app.srcdir))
        except EvidenceError as error:
            raise ExtensionError(str(error)) from None
        self.edition = self.facts.edition
        notebooks = {docname: Path(app.env.doc2path(docname)) for docname in sorted(app.env.found_docs)}
        notebooks = {docname: path for docname, path in notebooks.items() if path.suffix == ".ipynb"}
        self.chapters = {path.stem: docname for docname, path in notebooks.items()}
        self.published = {docname: published.read(path) for docname, path in notebooks.items()}
        self.typed = {docname: published.typed(path) for docname, path in notebooks.items()}
        self.uses: dict = {}  # filled once every page has been read
        self.results = {one.id: one for found in self.published.values() for one in found if one.kind == "result"}

    def left_out(self, what: str, targets: list[str]) -> list[str]:
        """Those of the claims or results that the edition leaves out; a result says so in its own text."""
        if what == "result":
            return [one for one in targets if self.results[one].left_out]
        return [one for one in targets if what == "claim" and one in self.edition.left_out]


def prepare(app, env, docnames: list[str]) -> None:
    """Before pages are read: load the facts; changed tables make every page stale."""
    app.evidence = state = State(app)
    if state.edition.name:
        app.config.html_title = f"{app.config.html_title}, edition {state.edition.name}"
    made_from = f"{state.facts.fingerprint} {state.edition}"
    if getattr(env, "evidence_fingerprint", None) != made_from:
        env.evidence_fingerprint = made_from
        docnames[:] = sorted(env.found_docs)
