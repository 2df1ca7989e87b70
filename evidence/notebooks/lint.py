"""Lint the chapters as stored: run in order, nothing skipped or hidden, outputs that reproduce."""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from nbformat import NotebookNode

from evidence.errors import EvidenceError, Fault, shorten
from evidence.notebooks import files, published, safe_html
from evidence.notebooks.cells import Cell, read_cells, tags_of
from evidence.notebooks.parameters import declared_in

TAGS = {"parameters", "remove-cell", "remove-input", "remove-output", "hide-cell", "hide-input", "hide-output"}
MOST_LINES = 12
FIGURE = published.MIME.format("figure")
SKIPPED = re.compile(r"#\s*(NBVAL_\w+|PYTEST_VALIDATE_\w+)", re.IGNORECASE)
PASSING = (
    ("an absolute path", re.compile(r"(?<![\w.:/])(?:/(?:home|root|tmp|Users|private|var|work|opt|mnt)/|[A-Z]:\\)\S+")),
    ("a memory address", re.compile(r"\bat 0x[0-9a-f]+|\b0x[0-9a-f]{8,}\b")),
    ("a time of day", re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d\b")),
    ("a process number", re.compile(r"ipykernel_\d+")),
    ("a random id", re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")),
)
Found = Iterator[Fault]
Placed = Iterable[tuple[NotebookNode, str]]  # cells, each with the words for its place


def lint_notebook(path: Path, shown: str) -> list[Fault]:
    """Every fault of one notebook as stored."""
    try:
        stored, content = read_cells(path, shown), files.read_notebook(path, shown)
    except EvidenceError as error:
        return error.faults
    cells = [(cell, f"{shown}:cell {number}") for number, cell in enumerate(content.cells, 1)]
    code = [(cell, place) for cell, place in cells if cell.cell_type == "code"]
    return list(chain(
        _notebook_metadata(content, shown), _ids(stored, shown), _cell_metadata(cells), _order(code, shown),
        _sources(code), _outputs(code), _names(code), _parameters(content.cells, shown, path)))


def _notebook_metadata(content: NotebookNode, shown: str) -> Found:
    for key in sorted(set(content.metadata) - set(files.METADATA)):
        yield Fault(shown, 0, f"the notebook's metadata hold '{key}', which can change how it runs or shows",
                    "run 'make refresh', or take it out")
    if content.metadata.get("kernelspec", {}).get("name") != "python3":
        yield Fault(shown, 0, "the notebook's kernel is not 'python3'", "run 'make refresh'")
    if content.metadata.get("language_info") not in (None, files.METADATA["language_info"]):
        yield Fault(shown, 0, "the notebook was saved as Jupyter Lab does it, which writes 5.0 as 5",
                    "run 'make refresh': it keeps your cells and stores their outputs anew")


def _ids(stored: list[Cell], shown: str) -> Found:
    """Each cell has an id of its own in the file; nbformat mends ids in passing."""
    ids = [cell.get("id") for cell in stored]
    counts = Counter(ids)
    for number, name in enumerate(ids, 1):
        if not name:
            yield Fault(f"{shown}:cell {number}", 0, "the cell has no id", "run 'make refresh'")
        elif counts[name] > 1:
            yield Fault(f"{shown}:cell {number}", 0, f"the cell id '{shorten(name, 40)}' is given twice",
                        "name one of them differently")


def _cell_metadata(cells: Placed) -> Found:
    for cell, place in cells:
        for key in sorted(set(cell.metadata) - {"tags"}):
            yield Fault(place, 0, f"the cell's metadata hold '{key}', which can hide errors or change from run to run",
                        "run 'make refresh', or take it out")
        for tag in cell.metadata.get("tags", []):
            if tag not in TAGS:
                yield Fault(place, 0, f"the tag '{shorten(tag, 40)}' is not one of {', '.join(sorted(TAGS))}",
                            "take it out: errors are to be seen, and every cell is to run")


def _order(code: Placed, shown: str) -> Found:
    """Cells were run once each, from first to last, by a kernel that had run nothing before."""
    expected, counts = 0, [cell.execution_count for cell, _ in code]
    if counts and counts[0] not in (None, 1) and counts == list(range(counts[0], counts[0] + len(counts))):
        yield Fault(shown, 0, f"the cells were run as numbers {counts[0]} to {counts[-1]}, not 1 to {len(counts)}: the "
                    "kernel had run others before", "in Jupyter Lab 'Restart Kernel and Run All Cells', or run "
                    "'make refresh'")
        return
    for cell, place in code:
        if not cell.source.strip():
            yield Fault(place, 0, "the code cell is empty", "remove it")
            continue
        expected += 1
        if cell.execution_count is None:
            yield Fault(place, 0, "the cell has not been run", "run 'make refresh'")
        elif cell.execution_count != expected:
            yield Fault(place, 0, f"the cell was run as number {cell.execution_count}, not {expected}",
                        "run 'make refresh': all cells, in order")


def _sources(code: Placed) -> Found:
    for cell, place in code:
        for number, line in enumerate(cell.source.splitlines(), 1):
            if match := SKIPPED.search(line):
                yield Fault(place, number, f"'{match[1]}' skips a comparison", "take it out; mend what differs")
        try:
            tree = ast.parse(cell.source)
        except SyntaxError as error:
            yield Fault(place, error.lineno or 0, f"not plain Python ({error.msg})", "write Python, without magics")
            continue
        yield from _statements(tree, place)
        lines = [line for line in cell.source.splitlines() if line.strip() and not line.strip().startswith("#")]
        if len(lines) > MOST_LINES and "parameters" not in cell.metadata.get("tags", ()):
            yield Fault(place, 0, f"the cell has {len(lines)} lines", f"move the work into a tested function; "
                        f"{MOST_LINES} lines at most")


def _statements(tree: ast.AST, place: str) -> Found:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield Fault(place, node.lineno, f"'{node.name}' is defined in a notebook", "move it where it can be tested")
        if isinstance(node, ast.ImportFrom) and any(name.name == "*" for name in node.names):
            yield Fault(place, node.lineno, f"everything is imported from '{node.module}'", "name what is used")


def _outputs(code: Placed) -> Found:
    for cell, place in code:
        for output in cell.outputs:
            yield from _output(output, place)


def _output(output: NotebookNode, place: str) -> Found:
    if output.output_type == "error":
        yield Fault(place, 0, f"the cell failed: {output.ename}: {shorten(output.evalue)}",
                    "mend it, then 'make refresh'")
        return
    if output.output_type == "stream" and output.name == "stderr":
        yield Fault(place, 0, f"the cell warns: {shorten(output.text)}", "mend what it warns of, then 'make refresh'")
        return
    data = output.get("data", {"text/plain": output.get("text", "")})
    yield from safe_html.faults_of_output(output, place)
    for content in data.values():
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        for what, pattern in PASSING:
            if match := pattern.search(text):
                yield Fault(place, 0, f"the output holds {what} ('{shorten(match[0], 40)}')",
                            "keep it out of the output, then 'make refresh'")
    if FIGURE in data and not str(data[FIGURE].get("alt", "")).strip():
        yield Fault(place, 0, f"the figure '{data[FIGURE].get('name')}' has no alternative text", "give it one: alt=…")


def _names(code: Placed) -> Found:
    """Each figure and table, and each result, has a name of its own: they are places on the page."""
    places: dict[tuple[str, str], str] = {}
    for cell, place in code:
        for kind, record in published.records(cell.outputs):
            key = ("result" if kind == "result" else "figure or table", record["name"])
            if key in places:
                yield Fault(place, 0, f"the {key[0]} '{key[1]}' is there already ({places[key]})",
                            "give it a name of its own")
            places.setdefault(key, place)


def _parameters(cells: list[NotebookNode], shown: str, path: Path) -> Found:
    """Parameters are declared, hidden from the page, and used."""
    try:
        declared = declared_in(cells, shown, path)
    except EvidenceError as error:
        yield from error.faults
        return
    used: set[str] = set()
    for cell in cells:
        tags = tags_of(cell)
        if "parameters" in tags and "remove-cell" not in tags:
            yield Fault(shown, 0, "the parameters cell shows on the page", "tag it 'remove-cell' too")
        if cell.cell_type == "code" and "parameters" not in tags:
            used |= set(re.findall(r"\w+", cell.source))
    if "parameters_of" in used:  # by name, in the answers: ``words_lint`` sees that these take them all
        return
    for parameter in declared:
        if parameter.name not in used:
            yield Fault(shown, 0, f"the parameter '{parameter.name}' changes nothing", "use it, or take it out")
