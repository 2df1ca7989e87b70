"""A chapter over all its parameters: one at a time, finer at turns and jumps; pairs; editions."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import combinations, pairwise, product
from pathlib import Path
from statistics import median
from typing import Any

from evidence.editions.declared import read_editions
from evidence.errors import fail
from evidence.notebooks.parameters import Parameter
from evidence.scenarios.axes import FEW, Value, first_values, middle, some
from evidence.scenarios.digits import digits_apart
from evidence.scenarios.found import Found, State, find
from evidence.scenarios.kept import SCALE
from evidence.scenarios.states import SELECTING, opened
from evidence.scenarios.sweep import in_order

SLOW = 0.5  # seconds for a state, from which on a parameter has few values and is in no pair
_TURNS = 12  # places between first values that are halved again and again, for one parameter
_HALVINGS = 12
_FINE = 200  # printed digits that an answer may go through over a parameter for them to be shown one by one
_CHANCE = 1.5  # times the digits at first, and it is no course that finer steps would follow
_MOVERS = 4  # parameters of an answer that are paired: those that give it the most texts
_PAIRED = 11  # values of each parameter of a pair


@dataclass(frozen=True)
class Explored:
    """A chapter's states: ``base`` as the book has it; by parameter and value; by pair and values; by edition."""

    chapter: str
    parameters: dict[str, Parameter]
    base: Found
    single: dict[str, list[tuple[Value, Found]]]
    pairs: dict[tuple[str, str], dict[tuple[int, int], Found]] = field(default_factory=dict)  # by places on the axes
    editions: dict[str, tuple[dict[str, Any], Found]] = field(default_factory=dict)

    def __len__(self) -> int:
        return sum(map(len, (*self.single.values(), *self.pairs.values(), self.editions)))

    def axis(self, parameter: str) -> list[Value]:
        """The values of a parameter that were computed."""
        return [value for value, _ in self.single[parameter]]

    def texts(self, answer: str, parameter: str) -> list[str | None]:
        """What an answer says at each of them; None where it is not said."""
        return [found.texts.get(answer) for _, found in self.single[parameter]]

    def depends(self, answer: str) -> list[str]:
        """The parameters that change what an answer says, those with the most texts first."""
        varied = {name: len(set(self.texts(answer, name))) for name in self.parameters}
        return sorted((name for name, count in varied.items() if count > 1), key=lambda name: -varied[name])


def explore(root: Path, path: Path, executor: Executor, workers: int) -> Explored:
    """Compute all states of a chapter through ``executor``. EvidenceError where the book's own cannot be computed."""
    explorer = _Explorer(root, path, executor, workers)
    base = explorer.base
    single = explorer.singles()
    explored = Explored(path.stem, explorer.parameters, base, single)
    explored.pairs.update(explorer.pairs(explored))
    explored.editions.update(explorer.editions())
    return explored


class _Explorer:
    """Asks workers for states; what has been computed is not asked for again."""

    def __init__(self, root: Path, path: Path, executor: Executor, workers: int):
        self.root, self.path, self.executor, self.workers = root, path, executor, workers
        self.parameters = opened(root, path).parameters
        self.base = find(State(root, path, {}, True))
        if self.base.failure:
            fail(f"chapters/{path.name}", 0, self.base.failure, "mend the chapter")

    def _find(self, sets: Iterable[dict[str, Any]], shown: bool = False) -> Iterator[Found]:
        return in_order(self.executor, find, (State(self.root, self.path, values, shown) for values in sets),
                        self.workers)

    def singles(self) -> dict[str, list[tuple[Value, Found]]]:
        """Every parameter over its values, with those close to each turn."""
        axes = {name: self._values(parameter) for name, parameter in self.parameters.items()}
        found = self._find(({name: value} for name, values in axes.items() for value in values), True)
        single = {name: [(value, next(found)) for value in values] for name, values in axes.items()}
        return {name: [pair for pair in self._refined(name, states) if not pair[1].failure]
                for name, states in single.items()}

    def _values(self, parameter: Parameter) -> list[Value]:
        if parameter.type_name not in ("int", "float"):
            return first_values(parameter)
        end = parameter.high if parameter.high != parameter.default else parameter.low
        value = int(end or 0) if parameter.type_name == "int" else end
        slow = find(State(self.root, self.path, {parameter.name: value})).seconds > SLOW
        return first_values(parameter, FEW) if slow else first_values(parameter)

    def _refined(self, name: str, states: list[tuple[Value, Found]]) -> list[tuple[Value, Found]]:
        """The same with more values where a verdict turns or a number jumps: neither is to do so between neighbours."""
        if _slow(states):
            return states
        first = _digits(states)
        for _ in range(_HALVINGS):
            turns = [place for place, ((_, before), (_, after)) in enumerate(pairwise(states))
                     if before.cases != after.cases]
            values = [middle(self.parameters[name], states[place][0], states[place + 1][0])
                      for place in sorted({*turns[:_TURNS]} | _jumps(states, first))]
            between = [value for value in values if value is not None]
            if not between:
                break
            found = list(zip(between, self._find({name: value} for value in between)))
            states = sorted([*states, *found], key=lambda pair: pair[0])
        return states

    def pairs(self, explored: Explored) -> Iterator[tuple[tuple[str, str], dict[tuple[int, int], Found]]]:
        """The parameters that move one answer the most, two at a time."""
        quick = {name for name, states in explored.single.items() if not _slow(states) and name not in SELECTING}
        wanted = {tuple(sorted(pair)) for answer in explored.base.texts if not answer.startswith(SCALE)
                  for pair in combinations([name for name in explored.depends(answer) if name in quick][:_MOVERS], 2)}
        for first, second in sorted(wanted):
            yield (first, second), self._pair(explored, first, second)

    def _pair(self, explored: Explored, first: str, second: str) -> dict[tuple[int, int], Found]:
        axes = {name: explored.axis(name) for name in (first, second)}
        few = [some(axes[name], self.parameters[name].default, _PAIRED) for name in (first, second)]
        sets = list(product(*few))
        found = self._find({first: one, second: other} for one, other in sets)
        return {(axes[first].index(one), axes[second].index(other)): state
                for (one, other), state in zip(sets, found) if not state.failure}

    def editions(self) -> dict[str, tuple[dict[str, Any], Found]]:
        """The chapter as each edition has it."""
        declared: Mapping[str, Any] = read_editions(self.root)
        values = {name: edition.values(self.path.stem) for name, edition in declared.items()}
        found = self._find(values.values())
        return {name: (given, state) for (name, given), state in zip(values.items(), found) if not state.failure}


def _digits(states: list[tuple[Value, Found]]) -> dict[str, list[int]]:
    """How many printed digits each answer goes on by from one state to the next; none where its verdict turns."""
    answers = dict.fromkeys(name for _, found in states for name in found.texts if not name.startswith(SCALE))
    return {name: [digits_apart(before.texts.get(name), after.texts.get(name))
                   if before.cases.get(name) == after.cases.get(name) else 0
                   for (_, before), (_, after) in pairwise(states)]
            for name in answers}


def _jumps(states: list[tuple[Value, Found]], first: dict[str, list[int]]) -> set[int]:
    """Places after which an answer goes on by more than a printed digit.

    Answers that go through too many digits are left as they are; so is chance, whose digits grow with the values.
    """
    return {place for name, digits in _digits(states).items() if sum(digits) <= min(_FINE, _CHANCE * sum(first[name]))
            for place, count in enumerate(digits) if count > 1}


def _slow(states: list[tuple[Value, Found]]) -> bool:
    """Whether most of the states take long; the first of a worker does, as it reads the report."""
    return median(found.seconds for _, found in states) > SLOW
