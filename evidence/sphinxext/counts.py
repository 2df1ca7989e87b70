"""The role ``count``: how many articles there are, name a thing, give a number or stand behind a result."""

import re
from collections.abc import Callable, Sequence

from babel import Locale
from docutils import nodes

from evidence.errors import did_you_mean
from evidence.index import targets
from evidence.index.facts import Facts
from evidence.language.phrases import listed, spelt
from evidence.sphinxext.role_base import EvidenceRole, Made

_FORM = re.compile(r"(?P<noun>[A-Za-z][A-Za-z -]*?s)"
                   r"(?: (?:(?P<alone>by language)|(?P<how>naming|giving|behind|of) (?P<what>\S.*)))?")
_OF = re.compile(r"(?P<measure>\S+) of (?P<subject>\S+)")
_REMEDY = "write 'articles', alone or with 'by language', 'naming ENTITY', 'giving MEASURE of SUBJECT' or 'behind " \
          "RESULT'; or 'counts of MEASURE of SUBJECT'"
Counted = int | None  # None where something named is unknown, which is warned of


class CountRole(EvidenceRole):
    """How many articles, in words: «five articles», «one article», «no article», «five articles in Welsh»."""

    def run(self) -> Made:
        form = _FORM.fullmatch(" ".join(self.text.split()))
        words = self._words(form) if form else None
        if form is None:
            self._warn("count", f"'{self.text}' counts nothing; {_REMEDY}")
        return [nodes.inline(self.text, words or self.text, classes=["evidence-count"])], []

    def _words(self, form: re.Match) -> str | None:
        noun, how, what = form["noun"], form["how"] or "", form["what"] or ""
        if form["alone"]:
            return _by_language(self._facts, noun)
        count: Callable[[str], Counted] = {"": self._all, "naming": self._naming, "giving": self._giving,
                                           "behind": self._behind, "of": self._counts}[how]
        found = count(what)
        return None if found is None else phrase(found, noun)

    def _all(self, _what: str) -> Counted:
        return len(self._facts.sources)

    def _naming(self, entity: str) -> Counted:
        if not self._knows(entity, self._facts.entities, "entity"):
            return None
        return self._sources(claim for claim in self._facts.claims if entity in self._facts.subjects(claim))

    def _giving(self, what: str) -> Counted:
        claims = self._measured(what)
        return None if claims is None else self._sources(claims)

    def _counts(self, what: str) -> Counted:
        """The numbers given of a thing that are no forecasts."""
        claims, uncounted = self._measured(what), self._facts.words.uncounted
        return None if claims is None else sum(self._facts.claims[claim].stance not in uncounted for claim in claims)

    def _behind(self, result: str) -> Counted:
        wanted = targets.parse_result(result, self.env.docname.rpartition("/")[2])
        if not self._knows(wanted, self._state.results, "result"):
            return None
        return self._sources(target for target in self._state.results[wanted].rests_on if target in self._facts.claims)

    def _measured(self, what: str) -> list[str] | None:
        form = _OF.fullmatch(what)
        if not form:
            self._warn("count", f"'{what}' is no measure of a subject; {_REMEDY}")
            return None
        known = {row.measure for rows in self._facts.of_claim["quantities"].values() for row in rows}
        if not self._knows(form["subject"], self._facts.entities, "entity"):
            return None
        if not self._knows(form["measure"], known, "measure"):
            return None
        return [claim for claim, rows in self._facts.of_claim["quantities"].items()
                if any((row.measure, row.subject) == (form["measure"], form["subject"]) for row in rows)]

    def _sources(self, claims) -> int:
        return len({self._facts.claims[claim].source_id for claim in claims})

    def _knows(self, name: str, known, what: str) -> bool:
        if name not in known:
            self._warn("count", f"no {what} '{name}'; {did_you_mean(name, known, 'mend the id')}")
        return name in known


def phrase(count: int, noun: str, tail: str = "") -> str:
    """A number of things in words: «Five articles», «one article», «no count»; a capital where the noun has one."""
    number = "no" if count == 0 else spelt(count)
    words = f"{number} {noun[0].lower()}{noun[1:]}".removesuffix("s" if count in (0, 1) else "\0") + tail
    return words[0].upper() + words[1:] if noun[0].isupper() else words


def _by_language(facts: Facts, noun: str) -> str:
    """«five articles in Welsh»; of several languages «six articles, five in Welsh and one in English»."""
    codes: Sequence[str] = [row.language for row in facts.sources.values()]
    names = {code: Locale("en").languages.get(code, code) for code in dict.fromkeys(codes)}
    if len(names) == 1:
        return phrase(len(codes), noun, f" in {next(iter(names.values()))}")
    parts = sorted(((codes.count(code), name) for code, name in names.items()), key=lambda part: (-part[0], part[1]))
    return phrase(len(codes), noun) + ", " + listed([f"{spelt(count)} in {name}" for count, name in parts])
