"""Facts to HTML: the one place where text from seeds and ledger is escaped."""

import re
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from evidence.index import addresses
from evidence.language import english
from evidence.ledger.vocabulary import Vocabulary
from evidence.sphinxext.backlinks import told_at
from evidence.sphinxext.build_state import domain_of

# Control characters and bidirectional overrides would change how the page around them reads.
UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
FRAGMENT_WORDS = 5
SAFE_ADDRESS = re.compile(r"https?://[^\s<>\"']+")


def _environment() -> Environment:
    made = Environment(loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True,
                       finalize=_finalize, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters |= {"quantity": english.quantity, "written": english.date, "plain": english.as_words,
                     "number": english.in_figures, "apart": english.apart}
    made.globals |= {"statuses": english.STATUSES, "how": english.HOW, "address": _web_address,
                     "not_in_edition": english.NOT_IN_EDITION}
    return made


def _finalize(value):
    if hasattr(value, "__html__"):
        return value
    return "" if value is None else _inert(value)


def _inert(value):
    """Text with characters that act on the page replaced by a visible mark."""
    return UNSAFE.sub("\N{REPLACEMENT CHARACTER}", value) if isinstance(value, str) else value


def _web_address(text: str) -> str:
    """The text if it is a web address, else nothing."""
    return text if SAFE_ADDRESS.fullmatch(text or "") else ""


_ENVIRONMENT = _environment()


def render(template: str, **context) -> str:
    """Fill one template; every value is escaped."""
    return _ENVIRONMENT.get_template(template).render(**context)


class PageContext:
    """What a template may ask while it is filled for one page."""

    def __init__(self, app, docname: str):
        self.env, self.builder, self.docname = app.env, app.builder, docname
        self._domain = domain_of(app.env)
        self.state = self._domain.state
        self.facts = self.state.facts
        self.entries = self._domain.entries  # of the glossary

    def to(self, docname: str, anchor: str = "") -> str:
        """Address of another page relative to this one; empty where there is no such page."""
        if docname not in self.env.found_docs:
            return ""
        uri = self.builder.get_relative_uri(self.docname, docname) if docname != self.docname else ""
        return f"{uri}#{anchor}" if anchor else uri

    def place(self, what: str, target: str) -> str:
        """Address of a claim, reference point, result or explained word."""
        if what == "term":
            return self.to(self.entries[target].docname, self.entries[target].anchor)
        return self.to(*addresses.address_of(what, target, chapters=self.state.chapters))

    def told(self, result: str) -> str:
        """Address of the section that tells a result; empty where none of its chapter does."""
        found = told_at(self.state.uses, self.state.chapters, result)
        return self.to(found.docname, found.section) if found else ""

    def leads(self, what: str, target: str) -> str:
        """Where a mark leads: for a result of another page, to the section that tells it, which says more."""
        page = self.state.chapters.get(target.partition("/")[0]) if what == "result" else self.docname
        return (page != self.docname and self.told(target)) or self.place(what, target)

    def told_in(self, result: str) -> str:
        """The title of that section."""
        found = told_at(self.state.uses, self.state.chapters, result)
        return found.label if found else ""

    def entity(self, entity: str) -> str:
        """Address of all about an entity; empty where no page has it, or the report has too little for that."""
        about = self.state.about.get(entity)
        docname = self._domain.kinds.get(about.row.kind, "") if about else ""
        return self.to(docname, entity) if docname else ""

    def file(self, name: str) -> str:
        """Address of a file in the book's folder of downloads."""
        return "../" * self.docname.count("/") + f"downloads/{name}"

    def title(self, docname: str) -> str:
        return self.env.titles[docname].astext() if docname in self.env.titles else docname

    def cite(self, key: str, short: bool = False) -> SimpleNamespace:
        """A bibliography entry as text, with the address of its place in the bibliography."""
        cited = self.env.domains["cite"].citations if "cite" in self.env.domains else ()
        found = next((citation for citation in cited if citation.key == key), None)
        href = self.to(found.bibliography_key.docname, found.citation_id) if found else ""
        text = self.facts.citation(key, short)
        return SimpleNamespace(text=text, href=href)

    def uses(self, what: str, target: str) -> list[SimpleNamespace]:
        """Every place that uses a target: address, page, words."""
        return [SimpleNamespace(href=self.to(use.docname, use.anchor), page=self.title(use.docname),
                                kind=use.kind, label=use.label, docname=use.docname)
                for use in self.state.uses.get((what, target), ())]

    def used_on(self, what: str, target: str) -> list[tuple[str, str, int]]:
        """(title, address of the first place, number of places) of each page that uses a target."""
        places: dict[str, list] = {}
        for use in self.state.uses.get((what, target), ()):
            places.setdefault(use.docname, []).append(use)
        return [(self.title(page), self.to(page, found[0].anchor), len(found)) for page, found in places.items()]

    def name(self, entity: str) -> str:
        return self.facts.name(entity)

    def marked(self, claim) -> list[tuple[str, bool]]:
        """The quote in pieces, and whether each carries a number or date."""
        spans = [(row.start, row.end) for table in ("quantities", "events")
                 for row in self.facts.of_claim[table][claim.claim_id] if row.start is not None]
        return _cut_at(claim.quote, [(start - claim.start, end - claim.start) for start, end in spans])

    def context(self, claim) -> tuple[str, str]:
        """A few whole words before and after the quote."""
        before, after = claim.prefix, claim.suffix
        if before and claim.start > len(before):
            before = before.partition(" ")[2]
        return before, after.rpartition(" ")[0]

    def agreement(self, claim_id: str) -> SimpleNamespace:
        """What other claims and reference points say to this one."""
        pairs = [(row.other_id if row.claim_id == claim_id else row.claim_id, row)
                 for row in self.facts.comparisons if claim_id in (row.claim_id, row.other_id)]
        outside = [row for row in self.facts.external_checks if row.claim_id == claim_id]
        return SimpleNamespace(pairs=pairs, outside=outside, against=_against(self.facts.words, pairs, outside))

    def fragment(self, claim) -> str:
        """Address of the passage in the live article, by a text fragment; empty where the address is not known."""
        address = _web_address(self.facts.sources[claim.source_id].url)
        words = claim.quote.split()
        ends = [words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:]] if len(words) > 3 * FRAGMENT_WORDS else [words]
        text = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
        return f"{address.partition('#')[0]}#:~:text={text}" if address and words else ""


def _against(words: Vocabulary, pairs: list, outside: list) -> list[tuple[str, str, str]]:
    """Who disagrees or does not quite agree: verdict in words, what it is, id; contradictions first."""
    claims = sorted(((not words.is_against(row.verdict), words.verdicts[row.verdict], "claim", other)
                     for other, row in pairs if not words.agrees(row.verdict)))
    points = sorted((not words.is_against(row.verdict), words.checks[row.verdict], "reference", row.reference_id)
                    for row in outside if not words.agrees(row.verdict))
    return [found[1:] for found in sorted([*claims, *points], key=lambda found: found[0])]


def _cut_at(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Cut a text at the borders of spans; overlapping spans melt into one."""
    inside = [False] * len(text)
    for start, end in spans:
        inside[max(0, start):max(0, end)] = [True] * len(inside[max(0, start):max(0, end)])
    found: list[tuple[str, bool]] = []
    for character, marked in zip(text, inside):
        if found and found[-1][1] == marked:
            found[-1] = (found[-1][0] + character, marked)
        else:
            found.append((character, marked))
    return found
