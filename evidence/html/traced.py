"""The built book, read as a visitor reads it: every number traced, every card there."""

from collections import Counter
from pathlib import Path

from sphinx.util import logging

from evidence.errors import Fault
from evidence.html.page import BuiltPage, read
from evidence.index import numbers
from evidence.index.facts import Facts
from evidence.language import english
from evidence.notebooks import published as publications

TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})
REMEDY = "bring it in through a role, or name it in the entity list"


logger = logging.getLogger(__name__)


class Tracer:
    """Decides of each number on a page what it traces to."""

    def __init__(self, facts: Facts, results: dict[str, publications.Publication]):
        self.facts, self.results = facts, results

    def trace(self, page: BuiltPage) -> tuple[Counter, list[Fault]]:
        """Count the numbers of a page by what they trace to; a fault for each that traces to nothing."""
        counts, faults = Counter(), []
        for line, exempt, text in page.texts:
            if exempt is not None:
                counts[exempt or "hidden"] += len(numbers.TOKEN.findall(text))
                continue
            counts["name"] += self.facts.names.count(text)
            loose = self.facts.names.numbers(text)
            counts["untraced"] += len(loose)
            faults += [Fault(page.path, line + text.count("\n", 0, one.start()),
                             f"the number '{one[0]}' in '{_around(text, one)}' traces to nothing", REMEDY)
                       for one in loose]
        for line, kind, ids, text in page.roles:
            wrong = self.role(kind, ids, text)
            counts["untraced" if wrong else kind] += len(numbers.TOKEN.findall(text)) or bool(wrong)
            if wrong:
                faults.append(Fault(page.path, line, f"'{text}' {wrong}", "build the book anew from its sources"))
        return counts, faults

    def role(self, kind: str, ids: tuple[str, ...], text: str) -> str:
        """What is wrong with a role as it stands on the page, if anything."""
        if kind == "value":
            return "" if any(_same(text, one.text) for one in self.results.values()) else "is no published result"
        known = {"quantity": self.facts.claims, "statement": self.facts.claims,
                 "reference": self.facts.references, "computed": self.results}[kind]
        if not ids or any(one not in known for one in ids):
            return f"rests on '{' '.join(ids)}', which does not exist"
        if kind == "computed":
            return "" if _same(text, self.results[ids[0]].text) else f"is not what '{ids[0]}' says"
        if kind == "quantity":
            rows = self.facts.of_claim["quantities"][ids[0]]
            return "" if text in map(english.quantity, rows) else f"is no quantity of '{ids[0]}'"
        numbers_of = self.facts.numbers_of if kind == "statement" else self.facts.numbers_of_reference
        allowed = set().union(*map(numbers_of, ids))
        loose = [one[0] for one in self.facts.names.numbers(text) if not numbers.readings(one[0]) & allowed]
        return f"holds '{loose[0]}', which is not in '{' '.join(ids)}'" if loose else ""


def _same(shown: str, published: str) -> bool:
    """Whether two texts differ in nothing but the typography that the builder sees to."""
    plain = [" ".join(text.translate(TYPED).replace("--", "-").split()) for text in (shown, published)]
    return plain[0] == plain[1]


def _around(text: str, number) -> str:
    return " ".join(text[max(0, number.start() - 30):number.end() + 20].split())


def missing_cards(page: BuiltPage) -> list[Fault]:
    """Return a fault for each link to evidence that has no card or description on its page."""
    return [Fault(page.path, line, f"'{one}' is not on the page", "build the book anew")
            for line, one in page.named if one not in page.ids]


def check_book(root: Path, html: Path) -> tuple[Counter, list[Fault]]:
    """Check a built book against the tables and notebooks it was built from.

    Returns the numbers on its pages counted by what they trace to (key ``untraced``: nothing), and all faults.
    """
    published = [one for path in sorted((root / "chapters").rglob("*.ipynb")) for one in publications.read(path)]
    return _check(Tracer(Facts(root), {one.id: one for one in published if one.kind == "result"}), read(html))


def check_pages(app, error) -> None:
    """When a build has ended well: read its pages once more, as a visitor would; each fault is a warning.

    Where there were warnings before, those come first: most of what would be found here follows from them.
    """
    if error is not None or app.builder.name != "html" or app._warncount:
        return
    pages = [page for page in read(Path(app.outdir)) if page.path.removesuffix(".html") in app.env.found_docs]
    _, faults = _check(Tracer(app.evidence.facts, app.evidence.results), pages)
    for fault in faults:
        logger.warning("%s; %s [evidence.untraced]", fault.wrong, fault.remedy, location=f"{fault.file}:{fault.line}",
                       type="evidence", subtype="untraced")


def _check(tracer: Tracer, pages: list[BuiltPage]) -> tuple[Counter, list[Fault]]:
    counts, faults = Counter(), []
    for page in pages:
        found, wrong = tracer.trace(page)
        counts.update(found)
        faults += wrong + missing_cards(page)
    return counts, faults
