"""Content made from the project's own descriptions: tables, parameters, downloads."""

import re
from pathlib import Path
from typing import Any

from evidence.disk import digest
from evidence.errors import EvidenceError
from evidence.notebooks.parameters import describe
from evidence.sphinxext.blocks import block_directive
from evidence.sphinxext.messages import warn
from evidence.sphinxext.render import PageContext

RELEASED = re.compile(r"^(version|date-released): *(\S+)$", re.MULTILINE)
FILES = (
    ("data-package.zip", "All tables with their description (Frictionless Data Package)"),
    ("claims.csv", "The claims alone, as CSV"),
    ("references.bib", "The bibliography (BibTeX)"),
    ("annotations.jsonld", "The claims as W3C Web Annotations (JSON-LD)"),
)
EXPORTS = (
    ("data/evidence.sqlite", "All tables in one SQLite file, with keys and descriptions"),
    ("data/claims.parquet", "The claims as Parquet; beside it lies each table as TABLE.parquet and TABLE.csv"),
    ("data/croissant.json", "The tables described for loaders of data sets (Croissant)"),
    ("data/ro-crate-metadata.json", "The folder described for archives (RO-Crate)"),
)


def _dictionary(page: PageContext, argument: str) -> dict[str, Any]:
    """Every table and column, as the data package describes them."""
    return {"tables": page.facts.report.package["resources"]}


def _parameters(page: PageContext, argument: str) -> dict[str, Any]:
    """The declared parameters of every notebook; a fault in a declaration is a warning."""
    found = []
    for docname in sorted(page.state.chapters.values()):
        try:
            found.append((docname, describe(Path(page.env.doc2path(docname)), f"{docname}.ipynb")))
        except EvidenceError as error:
            for fault in error.faults:
                warn("parameters", f"{fault.wrong}; {fault.remedy}", (docname, None))
    return {"chapters": found}


def _downloads(page: PageContext, argument: str) -> dict[str, Any]:
    """Files that the book carries for other programs, and what it is built from.

    Exports only where something writes them beside the pages.
    """
    exported = (Path(page.builder.outdir) / "downloads" / "data").is_dir()
    return {"files": FILES + EXPORTS if exported else FILES, "built_from": digest.provenance()}


def _counts(page: PageContext, argument: str) -> dict[str, Any]:
    """How many sources, claims and checks there are; version and date of the report, from CITATION.cff."""
    report = page.facts.report
    citation = report.root / "CITATION.cff"
    said = RELEASED.findall(citation.read_text(encoding="utf-8")) if citation.is_file() else ()
    return {"rows": [len(report.table(name)) for name in ("sources", "claims", "external_checks")],
            "released": {"version": "", "date-released": "", **dict(said)}}


DIRECTIVES = {
    "counts": block_directive("counts.html", _counts),
    "data-dictionary": block_directive("data_dictionary.html", _dictionary),
    "parameter-tables": block_directive("parameters.html", _parameters),
    "evidence-downloads": block_directive("downloads.html", _downloads),
}
