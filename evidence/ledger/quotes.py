"""Find a quote in a seed: exactly, or exactly after one documented normalisation.

The normalisation: Unicode NFC; every kind of space, and every run of them,
counts as one space; typographic apostrophes count as ``'`` and typographic
double quotes as ``"``. Nothing else: a near miss is a hint, never a match.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz

from evidence.errors import fail
from evidence.ledger.strict_yaml import regular_size

_MAX_BYTES = 5_000_000  # some three thousand pages
MANY = 100  # places of one quote after which nobody wants to hear of more
_SAME = {"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"'}
_ODD = re.compile(r"\s\s|[^\S ]|[’‘ʼ“”„]")


Span = tuple[int, int]  # start, and end (exclusive)


class Passage(NamedTuple):
    """Where words stand: code points ``start`` to ``end`` (exclusive), and how they were found.

    ``span`` is the same place in the searched text.
    """

    start: int
    end: int
    match: str
    span: Span


def normalise(text: str) -> str:
    """Return the text in the form in which quotes are compared."""
    if not _ODD.search(text) and unicodedata.is_normalized("NFC", text):
        return text  # the common case, and this runs several times a claim
    flat = unicodedata.normalize("NFC", text)
    for odd, plain in _SAME.items():
        flat = flat.replace(odd, plain)  # far quicker than str.translate on text that is not ASCII
    return _single_spaces(flat)


def _single_spaces(text: str) -> str:
    """The text with one space for each run of spaces of any kind; a regex would take ten times as long."""
    words = " ".join(text.split())
    return " " * text[:1].isspace() + words + " " * (bool(words) and text[-1:].isspace())


@dataclass
class Seed:
    """A source text as stored, and the form in which it is searched."""

    file: str
    text: str
    searched: str = field(init=False)
    _one_to_one: bool = field(init=False)
    _origin: list[int] | None = field(init=False, default=None)
    _line_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.searched = normalise(self.text)
        self._one_to_one = len(self.searched) == len(self.text) and unicodedata.is_normalized("NFC", self.text)
        self._line_starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]

    def line(self, start: int) -> int:
        """Return the line, from 1, of a code point."""
        return bisect_right(self._line_starts, start)

    def find(self, quote: str, prefix: str = "", within: Passage | None = None) -> list[Passage]:
        """Return the places, at most MANY, where ``quote`` stands (after ``prefix``, inside ``within``)."""
        text, before = self.searched, normalise(prefix).rstrip() if prefix else ""
        first, last = within.span if within else (0, len(text))
        at = text.find(quote, first, last)
        wanted = quote if at >= 0 else normalise(quote)  # what stands in a normalised text is normalised
        found: list[Passage] = []
        at = text.find(wanted, first, last) if at < 0 else at
        while at >= 0 and wanted and len(found) < MANY:
            # Only one space can stand between prefix and quote: the searched text has no runs of them.
            if not before or text.endswith(before, 0, at - (text[at - 1:at] == " ")):
                found.append(self._passage(at, at + len(wanted), quote))
            at = text.find(wanted, at + 1, last)
        return found

    def find_names(self, names: Iterable[str]) -> list[tuple[str, Span]]:
        """Return every place, in the stored text, where one of the (normalised) names stands as a whole word."""
        found = [(name, span) for name in names for span in _spans_of(name, self.searched)]
        return found if self._one_to_one else [(name, (self._stored(a), self._stored(b))) for name, (a, b) in found]

    def nearest(self, quote: str) -> Span | None:
        """Return where the passage most like ``quote`` stands, in whole words, as a hint; None if nothing is near."""
        best = fuzz.partial_ratio_alignment(normalise(quote), self.searched[:200_000], score_cutoff=60)
        if best is None or best.dest_end <= best.dest_start:
            return None
        first, last = best.dest_start, best.dest_end
        first += len(self.searched[first:last]) - len(self.searched[first:last].lstrip())
        while first and self.searched[first - 1:first + 1].isalnum():
            first -= 1
        while self.searched[last - 1:last + 1].isalnum() and last < len(self.searched):
            last += 1
        place = self._passage(first, last, "")
        return place.start, place.end

    def _passage(self, first: int, last: int, quote: str) -> Passage:
        start, end = (first, last) if self._one_to_one else (self._stored(first), self._stored(last))
        return Passage(start, end, "exact" if self.text[start:end] == quote else "normalised", (first, last))

    def _stored(self, at: int) -> int:
        """Map a place in the searched text to the stored one, where they differ."""
        if self._origin is None:
            self._origin = _origins(self.text)
        return self._origin[at]


def _spans_of(name: str, text: str) -> Iterator[Span]:
    """Yield where ``name`` stands in ``text`` as a whole word; both in the form that is compared."""
    at, length = text.find(name), len(name)
    while at >= 0:
        if not (at and text[at - 1].isalnum()) and not text[at + length:at + length + 1].isalnum():
            yield at, at + length
        at = text.find(name, at + 1)


def stands_in(name: str, text: str) -> bool:
    """Whether ``name`` stands in ``text`` as a whole word; both in the form that is compared."""
    return name in text and next(_spans_of(name, text), None) is not None


def _origins(text: str) -> list[int]:
    """For each place in ``normalise(text)``, its place in ``text``."""
    origins: list[int] = []
    for match in re.finditer(r"\s+|\S[\u0300-\u036f]*", text):
        width = len(normalise(match.group())) if match.group().strip() else 1
        origins += [match.start()] * width
    return [*origins, len(text)]


def read_seed(root: Path, file: str) -> tuple[Seed, bytes]:
    """Return a seed and its bytes; EvidenceError where it is no plain UTF-8 file in ``seeds/``."""
    path, shown = root / "seeds" / file, f"seeds/{file}"
    size = regular_size(path)
    if size is None:
        fail(shown, 0, "no such file" if not path.exists() else "not a regular file", "store the article there")
    if size > _MAX_BYTES:
        fail(shown, 0, f"larger than {_MAX_BYTES:,} bytes", "store one article a file")
    raw = path.read_bytes()
    return seed_of(raw, shown), raw


def seed_of(raw: bytes, shown: str) -> Seed:
    """Return the seed of these bytes, named as ``shown``; EvidenceError where they are no plain UTF-8 text."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        fail(shown, raw[: error.start].count(b"\n") + 1, "not UTF-8 text", "convert the file to UTF-8")
    if 0 in raw:  # tables and databases end a text there
        fail(shown, raw[: raw.index(0)].count(b"\n") + 1, "a NUL character", "store the article as plain text")
    return Seed(shown, text)
