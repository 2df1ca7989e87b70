"""Lint the words of a chapter against its answers: every case worded, every variable given, every given one used.

Facts are taken from the answer function itself, run on the report as it is: once with the defaults, then with each
parameter at either end of its range, or at each of its choices, so that lists which are empty by default are seen too;
what only says how many draws or steps to take stays at its least then.
"""

import importlib
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import jinja2
from jinja2 import nodes

from evidence.chapter.answers import Answers
from evidence.chapter.page import Page
from evidence.chapter.sums_lint import Numbers, sum_faults
from evidence.chapter.templates import environment
from evidence.chapter.words import FOLDER, Entry, Words, read_words
from evidence.chapter.words_cases import facts_faults, templates
from evidence.errors import EvidenceError, Fault, fail, shorten
from evidence.ledger import strict_yaml
from evidence.notebooks.parameters import Parameter
from evidence.tables.report import Report
from evidence.tables.selection import Selection

WORD = re.compile(r"\w\S*")  # not a percent sign by itself
TITLE_WORDS = 15  # what is read at a glance
EFFORT = ("draw", "step")  # units of how thoroughly a chapter computes: the least of it shows the same cases


def faults(root: Path, chapter: str, declared: Sequence[Parameter], numbers: Numbers) -> list[Fault]:
    """Every fault of a chapter's words; none where the chapter has no file of words.

    ``declared``: the parameters of its notebook; ``numbers``: finds the numbers in a text that belong to no name.
    """
    shown = f"{FOLDER}/{chapter}.yml"
    if not (root / shown).is_file():
        return []
    try:
        return _faults(root, chapter, shown, declared, numbers)
    except EvidenceError as error:
        return error.faults


def _faults(root: Path, chapter: str, shown: str, declared: Sequence[Parameter], numbers: Numbers) -> list[Fault]:
    words, document = read_words(root, chapter), strict_yaml.read_yaml(root / shown, shown)
    module = _module(root, words, shown)
    _same_parameters(module, declared, shown)

    def placed(found: Iterable[tuple[tuple, str, str]]) -> list[Fault]:
        return sorted({document.fault(*fault) for fault in found})

    if found := placed(_words_faults(words, numbers)):
        return found
    states = list(_answers(root, module, declared))
    page, names = Page(root, chapter, states[0][1], words), {parameter.name for parameter in declared}
    return (placed(facts_faults(words, states)) or _rendered(root, chapter, states)
            or placed(sum_faults(page, names, numbers)))


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
        for part, text in templates(entry):
            yield from ((place + part, *fault) for fault in _template_faults(text, numbers))


def _template_faults(text: str, numbers: Numbers) -> Iterator[tuple[str, str]]:
    try:
        tree = environment().parse(text)
        environment().compile(text)  # where a filter is looked for
    except jinja2.TemplateSyntaxError as error:
        yield f"no template ({shorten(error)})", "write variables as {{ name }}, cases under 'phrases'"
        return
    for written in tree.find_all(nodes.TemplateData):
        for match in numbers(written.data):
            yield f"the number '{match[0]}' is typed", "let the answer give it, as {{ name }}"


def _rendered(root: Path, chapter: str, states: Sequence[tuple[str, Answers]]) -> list[Fault]:
    """Faults that show only when the templates are filled, in the first state where they do."""
    for state, answers in states:
        page = Page(root, chapter, answers)
        fill: list[Callable[[], object]] = [
            partial(page.text, name) for name, fact in answers.results.items() if fact.given is not None]
        fill += [partial(_figure, page, name) for name in answers.figures]
        fill += [partial(page.table, name) for name in answers.tables]
        found = [replace(fault, wrong=f"{state}: {fault.wrong}") for put in fill for fault in _filling(put)]
        if found:
            return found
    return []


def _filling(put: Callable[[], object]) -> list[Fault]:
    try:
        put()
    except EvidenceError as error:
        return error.faults
    return []


def _figure(page: Page, name: str) -> None:
    """Fill all words of a figure; EvidenceError where its title is too long to be read at a glance."""
    page.figure_labels(name)
    page.figure_data(name)
    title = page.figure_texts(name)["title"]
    if (words := len(WORD.findall(title))) > TITLE_WORDS:
        fail(f"{FOLDER}/{page.chapter}.yml", 0, f"figures.{name}.title: {words} words ({shorten(title)})",
             f"say the finding in {TITLE_WORDS} words")
