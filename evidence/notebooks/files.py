"""Read and normalise notebooks: the same bytes for the same content."""

import warnings
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from evidence.errors import fail, shorten
from evidence.notebooks.cells import CONVERT, REMEDY

PASSING_METADATA = ("papermill", "execution", "ExecuteTime", "collapsed", "scrolled", "trusted")
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
BROKEN = (nbformat.reader.NotJSONError, nbformat.ValidationError, ValueError, AttributeError, KeyError, TypeError,
          RecursionError)  # all that nbformat raises at what is no notebook


def read_notebook(path: Path, shown: str) -> NotebookNode:
    """Read a notebook, or raise EvidenceError saying why it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of ids given twice; the lint has a message of its own
            content = nbformat.read(path, as_version=nbformat.NO_CONVERT)
            if content.get("nbformat") == 4:
                nbformat.validate(content)
                return content
        fail(shown, 0, f"is a notebook of the form {shorten(content.get('nbformat'), 9)}, not 4", CONVERT)
    except OSError as error:
        wrong = f"cannot be read ({error.strerror})"
    except BROKEN as error:
        wrong = f"is no notebook ({shorten(error, 60)})"
    fail(shown, 0, wrong, REMEDY)


def normalised(content: NotebookNode) -> NotebookNode:
    """The notebook without what differs from run to run: times, machine, passing metadata; ids are kept."""
    cells = [_cell(cell, place) for place, cell in enumerate(content.cells, 1)]
    return nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": METADATA, "cells": cells})


def _cell(cell: NotebookNode, place: int) -> dict:
    metadata = {key: value for key, value in cell.metadata.items()
                if key not in PASSING_METADATA and (value or key != "tags")}  # papermill gives each cell some, or none
    kept = {"cell_type": cell.cell_type, "id": cell.get("id", f"c{place:02}"), "metadata": metadata,
            "source": cell.source}
    if cell.cell_type == "code":
        kept |= {"execution_count": cell.execution_count, "outputs": _outputs(cell.outputs)}
    return kept


def _outputs(outputs: list[NotebookNode]) -> list[dict]:
    """Outputs without metadata; text that arrived in pieces is joined."""
    joined: list[dict] = []
    for output in map(dict, outputs):
        previous = joined[-1] if joined else {}
        if output["output_type"] == "stream" and previous.get("name") == output["name"]:
            previous["text"] += output["text"]
            continue
        if "metadata" in output:
            output["metadata"] = {}
        joined.append(output)
    return joined


def as_text(content: NotebookNode) -> str:
    """The notebook as stored: keys sorted, one newline at the end."""
    return nbformat.writes(content, version=nbformat.NO_CONVERT).rstrip("\n") + "\n"
