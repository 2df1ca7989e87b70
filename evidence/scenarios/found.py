"""One state of a chapter in short: the text of each answer, the case of each verdict, which headlines hold."""

import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evidence.chapter.answers import Fact, Scale, Shown, key
from evidence.errors import EvidenceError
from evidence.scenarios.kept import HEADLINE, HOLDS, SCALE, TURNED
from evidence.scenarios.states import headlines_of, opened

Values = dict[str, Any]


@dataclass(frozen=True)
class State:
    """What is wanted of a chapter: its file, the values that differ from the book's, and whether figures count too."""

    root: Path
    chapter: Path
    values: Values
    shown: bool = False


@dataclass(frozen=True)
class Found:
    """What the chapter says in a state; ``numbers`` of those answers that are worth one."""

    texts: Mapping[str, str] = field(default_factory=dict)
    cases: Mapping[str, str] = field(default_factory=dict)  # answer → its verdicts, in short
    numbers: Mapping[str, float] = field(default_factory=dict)
    shown: Mapping[str, str] | None = None  # figure or table → a digest of its data and words; where it was asked for
    seconds: float = 0.0  # of a processor: others at work on the machine do not count
    failure: str = ""


def find(state: State) -> Found:
    """Compute one state; one that cannot be computed says why."""
    started, chapter = time.process_time(), opened(state.root, state.chapter)
    try:
        page = chapter.page(state.values)
        records = list(page.records())
        results = page.answers.results
        texts = {record["name"]: record["text"] for record in records}
        numbers = {record["name"]: float(record["value"]) for record in records
                   if isinstance(record["value"], int | float) and not isinstance(record["value"], bool)}
        cases = {record["name"]: "left out" if "left_out" in record else _cases(results[record["name"]])
                 for record in records}
        held = _headlines(state)
        scales = {SCALE + name: _shares(fact.scale) for name, fact in results.items()
                  if fact.scale and fact.given is not None}
        shown = dict(_digests(page.answers.figures) | _digests(page.answers.tables)) if state.shown else None
    except EvidenceError as error:
        return Found(failure="; ".join(map(str, error.faults)))
    return Found(texts | held | scales, cases | held, numbers, shown, time.process_time() - started)


def _headlines(state: State) -> dict[str, str]:
    """Each headline of the chapter, as a word: whether it holds."""
    chapter = opened(state.root, state.chapter)
    tests = headlines_of(state.root)(chapter.select(state.values), chapter.name)
    return {HEADLINE + name: HOLDS if holds(chapter.complete(state.values)) else TURNED for name, _, holds in tests}


def _shares(scale: Scale) -> str:
    """Low end, high end and mark, as shares of the line, finer than a small figure can show."""
    return " ".join(f"{round(value / scale.end, 3):g}" for value in (scale.low, scale.high, scale.mark))


def _cases(fact: Fact) -> str:
    return " ".join(_keys(fact.given or {})) if fact.given is not None else "nothing"


def _keys(given: Any) -> Iterator[str]:
    """The cases of all verdicts among the facts, however deep; of lists also how long they are."""
    if isinstance(given, Mapping):
        for name, value in given.items():
            yield from (f"{name}={case}" for case in _keys(value))
    elif (case := key(given)) is not None:
        yield case
    elif isinstance(given, list | tuple):
        yield str(len(given))
        for value in given:
            yield from _keys(value)


def _digests(shown: Mapping[str, Shown]) -> dict[str, str]:
    return {name: hashlib.sha256(f"{exhibit.data.to_csv()}{exhibit.given}".encode()).hexdigest()[:16]
            for name, exhibit in shown.items()}
