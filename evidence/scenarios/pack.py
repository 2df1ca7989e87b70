"""The states of a chapter into the file that is kept of them; and which of these files are stale."""

import hashlib
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

from evidence.chapter.words import FOLDER as WORDS
from evidence.disk import digest
from evidence.notebooks.parameters import DIMENSIONLESS, Parameter
from evidence.running import dependencies
from evidence.scenarios.explore import Explored
from evidence.scenarios.kept import Kept, between, read_kept, write
from evidence.scenarios.states import headlines_of, opened


def made_from(root: Path, path: Path) -> str:
    """A digest of what a chapter's states follow from: its words, parameters and analysis, tables, editions.

    The engine is not in it: what it changes shows where states are compared with runs.
    """
    chapter = opened(root, path)
    behind = dependencies.behind([f"import {chapter.words.answers}", *_headline_modules(root)], root)
    code = [file for file in behind if not file.is_relative_to(dependencies.ENGINE)]
    words = root / WORDS / f"{path.stem}.yml"
    files = digest.of([*code, words, root / digest.TABLES, root / "editions.yml"])
    declared = repr([(name, parameter.type_name, parameter.default, parameter.low, parameter.high, parameter.choices,
                      parameter.meaning, *filter(None, [parameter.at_most]))
                     for name, parameter in chapter.parameters.items()])
    return hashlib.sha256(f"{files}{declared}".encode()).hexdigest()[:32]


def _headline_modules(root: Path) -> list[str]:
    return [f"import {getattr(headlines_of(root), '__module__', 'evidence')}"]


def keep_states(root: Path, path: Path, explored: Explored) -> Path:
    """Write the file of a chapter; the same bytes for the same states."""
    content = _Packer(explored).content | {"made_from": made_from(root, path), "headlines": {
        name: sentence for name, sentence, _ in headlines_of(root)(opened(root, path).select({}), path.stem)}}
    return write(root, path.stem, content)


def stale_chapters(root: Path, paths: Iterable[Path]) -> list[Path]:
    """Those of the chapters whose states are not there, or follow from what has changed."""
    return [path for path in paths if (read_kept(root, path.stem) or {}).get("made_from") != made_from(root, path)]


class _Packer:
    """Texts once each, all else as places in their list."""

    def __init__(self, explored: Explored):
        self.explored = explored
        self._places: dict[str, int] = {}
        answers = {name: self._answer(name) for name in explored.base.texts}
        self.content: Kept = {
            "chapter": explored.chapter,
            "parameters": {name: _declared(parameter, explored.axis(name))
                           for name, parameter in explored.parameters.items()},
            "answers": answers,
            "editions": {name: {parameter: explored.parameters[parameter].typed(value)
                                for parameter, value in given.items()}
                         for name, (given, _) in explored.editions.items()},
            "shown": {name: self._shown(name) for name in explored.base.shown or {}},
            "texts": list(self._places),
        }

    def _place(self, text: str | None) -> int:
        return -1 if text is None else self._places.setdefault(text, len(self._places))

    def _answer(self, name: str) -> Kept:
        explored, depends = self.explored, self.explored.depends(name)
        on = {parameter: [self._place(text) for text in explored.texts(name, parameter)] for parameter in depends}
        kept: Kept = {"book": self._place(explored.base.texts[name]), "on": on}
        if turns := {parameter: values for parameter in depends if (values := self._turns(name, parameter))}:
            kept["turns"] = turns
        if pairs := {f"{first} {second}": self._pair(name, first, second)
                     for first, second in explored.pairs if {first, second} <= {*depends}}:
            kept["pairs"] = pairs
        kept["editions"] = {edition: self._place(found.texts.get(name))
                            for edition, (_, found) in explored.editions.items()}
        if name in explored.base.numbers:
            kept["number"] = True
        return kept

    def _pair(self, name: str, first: str, second: str) -> list[list[int]]:
        """Places on both axes, and the texts, row by row."""
        cells = self.explored.pairs[first, second]
        rows, columns = (sorted({cell[side] for cell in cells}) for side in (0, 1))
        texts = [self._place(cells[row, column].texts.get(name) if (row, column) in cells else None)
                 for row in rows for column in columns]
        return [rows, columns, texts]

    def _turns(self, name: str, parameter: str) -> list[str]:
        """The values between, or at, which its verdict turns: '500 … 501' for numbers, the words themselves else."""
        return _turns([(value, found.cases.get(name, "")) for value, found in self.explored.single[parameter]],
                      self.explored.parameters[parameter], self.explored.base.cases.get(name, ""))

    def _shown(self, name: str) -> dict[str, list[str]]:
        """The parameters that change a figure or a table."""
        return {parameter: [] for parameter, states in self.explored.single.items()
                if len({found.shown.get(name) for _, found in states if found.shown is not None}) > 1}


def _turns(states: list[tuple[Any, str]], parameter: Parameter, as_set: str) -> list[str]:
    if parameter.type_name not in ("int", "float"):
        return [parameter.typed(value) for value, cases in states if cases != as_set]
    return [between(parameter.typed(low), parameter.typed(high))
            for (low, before), (high, after) in pairwise(states) if before != after]


def _declared(parameter: Parameter, values: list[Any]) -> Kept:
    unit = "" if parameter.unit in DIMENSIONLESS else parameter.unit
    return {"meaning": parameter.meaning, "unit": unit, "kind": parameter.type_name,
            "values": [parameter.typed(value) for value in values], "book": values.index(parameter.default)}
