"""Words against facts: whether every case has words and every variable is given, and no word or fact is left over."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from jinja2 import meta

from evidence.chapter.answers import Answers, keys
from evidence.chapter.filling import keys_of
from evidence.chapter.templates import environment
from evidence.chapter.words import BY, Entry, Words

SAID = "said"


@dataclass
class _Seen:
    """What the facts of one entry were in all states tried."""

    cases: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: set[str] = field(default_factory=set)
    items: dict[str, "_Seen"] = field(default_factory=dict)
    columns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # of the data: cases in each

    def add_data(self, data: pd.DataFrame) -> None:
        """Note the verdict keys in the data of a figure or a table."""
        for column in data:
            one_of_each_kind = {type(part): part for cell in data[column] for part in keys_of(cell)}
            self.columns[str(column)].update(*map(keys, one_of_each_kind.values()))

    def add(self, given: Mapping[str, Any]) -> None:
        """Note the facts of one state."""
        for name, value in given.items():
            self.names.add(name)
            self.cases[name].update(keys(value))
            if isinstance(value, list | tuple) and value and all(isinstance(item, Mapping) for item in value):
                within = self.items.setdefault(name, _Seen())
                for item in value:
                    within.add(item)


def templates(entry: Entry) -> Iterator[tuple[tuple, str]]:
    """(place within the entry, template) of every template in it."""
    for name, text in entry.texts().items():
        yield (name,), text
    for part in ("headers", "labels"):
        yield from (((part, name), text) for name, text in getattr(entry, part, {}).items())
    for part in ("phrases", "cells"):
        yield from (((part, name, case), text) for name, cases in getattr(entry, part, {}).items()
                    for case, text in cases.items() if case != BY)
    for name, items in entry.each.items():
        yield from ((("each", name, *place), text) for place, text in templates(items))


def facts_faults(words: Words, states: Sequence[tuple[str, Answers]]) -> Iterator[tuple[tuple, str, str]]:
    """Faults between words and facts, over all states: (place, what is wrong, what to do)."""
    for kind in ("results", "figures", "tables"):
        entries: Mapping[str, Entry] = getattr(words, kind)
        seen: dict[str, _Seen] = defaultdict(_Seen)
        sentences = set()
        for _, answers in states:
            for name, fact in getattr(answers, kind).items():
                seen[name].add(fact.variables() if kind == "results" else fact.given)
                if kind != "results":
                    seen[name].add_data(fact.data)
                if kind != "results" or (fact.value is None and fact.given is not None):
                    sentences.add(name)
        yield from (((kind,), f"no words for '{name}'", "word it") for name in sorted(sentences - entries.keys()))
        for name, entry in entries.items():
            if name not in seen:
                yield (kind, name), f"'{name}' is no longer given", "take its words out"
            else:
                yield from (((kind, name, *place), *fault) for place, *fault in _entry_faults(entry, seen[name], set()))


def _entry_faults(entry: Entry, seen: _Seen, around: set[str]) -> Iterator[tuple]:
    """Cases without words, words without a case, variables that are not given, and given ones that nothing uses."""
    used: set[str] = set()
    for name, cases in entry.phrases.items():
        chooses = cases.get(BY, name)
        used.add(chooses)
        yield from _case_faults(("phrases", name), set(cases) - {BY}, seen.cases.get(chooses, set()), chooses)
    for column, cases in getattr(entry, "cells", {}).items():
        yield from _case_faults(("cells", column), set(cases), seen.columns.get(column, set()), column)
    for name, items in entry.each.items():
        used.add(items.in_)
        if items.in_ in seen.items:
            yield from ((("each", name, *place), *fault) for place, *fault in
                        _entry_faults(items, seen.items[items.in_], around | seen.names))
        else:
            yield ("each", name), f"'{items.in_}' is no list that was ever filled", "name a list of the facts"
    made = set(entry.phrases) | set(entry.each)
    there = seen.names | made | around
    for place, text in templates(entry):
        wanted = meta.find_undeclared_variables(environment().parse(text)) - {SAID}
        used |= wanted
        if place[0] != "each":  # items are looked at by themselves, above
            yield from ((place, f"'{name}' is not given", f"use one of: {', '.join(sorted(there)) or 'none'}")
                        for name in sorted(wanted - there))
    yield from (((), f"'{name}' is given and not used", "use it, or let the answer not give it")
                for name in sorted(seen.names - used - {"value"}))


def _case_faults(place: tuple, worded: set[str], cases: set[str], chooses: str) -> Iterator[tuple]:
    if not cases:
        yield place, f"'{chooses}' chooses no case", "name a verdict key, under 'by' where it has another name"
        return
    yield from ((place, f"no words for the case '{case}'", "word it") for case in sorted(cases - worded))
    yield from ((place, f"'{case}' is no case of '{chooses}'", f"there are {', '.join(sorted(cases))}")
                for case in sorted(worded - cases))
