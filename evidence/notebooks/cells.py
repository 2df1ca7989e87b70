"""The cells of a notebook as it is stored: plain JSON, in a tenth of the time that nbformat takes to see to it all."""

import json
from pathlib import Path
from typing import Any

from evidence.errors import fail, shorten

Cell = dict[str, Any]
CONVERT = "open it in Jupyter Lab and save it, or write nbformat.read(FILE, 4) over it"
REMEDY = "name a Jupyter notebook, or restore it"


def read_cells(path: Path, shown: str) -> list[Cell]:
    """Every cell, its source as one text. EvidenceError where the file is no notebook.

    ``shown`` is the notebook's name in messages. Nothing else is looked at: whoever runs the notebook does that.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(content, dict) and "cells" not in content and "worksheets" in content:
            fail(shown, 0, f"is a notebook of the form {shorten(content.get('nbformat'), 9)}, not 4", CONVERT)
        cells = content["cells"]
        read = [cell | {"source": "".join(cell["source"])} for cell in cells]
        json.dumps(read, ensure_ascii=False).encode()  # halves of characters, which no file can hold
        if all(isinstance(cell.get("metadata", {}), dict) and isinstance(cell.get("outputs", []), list) and
               all(isinstance(output, dict) for output in cell.get("outputs", [])) for cell in read):
            return read
        wrong = "is no notebook (metadata or outputs of another form)"
    except OSError as error:
        wrong = f"cannot be read ({error.strerror})"
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        wrong = f"is no notebook ({shorten(error, 60)})"
    fail(shown, 0, wrong, REMEDY)


def tags_of(cell: Cell) -> list[str]:
    """The tags of a cell; none where it has no metadata."""
    return cell.get("metadata", {}).get("tags", [])
