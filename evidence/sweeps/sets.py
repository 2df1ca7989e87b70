"""The sets of values of a sweep: every combination, or draws from ranges; always the same, in the same order."""

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evidence.notebooks.parameters import Parameter
from evidence.notebooks.values import typed

# Of the table; a parameter cannot have one of these names.
COLUMNS = ("run", "name", "value", "low", "high", "unit", "text")

AT_ONCE = 10_000  # sets that are numbers of Python at a time


@dataclass(frozen=True)
class Axis:
    """The values that one parameter takes: listed, or a range, in ``steps`` unless it is drawn from."""

    values: tuple = ()
    low: float = 0
    high: float = 0
    steps: int = 0
    log: bool = False
    whole: bool = False

    def listed(self) -> tuple:
        """The values of a grid, both ends included."""
        return self.values or tuple(self._at(step / (self.steps - 1)) for step in range(self.steps))

    def ends(self) -> tuple:
        """The values between which all lie; all of a list."""
        return self.values or (self.low, self.high)

    def _drawn(self, share: float):
        """The value for a number from 0 to 1; each of a list is as likely, each whole number too."""
        if self.values:
            return self.values[int(share * len(self.values))]
        if not self.whole:
            return self._at(share)
        return min(int(Axis(low=self.low, high=self.high + 1, log=self.log)._at(share)), self.high)

    def _possible(self) -> float:
        """How many values there are to draw."""
        return len(self.values) or (self.high - self.low + 1 if self.whole else math.inf)

    def _at(self, share: float):
        """The value that lies at a share of the way from the lower to the upper end."""
        value = self.low * (self.high / self.low) ** share if self.log else self.low + share * (self.high - self.low)
        # nobody wants to read 0.30000000000000004 in the table
        return round(value) if self.whole else min(max(float(f"{value:.12g}"), self.low), self.high)


@dataclass(frozen=True)
class SweepPlan:
    """A checked sweep: a chapter and the sets of values that it is run with."""

    name: str
    chapter: Path
    description: str
    parameters: dict[str, Parameter]
    axes: dict[str, Axis]
    draws: int = 0  # none: every combination
    seed: int = 1
    method: str = "latin"

    def __len__(self) -> int:
        return self.draws or math.prod(len(axis.values) or axis.steps for axis in self.axes.values())

    def possible(self) -> float:
        """How many different sets there can be."""
        return math.prod(axis._possible() for axis in self.axes.values())

    def sets(self) -> Iterator[dict]:
        """The sets; none is built before it is asked for."""
        rows = self._drawn() if self.draws else itertools.product(*(axis.listed() for axis in self.axes.values()))
        for row in rows:
            yield dict(zip(self.axes, row))

    def words(self, values: Mapping[str, Any]) -> str:
        """A set as it is typed on a command line."""
        return typed(self.parameters.values(), values)

    def _drawn(self) -> Iterator[tuple]:
        import numpy
        numbers = numpy.random.default_rng(self.seed)
        shares = numbers.random((self.draws, len(self.axes)))
        if self.method == "latin":  # one draw from each of as many layers, shuffled anew for every parameter
            layers = numpy.tile(numpy.arange(self.draws)[:, None], len(self.axes))
            shares += numbers.permuted(layers, axis=0)
            shares /= self.draws
        for start in range(0, self.draws, AT_ONCE):
            for row in shares[start:start + AT_ONCE].tolist():
                yield tuple(axis._drawn(share) for axis, share in zip(self.axes.values(), row))
