"""Which of a report's own modules stand behind a piece of code: what it imports, and what that imports."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path

ENGINE = Path(__file__).parents[1]
MAGIC = re.compile(r"^([ \t]*)[%!].*$", re.MULTILINE)  # what IPython takes for a command is no Python
BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")  # where Python's grammar has statements
UNREADABLE = (SyntaxError, ValueError, RecursionError)


def report_packages(root: Path) -> dict[str, Path]:
    """Name → folder of the engine and of the packages that lie beside the chapters."""
    return {path.parent.name: path.parent for path in root.glob("*/__init__.py")} | {ENGINE.name: ENGINE}


def behind(sources: Iterable[str], root: Path) -> list[Path]:
    """The files of all modules that the sources import, directly or by way of others, sorted.

    Read from the text, nothing is run; a module imported under a name made at run time is not seen.
    """
    known = report_packages(root)
    found: set[Path] = set()
    left = [file for source in sources for file in _wanted(MAGIC.sub(r"\1pass", source), known)]
    while left:
        file = left.pop()
        if file in found:
            continue
        found.add(file)
        left += [module for name in _named_in(file, _package(file, known)) for module in _files(name, known)]
    return sorted(found)


def _wanted(source: str, known: dict[str, Path]) -> list[Path]:
    """What a cell imports; a cell that cannot be read may import anything."""
    try:
        names = list(_imported(source, ""))
    except UNREADABLE:
        return [file for folder in known.values() for file in sorted(folder.rglob("*.py"))]
    return [file for name in names for file in _files(name, known)]


def _package(file: Path, known: dict[str, Path]) -> str:
    """The dotted name of the package that a file belongs to: what its relative imports start from."""
    for name, folder in known.items():
        if file.is_relative_to(folder):
            return ".".join((name, *file.parent.relative_to(folder).parts))
    return ""


@cache
def _read(file: Path, _: int, package: str) -> tuple[str, ...]:
    try:
        return tuple(_imported(file.read_text(encoding="utf-8", errors="replace"), package))
    except UNREADABLE:
        return ()  # importing it fails, and so does the chapter


def _named_in(file: Path, package: str) -> tuple[str, ...]:
    return _read(file, file.stat().st_mtime_ns, package)


def _imported(source: str, package: str) -> Iterator[str]:
    """Dotted names that a source imports; of ``from a import b`` both ``a`` and ``a.b``, which may be a module."""
    for node in _statements(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[:1 - node.level or None] if node.level else []
            base = ".".join([*parents, *([node.module] if node.module else [])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def _statements(node: ast.AST) -> Iterator[ast.AST]:
    """All statements below, however deep; expressions, of which there are ten times as many, hold no import."""
    for part in BLOCKS:
        for statement in getattr(node, part, ()):
            yield statement
            yield from _statements(statement)


def _files(name: str, known: dict[str, Path]) -> Iterator[Path]:
    """The files that importing a dotted name runs: each package on the way, and the module."""
    first, *rest = name.split(".")
    if first not in known:
        return
    for place in accumulate(rest, Path.joinpath, initial=known[first]):
        if (place / "__init__.py").is_file():
            yield place / "__init__.py"
            continue
        if place.with_suffix(".py").is_file():
            yield place.with_suffix(".py")
        return
