"""What depends on what, as it was found by running: answers, headlines, figures and tables by parameter."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from evidence.scenarios.kept import HEADLINE, all_kept


class Dependency(NamedTuple):
    """One thing that changes with one parameter, the others as in the book."""

    chapter: str
    kind: str  # answer, headline, figure or table
    name: str
    parameter: str
    turns: list[str]  # where its verdict turns: between two numbers, or at a word


def rows(root: Path) -> Iterator[Dependency]:
    """All dependencies that are kept, chapter by chapter."""
    for path, kept in all_kept(root):
        for name, answer in kept["answers"].items():
            kind = "headline" if name.startswith(HEADLINE) else "answer"
            for parameter in answer["on"]:
                yield Dependency(path.stem, kind, name.removeprefix(HEADLINE), parameter,
                                 answer.get("turns", {}).get(parameter, []))
        for name, on in kept["shown"].items():
            for parameter, turns in on.items():
                yield Dependency(path.stem, "figure or table", name, parameter, turns)
