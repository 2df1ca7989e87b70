"""Lint the chapters as stored: run in order, nothing skipped or hidden, outputs that reproduce."""

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from nbformat import NotebookNode

from evidence.errors import EvidenceError, Fault, shorten
from evidence.notebooks import files

TAGS = {"parameters", "remove-cell", "remove-input", "remove-output", "hide-cell", "hide-input", "hide-output"}
MOST_LINES = 12
FIGURE = "application/vnd.evidence.figure+json"
OURS = "application/vnd.evidence."
SKIPPED = re.compile(r"#\s*(NBVAL_\w+|PYTEST_VALIDATE_\w+)", re.IGNORECASE)
PASSING = (
    ("an absolute path", re.compile(r"(?<![\w.:/])(?:/(?:home|root|tmp|Users|private|var|work|opt|mnt)/|[A-Z]:\\)\S+")),
    ("a memory address", re.compile(r"\bat 0x[0-9a-f]+|\b0x[0-9a-f]{8,}\b")),
    ("a time of day", re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d\b")),
    ("a process number", re.compile(r"ipykernel_\d+")),
    ("a random id", re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")),
)
Found = Iterator[Fault]


def add_parser(subparsers) -> None:
    """Add ``evidence lint``."""
    parser = subparsers.add_parser("lint", help="lint the chapters, the settings, the editions and the sweeps")
    parser.set_defaults(func=run)


def run(args) -> int:
    """Print every fault, or how many chapters were read."""
    from evidence import project
    from evidence.book import settings
    faults = settings.faults(args.root)
    paths = project.chapters(args.root)
    for path in paths:
        faults += lint_notebook(path, f"chapters/{path.name}")
    faults += _edition_faults(args.root) + ([] if faults else _words_faults(args.root, paths))
    if faults:
        raise EvidenceError(faults)
    print(f"{len(paths)} chapters: every cell run in order, nothing skipped, every parameter declared.")
    return 0


def _words_faults(root: Path, paths: list[Path]) -> list[Fault]:
    from evidence.chapter import words_lint
    from evidence.index.facts import Facts
    from evidence.notebooks.parameters import describe
    numbers = Facts(root).names.numbers
    return [fault for path in paths for fault in words_lint.faults(root, path.stem, describe(path), numbers)]


def _edition_faults(root: Path) -> list[Fault]:
    from evidence.editions.declared import read_editions
    from evidence.sweeps.plan import read_plans
    faults: list[Fault] = []
    for read in (read_editions, read_plans):
        try:
            read(root)
        except EvidenceError as error:
            faults += [fault for fault in error.faults if fault not in faults]  # both say what is wrong with the file
    return faults


def lint_notebook(path: Path, shown: str) -> list[Fault]:
    """Every fault of one notebook as stored."""
    try:
        content = files.load(path, shown)
    except EvidenceError as error:
        return error.faults
    cells = [(cell, f"{shown}:cell {place}") for place, cell in enumerate(content.cells, 1)]
    code = [(cell, place) for cell, place in cells if cell.cell_type == "code"]
    return list(chain(
        _notebook_metadata(content, shown), _ids(path, shown), _cell_metadata(cells), _order(code), _sources(code),
        _outputs(code), _names(code), _parameters(content, shown)))


def _notebook_metadata(content: NotebookNode, shown: str) -> Found:
    for key in sorted(set(content.metadata) - set(files.METADATA)):
        yield Fault(shown, 0, f"the notebook's metadata hold '{key}', which can change how it runs or shows",
                    "run 'make refresh', or take it out")
    if content.metadata.get("kernelspec", {}).get("name") != "python3":
        yield Fault(shown, 0, "the notebook's kernel is not 'python3'", "run 'make refresh'")


def _ids(path: Path, shown: str) -> Found:
    """Each cell has an id of its own; read from the file, since nbformat mends ids in passing."""
    ids = [cell.get("id") for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]]
    counts = Counter(ids)
    for place, name in enumerate(ids, 1):
        if not name:
            yield Fault(f"{shown}:cell {place}", 0, "the cell has no id", "run 'make refresh'")
        elif counts[name] > 1:
            yield Fault(f"{shown}:cell {place}", 0, f"the cell id '{shorten(name, 40)}' is given twice",
                        "name one of them differently")


def _cell_metadata(cells) -> Found:
    for cell, place in cells:
        for key in sorted(set(cell.metadata) - {"tags"}):
            yield Fault(place, 0, f"the cell's metadata hold '{key}', which can hide errors or change from run to run",
                        "run 'make refresh', or take it out")
        for tag in cell.metadata.get("tags", []):
            if tag not in TAGS:
                yield Fault(place, 0, f"the tag '{shorten(tag, 40)}' is not one of {', '.join(sorted(TAGS))}",
                            "take it out: errors are to be seen, and every cell is to run")


def _order(code) -> Found:
    """Cells were run once each, from first to last."""
    expected = 0
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


def _sources(code) -> Found:
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


def _outputs(code) -> Found:
    for cell, place in code:
        for output in cell.outputs:
            yield from _output(output, place)


def _output(output: NotebookNode, place: str) -> Found:
    if output.output_type == "error":
        yield Fault(place, 0, f"the cell failed: {output.ename}: {shorten(output.evalue)}", "mend it, then 'make refresh'")
        return
    if output.output_type == "stream" and output.name == "stderr":
        yield Fault(place, 0, f"the cell warns: {shorten(output.text)}", "mend what it warns of, then 'make refresh'")
        return
    data = output.get("data", {"text/plain": output.get("text", "")})
    ours = any(kind.startswith(OURS) for kind in data)
    for kind, content in data.items():
        if kind.startswith("image/") or (kind == "text/html" and not ours) or "javascript" in kind:
            yield Fault(place, 0, f"an output of type {kind}, which nothing compares or escapes",
                        "show it with show_figure or show_table")
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        for what, pattern in PASSING:
            if match := pattern.search(text):
                yield Fault(place, 0, f"the output holds {what} ('{shorten(match[0], 40)}')",
                            "keep it out of the output, then 'make refresh'")
    if FIGURE in data and not str(data[FIGURE].get("alt", "")).strip():
        yield Fault(place, 0, f"the figure '{data[FIGURE].get('name')}' has no alternative text", "give it one: alt=…")


def _names(code) -> Found:
    """Each figure and table, and each result, has a name of its own: they are places on the page."""
    places = {}
    for cell, place in code:
        for output in cell.outputs:
            for kind, content in output.get("data", {}).items():
                if not kind.startswith(OURS) or not isinstance(content, dict):
                    continue
                key = ("result" if "result" in kind else "figure or table", content.get("name"))
                if key in places:
                    yield Fault(place, 0, f"the {key[0]} '{key[1]}' is there already ({places[key]})",
                                "give it a name of its own")
                places.setdefault(key, place)


def _parameters(content: NotebookNode, shown: str) -> Found:
    """Parameters are declared, hidden from the page, and used."""
    from evidence.notebooks.parameters import declared_in
    try:
        declared = declared_in(content, shown)
    except EvidenceError as error:
        yield from error.faults
        return
    used = set()
    for cell in content.cells:
        tags = cell.metadata.get("tags", ())
        if "parameters" in tags and "remove-cell" not in tags:
            yield Fault(shown, 0, "the parameters cell shows on the page", "tag it 'remove-cell' too")
        if cell.cell_type == "code" and "parameters" not in tags:
            used |= set(re.findall(r"\w+", cell.source))
    if "parameters_of" in used:  # by name, in the answers: ``words_lint`` sees that these take them all
        return
    for parameter in declared:
        if parameter.name not in used:
            yield Fault(shown, 0, f"the parameter '{parameter.name}' changes nothing", "use it, or take it out")
