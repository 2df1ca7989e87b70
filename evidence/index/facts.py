"""The tables of a report, indexed for the pages."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

from pybtex.backends.plaintext import Backend
from pybtex.database import BibliographyData, Entry, parse_file
from pybtex.richtext import Text
from pybtex.style.formatting.unsrt import Style

from evidence.index import edition, numbers
from evidence.language import english
from evidence.ledger.load import read_vocabulary
from evidence.tables.report import Report

BY_CLAIM = ("quantities", "relations", "attributes", "events", "mentions", "bearings")
PLAIN_TEXT = Backend()


class Facts:
    """One report: its rows by id, by claim and by source."""

    def __init__(self, root: Path):
        self.root = root
        self._citations: dict[tuple[str, bool], str] = {}
        self.report = Report(root)
        self.words = read_vocabulary(root)
        self.edition = edition.read_edition(root)
        self.sources = self._index("sources", "source_id")
        self.claims = self._index("claims", "claim_id")
        self.entities = self._index("entities", "entity_id")
        self.measures = self._index("measures", "measure_id")
        self.propositions = self._index("propositions", "proposition_id")
        self.references = self._index("reference_points", "reference_id")
        self.of_claim = {table: self._group(table, "claim_id") for table in BY_CLAIM}
        self.set_aside = self._group("set_aside", "source_id")
        self.glitches = self._group("glitches", "source_id")
        self.comparisons = self.report.rows("comparisons")
        self.external_checks = self.report.rows("external_checks")

    def _index(self, table: str, key: str) -> dict[str, SimpleNamespace]:
        return {getattr(row, key): row for row in self.report.rows(table)}

    def _group(self, table: str, key: str) -> dict[str, list[SimpleNamespace]]:
        grouped = defaultdict(list)
        for row in self.report.rows(table):
            grouped[getattr(row, key)].append(row)
        return grouped

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever a table, a seed or the bibliography does."""
        files = sorted([*self.root.glob("data/*"), *self.root.glob("seeds/*"), self.root / "references.bib"])
        digest = hashlib.sha256()
        for path in files:
            digest.update(path.name.encode() + (path.read_bytes() if path.is_file() else b""))
        return digest.hexdigest()

    @cached_property
    def claims_of(self) -> dict[str, list[SimpleNamespace]]:
        """Source → its claims, in the order of the text."""
        grouped = defaultdict(list)
        for claim in sorted(self.claims.values(), key=lambda row: (row.start, row.end, row.claim_id)):
            grouped[claim.source_id].append(claim)
        return grouped

    @cached_property
    def source_order(self) -> list[SimpleNamespace]:
        """Sources in the order of their files."""
        return sorted(self.sources.values(), key=lambda row: row.file)

    @cached_property
    def names(self) -> numbers.NumberedNames:
        """The names that may hold digits: of entities, and of the edition."""
        names = [name for row in self.entities.values()
                 for name in (row.name, *(alias.strip() for alias in row.aliases.split("|"))) if name]
        return numbers.NumberedNames([*names, self.edition.name])

    def citation(self, key: str, short: bool = False) -> str:
        """An entry of the bibliography as a line of text; the key itself where there is no such entry.

        ``short``: without notes and addresses, for a card; the bibliography, one link away, has them.
        """
        if (key, short) not in self._citations:
            entry, without = self._bibliography.entries.get(key), ("note", "url") if short else ()
            self._citations[key, short] = self._formatted(key, entry, without) if entry else key
        return self._citations[key, short]

    def author_year(self, key: str) -> str:
        """The same as a remark in brackets names it: "Patel et al. 2025"."""
        entry = self._bibliography.entries.get(key)
        return _author_year(entry) if entry else key

    def _formatted(self, key: str, entry: Entry, without: tuple[str, ...]) -> str:
        fields = {name: text for name, text in entry.fields.items() if name not in without}
        cut = Entry(entry.type, fields, entry.persons)
        cut.key = key
        return next(iter(self._style.format_entries([cut]))).text.render(PLAIN_TEXT)

    @cached_property
    def _style(self) -> Style:
        return Style()  # once: it looks for its parts among all installed packages

    @cached_property
    def _bibliography(self) -> BibliographyData:
        path = self.root / "references.bib"
        return parse_file(str(path), bib_format="bibtex") if path.is_file() else BibliographyData()

    def name(self, entity: str) -> str:
        """An entity's name on the page."""
        return self.entities[entity].name if entity in self.entities else english.as_words(entity)

    def subjects(self, claim_id: str) -> list[str]:
        """Ids of all entities that a claim is about or names, in order."""
        found = [row.subject for row in self.of_claim["quantities"][claim_id]]
        found += [entity for row in self.of_claim["relations"][claim_id] for entity in (row.subject, row.object)]
        found += [row.subject for row in self.of_claim["attributes"][claim_id]]
        found += [row.event for row in self.of_claim["events"][claim_id]]
        found += [row.entity for row in self.of_claim["mentions"][claim_id]]
        return list(dict.fromkeys(found))

    def numbers_of(self, what: str, targets: Iterable[str]) -> set[float]:
        """Every number that words resting on these claims or reference points may repeat."""
        numbers_of = self._numbers_of_claim if what == "claim" else self._numbers_of_reference
        return {number for target in targets for number in numbers_of(target)}

    def _numbers_of_claim(self, claim_id: str) -> set[float]:
        claim = self.claims[claim_id]
        found = numbers.readings_in(claim.quote)
        for row in self.of_claim["quantities"][claim_id]:
            found |= _numbers_of_row(row)
        for row in self.of_claim["events"][claim_id]:
            found |= numbers.readings_in(row.date.replace("-", " "))
        return found

    def _numbers_of_reference(self, reference_id: str) -> set[float]:
        return _numbers_of_row(self.references[reference_id])

    def seed_text(self, source_id: str) -> str | None:
        """The source's text as stored, or None where it cannot be read."""
        path = self.root / "seeds" / self.sources[source_id].file
        try:
            return path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    @cached_property
    def stale(self) -> set[str]:
        """Claims whose quote no longer stands in the seed where the table says."""
        found = set()
        for source_id, claims in self.claims_of.items():
            text = self.seed_text(source_id) if source_id in self.sources else None
            found |= {claim.claim_id for claim in claims if text is None or text[claim.start:claim.end] != claim.quote}
        return found


def _numbers_of_row(row: SimpleNamespace) -> set[float]:
    """The numbers of a quantity or reference point, as stored and as a page writes them."""
    found = {number for number in (row.value, row.low, row.high) if number is not None}
    return found | numbers.readings_in(english.quantity(row)) | numbers.readings_in(row.as_of.replace("-", " "))


def _author_year(entry: Entry) -> str:
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [str(Text.from_latex(" ".join([*person.prelast_names, *person.last_names]))) for person in people]
    return " ".join([*names[:1], *(["et al."] if names[1:] else []), entry.fields.get("year", "")]).strip() or entry.key
