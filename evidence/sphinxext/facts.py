"""The tables of a report, indexed for the pages."""

import hashlib
from collections import defaultdict
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

from pybtex.database import parse_file
from pybtex.plugin import find_plugin

from evidence.report import Report
from evidence.sphinxext import numerals, wording

BY_CLAIM = ("quantities", "relations", "attributes", "events", "mentions", "bearings")
NUMERIC = ("Int64", "Float64")


def find_root(start: Path) -> Path:
    """Return the nearest folder upwards that holds ``_config.yml``, or ``start`` itself."""
    return next((one for one in (start, *start.parents) if (one / "_config.yml").is_file()), start)


def rows(report: Report, table: str) -> list[SimpleNamespace]:
    """Return a table's rows; an absent number is None, an absent text is empty."""
    frame = report.table(table)
    columns = {}
    for name in frame.columns:
        absent = None if str(frame[name].dtype) in NUMERIC else ""
        columns[name] = [absent if one else cell for cell, one in zip(frame[name].tolist(), frame[name].isna())]
    return [SimpleNamespace(**dict(zip(columns, cells))) for cells in zip(*columns.values())]


class Facts:
    """One report: its rows by id, by claim and by source."""

    def __init__(self, root: Path):
        self.root = root
        self.report = Report(root)
        self.sources = self._index("sources", "source_id")
        self.claims = self._index("claims", "claim_id")
        self.entities = self._index("entities", "entity_id")
        self.measures = self._index("measures", "measure_id")
        self.propositions = self._index("propositions", "proposition_id")
        self.references = self._index("reference_points", "reference_id")
        self.of_claim = {table: self._group(table, "claim_id") for table in BY_CLAIM}
        self.set_aside = self._group("set_aside", "source_id")
        self.glitches = self._group("glitches", "source_id")
        self.comparisons = rows(self.report, "comparisons")
        self.external_checks = rows(self.report, "external_checks")

    def _index(self, table: str, key: str) -> dict[str, SimpleNamespace]:
        return {getattr(row, key): row for row in rows(self.report, table)}

    def _group(self, table: str, key: str) -> dict[str, list[SimpleNamespace]]:
        grouped = defaultdict(list)
        for row in rows(self.report, table):
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
    def names(self) -> numerals.Names:
        """The entity names that may hold digits."""
        return numerals.Names(name for row in self.entities.values()
                              for name in (row.name, *(one.strip() for one in row.aliases.split("|"))) if name)

    @cached_property
    def citations(self) -> dict[str, str]:
        """BibTeX key → the entry as a line of text."""
        return self._formatted()

    @cached_property
    def short_citations(self) -> dict[str, str]:
        """The same without notes and addresses, for a card; the bibliography, one link away, has them."""
        return self._formatted(without=("note", "url"))

    def _formatted(self, without: tuple[str, ...] = ()) -> dict[str, str]:
        path = self.root / "references.bib"
        if not path.is_file():
            return {}
        entries = parse_file(str(path), bib_format="bibtex")
        for entry in entries.entries.values():
            for name in without:
                entry.fields.pop(name, None)
        style = find_plugin("pybtex.style.formatting", "unsrt")()
        backend = find_plugin("pybtex.backends", "plaintext")()  # once: finding it takes longer than using it
        return {entry.key: entry.text.render(backend) for entry in style.format_bibliography(entries)}

    def name(self, entity: str) -> str:
        """An entity's name on the page."""
        return self.entities[entity].name if entity in self.entities else wording.plain(entity)

    def subjects(self, claim_id: str) -> list[str]:
        """Ids of all entities that a claim is about or names, in order."""
        found = [row.subject for row in self.of_claim["quantities"][claim_id]]
        found += [one for row in self.of_claim["relations"][claim_id] for one in (row.subject, row.object)]
        found += [row.subject for row in self.of_claim["attributes"][claim_id]]
        found += [row.event for row in self.of_claim["events"][claim_id]]
        found += [row.entity for row in self.of_claim["mentions"][claim_id]]
        return list(dict.fromkeys(found))

    def numbers_of(self, claim_id: str) -> set[float]:
        """Every number that words resting on this claim may repeat."""
        claim = self.claims[claim_id]
        found = numerals.readings_in(claim.quote)
        for row in self.of_claim["quantities"][claim_id]:
            found |= {one for one in (row.value, row.low, row.high) if one is not None}
            found |= numerals.readings_in(wording.quantity(row)) | numerals.readings_in(row.as_of.replace("-", " "))
        for row in self.of_claim["events"][claim_id]:
            found |= numerals.readings_in(row.date.replace("-", " "))
        return found

    def numbers_of_reference(self, reference_id: str) -> set[float]:
        """Every number that words resting on this reference point may repeat."""
        row = self.references[reference_id]
        found = {one for one in (row.value, row.low, row.high) if one is not None}
        return found | numerals.readings_in(wording.quantity(row)) | numerals.readings_in(row.as_of.replace("-", " "))

    def seed(self, source_id: str) -> str | None:
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
            text = self.seed(source_id) if source_id in self.sources else None
            found |= {claim.claim_id for claim in claims if text is None or text[claim.start:claim.end] != claim.quote}
        return found


def load(start: Path) -> Facts:
    """Return the facts of the report around a folder; EvidenceError where its tables are not there."""
    root = find_root(start)
    return Facts(root)
