"""What an answer function gives: facts, each with what it rests on, before anything is put in words.

A chapter's ``answers`` module has ``Parameters`` (a frozen dataclass with a field for each parameter that the notebook
declares, same name, same type, no default) and ``answer(report, parameters) -> Answers``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

import pandas as pd

T = TypeVar("T")
Given = Mapping[str, Any]


class Scale(NamedTuple):
    """A line from nought to ``end``: a number lies from ``low`` to ``high``, and is held against a ``mark``."""

    low: float
    high: float
    end: float
    mark: float


@dataclass(frozen=True)
class Fact:
    """One published result.

    ``given``: variables of its template: numbers, spans (low, high), names, lists, and verdict keys, which are members
    of a StrEnum, or booleans; None where there is nothing to say. ``value``: the number it is worth, also given to the
    template as ``value``; None for a sentence, whose value is its text; a number known as a span has that as ``ends``.
    ``rests_on``: claims and reference points. ``scale``: the line on which a small figure shows it.
    """

    given: Given | None = field(default_factory=dict)
    rests_on: tuple[str, ...] = ()
    value: float | int | None = None
    scale: Scale | None = None

    def variables(self) -> dict[str, Any]:
        """All that the template may use."""
        return dict(self.given or {}) | ({} if self.value is None else {"value": self.value})

    @property
    def ends(self) -> tuple[float, float] | None:
        """(low, high) of a number that is known as a span."""
        low_and_high = None if self.value is None else (self.given or {}).get("ends")
        return None if low_and_high is None else tuple(low_and_high)


@dataclass(frozen=True)
class Shown:
    """The data of a figure or a table, and the variables of its words; ``rests_on`` besides the ids in the data."""

    data: pd.DataFrame
    given: Given = field(default_factory=dict)
    rests_on: tuple[str, ...] = ()


class Later(Mapping[str, Shown]):
    """Figures or tables that are made once one is asked for: a sweep asks for none."""

    def __init__(self, make: Callable[[], Mapping[str, Shown]]):
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, Shown]:
        return self._make()

    def __getitem__(self, name: str) -> Shown:
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


@dataclass(frozen=True)
class Answers:
    """Everything that a chapter publishes, by name; ``found`` holds the typed sections that figures are drawn from."""

    results: Mapping[str, Fact]
    figures: Mapping[str, Shown] = field(default_factory=dict)
    tables: Mapping[str, Shown] = field(default_factory=dict)
    found: Any = None


def number(value: float | int, rests_on: tuple[str, ...] = (), **given: Any) -> Fact:
    """A number as a fact; ``given``: further variables of its template."""
    return Fact(given, tuple(rests_on), value)


def parameters_of(kind: type[T], variables: Mapping[str, Any]) -> T:
    """The parameters of a chapter, taken from a notebook's variables; KeyError names one that is missing."""
    return kind(**{part.name: variables[part.name] for part in fields(kind)})  # type: ignore[arg-type]


def key(value: Any) -> str | None:
    """The case that a verdict key chooses: a StrEnum member's value, yes or no for a boolean; None for all else."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.value if isinstance(value, StrEnum) else None


def keys(value: Any) -> tuple[str, ...]:
    """All cases that a template must word for such a value; none for what is no verdict key."""
    if isinstance(value, bool):
        return ("yes", "no")
    return tuple(member.value for member in type(value)) if isinstance(value, StrEnum) else ()
