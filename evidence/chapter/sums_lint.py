"""Lint the sums of a chapter's words: every number of its results has one, and each names what the result rests on."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from evidence.chapter.page import Page
from evidence.errors import shorten
from evidence.notebooks.published import INPUTS, inputs_of

Numbers = Callable[[str], Sequence[Any]]  # the numbers of a text that belong to no name
Found = Iterator[tuple[tuple[str, str], str, str]]  # where in the words, what is wrong, and what to do


def sum_faults(page: Page, parameters: set[str], numbers: Numbers) -> Found:
    """Every fault of the sums, for the facts of one state; none where the chapter has no sums at all.

    EvidenceError where a filter makes another text of marked numbers.
    """
    if not page.words.sums:
        return
    given = set(page.answers.results)
    yield from _faults_of_words(page, numbers)
    for name, fact in page.answers.results.items():
        variables = _variables(fact.variables())
        given |= variables | {f"{name}.{variable}" for variable in variables}
        if fact.given is not None:
            yield from _unexplained(name, page.text(name), page.sums(name), numbers)
            yield from _foreign(page.sums(name), parameters | set(fact.rests_on))
    yield from ((("sums", key), f"'{key}': no answer gives such a number", "take it out")
                for key in page.words.sums.keys() - given)


def _variables(given: Mapping[str, Any]) -> set[str]:
    """The names of all that a template may use, those of the items of its lists with them."""
    items = [item for value in given.values() if isinstance(value, list | tuple) for item in value
             if isinstance(item, Mapping)]
    return set(given).union(*map(_variables, items))


def _faults_of_words(page: Page, numbers: Numbers) -> Found:
    for key, words in page.words.sums.items():
        for number in numbers(INPUTS.sub("", words)):
            yield ("sums", key), f"the number '{number[0]}' is typed", "name what gives it"


def _unexplained(result: str, text: str, places: Sequence[dict[str, Any]], numbers: Numbers) -> Found:
    for number in numbers(text):
        if not any(place["start"] < number.end() and number.start() < place["end"] for place in places):
            yield (("results", result), f"no sum for the number '{number[0]}' ({shorten(text)})",
                   "say under 'sums' how it is computed")


def _foreign(places: Sequence[dict[str, Any]], known: set[str]) -> Found:
    for place in places:
        for name in inputs_of(place["words"]):
            if name not in known:
                yield (("sums", place["key"]), f"'{place['key']}' names '{name}', on which the result does not rest",
                       "name a parameter, or what the answer says that it rests on")
