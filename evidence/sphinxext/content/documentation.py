"""Content made from the project's own descriptions: tables, parameters, downloads."""

from pathlib import Path

from evidence.errors import EvidenceError
from evidence.sphinxext.messages import warn


def dictionary(page, argument: str) -> dict:
    """Every table and column, as the data package describes them."""
    return {"tables": page.facts.report.package["resources"]}


def parameters(page, argument: str) -> dict:
    """The declared parameters of every notebook; a fault in a declaration is a warning."""
    from evidence.notebooks.parameters import describe
    found = []
    for docname in sorted(page.state.chapters.values()):
        try:
            found.append((docname, describe(Path(page.env.doc2path(docname)), f"{docname}.ipynb")))
        except EvidenceError as error:
            for fault in error.faults:
                warn("parameters", f"{fault.wrong}; {fault.remedy}", (docname, None))
    return {"chapters": found}


def downloads(page, argument: str) -> dict:
    """Files that the book carries for other programs."""
    return {"files": [
        ("data-package.zip", "All tables with their description (Frictionless Data Package)"),
        ("claims.csv", "The claims alone, as CSV"),
        ("references.bib", "The bibliography (BibTeX)"),
        ("annotations.jsonld", "The claims as W3C Web Annotations (JSON-LD)"),
    ]}
