"""The claims of a source: each found by its quote, with the numbers, dates, ties and names read from it."""

from typing import NamedTuple

from evidence.errors import brief
from evidence.ledger.amounts import date_of, worth_of
from evidence.ledger.lists import Unread
from evidence.ledger.misreadings import check_readings
from evidence.ledger.models import Attribute, Claim, Event, Quantity
from evidence.ledger.quotes import Passage, normalise
from evidence.ledger.reading import PRECISIONS, Reading
from evidence.ledger.rows import (
    AttributeRow,
    BearingRow,
    ClaimRow,
    EventRow,
    MentionRow,
    QuantityRow,
    RelationRow,
)
from evidence.ledger.strict_yaml import Place

_CONTEXT = 60  # code points kept before and after a quote, as W3C text quote selectors want them
_RESERVED = {"computed-here", "ethical-ad-placement", "main-content", "print-main-content", "searchbox"}
_RESERVED_STARTS = ("bd-", "evidence-", "jb-", "pst-")  # of ids that the theme and our templates give


class _Found(NamedTuple):
    """A claim: its id, and its source's, its place in the ledger file, and in the seed the words it is read from.

    ``quote``: where those of a claim may stand whose quote was not found; None where not even that is known. ``typed``
    are then the words of the quote; what is read is looked at for faults alone, as no table is written.
    """

    claim_id: str
    source_id: str
    place: Place
    quote: Passage | None
    typed: str


def read_claim(reading: Reading, index: int, claim: Claim) -> None:
    """Read the claim at this position of the ledger file."""
    place, source = ("claims", index), reading.content.source
    quote = reading.locate(claim.quote, (*place, "quote"), claim.prefix)
    reporter = claim.reported_by or source.publisher
    _check(reading, place, claim, reporter)
    found = _Found(f"{source.id}/{claim.id}", source.id, place, quote or reading.guess(claim.quote, claim.prefix),
                   "" if quote else claim.quote)
    if found.quote and reading.is_broken(place):
        reading.aside.append((found.quote.start, found.quote.end))
    row = _keep(reading, claim, found, reporter or "")
    read = _read_parts(reading, claim, found)
    _read_names(reading, claim, found)
    if found.quote:
        check_readings(reading, place, row, read)


def _check(reading: Reading, place: Place, claim: Claim, reporter: str | None) -> None:
    if claim.id in _RESERVED or claim.id.startswith(_RESERVED_STARTS):
        reading.fault((*place, "id"), f"the claim id '{claim.id}' is what a page calls one of its own parts",
                      "choose another id")
    if claim.draft:
        reading.fault((*place, "draft"), f"claim '{claim.id}' is still a draft", "check it, then remove 'draft'")
    reading.knows("entities", claim.said_by, (*place, "said_by"))
    reading.knows("entities", claim.reported_by, (*place, "reported_by"))
    _check_voice(reading, claim.said_by)
    if reading.language != "en" and not claim.english:
        reading.fault((*place, "english"), "field 'english' is missing",
                      "render the quote in English, with its numbers as they are")
    if reporter is None and ("source", "publisher") not in reading.faulty:
        reading.fault(place, f"claim '{claim.id}' has no 'reported_by', and its source no publisher", "add either")


def _check_voice(reading: Reading, speaker: str) -> None:
    """Who speaks in a source does so in a role: a fault of the entity, and the same one for each of its claims."""
    shared = reading.shared
    entity = shared.entities.get(speaker)
    if entity and not entity.speaks_as:
        index = list(shared.entities).index(speaker)
        if (index, "speaks_as") not in shared.faulty.get("entities", ()):
            reading.faults.append(shared.documents["entities"].fault(
                (index,), f"'{speaker}' speaks in a source, and has no 'speaks_as'",
                f"use one of: {', '.join(shared.words.speakers)}"))


def _keep(reading: Reading, claim: Claim, found: _Found, reporter: str) -> ClaimRow:
    quote, text = found.quote or Passage(0, 0, "", (0, 0)), reading.seed.text
    reading.quoted.append((quote.start, quote.end))
    if claim.context and (context := reading.locate(claim.context, (*found.place, "context"))):
        reading.quoted.append((context.start, context.end))
    row = ClaimRow(
        found.claim_id, found.source_id, quote.start, quote.end, reading.seed.line(quote.start), quote.match,
        reading.words(quote) + found.typed, claim.english, claim.said_by, reporter, claim.stance,
        prefix=text[max(0, quote.start - _CONTEXT):quote.start], suffix=text[quote.end:quote.end + _CONTEXT])
    reading.rows.claims.append(row)
    return row


def _read_parts(reading: Reading, claim: Claim, found: _Found) -> dict[int, QuantityRow]:
    """Read all that a claim gives; return its quantities by their position, as far as they could be read."""
    quantities = {index: row for index, quantity in enumerate(claim.quantities)
                  if (row := _read_quantity(reading, quantity, found, (*found.place, "quantities", index)))}
    reading.rows.quantities.extend(quantities.values())
    for index, event in enumerate(claim.events):
        _read_event(reading, event, found, (*found.place, "events", index))
    for index, attribute in enumerate(claim.attributes):
        _read_attribute(reading, attribute, found, (*found.place, "attributes", index))
    for index, tie in enumerate(claim.relations):
        if reading.knows("relations", tie.relation, (*found.place, "relations", index, "relation")):
            reading.rows.relations.append(RelationRow(
                found.claim_id, found.source_id, tie.subject, tie.relation, tie.object))
    for index, bearing in enumerate(claim.bears_on):
        if reading.knows("propositions", bearing.proposition, (*found.place, "bears_on", index, "proposition")):
            reading.rows.bearings.append(BearingRow(
                found.claim_id, found.source_id, bearing.proposition, bearing.how, bearing.why))
    return quantities


def _words_of(reading: Reading, text: str, found: _Found, place: Place) -> Passage | None:
    """Where the words stand that carry what is read; None where they do not, or nobody knows where the quote does."""
    if found.quote is None or (normalise(text) in normalise(found.typed) and not reading.seed.find(
            text, within=found.quote)):
        return None
    words = reading.locate(text, (*place, "text"), within=found.quote)
    if words:
        reading.read.append((words.start, words.end))
    return words


def _read_quantity(reading: Reading, quantity: Quantity, found: _Found, place: Place) -> QuantityRow | None:
    reading.knows("entities", quantity.subject, (*place, "subject"))
    reading.knows("measures", quantity.measure, (*place, "measure"))
    words = _words_of(reading, quantity.text, found, place)
    if words is None and not found.typed and not quantity.by_hand:
        return None
    measure = reading.shared.measures.get(quantity.measure)
    try:
        worth = worth_of(quantity, measure.unit if measure else "", reading.language)
    except ValueError as error:
        reading.fault((*place, "text"), str(error), "mend the words, or give 'value' and 'why'")
        return None
    return words and QuantityRow(
        found.claim_id, found.source_id, quantity.subject, quantity.measure, reading.words(words), words.start,
        words.end, worth.value, worth.low, worth.high, worth.unit, worth.bound, quantity.as_of,
        read_by="hand" if quantity.by_hand else "parser", why=quantity.why)


def _read_event(reading: Reading, event: Event, found: _Found, place: Place) -> None:
    reading.knows("entities", event.event, (*place, "event"))
    words = _words_of(reading, event.text, found, place)
    if (words is None and not found.typed) or (*place, "date") in reading.faulty:
        return
    if event.date and not event.why:
        reading.fault((*place, "date"), f"date of '{brief(event.text)}' typed without a reason", "add 'why'")
    try:
        date = date_of(event, reading.language)
    except ValueError as error:
        reading.fault((*place, "text"), str(error), "give 'date' and 'why'")
        return
    if words:
        reading.rows.events.append(EventRow(
            found.claim_id, found.source_id, event.event, date, PRECISIONS[len(date)], reading.words(words),
            words.start, words.end, event.why))


def _read_attribute(reading: Reading, attribute: Attribute, found: _Found, place: Place) -> None:
    reading.knows("attributes", attribute.attribute, (*place, "attribute"))
    kind = reading.shared.attributes.get(attribute.attribute)
    if kind and kind.values and attribute.value not in kind.values:
        reading.fault((*place, "value"), f"'{attribute.value}' is no value of '{attribute.attribute}'",
                      f"use one of: {', '.join(kind.values)}")
    if words := _words_of(reading, attribute.text, found, place):
        reading.rows.attributes.append(AttributeRow(
            found.claim_id, found.source_id, attribute.subject, attribute.attribute, reading.words(words),
            words.start, words.end, attribute.value))


def _read_names(reading: Reading, claim: Claim, found: _Found) -> None:
    """Check that each entity used is named by the quote, its context, a periphrasis given or a slip."""
    said = (reading.seed.searched[slice(*found.quote.span)] + " " if found.quote else "") + normalise(claim.context)
    periphrases = _periphrases(reading, claim, found, said)
    for entity, (needed, field) in sorted(_used(claim).items()):
        if not reading.knows("entities", entity, (*found.place, *field)):
            continue
        name = periphrases.get(entity) or reading.spellings.named_as(entity, said) or next(
            (slip for slip in reading.slips.get(entity, ()) if slip in said), None)
        if name:
            reading.rows.mentions.append(MentionRow(found.claim_id, found.source_id, entity, name))
        elif needed and found.quote and not isinstance(reading.shared.entities, Unread):
            reading.fault(found.place, f"claim '{claim.id}' uses '{entity}', which its quote does not name",
                          "add the spelling to its aliases, or 'by', or quote a 'context'")


def _periphrases(reading: Reading, claim: Claim, found: _Found, said: str) -> dict[str, str]:
    """The words that stand for an entity in a claim; each must be among those said."""
    by = dict(claim.by or ())
    for tie in claim.relations:
        by |= tie.by or {}
    for entity, words in by.items():
        if reading.knows("entities", entity, (*found.place, "by")) and found.quote and normalise(words) not in said:
            reading.fault((*found.place, "by"), f"'{brief(words)}' is not in the quote or its context",
                          "copy the words that stand for the entity")
    return by


def _used(claim: Claim) -> dict[str, tuple[bool, Place]]:
    """The entities that a claim is about; of each, whether the quote must name it or only may, and its field."""
    found: dict[str, tuple[bool, Place]] = {}
    for index, quantity in enumerate(claim.quantities):
        found[quantity.subject] = False, ("quantities", index, "subject")
    for index, event in enumerate(claim.events):
        found[event.event] = False, ("events", index, "event")
    for index, name in enumerate(claim.mentions):
        found[name] = True, ("mentions", index)
    for index, tie in enumerate(claim.relations):
        found[tie.subject] = True, ("relations", index, "subject")
        found[tie.object] = True, ("relations", index, "object")
    for index, attribute in enumerate(claim.attributes):
        found[attribute.subject] = True, ("attributes", index, "subject")
    return found
