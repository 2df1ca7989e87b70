"""A chapter as its notebook shows it: the answers of one call, put in words and shown where the notebook says so."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from evidence.chapter import present
from evidence.chapter.answers import Answers, Fact, Shown
from evidence.chapter.filling import fill, fill_cells, unmarked
from evidence.chapter.frames import format_value
from evidence.chapter.words import FOLDER, DataWords, Entry, ResultWords, Words, read_words
from evidence.errors import fail, shorten


class Page:
    """The words of one chapter, filled from its answers.

    ``chapter``: its name, that of ``chapters/words/NAME.yml`` below ``root``; ``words``: the same, where it was read.
    """

    def __init__(self, root: Path, chapter: str, answers: Answers, words: Words | None = None):
        self.root, self.chapter, self.answers = root, chapter, answers
        self._words = words
        self._texts: dict[str, str] = {}

    @property
    def found(self) -> Any:
        """The typed sections that figures are drawn from."""
        return self.answers.found

    @cached_property
    def words(self) -> Words:
        """What the editors wrote."""
        return self._words or read_words(self.root, self.chapter)

    def text(self, name: str) -> str:
        """The text of a result; a number without words of its own is written as ``present`` writes it."""
        if name not in self._texts:
            fact, entry = self.answers.results[name], self.words.results.get(name)
            self._texts[name] = (self._fill(entry.text, entry, fact.variables(), f"results.{name}") if entry
                                 else format_value(fact.value))
        return self._texts[name]

    def publish(self) -> None:
        """Publish every result, in the order in which the answers give them."""
        for name, fact in self.answers.results.items():
            present.publish(*self._result(name, fact), self.sums(name))

    def sums(self, name: str) -> list[dict[str, Any]]:
        """Which numbers of a result's text have a sum: from where to where they stand, and the words of the sum."""
        if self.answers.results[name].given is None or not self.words.sums:
            return []
        text, places = unmarked(self._marked(name))
        if text != self.text(name):
            fail(f"{FOLDER}/{self.chapter}.yml", 0, f"results.{name}: with the marks of its sums, a filter makes "
                 f"another text of it ({shorten(text)})", "let the filter work on words that begin without a sum")
        return [{"start": start, "end": end, "key": key, "words": self.words.sum_of(key)} for start, end, key in places]

    def _marked(self, name: str) -> str:
        """The text of a result, its numbers marked with their sums."""
        fact, entry = self.answers.results[name], self.words.results.get(name)
        given = fact.variables() if entry else {"value": self.text(name)}
        entry = entry or ResultWords(text="{{ value }}")
        return fill(entry.text, entry, given, self._marked, f"{FOLDER}/{self.chapter}.yml: results.{name}",
                    tuple(self.words.sums_of(name).items()))

    def records(self) -> Iterator[dict[str, Any]]:
        """What ``publish`` stores of each result, without showing it."""
        for name, fact in self.answers.results.items():
            yield present.result_record(*self._result(name, fact))

    def _result(self, name: str, fact: Fact) -> tuple[Any, Any, Any, Any, Any, Any]:
        """What ``publish`` is to be called with."""
        if fact.given is None:
            return name, None, None, fact.rests_on, None, None
        return name, self._value(name, fact), self.text(name), fact.rests_on, fact.ends, fact.scale

    def _value(self, name: str, fact: Fact) -> float | int | str:
        return self.text(name) if fact.value is None else fact.value

    def figure_texts(self, name: str) -> dict[str, str]:
        """Title, alternative text and caption of a figure, and what it is folded behind."""
        entry, given = self.words.figures[name], self.answers.figures[name].given
        return {part: self._fill(text, entry, given, f"figures.{name}") for part, text in entry.texts().items()}

    def figure_labels(self, name: str) -> dict[str, str]:
        """The words within a figure."""
        entry, given = self.words.figures[name], self.answers.figures[name].given
        return {part: self._fill(text, entry, given, f"figures.{name}") for part, text in entry.labels.items()}

    def show_figure(self, name: str, draw: Callable[..., Figure | None], *found: Any) -> None:
        """Show a figure with its words and the data of the answers.

        ``draw`` is called with what was found, once for each width; where the figure has words within it, it gets them
        as ``labels``.
        """
        shown, labels = self.answers.figures[name], self.figure_labels(name)
        drawn = partial(draw, *found, labels=labels) if labels else partial(draw, *found)
        present.show_figure(drawn, name, data=self.figure_data(name), rests_on=shown.rests_on,
                            **self.figure_texts(name))

    def figure_data(self, name: str) -> pd.DataFrame:
        """The data of a figure, in words."""
        shown = self.answers.figures[name]
        return self._data(self.words.figures[name], shown, f"figures.{name}")

    def table(self, name: str) -> tuple[pd.DataFrame, str, dict[str, str]]:
        """The data of a table in words, its caption, and its headers by column."""
        shown, entry, place = self.answers.tables[name], self.words.tables[name], f"tables.{name}"
        headers = {column: self._fill(text, entry, shown.given, place) for column, text in entry.headers.items()}
        return self._data(entry, shown, place), self._fill(entry.caption, entry, shown.given, place), headers

    def show_table(self, name: str, folded: bool = False) -> None:
        """Show a table of the answers with its words; folded: behind its caption."""
        data, caption, headers = self.table(name)
        present.show_table(data, name, caption, headers, self.words.tables[name].formats,
                           self.answers.tables[name].rests_on, folded)

    def _data(self, entry: DataWords, shown: Shown, place: str) -> pd.DataFrame:
        return fill_cells(shown.data, entry, shown.given, self.text, f"{FOLDER}/{self.chapter}.yml: {place}")

    def _fill(self, text: str, entry: Entry, given, place: str) -> str:
        return fill(text, entry, given, self.text, f"{FOLDER}/{self.chapter}.yml: {place}")
