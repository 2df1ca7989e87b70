"""Lint the words of a chapter against its answers: every case worded, every variable given, every given one used.

Facts are taken from the answer function itself, run on the report as it is: once with the defaults, then with each
parameter at either end of its range, or at each of its choices, so that lists which are empty by default are seen too;
what only says how many draws or steps to take stays at its least then.
"""

import importlib
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2
from jinja2 import meta, nodes

from evidence.chapter.answers import Answers, keys
from evidence.chapter.page import Page
from evidence.chapter.words import BY, FOLDER, Entry, Words, environment, read_words
from evidence.errors import EvidenceError, Fault, fail, shorten
from evidence.ledger import strict_yaml
from evidence.notebooks.parameters import Parameter
from evidence.tables.report import Report
from evidence.tables.selection import Selection

Numbers = Callable[[str], Sequence[Any]]  # the numbers of a text that belong to no name
SAID = "said"
WORD = re.compile(r"\w\S*")  # not a percent sign by itself
TITLE_WORDS = 15  # what is read at a glance
EFFORT = ("draw", "step")  # units of how thoroughly a chapter computes: the least of it shows the same cases
DECISION = "a decision in a template"
DECIDED = "let the answer decide, and word its cases under 'phrases'"


@dataclass
class Seen:
    """What the facts of one entry were in all states tried."""

    cases: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    names: set[str] = field(default_factory=set)
    items: dict[str, "Seen"] = field(default_factory=dict)

    def add(self, given: Mapping[str, Any]) -> None:
        """Note the facts of one state."""
        for name, value in given.items():
            self.names.add(name)
            self.cases[name].update(keys(value))
            if isinstance(value, list | tuple) and value and all(isinstance(item, Mapping) for item in value):
                within = self.items.setdefault(name, Seen())
                for item in value:
                    within.add(item)


def faults(root: Path, chapter: str, declared: Sequence[Parameter], numbers: Numbers) -> list[Fault]:
    """Every fault of a chapter's words; none where the chapter has no file of words.

    ``declared``: the parameters of its notebook; ``numbers``: finds the numbers in a text that belong to no name.
    """
    shown = f"{FOLDER}/{chapter}.yml"
    if not (root / shown).is_file():
        return []
    try:
        words = read_words(root, chapter)
        module = _module(root, words, shown)
        _same_parameters(module, declared, shown)
    except EvidenceError as error:
        return error.faults
    document = strict_yaml.read_yaml(root / shown, shown)
    found = [document.fault(place, wrong, remedy) for place, wrong, remedy in _words_faults(words, numbers)]
    if found:
        return sorted(set(found))
    states = list(_answers(root, module, declared))
    found = [document.fault(place, wrong, remedy) for place, wrong, remedy in _facts_faults(words, states)]
    return sorted(set(found)) or _rendered(root, chapter, states)


def _module(root: Path, words: Words, shown: str) -> ModuleType:
    """The module of the answers, imported from the report."""
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    try:
        return importlib.import_module(words.answers)
    except ImportError as error:
        raise EvidenceError([Fault(shown, 1, f"'{shorten(words.answers, 60)}' cannot be imported ({shorten(error)})",
                                   "name the module whose facts are worded here")]) from None


def _same_parameters(module: ModuleType, declared: Sequence[Parameter], shown: str) -> None:
    """EvidenceError where the notebook declares other parameters than the answers take, or one of another type."""
    taken = {part.name: getattr(part.type, "__name__", str(part.type)) for part in fields(module.Parameters)}
    given = {parameter.name: parameter.type_name for parameter in declared}
    taken = {name: "list[str]" if kind == "list" else kind for name, kind in taken.items()}
    different = sorted(name for name in taken.keys() | given.keys() if taken.get(name) != given.get(name))
    if different:
        raise EvidenceError([Fault(shown, 1, f"the parameter '{name}' is {given.get(name, 'not declared')} in the "
                                   f"notebook and {taken.get(name, 'missing')} in {module.__name__}.Parameters",
                                   "declare it alike in both") for name in different])


def _answers(root: Path, module: ModuleType, declared: Sequence[Parameter]) -> Iterator[tuple[str, Answers]]:
    """(state in words, answers) for the defaults and for each parameter at its ends."""
    report = Selection(Report(root), {}, set())
    values = {parameter.name: parameter.default for parameter in declared}
    yield "with the defaults", module.answer(report, module.Parameters(**values))
    values |= {parameter.name: int(parameter.low or 0) for parameter in declared if parameter.unit in EFFORT}
    for parameter in (parameter for parameter in declared if parameter.unit not in EFFORT):
        for end in _ends(parameter):
            changed = module.Parameters(**values | {parameter.name: end})
            yield f"with {parameter.name}={parameter.typed(end)}", module.answer(report, changed)


def _ends(parameter: Parameter) -> list[Any]:
    """The values at which a parameter is tried: its ends, its choices, or both of a boolean."""
    if parameter.type_name == "bool":
        return [not parameter.default]
    if parameter.type_name == "str":
        return [choice for choice in parameter.choices if choice != parameter.default]
    if parameter.type_name == "list[str]":
        return [[choice] for choice in parameter.choices] + [list(parameter.choices)]
    kind = int if parameter.type_name == "int" else float
    return [kind(end) for end in (parameter.low, parameter.high) if end is not None and end != parameter.default]


def _entries(words: Words) -> Iterator[tuple[tuple, Entry]]:
    for kind in ("results", "figures", "tables"):
        for name, entry in getattr(words, kind).items():
            yield (kind, name), entry


def _words_faults(words: Words, numbers: Numbers) -> Iterator[tuple[tuple, str, str]]:
    """Faults of the templates themselves: (place, what is wrong, what to do)."""
    for place, entry in _entries(words):
        for part, text in _templates(entry):
            yield from ((place + part, *fault) for fault in _template_faults(text, numbers))


def _templates(entry: Entry) -> Iterator[tuple[tuple, str]]:
    """(place within the entry, template) of every template in it."""
    for name, text in entry.texts().items():
        yield (name,), text
    for part in ("headers", "labels"):
        yield from (((part, name), text) for name, text in getattr(entry, part, {}).items())
    for name, cases in entry.phrases.items():
        yield from ((("phrases", name, case), text) for case, text in cases.items() if case != BY)
    for name, items in entry.each.items():
        yield from ((("each", name, *place), text) for place, text in _templates(items))


def _template_faults(text: str, numbers: Numbers) -> Iterator[tuple[str, str]]:
    try:
        tree = environment().parse(text)
        environment().compile(text)  # where a filter is looked for
    except jinja2.TemplateSyntaxError as error:
        yield f"no template ({shorten(error)})", "write variables as {{ name }}"
        return
    for node in tree.find_all((nodes.Stmt, nodes.CondExpr)):
        if not isinstance(node, nodes.Output):
            yield DECISION, DECIDED
    for written in tree.find_all(nodes.TemplateData):
        for match in numbers(written.data):
            yield f"the number '{match[0]}' is typed", "let the answer give it, as {{ name }}"


def _facts_faults(words: Words, states: Sequence[tuple[str, Answers]]) -> Iterator[tuple[tuple, str, str]]:
    """Faults between words and facts, over all states."""
    for kind in ("results", "figures", "tables"):
        entries: Mapping[str, Entry] = getattr(words, kind)
        seen: dict[str, Seen] = defaultdict(Seen)
        sentences = set()
        for _, answers in states:
            for name, fact in getattr(answers, kind).items():
                seen[name].add(fact.variables() if kind == "results" else fact.given)
                if kind != "results" or (fact.value is None and fact.given is not None):
                    sentences.add(name)
        yield from (((kind,), f"no words for '{name}'", "word it") for name in sorted(sentences - entries.keys()))
        for name, entry in entries.items():
            if name not in seen:
                yield (kind, name), f"'{name}' is no longer given", "take its words out"
            else:
                yield from (((kind, name, *place), *fault) for place, *fault in _entry_faults(entry, seen[name], set()))


def _entry_faults(entry: Entry, seen: Seen, around: set[str]) -> Iterator[tuple]:
    """Cases without words, words without a case, variables that are not given, and given ones that nothing uses."""
    used: set[str] = set()
    for name, cases in entry.phrases.items():
        chooses = cases.get(BY, name)
        used.add(chooses)
        yield from _case_faults(("phrases", name), set(cases) - {BY}, seen.cases.get(chooses, set()), chooses)
    for name, items in entry.each.items():
        used.add(items.in_)
        if items.in_ in seen.items:
            yield from ((("each", name, *place), *fault) for place, *fault in
                        _entry_faults(items, seen.items[items.in_], around | seen.names))
        else:
            yield ("each", name), f"'{items.in_}' is no list that was ever filled", "name a list of the facts"
    made = set(entry.phrases) | set(entry.each)
    there = seen.names | made | around
    for place, text in _templates(entry):
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


def _rendered(root: Path, chapter: str, states: Sequence[tuple[str, Answers]]) -> list[Fault]:
    """Faults that show only when the templates are filled, in the first state where they do."""
    for state, answers in states:
        page = Page(root, chapter, answers)
        fill: list[Callable[[], object]] = [
            partial(page.text, name) for name, fact in answers.results.items() if fact.given is not None]
        fill += [partial(_figure, page, name) for name in answers.figures]
        found = [replace(fault, wrong=f"{state}: {fault.wrong}") for one in fill for fault in _filling(one)]
        if found:
            return found
    return []


def _filling(one: Callable[[], object]) -> list[Fault]:
    try:
        one()
    except EvidenceError as error:
        return error.faults
    return []


def _figure(page: Page, name: str) -> None:
    """Fill all words of a figure; EvidenceError where its title is too long to be read at a glance."""
    page.figure_labels(name)
    title = page.figure_texts(name)["title"]
    if (words := len(WORD.findall(title))) > TITLE_WORDS:
        fail(f"{FOLDER}/{page.chapter}.yml", 0, f"figures.{name}.title: {words} words ({shorten(title)})",
             f"say the finding in {TITLE_WORDS} words")
