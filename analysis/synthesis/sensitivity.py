"""How far a parameter may go before a headline turns: scan, bisect, draw."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise, product
from typing import Any, NamedTuple

from analysis.synthesis.inputs import Parameters
from evidence.notebooks.parameters import Parameter

FINE = 1e-5  # of its range: how closely the value is found at which a headline turns
COSTLY = 10  # times fewer draws where each answer is itself by random lists: some hundred times as slow


class NumericRange(NamedTuple):
    """The declared limits of a number, and the value that is set."""

    low: float
    high: float
    as_set: float


@dataclass(frozen=True)
class Headline:
    """A sentence of the book as a test on parameter values.

    ``holds``: whether it is true at these values of ``varied``, by name. ``rests_on``: the claims and reference points
    that it takes figures from. ``by_lists``: whether each answer is itself by random lists, and so slow.
    """

    name: str
    holds: Callable[[dict[str, Any]], bool]
    varied: tuple[Parameter, ...]
    rests_on: tuple[str, ...] = ()
    by_lists: bool = False

    def _as_set(self) -> dict[str, Any]:
        return {parameter.name: parameter.default for parameter in self.varied}


@dataclass(frozen=True)
class OneVaried:
    """A headline with one parameter over its range, the others as set."""

    headline: str
    parameter: Parameter
    holds: bool  # as set
    turns_at: tuple[Any, ...]  # the values at which it turns, or the words that turn it
    held: float  # part of the range, or of the words, with which it holds, of one
    limits: NumericRange | None  # None for words; without spans then
    spans: tuple[tuple[float, float], ...]  # stretches of the range in which it holds, from 0 (lowest) to 1 (highest)


@dataclass(frozen=True)
class Robustness:
    """How far the declared ranges carry a headline."""

    headline: Headline
    holds: bool  # as set
    varied: tuple[OneVaried, ...]
    turned_by: tuple[OneVaried, ...]  # those of them that turn it
    share_of_draws: float  # in which it holds, of one
    error: float  # by how much that may miss, nineteen times in twenty, of one; 0 where it is exact


def robustness(headline: Headline, parameters: Parameters) -> Robustness:
    """A headline over the range of each of its parameters, one at a time and all at once."""
    varied = tuple(one_at_a_time(headline, parameter, parameters.steps) for parameter in headline.varied)
    exact = _exact_share(headline, parameters.steps)
    draws = parameters.draws // COSTLY if headline.by_lists else parameters.draws
    share = share_of_draws_holding(headline, draws, parameters.seed) if exact is None else exact
    return Robustness(headline, bool(headline.holds(headline._as_set())), varied,
                      tuple(over for over in varied if over.turns_at), share,
                      sampling_error(draws) if exact is None else 0.0)


def _exact_share(headline: Headline, steps: int) -> float | None:
    """The part of its room in which a headline holds, without draws; None where more than one number varies.

    With a number and words it is the mean, over the words, of the part of the range in which the headline holds; as
    good as the turning points are found.
    """
    numbers = tuple(parameter for parameter in headline.varied if not parameter.choices)
    if len(numbers) != 1 or numbers[0].type_name != "float":
        return None
    held = [one_at_a_time(fixed, numbers[0], steps).held for fixed in _with_words_fixed(headline, numbers)]
    return sum(held) / len(held)


def _with_words_fixed(headline: Headline, numbers: tuple[Parameter, ...]) -> Iterator[Headline]:
    """The headline with each combination of its words, as one on its numbers alone."""
    words = [parameter for parameter in headline.varied if parameter.choices]
    for chosen in product(*(parameter.choices for parameter in words)):
        said = {parameter.name: word for parameter, word in zip(words, chosen)}
        yield Headline(headline.name, partial(_holds_with, headline, said), numbers)


def _holds_with(headline: Headline, fixed: dict[str, Any], values: dict[str, Any]) -> bool:
    return headline.holds(fixed | values)


@lru_cache(maxsize=1024)
def one_at_a_time(headline: Headline, parameter: Parameter, steps: int) -> OneVaried:
    """One parameter over its range, the others at their defaults: where does the headline turn?"""
    def holds(value: Any) -> bool:
        return bool(headline.holds(headline._as_set() | {parameter.name: value}))

    as_set = holds(parameter.default)
    if parameter.choices:
        answers = {choice: holds(choice) for choice in parameter.choices}
        turned = tuple(choice for choice, answer in answers.items() if answer != as_set)
        return OneVaried(headline.name, parameter, as_set, turned, sum(answers.values()) / len(answers), None, ())
    low, high, _ = limits = _limits(parameter)
    found = tuple(threshold_values(holds, low, high, steps, whole=parameter.type_name == "int"))
    edges = [0.0, *((value - low) / (high - low) for value in found), 1.0]
    spans = tuple(pairwise(edges))[0 if holds(low) else 1::2]
    return OneVaried(headline.name, parameter, as_set, found, sum(end - start for start, end in spans), limits, spans)


def threshold_values(holds: Callable[[Any], bool], low: float, high: float, steps: int, whole: bool) -> list[float]:
    """Every value in a range at which ``holds`` turns, as fine as a scan of ``steps`` can see.

    For whole numbers: the first value, upwards, at which the new answer holds.
    """
    values = [low + (high - low) * step / steps for step in range(steps + 1)]
    values = sorted({round(value) for value in values}) if whole else values
    answers = [holds(value) for value in values]
    found: list[float] = []
    for start, end, before, after in zip(values, values[1:], answers, answers[1:]):
        if before == after:
            continue
        if whole:
            found.append(next(value for value in range(int(start), int(end) + 1) if holds(value) == after))
        else:
            found.append(_bisect(holds, start, end, (high - low) * FINE))
    return found


def _bisect(holds: Callable[[Any], bool], low: float, high: float, tolerance: float) -> float:
    """Where between two values at which ``holds`` differs it turns."""
    at_low = holds(low)
    while high - low > tolerance:
        middle = (low + high) / 2
        low, high = (middle, high) if holds(middle) == at_low else (low, middle)
    return (low + high) / 2


@lru_cache(maxsize=256)  # one answer after another asks for it again, with other parameters that do not matter here
def share_of_draws_holding(headline: Headline, draws: int, seed: int) -> float:
    """Part of random draws, all parameters uniform over their ranges at once, in which it holds.

    Not a probability: nobody knows how likely the values are. It says how much of the declared
    room the headline fills. No two headlines share their draws.
    """
    source = random.Random(f"{seed}-{headline.name}")
    held = (headline.holds({parameter.name: _draw(parameter, source) for parameter in headline.varied})
            for _ in range(draws))
    return sum(map(bool, held)) / draws


def sampling_error(draws: int) -> float:
    """By how much a part of so many draws may miss the part of infinitely many, nineteen times in twenty.

    1.96 √(p (1 − p) ÷ n) at its largest, p = ½: the normal approximation to the binomial distribution.
    """
    return 1.96 * (0.25 / draws) ** 0.5


def _draw(parameter: Parameter, source: random.Random) -> Any:
    if parameter.choices:
        return source.choice(parameter.choices)
    low, high, _ = _limits(parameter)
    return source.randint(int(low), int(high)) if parameter.type_name == "int" else source.uniform(low, high)


def _limits(parameter: Parameter) -> NumericRange:
    """The range of a number; ValueError for a parameter that is none."""
    low, high, default = parameter.low, parameter.high, parameter.default
    if low is None or high is None or not isinstance(default, int | float):
        raise ValueError(f"a headline is tested over numbers and single words, and {parameter.name} is neither")
    return NumericRange(low, high, float(default) if parameter.type_name == "float" else default)
