"""One source: its ledger file set against its seed, read into rows."""

import hashlib
from pathlib import Path

from evidence.errors import EvidenceError, Fault, shorten
from evidence.language import french
from evidence.ledger import amounts, coverage, strict_yaml
from evidence.ledger.cross_references import did_you_mean
from evidence.ledger.load import read_model
from evidence.ledger.models import Claim, Event, Quantity, Shared, SourceFile
from evidence.ledger.quotes import MANY, Passage, Seed, Span, normalise, read_seed
from evidence.ledger.resolved import Resolved
from evidence.ledger.spellings import Names, used

CONTEXT = 60  # code points kept before and after a quote, as W3C text quote selectors want them
KINDS = {"entities": "entity", "measures": "measure", "attributes": "attribute", "relations": "relation",
         "propositions": "proposition"}
RESERVED = {"computed-here", "ethical-ad-placement", "main-content", "print-main-content", "searchbox"}
RESERVED_STARTS = ("bd-", "evidence-", "jb-", "pst-")  # of ids that the theme and our templates give
PRECISIONS = {4: "year", 7: "month", 10: "day"}


def resolve(root: Path, path: Path, shared: Shared, names: Names) -> Resolved:
    """Return rows and faults of the source whose ledger file is ``path``."""
    shown = f"ledger/{path.name}"
    try:
        content = read_model("source", path, shown)
        seed, raw = read_seed(root, content.source.file)
    except EvidenceError as error:
        return Resolved(faults=list(error.faults))
    reading = _Reading(content, seed, shared, names)
    reading.source(path.name, hashlib.sha256(raw).hexdigest())
    reading.asides()
    for index, claim in enumerate(content.claims):
        reading.claim(index, claim)
    reading.account()
    return reading.finish(path, shown)


class _Reading:
    """Reads one source; keeps where each fault lies until the lines are wanted."""

    def __init__(self, content: SourceFile, seed: Seed, shared: Shared, names: Names):
        self.content, self.seed, self.shared, self.names = content, seed, shared, names
        self.id = content.source.id
        self.out = Resolved()
        self.problems: list[tuple[strict_yaml.Place, str, str]] = []
        self.lists = vars(shared)
        self.read: list[Span] = []      # words that a number, a date or a property was read from
        self.quoted: list[Span] = []    # whole quotes and contexts
        self.aside: list[Span] = []
        self.glitch_names: dict[str, list[str]] = {}

    def finish(self, path: Path, shown: str) -> Resolved:
        if self.problems:
            known = strict_yaml.lines(path, shown)
            self.out.faults += [Fault(shown, strict_yaml.line_of(known, place), wrong, remedy)
                                for place, wrong, remedy in self.problems]
        return self.out

    def problem(self, place: strict_yaml.Place, wrong: str, remedy: str) -> None:
        self.problems.append((place, wrong, remedy))

    def known(self, kind: str, one: str | None, at: strict_yaml.Place, field: str = "") -> bool:
        """Whether a shared list holds the id; a fault with the nearest id where it does not."""
        listed = self.lists[kind]
        if one is None or one in listed:
            return True
        self.problem((*at, field) if field else at, f"unknown {KINDS[kind]} '{one}'",
                     f"{did_you_mean(one, listed)}add it to ledger/{kind}.yml")
        return False

    def source(self, file: str, sha256: str) -> None:
        one = self.content.source
        if f"{one.id}.yml" != file:  # messages and pages go by the id
            self.problem(("source", "id"), f"the id '{one.id}' is not the name of its file",
                         f"name the file ledger/{one.id}.yml, or correct the id")
        if one.draft:
            self.problem(("source", "draft"), "the source is still a draft", "check it, then remove 'draft'")
        if sha256 != one.sha256:
            self.problem(("source", "sha256"), f"checksum changed: {self.seed.file} now has {sha256}",
                         "restore the article, or read it again and record the new checksum")
        self.known("entities", one.publisher, ("source",), "publisher")
        self.out.add("sources", one.id, one.file, one.sha256, one.cite, one.language, one.published,
                     PRECISIONS[len(one.published)], one.dated_by, one.title, one.publisher or "",
                     one.publisher_known_by, one.upstream, one.url)

    def asides(self) -> None:
        for index, one in enumerate(self.content.set_aside):
            if place := self.locate(one.quote, one.prefix, ("set_aside", index), "quote"):
                self.aside.append(place[:2])
                self.out.add("set_aside", self.id, place.start, place.end, self.words(place), one.why)
        for index, one in enumerate(self.content.glitches):
            if place := self.locate(one.quote, one.prefix, ("glitches", index), "quote"):
                self.out.add("glitches", self.id, place.start, place.end, self.words(place), one.reads, one.why)
            if one.entity and self.known("entities", one.entity, ("glitches", index), "entity"):
                self.glitch_names.setdefault(one.entity, []).append(normalise(one.quote))

    def words(self, place: Passage) -> str:
        return self.seed.text[place.start:place.end]

    def locate(self, quote: str, prefix: str, at: strict_yaml.Place, field: str,
               within: Passage | None = None) -> Passage | None:
        found = self.seed.find(quote, prefix, within)
        if len(found) == 1:
            return found[0]
        place = (*at, field)
        where = "its quote" if within else self.seed.file
        if found:
            lines = " and ".join(str(self.seed.line(one.start)) for one in found[:4])
            times = f"{len(found)}{' or more' * (len(found) == MANY)} times"
            self.problem(place, f"'{shorten(quote, 50)}' found {times} in {where} (lines {lines})",
                         "quote a few words more" if within else "add 'prefix', the words just before")
            return None
        near = None if within else self.seed.nearest(quote)
        hint = f"nearest, in line {near[1]}: «{shorten(near[0], 120)}»; " if near else ""
        self.problem(place, f"'{shorten(quote, 60)}' is not in {where}", f"{hint}copy the words as they stand")
        return None

    def claim(self, index: int, one: Claim) -> None:
        at = ("claims", index)
        if one.id in RESERVED or one.id.startswith(RESERVED_STARTS):
            self.problem((*at, "id"), f"the claim id '{one.id}' is what a page calls one of its own parts",
                         "choose another id")
        if one.draft:
            self.problem((*at, "draft"), f"claim '{one.id}' is still a draft", "check it, then remove 'draft'")
        place = self.locate(one.quote, one.prefix, at, "quote")
        reporter = one.reported_by or self.content.source.publisher
        self.known("entities", one.said_by, at, "said_by")
        self.known("entities", one.reported_by, at, "reported_by")
        if reporter is None:
            self.problem(at, f"claim '{one.id}' has no 'reported_by', and its source no publisher", "add either")
        claim_id = f"{self.id}/{one.id}"
        if place is None:
            self.out.lost.append(claim_id)
            return
        self.quoted.append(place[:2])
        if one.context and (context := self.locate(one.context, "", at, "context")):
            self.quoted.append(context[:2])
        text = self.seed.text
        self.out.add("claims", claim_id, self.id, place.start, place.end, self.seed.line(place.start), place.match,
                     self.words(place), one.english, one.said_by, reporter, one.stance,
                     text[max(0, place.start - CONTEXT):place.start], text[place.end:place.end + CONTEXT])
        self.parts(at, one, claim_id, place)

    def parts(self, at: strict_yaml.Place, one: Claim, claim_id: str, place: Passage) -> None:
        key = (claim_id, self.id)
        for index, each in enumerate(one.quantities):
            self.quantity((*at, "quantities", index), each, key, place)
        for index, each in enumerate(one.events):
            self.event((*at, "events", index), each, key, place)
        for index, each in enumerate(one.attributes):
            self.attribute((*at, "attributes", index), each, key, place)
        for index, each in enumerate(one.relations):
            if self.known("relations", each.relation, (*at, "relations", index), "relation"):
                self.out.add("relations", *key, each.subject, each.relation, each.object)
        for index, each in enumerate(one.bears_on):
            if self.known("propositions", each.proposition, (*at, "bears_on", index), "proposition"):
                self.out.add("bearings", *key, each.proposition, each.how, each.why)
        self.named(at, one, key, place)

    def quantity(self, at: strict_yaml.Place, one: Quantity, key: tuple, quote: Passage) -> None:
        fine = self.known("entities", one.subject, at, "subject")
        fine &= self.known("measures", one.measure, at, "measure")
        place = self.locate(one.text, "", at, "text", quote)
        if place is None or not fine:
            return
        self.read.append(place[:2])
        try:
            value, low, high, bound, unit = amounts.amount(
                one, self.shared.measures[one.measure].unit, self.content.source.language)
        except ValueError as error:
            self.problem((*at, "text"), str(error), "mend the words, or give 'value' and 'why'")
            return
        self.out.add("quantities", *key, one.subject, one.measure, self.words(place), place.start, place.end,
                     value, low, high, unit, bound, one.as_of, "hand" if one.by_hand else "parser", one.why)

    def event(self, at: strict_yaml.Place, one: Event, key: tuple, quote: Passage) -> None:
        self.known("entities", one.event, at, "event")
        place = self.locate(one.text, "", at, "text", quote)
        if place is None:
            return
        self.read.append(place[:2])
        if one.date and not one.why:
            self.problem((*at, "date"), f"date of '{shorten(one.text, 40)}' typed without a reason", "add 'why'")
        try:
            date = amounts.date(one)
        except ValueError as error:
            self.problem((*at, "text"), str(error), "give 'date' and 'why'")
            return
        self.out.add("events", *key, one.event, date, PRECISIONS[len(date)], self.words(place),
                     place.start, place.end, one.why)

    def attribute(self, at: strict_yaml.Place, one, key: tuple, quote: Passage) -> None:
        fine = self.known("attributes", one.attribute, at, "attribute")
        place = self.locate(one.text, "", at, "text", quote)
        if place is None or not fine:
            return
        allowed = self.shared.attributes[one.attribute].values
        if allowed and one.value not in allowed:
            self.problem((*at, "value"), f"'{one.value}' is no value of '{one.attribute}'",
                         f"use one of: {', '.join(allowed)}")
        self.read.append(place[:2])
        self.out.add("attributes", *key, one.subject, one.attribute, self.words(place),
                     place.start, place.end, one.value)

    def named(self, at: strict_yaml.Place, one: Claim, key: tuple, place: Passage) -> None:
        """Check that each entity used is named by the quote, its context or a periphrasis given."""
        said = self.seed.searched[slice(*place.span)] + (" " + normalise(one.context) if one.context else "")
        by = self.periphrases(at, one, said)
        for entity, needed in sorted(used(one).items()):
            if not self.known("entities", entity, at):
                continue
            name = by.get(entity) or self.names.named_as(entity, said) or next(
                (glitch for glitch in self.glitch_names.get(entity, ()) if glitch in said), None)
            if name:
                self.out.add("mentions", *key, entity, name)
            elif needed:
                self.problem(at, f"claim '{one.id}' uses '{entity}', which its quote does not name",
                             "add the spelling to its aliases, or 'by', or quote a 'context'")

    def periphrases(self, at: strict_yaml.Place, one: Claim, said: str) -> dict[str, str]:
        """Return the words that stand for an entity in a claim; each must be among those said."""
        by = dict(one.by or ())
        for each in one.relations:
            if each.by:
                by |= each.by
        for entity, words in by.items():
            if self.known("entities", entity, at, "by") and normalise(words) not in said:
                self.problem((*at, "by"), f"'{shorten(words, 40)}' is not in the quote or its context",
                             "copy the words that stand for the entity")
        return by

    def account(self) -> None:
        """Every number and every name in the seed is in a claim or set aside, or it is a fault."""
        named = [span for _, span in self.seed.find_names(self.names.likely_in(self.seed.searched))]
        accounted = coverage.Accounted(french.find_numbers(self.seed.text), self.read, self.quoted, self.aside, named)
        self.out.faults += coverage.faults(self.seed, accounted)
        for start, end in coverage.digits_in_names(accounted):
            self.out.add("set_aside", self.id, start, end, self.seed.text[start:end], "digits inside a name")
