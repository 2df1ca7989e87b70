"""Roles: quantity, statement, reference, computed, word; and count."""

from collections.abc import Container, Iterable, Sequence

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from evidence.errors import did_you_mean
from evidence.index import addresses, targets
from evidence.index.facts import Facts
from evidence.language import english
from evidence.sphinxext.build_state import BuildState, domain_of
from evidence.sphinxext.counts import CountRole
from evidence.sphinxext.glossary import term_id
from evidence.sphinxext.messages import exact_line, warn
from evidence.sphinxext.nodes import evidence_link

Made = tuple[list[nodes.Node], list[nodes.system_message]]  # what a role returns
REMEDIES = {
    "claim": "mend the id, or add the claim to the ledger",
    "reference": "mend the id, or add it to ledger/reference_points.yml",
    "result": "mend the name, or run the notebook that publishes it and store its outputs",
}


class _EvidenceRole(SphinxRole):
    """What the roles share: the report's facts, warnings in place, and the node they make."""

    @property
    def _state(self) -> BuildState:
        return domain_of(self.env).state

    @property
    def _facts(self) -> Facts:
        return self._state.facts

    @property
    def _line(self) -> int:
        return exact_line(self.env, self.lineno, self.text.split("\n")[0])

    def _warn(self, subtype: str, message: str) -> None:
        warn(subtype, message, (self.env.docname, self._line))

    def _known(self, ids: Sequence[str], known: Iterable[str], what: str) -> list[str]:
        """The ids that exist, warning of the others with the nearest one that does."""
        known = dict.fromkeys(known)
        for target in ids:
            if target not in known:
                self._warn(f"unknown_{what}", f"no {what} '{target}'; {did_you_mean(target, known, REMEDIES[what])}")
        return [target for target in ids if target in known]

    def _link(self, words: str, kind: str, what: str, ids: list[str]) -> Made:
        if not ids:
            return [nodes.inline(words, words, classes=["evidence-missing"])], []
        classes, note = self._marks(what, ids)
        place = ("", "") if what == "term" else addresses.address_of(what, ids[0], chapters=self._state.chapters)
        node = evidence_link(words, words, kind=kind, what=what, targets=ids, classes=classes, note=note, place=place)
        self.set_source_info(node)
        node.line = self._line
        return [node], []

    def _marks(self, what: str, ids: list[str]) -> tuple[list[str], str]:
        """Classes and a remark for words that rest on what the book's edition leaves out."""
        left_out = self._state.left_out(what, ids)
        if not left_out or what == "result":  # a result says so itself
            return ["left-out"] if left_out else [], ""
        if len(left_out) < len(ids):
            return ["left-out", "in-part"], f"in part {english.NOT_IN_EDITION}"
        return ["left-out"], english.NOT_IN_EDITION

    def _lint(self, words: str, allowed: Container[float], of: str) -> None:
        """Warn of each number in the words that is none of those allowed."""
        for number in self._facts.names.outside(words, allowed):
            self._warn("bare_number", f"the number '{number}' is in no {of} that these words rest on; "
                       "quote it with a role of its own, or mend it")


class _QuantityRole(_EvidenceRole):
    """A number read out of a claim, formatted for the reader."""

    def run(self) -> Made:
        pick = targets.parse_quantity(self.text)
        ids = self._known([pick.claim], self._facts.claims, "claim")
        if not ids:
            return self._link(self.text, "quantity", "claim", [])
        of_claim = self._facts.of_claim["quantities"][pick.claim]
        rows = [row for row in of_claim if pick.fits(row.subject, row.measure)]
        if len(rows) != 1:
            known = ", ".join(f"#{row.subject}.{row.measure}" for row in of_claim) or "none"
            self._warn("unknown_claim", f"'{self.text}' names {len(rows)} quantities, not one; the claim has: {known}")
        return self._link(english.quantity(rows[0]) if rows else self.text, "quantity", "claim", ids)


class _StatementRole(_EvidenceRole):
    """Words of ours, bound to one or several claims."""

    def run(self) -> Made:
        words, ids = targets.parse_words(self.text)
        if not ids:
            self._warn("no_claim", f"the statement '{words}' names no claim; write {{statement}}`words <source/claim>`")
        found = self._known(ids, self._facts.claims, "claim")
        if found:
            self._lint(words, self._facts.numbers_of("claim", found), "claim")
        return self._link(words or ", ".join(ids), "statement", "claim", found)


class _ReferenceRole(_EvidenceRole):
    """A figure from outside the sources, or words resting on some."""

    def run(self) -> Made:
        words, ids = targets.parse_words(self.text)
        words, ids = (words, ids) if ids else ("", (words,))
        found = self._known(ids, self._facts.references, "reference")
        if found and words:
            self._lint(words, self._facts.numbers_of("reference", found), "reference point")
        values = ", ".join(english.quantity(self._facts.references[point]) for point in found)
        return self._link(words or values or self.text, "reference", "reference", found)


class _ComputedRole(_EvidenceRole):
    """The text that a chapter published."""

    def run(self) -> Made:
        results = self._state.results
        wanted = targets.parse_result(self.text, self.env.docname.rpartition("/")[2])
        found = self._known([wanted], results, "result")
        return self._link(results[wanted].text if found else self.text, "computed", "result", found)


class _WordRole(_EvidenceRole):
    """A word that the glossary explains, as it stands there: ``AI accelerator``; or ``the words <term>``."""

    def run(self) -> Made:
        words, terms = targets.parse_words(self.text)
        return self._link(words, "word", "term", [term_id((terms or (words,))[0])])


ROLES = {"quantity": _QuantityRole, "statement": _StatementRole, "reference": _ReferenceRole,
         "computed": _ComputedRole, "word": _WordRole, "count": CountRole}
