"""One source: its ledger file set against its seed, read into rows."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from evidence.errors import EvidenceError, Fault, did_you_mean, shorten
from evidence.language import CODES, for_code
from evidence.language.detection import detect, other_language
from evidence.ledger import coverage
from evidence.ledger.claims import read_claim
from evidence.ledger.cross_references import not_cited
from evidence.ledger.lists import Shared, Unread
from evidence.ledger.load import Read, read_file, repeated
from evidence.ledger.models import Claim
from evidence.ledger.quotes import Seed, normalise, read_seed
from evidence.ledger.reading import PRECISIONS, Reading
from evidence.ledger.rows import GlitchRow, Rows, SetAsideRow, SourceRow
from evidence.ledger.spellings import Spellings
from evidence.ledger.strict_yaml import regular_size

ORIGINALS = "originals"  # the folder of the files from which texts were extracted


class _Resolved(NamedTuple):
    """What one source gives: its rows and its faults."""

    rows: Rows
    faults: list[Fault]


def resolve(root: Path, path: Path, shared: Shared, spellings: Spellings) -> _Resolved:
    """Read the source whose ledger file is ``path``; no row of a source where that file cannot be read at all.

    Without its seed, its claims are read from the quotes as they are typed.
    """
    try:
        read = read_file("source", path, f"ledger/{path.name}", shared.words)
    except EvidenceError as error:
        return _Resolved(Rows(), error.faults)
    if read.content is None:
        return _Resolved(Rows(), read.faults)
    seed, sha256 = _seed_of(root, read)
    other = other_language(seed.text, read.content.source.language)
    reading = Reading(read.document, read.content, seed, shared, spellings, _language_of(read, seed, other),
                      faults=read.faults, faulty=read.faulty)
    _check_original(reading, root)
    _check_language(reading, other)
    _read_head(reading, path.name, sha256)
    _read_claims(reading, seed_read=bool(sha256))
    if sha256:
        _read_set_aside(reading)
        of_quotes = any(place[-1] in ("claims", "set_aside", "quote") for place in reading.faulty)
        if not of_quotes and not isinstance(shared.entities, Unread):  # else it would be said that they are missing
            _account(reading)
    known = not read.faulty & {(), ("claims",)}  # else its claims may have any name
    return _Resolved(reading.rows if known else Rows(), reading.faults)


def _seed_of(root: Path, read: Read) -> tuple[Seed, str]:
    """The seed and its checksum; where it cannot be read, which is added to the faults, what is quoted of it."""
    file = read.content.source.file
    try:
        seed, raw = read_seed(root, file)
        return seed, hashlib.sha256(raw).hexdigest()
    except EvidenceError as error:
        there = [path.name for path in (root / "seeds").glob("*")]
        if ("source", "file") not in read.faulty:
            read.faults.extend(error.faults if file in there else [read.document.fault(
                ("source", "file"), f"no file '{shorten(file, 60)}' in seeds/",
                did_you_mean(file, there, "store the article there"))])
        return Seed(f"seeds/{file}", "\n".join(claim.quote for claim in read.content.claims)), ""


def _language_of(read: Read, seed: Seed, other: str | None) -> str:
    """The language declared; where that cannot be right, the one that the text reads as: it is fault enough."""
    declared = read.content.source.language
    if declared in CODES and ("source", "language") not in read.faulty and not other:
        return declared
    found = detect(seed.text)
    return found if found in CODES else CODES[0]


def _read_claims(reading: Reading, seed_read: bool) -> None:
    if seed_read:
        _read_glitches(reading)
    for index, claim in enumerate(reading.content.claims):
        if not seed_read:
            reading.seed = _as_typed(claim, reading.seed.file)
        read_claim(reading, index, claim)
    twice = repeated(claim.id for claim in reading.content.claims)
    for index, claim in enumerate(reading.content.claims):
        if claim.id in twice:
            reading.fault(("claims", index, "id"), f"the claim id '{claim.id}' twice", "give one of them another id")


def _as_typed(claim: Claim, file: str) -> Seed:
    """The words of one claim, where nothing is known of the article around them."""
    quoted = normalise(claim.quote) in normalise(claim.context)
    return Seed(file, claim.context if quoted else f"{claim.prefix} {claim.quote}\n\n{claim.context}")


def _read_head(reading: Reading, file: str, sha256: str) -> None:
    source = reading.content.source
    if f"{source.id}.yml" != file:  # messages and pages go by the id
        reading.fault(("source", "id"), f"the id '{source.id}' is not the name of its file",
                      f"name the file ledger/{source.id}.yml, or correct the id")
    if sha256 and sha256 != source.sha256:
        reading.fault(("source", "sha256"), f"checksum changed: {reading.seed.file} now has {sha256}",
                      "restore the article, or read it again and record the new checksum")
    cited = reading.shared.cited
    if cited and source.cite not in cited:
        reading.fault(("source", "cite"), not_cited(source.cite, cited),
                      f"correct 'cite', or let 'evidence add {source.id}' write the entry")
    reading.knows("entities", source.publisher, ("source", "publisher"))
    reading.rows.sources.append(SourceRow(
        source.id, source.file, source.sha256, source.cite, source.called, source.language, source.published,
        PRECISIONS[len(source.published)], source.dated_by, source.title, source.publisher or "",
        source.publisher_known_by, source.upstream, source.url))


def _check_original(reading: Reading, root: Path) -> None:
    """The file that the seed was extracted from is there, and is the one that it was."""
    source = reading.content.source
    if not source.original:
        return
    path = root / ORIGINALS / Path(source.original).name
    if regular_size(path) is None:
        reading.fault(("source", "original"), f"no file '{shorten(source.original, 60)}' in {ORIGINALS}/",
                      "store it there, or take the line out")
    elif hashlib.sha256(path.read_bytes()).hexdigest() != source.original_sha256:
        reading.fault(("source", "original_sha256"), f"checksum changed: {ORIGINALS}/{path.name}",
                      "restore the file, or extract its text again")


def _check_language(reading: Reading, found: str | None) -> None:
    declared, place = reading.content.source.language, ("source", "language")
    if declared not in CODES:
        reading.fault(place, f"no reader for the language '{declared}'", f"use one of: {', '.join(CODES)}")
    elif found:
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
    seed = reading.seed
    numbers = for_code(reading.language).find_numbers(seed.text)
    named = [span for _, span in seed.find_names(reading.spellings.likely_in(seed.searched))]
    accounted = coverage.Accounted(numbers, reading.read, reading.quoted, reading.aside, named)
    reading.faults.extend(coverage.unaccounted(seed, accounted))
    for start, end in coverage.digits_in_names(accounted):
        reading.rows.set_aside.append(SetAsideRow(
            reading.content.source.id, start, end, seed.text[start:end], "digits inside a name"))
