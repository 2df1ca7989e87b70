"""A source that is being read: its ledger file and its seed side by side, and what was found so far."""

from collections import defaultdict
from dataclasses import dataclass, field

from evidence.errors import Fault, did_you_mean, shorten
from evidence.ledger.lists import Shared
from evidence.ledger.models import Claim, SourceFile
from evidence.ledger.quotes import MANY, Passage, Seed, Span
from evidence.ledger.rows import Rows
from evidence.ledger.sentences import sentences
from evidence.ledger.spellings import Spellings
from evidence.ledger.strict_yaml import Document, Place, is_within

PRECISIONS = {4: "year", 7: "month", 10: "day"}  # of an ISO date, by its length
_PARTS = {"quantities", "events", "attributes"}  # of a claim, that read words of its quote
_SINGULAR = {"entities": "entity", "measures": "measure", "attributes": "attribute", "relations": "relation",
             "propositions": "proposition"}


@dataclass
class Reading:
    """What the parts of a source are read with, and where they put what they find.

    ``language``: the one that the text is read in. ``faulty``: places of the ledger file of which a fault is known.
    ``read``: words from which a number, a date or a
    property was read. ``quoted``: whole quotes and contexts. ``aside``: what was set aside. ``slips``: of an entity,
    the misspelt names that the source gives it.
    """

    document: Document
    content: SourceFile
    seed: Seed
    shared: Shared
    spellings: Spellings
    language: str
    rows: Rows = field(default_factory=Rows)
    faults: list[Fault] = field(default_factory=list)
    faulty: frozenset[Place] = frozenset()
    read: list[Span] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)
    aside: list[Span] = field(default_factory=list)
    slips: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def fault(self, place: Place, wrong: str, remedy: str) -> None:
        """Note a fault in a place of the ledger file, unless one of it is known."""
        if not is_within(place, self.faulty):
            self.faults.append(self.document.fault(place, wrong, remedy))

    def knows(self, kind: str, name: str | None, place: Place) -> bool:
        """Whether a shared list holds the id, or none is given; where it does not, that is a fault."""
        listed = getattr(self.shared, kind)
        if name is None or name in listed:
            return True
        remedies = (did_you_mean(name, listed), f"add it to ledger/{kind}.yml")
        self.fault(place, f"unknown {_SINGULAR[kind]} '{name}'", " or ".join(filter(None, remedies)))
        return False

    def is_broken(self, place: Place) -> bool:
        """Whether a fault is known of the words that a claim reads: what it accounts for is then not known."""
        return any(other[:2] == place and _is_of_words(other) for other in self.faulty)

    def words(self, passage: Passage) -> str:
        """The words of the seed, as stored."""
        return self.seed.text[passage.start:passage.end]

    def locate(self, quote: str, place: Place, prefix: str = "", within: Passage | None = None) -> Passage | None:
        """Where a quote stands; None, and a fault, where it does not stand there exactly once."""
        found = self.seed.find(quote, prefix, within)
        if len(found) == 1:
            return found[0]
        where = "its quote" if within else self.seed.file
        if found:
            lines = " and ".join(str(self.seed.line(passage.start)) for passage in found[:4])
            times = f"{len(found)}{' or more' * (len(found) == MANY)} times"
            self.aside += [(passage.start, passage.end) for passage in found]  # a fault is said of it already
            self.fault(place, f"'{shorten(quote, 50)}' found {times} in {where} (lines {lines})",
                       "quote a few words more" if within else "add 'prefix', the words just before")
            return None
        near = None if within or is_within(place, self.faulty) else self.seed.nearest(quote)
        hint = f"nearest, in line {self.seed.line(near[0])}: «{shorten(self.seed.text[slice(*near)], 120)}»; " \
            if near else ""
        self.aside += self._sentences(near) if near else [(within.start, within.end)] if within else []
        self.fault(place, f"'{shorten(quote, 60)}' is not in {where}", f"{hint}copy the words as they stand")
        return None

    def guess(self, quote: str, prefix: str) -> Passage | None:
        """Where a quote that stands nowhere, or more than once, may have been taken from; None where nothing is near.

        What is read from it is looked at for faults alone: where a quote is not found, no table is written.
        """
        if found := self.seed.find(quote, prefix):
            return found[0]
        if near := self.seed.nearest(quote):
            spans = self._sentences(near)
            start, end = min(first for first, _ in spans), max(last for _, last in spans)
            return next(iter(self.seed.find(self.seed.text[start:end])), None)
        return None

    def _sentences(self, near: Span) -> list[Span]:
        """The sentences that a passage touches: what of them is in no claim follows from the quote that is lost."""
        return [near, *((start, end) for start, end in sentences(self.seed.text) if start < near[1] and near[0] < end)]


def _is_of_words(place: Place) -> bool:
    """Whether a place in a claim holds, or may hold, words of which a number, a date or a property is read."""
    part, last = place[2] if len(place) > 2 else None, place[-1]
    return part not in Claim.model_fields or (part in _PARTS and (last in (part, "text") or isinstance(last, int)))
