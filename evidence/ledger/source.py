"""One source: its ledger file set against its seed, read into rows."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from evidence.errors import EvidenceError, Fault
from evidence.language import CODES, for_code
from evidence.language.detection import other_language
from evidence.ledger import coverage
from evidence.ledger.claims import read_claim
from evidence.ledger.lists import Shared
from evidence.ledger.load import read_model
from evidence.ledger.quotes import normalise, read_seed
from evidence.ledger.reading import PRECISIONS, Reading
from evidence.ledger.rows import GlitchRow, Rows, SetAsideRow, SourceRow
from evidence.ledger.spellings import Spellings


@dataclass(frozen=True)
class _Resolved:
    """What one source gives: its rows, the claims without a row (their quote was not found), and its faults."""

    rows: Rows
    lost: list[str]
    faults: list[Fault]


def resolve(root: Path, path: Path, shared: Shared, spellings: Spellings) -> _Resolved:
    """Read the source whose ledger file is ``path``; no rows where file or seed cannot be read at all."""
    try:
        content, document = read_model("source", path, f"ledger/{path.name}")
        seed, raw = read_seed(root, content.source.file)
    except EvidenceError as error:
        return _Resolved(Rows(), [], error.faults)
    reading = Reading(document, content, seed, shared, spellings)
    _read_head(reading, path.name, hashlib.sha256(raw).hexdigest())
    _read_set_aside(reading)
    _read_glitches(reading)
    for index, claim in enumerate(content.claims):
        read_claim(reading, index, claim)
    _account(reading)
    return _Resolved(reading.rows, reading.lost, reading.faults)


def _read_head(reading: Reading, file: str, sha256: str) -> None:
    source = reading.content.source
    if f"{source.id}.yml" != file:  # messages and pages go by the id
        reading.fault(("source", "id"), f"the id '{source.id}' is not the name of its file",
                      f"name the file ledger/{source.id}.yml, or correct the id")
    if source.draft:
        reading.fault(("source", "draft"), "the source is still a draft", "check it, then remove 'draft'")
    if sha256 != source.sha256:
        reading.fault(("source", "sha256"), f"checksum changed: {reading.seed.file} now has {sha256}",
                      "restore the article, or read it again and record the new checksum")
    _check_language(reading)
    reading.knows("entities", source.publisher, ("source", "publisher"))
    reading.rows.sources.append(SourceRow(
        source.id, source.file, source.sha256, source.cite, source.called, source.language, source.published,
        PRECISIONS[len(source.published)], source.dated_by, source.title, source.publisher or "",
        source.publisher_known_by, source.upstream, source.url))


def _check_language(reading: Reading) -> None:
    declared, place = reading.content.source.language, ("source", "language")
    if declared not in CODES:
        reading.fault(place, f"no reader for the language '{declared}'", f"use one of: {', '.join(CODES)}")
    elif found := other_language(reading.seed.text, declared):
        reading.fault(place, f"the language is given as '{declared}', but the text reads as '{found}'",
                      f"write 'language: {found}'" if found in CODES else "store the article in that language")


def _read_set_aside(reading: Reading) -> None:
    for index, aside in enumerate(reading.content.set_aside):
        if place := reading.locate(aside.quote, ("set_aside", index, "quote"), aside.prefix):
            reading.aside.append((place.start, place.end))
            reading.rows.set_aside.append(SetAsideRow(
                reading.content.source.id, place.start, place.end, reading.words(place), aside.why))


def _read_glitches(reading: Reading) -> None:
    for index, glitch in enumerate(reading.content.glitches):
        if place := reading.locate(glitch.quote, ("glitches", index, "quote"), glitch.prefix):
            reading.rows.glitches.append(GlitchRow(
                reading.content.source.id, place.start, place.end, reading.words(place), glitch.reads, glitch.why))
        if glitch.entity and reading.knows("entities", glitch.entity, ("glitches", index, "entity")):
            reading.slips[glitch.entity].append(normalise(glitch.quote))


def _account(reading: Reading) -> None:
    """Every number and every name in the seed is in a claim or set aside, or it is a fault."""
    seed, language = reading.seed, reading.content.source.language
    numbers = for_code(language).find_numbers(seed.text) if language in CODES else []
    named = [span for _, span in seed.find_names(reading.spellings.likely_in(seed.searched))]
    accounted = coverage.Accounted(numbers, reading.read, reading.quoted, reading.aside, named)
    reading.faults.extend(coverage.unaccounted(seed, accounted))
    for start, end in coverage.digits_in_names(accounted):
        reading.rows.set_aside.append(SetAsideRow(
            reading.content.source.id, start, end, seed.text[start:end], "digits inside a name"))
