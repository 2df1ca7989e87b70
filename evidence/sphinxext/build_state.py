"""What one build knows: the facts, what the notebooks published, and what each page uses."""

from pathlib import Path
from typing import Any, cast

from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from evidence.errors import EvidenceError
from evidence.index.about import about_entities
from evidence.index.facts import Facts
from evidence.notebooks.published import publications, results_by_id, sums_by_id, typed_texts
from evidence.project import find_root
from evidence.sphinxext.backlinks import Use
from evidence.sphinxext.glossary import GlossaryEntry

EMPTY: dict[str, Any] = {"uses": {}, "blocks": set(), "glossaries": {}, "kinds": {}, "made_from": ""}


class BuildState:
    """Facts of the report and publications of its notebooks, by page and by id."""

    def __init__(self, app):
        root = Path(app.srcdir)
        try:
            self.facts = Facts(find_root(root) or root)
        except EvidenceError as error:
            raise ExtensionError(str(error)) from None
        self.edition = self.facts.edition
        self.about = about_entities(self.facts)
        notebooks = {docname: Path(app.env.doc2path(docname)) for docname in sorted(app.env.found_docs)}
        notebooks = {docname: path for docname, path in notebooks.items() if path.suffix == ".ipynb"}
        self.chapters = {path.stem: docname for docname, path in notebooks.items()}
        self.published = {docname: publications(path) for docname, path in notebooks.items()}
        self.typed = {docname: typed_texts(path) for docname, path in notebooks.items()}
        self.results = results_by_id(found for page in self.published.values() for found in page)
        self.sums = sums_by_id(self.results)
        self.uses: dict[tuple[str, str], list[Use]] = {}  # filled once every page has been read

    def left_out(self, what: str, targets: list[str]) -> list[str]:
        """Those of the claims or results that the edition leaves out; a result says so in its own text."""
        if what == "result":
            return [target for target in targets if self.results[target].left_out]
        return [target for target in targets if what == "claim" and target in self.edition.left_out]


class EvidenceDomain(Domain):
    """Holds the state of this build; keeps from one build to the next what each page uses, and what it was made from.

    ``data``: ``uses`` (page → its uses), ``blocks`` (pages with blocks), ``glossaries`` (page → its entries by term),
    ``kinds`` (kind of entity → the page that has them), ``made_from`` (a digest of the tables).
    """

    name = "evidence"
    label = "Evidence"
    initial_data = EMPTY
    data_version = 4
    state: BuildState

    @property
    def uses(self) -> dict[str, list[Use]]:
        return self.data["uses"]

    @property
    def blocks(self) -> set[str]:
        return self.data["blocks"]

    @property
    def glossaries(self) -> dict[str, dict[str, GlossaryEntry]]:
        return self.data["glossaries"]

    @property
    def entries(self) -> dict[str, GlossaryEntry]:
        """All entries of all glossaries, by term."""
        return {term: entry for _, entries in sorted(self.glossaries.items()) for term, entry in entries.items()}

    @property
    def kinds(self) -> dict[str, str]:
        return self.data["kinds"]

    def clear_doc(self, docname: str) -> None:
        self.uses.pop(docname, None)
        self.glossaries.pop(docname, None)
        self.data["kinds"] = {kind: page for kind, page in self.kinds.items() if page != docname}
        self.blocks.discard(docname)

    def merge_domaindata(self, docnames, otherdata) -> None:
        self.uses.update({name: otherdata["uses"][name] for name in docnames if name in otherdata["uses"]})
        self.blocks.update(otherdata["blocks"].intersection(docnames))
        self.kinds.update({kind: page for kind, page in otherdata["kinds"].items() if page in docnames})
        self.glossaries.update({name: found for name, found in otherdata["glossaries"].items() if name in docnames})


def domain_of(env: BuildEnvironment) -> EvidenceDomain:
    """Our domain of a build."""
    return cast(EvidenceDomain, env.get_domain("evidence"))


def prepare(app, env, docnames: list[str]) -> None:
    """Before pages are read: load the facts; changed tables make every page stale."""
    domain = domain_of(env)
    domain.state = state = BuildState(app)
    if state.edition.name:
        app.config.html_title = f"{app.config.html_title}, edition {state.edition.name}"
    made_from = f"{state.facts.fingerprint} {state.edition}"
    if domain.data["made_from"] != made_from:
        domain.data["made_from"] = made_from
        docnames[:] = sorted(env.found_docs)
