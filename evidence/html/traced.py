"""The built book, read as a visitor reads it: every number traced, every card there."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from evidence.errors import Fault
from evidence.html.page import BuiltPage, PageRole
from evidence.index import numbers
from evidence.index.facts import Facts
from evidence.language import english
from evidence.notebooks.published import Publication

TYPED = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "..."})
REMEDY = "bring it in through a role, or name it in the entity list"
ANEW = "build the book anew from its sources"


def trace_pages(pages: Iterable[BuiltPage], facts: Facts,
                results: Mapping[str, Publication]) -> tuple[Counter[str], list[Fault]]:
    """Check built pages against the tables and results that they were built from.

    Returns the numbers on the pages counted by what they trace to (key ``untraced``: nothing), and all faults: a
    number that traces to nothing, a role whose words are not what it rests on, a link without its card.
    """
    tracer, faults = _Tracer(facts, results), []
    for page in pages:
        faults += [*tracer._faults_of(page), *_missing_cards(page)]
    return tracer.counts, faults


class _Tracer:
    """Decides of each number on a page what it traces to, and counts."""

    def __init__(self, facts: Facts, results: Mapping[str, Publication]):
        self.facts, self.results = facts, results
        self.counts: Counter[str] = Counter()

    def _faults_of(self, page: BuiltPage) -> list[Fault]:
        faults = []
        for line, exempt, text in page.texts:
            if exempt is not None:
                self.counts[exempt or "hidden"] += len(numbers.TOKEN.findall(text))
                continue
            self.counts["name"] += self.facts.names.count(text)
            loose = self.facts.names.numbers(text)
            self.counts["untraced"] += len(loose)
            faults += [Fault(page.path, line + text.count("\n", 0, number.start()),
                             f"the number '{number[0]}' in '{_around(text, number)}' traces to nothing", REMEDY)
                       for number in loose]
        for role in page.roles:
            wrong = self._wrong_with(role)
            self.counts["untraced" if wrong else role.kind] += len(numbers.TOKEN.findall(role.text)) or bool(wrong)
            if wrong:
                faults.append(Fault(page.path, role.line, f"'{role.text}' {wrong}", ANEW))
        return faults

    def _wrong_with(self, role: PageRole) -> str:
        """What is wrong with a role as it stands on the page, if anything."""
        ids, text = role.ids, role.text
        if role.kind == "word":
            return ""  # that its term is in the glossary is seen to where the page is read
        if role.kind == "value":
            return "" if any(_same(text, result.text) for result in self.results.values()) else "is no published result"
        if not ids or any(not self._is_known(role.kind, target) for target in ids):
            return f"rests on '{' '.join(ids)}', which does not exist"
        if role.kind == "computed":
            return "" if _same(text, self.results[ids[0]].text) else f"is not what '{ids[0]}' says"
        if role.kind == "quantity":
            rows = self.facts.of_claim["quantities"][ids[0]]
            return "" if text in map(english.quantity, rows) else f"is no quantity of '{ids[0]}'"
        what = "claim" if role.kind == "statement" else "reference"
        loose = self.facts.names.outside(text, self.facts.numbers_of(what, ids))
        return f"holds '{loose[0]}', which is not in '{' '.join(ids)}'" if loose else ""

    def _is_known(self, kind: str, target: str) -> bool:
        if kind == "computed":
            return target in self.results
        return target in (self.facts.references if kind == "reference" else self.facts.claims)


def _same(shown: str, published: str) -> bool:
    """Whether two texts differ in nothing but the typography that the builder sees to."""
    plain = [" ".join(re.sub("-+", "-", text.translate(TYPED)).split()) for text in (shown, published)]
    return plain[0] == plain[1]


def _around(text: str, number) -> str:
    return " ".join(text[max(0, number.start() - 30):number.end() + 20].split())


def _missing_cards(page: BuiltPage) -> list[Fault]:
    """A fault for each link to evidence that has no card or description on its page."""
    return [Fault(page.path, link.line, f"'{link.target}' is not on the page", "build the book anew")
            for link in page.links if link.target not in page.ids]
