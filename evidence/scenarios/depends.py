"""What depends on what, as it was found by running: answers, headlines, figures and tables by parameter."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from evidence.notebooks.published import publications, results_by_id
from evidence.project import chapters
from evidence.scenarios.digits import digits_apart
from evidence.scenarios.kept import HEADLINE, SCALE, Kept, all_kept, between, read_kept, text_at

NO_STATE = "no state is kept of it"
OTHER_WORDS = "the book words it otherwise than its states do"
NO_PARAMETER = "no parameter changes it"
_FEW = 4  # places where something turns


class Dependency(NamedTuple):
    """One thing that changes with one parameter, the others as in the book."""

    chapter: str
    kind: str  # answer, headline, figure or table
    name: str
    parameter: str
    turns: list[str]  # where its verdict turns: between two numbers, or at a word
    coarse: bool = False  # whether a number in it goes on by more than a printed digit between two neighbouring values


def rows(root: Path) -> Iterator[Dependency]:
    """All dependencies that are kept, chapter by chapter."""
    for path, kept in all_kept(root):
        for name, answer in kept["answers"].items():
            if name.startswith(SCALE):
                continue
            kind = "headline" if name.startswith(HEADLINE) else "answer"
            for parameter in answer["on"]:
                yield Dependency(path.stem, kind, name.removeprefix(HEADLINE), parameter,
                                 answer.get("turns", {}).get(parameter, []), _coarse(kept, name, parameter))
        for name, on in kept["shown"].items():
            for parameter, turns in on.items():
                yield Dependency(path.stem, "figure or table", name, parameter, turns)


def turns_in_short(row: Dependency) -> str:
    """The first places where it turns."""
    return ", ".join([*row.turns[:_FEW], *["…"] * (len(row.turns) > _FEW)])


def standing(root: Path) -> dict[str, str]:
    """Every answer and headline, ``chapter/name``, and why it cannot be explored; nothing where it can."""
    found: dict[str, str] = {}
    for path in chapters(root):
        kept = read_kept(root, path.stem) or {"answers": {}, "texts": []}
        stored = {result.id.partition("/")[2]: result.text for result in results_by_id(publications(path)).values()}
        headlines = {name for name in kept["answers"] if name.startswith(HEADLINE)}
        found |= {f"{path.stem}/{name.removeprefix(HEADLINE)}": _why_not(kept, name, stored.get(name))
                  for name in [*stored, *sorted(headlines)]}
    return found


def _coarse(kept: Kept, name: str, parameter: str) -> bool:
    declared, answer = kept["parameters"][parameter], kept["answers"][name]
    texts = [text_at(kept, place) for place in answer["on"][parameter]]
    turns = answer.get("turns", {}).get(parameter, [])
    return declared["kind"] in ("int", "float") and any(
        digits_apart(*said) > 1 and between(*values) not in turns
        for values, said in zip(pairwise(declared["values"]), pairwise(texts)))


def _why_not(kept: Kept, name: str, text: str | None) -> str:
    answer = kept["answers"].get(name)
    if answer is None:
        return NO_STATE
    if text is not None and kept["texts"][answer["book"]] != text:
        return OTHER_WORDS
    return "" if answer["on"] else NO_PARAMETER
