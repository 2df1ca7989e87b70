"""Lint the sums of a chapter's words: every number of its results has one, and each names what the result rests on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from evidence.chapter.page import Page
from evidence.chapter.words import FOLDER
from evidence.errors import EvidenceError, Fault, shorten
from evidence.notebooks.published import INPUTS, inputs_of

Numbers = Callable[[str], Sequence[Any]]  # the numbers of a text that belong to no name
Found = Iterator[tuple[str, str]]  # what is wrong, and what to do


def sum_faults(page: Page, parameters: set[str], numbers: Numbers) -> list[Fault]:
    """Every fault of the sums, for the facts of one state; none where the chapter has no sums at all."""
    try:
        return _sum_faults(page, parameters, numbers) if page.words.sums else []
    except EvidenceError as error:
        return error.faults


def _sum_faults(page: Page, parameters: set[str], numbers: Numbers) -> list[Fault]:
    given = set(page.answers.results)
    found = [*_faults_of_words(page, numbers)]
    for name, fact in page.answers.results.items():
        given |= {f"{name}.{variable}" for variable in _variables(fact.variables())} | _variables(fact.variables())
        if fact.given is not None:
            found += [(f"results.{name}: {wrong}", remedy) for wrong, remedy in
                      (*_unexplained(page.text(name), page.sums(name), numbers),
                       *_foreign(page.sums(name), parameters | set(fact.rests_on)))]
    found += [(f"sums.{key}: no answer gives such a number", "take it out") for key in page.words.sums.keys() - given]
    return [Fault(f"{FOLDER}/{page.chapter}.yml", 1, wrong, remedy) for wrong, remedy in sorted(found)]


def _variables(given: Mapping[str, Any]) -> set[str]:
    """The names of all that a template may use, those of the items of its lists with them."""
    items = [item for value in given.values() if isinstance(value, list | tuple) for item in value
             if isinstance(item, Mapping)]
    return set(given).union(*map(_variables, items))


def _faults_of_words(page: Page, numbers: Numbers) -> Found:
    for key, words in page.words.sums.items():
        for number in numbers(INPUTS.sub("", words)):
            yield f"sums.{key}: the number '{number[0]}' is typed", "name what gives it"


def _unexplained(text: str, places: Sequence[dict[str, Any]], numbers: Numbers) -> Found:
    for number in numbers(text):
        if not any(place["start"] < number.end() and number.start() < place["end"] for place in places):
            yield f"no sum for the number '{number[0]}' ({shorten(text)})", "say under 'sums' how it is computed"


def _foreign(places: Sequence[dict[str, Any]], known: set[str]) -> Found:
    for place in places:
        for name in inputs_of(place["words"]):
            if name not in known:
                yield (f"the sum '{place['key']}' names '{name}', on which the result does not rest",
                       "name a parameter, or what the answer says that it rests on")
