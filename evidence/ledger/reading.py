"""A source that is being read: its ledger file and its seed side by side, and what was found so far."""

from collections import defaultdict
from dataclasses import dataclass, field

from evidence.errors import Fault, did_you_mean, shorten
from evidence.ledger.lists import Shared
from evidence.ledger.models import SourceFile
from evidence.ledger.quotes import MANY, Passage, Seed, Span
from evidence.ledger.rows import Rows
from evidence.ledger.sentences import sentences
from evidence.ledger.spellings import Spellings
from evidence.ledger.strict_yaml import Document, Place

PRECISIONS = {4: "year", 7: "month", 10: "day"}  # of an ISO date, by its length
_SINGULAR = {"entities": "entity", "measures": "measure", "attributes": "attribute", "relations": "relation",
             "propositions": "proposition"}


@dataclass
class Reading:
    """What the parts of a source are read with, and where they put what they find.

    ``language``: the one that the text is read in. ``faulty``: places of the ledger file of which a fault is known.
    ``lost``: claims without a row, for their quote was not found. ``read``: words from which a number, a date or a
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
    lost: list[str] = field(default_factory=list)
    read: list[Span] = field(default_factory=list)
    quoted: list[Span] = field(default_factory=list)
    aside: list[Span] = field(default_factory=list)
    slips: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def fault(self, place: Place, wrong: str, remedy: str) -> None:
        """Note a fault in a place of the ledger file, unless one of it is known."""
        if place in self.faulty:
            return
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
        """Whether a fault is known in that part of the ledger file: what it accounts for is then not known."""
        return any(other[:len(place)] == place for other in self.faulty)

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
        near = None if within or place in self.faulty else self.seed.nearest(quote)
        hint = f"nearest, in line {self.seed.line(near[0])}: «{shorten(self.seed.text[slice(*near)], 120)}»; " \
            if near else ""
        self.aside += self._sentences(near) if near else [(within.start, within.end)] if within else []
        self.fault(place, f"'{shorten(quote, 60)}' is not in {where}", f"{hint}copy the words as they stand")
        return None

    def _sentences(self, near: Span) -> list[Span]:
        """The sentences that a passage touches: what of them is in no claim follows from the quote that is lost."""
        return [near, *((start, end) for start, end in sentences(self.seed.text) if start < near[1] and near[0] < end)]
