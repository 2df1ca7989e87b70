"""Roles: quantity, statement, reference, computed, told, word; and count."""

from docutils import nodes

from evidence.index import targets
from evidence.language import english
from evidence.sphinxext.build_state import domain_of
from evidence.sphinxext.counts import CountRole
from evidence.sphinxext.glossary import term_id
from evidence.sphinxext.messages import warn
from evidence.sphinxext.render import PageContext
from evidence.sphinxext.role_base import EvidenceRole, Made


class _QuantityRole(EvidenceRole):
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


class _StatementRole(EvidenceRole):
    """Words of ours, bound to one or several claims."""

    def run(self) -> Made:
        words, ids = targets.parse_words(self.text)
        if not ids:
            self._warn("no_claim", f"the statement '{words}' names no claim; write {{statement}}`words <source/claim>`")
        found = self._known(ids, self._facts.claims, "claim")
        if found:
            self._lint(words, self._facts.numbers_of("claim", found), "claim")
        return self._link(words or ", ".join(ids), "statement", "claim", found)


class _ReferenceRole(EvidenceRole):
    """A figure from outside the sources, or words resting on some."""

    def run(self) -> Made:
        words, ids = targets.parse_words(self.text)
        words, ids = (words, ids) if ids else ("", (words,))
        found = self._known(ids, self._facts.references, "reference")
        if found and words:
            self._lint(words, self._facts.numbers_of("reference", found), "reference point")
        values = ", ".join(english.quantity(self._facts.references[point]) for point in found)
        return self._link(words or values or self.text, "reference", "reference", found)


class _ComputedRole(EvidenceRole):
    """The text that a chapter published."""

    def run(self) -> Made:
        results = self._state.results
        wanted = targets.parse_result(self.text, self.env.docname.rpartition("/")[2])
        found = self._known([wanted], results, "result")
        return self._link(results[wanted].text if found else self.text, "computed", "result", found)


class _ToldRole(EvidenceRole):
    """A link to the section that answers: ``the words <chapter/result>``, which its chapter tells somewhere."""

    def run(self) -> Made:
        words, ids = targets.parse_words(self.text)
        result = targets.parse_result((ids or (words,))[0], self.env.docname.rpartition("/")[2])
        if not self._known([result], self._state.results, "result"):
            return [nodes.inline(words, words)], []
        domain_of(self.env).blocks.add(self.env.docname)  # written anew when the other page changes
        node = nodes.reference(words, words, internal=True, refuri="", told=result)
        self.set_source_info(node)
        return [node], []


def lead_to_told(app, doctree: nodes.document, docname: str) -> None:
    """Give each link to what a chapter tells its address; a result that is told nowhere is a warning."""
    page = PageContext(app, docname)
    for node in [node for node in doctree.findall(nodes.reference) if "told" in node]:
        node["refuri"] = page.told(node["told"])
        if not node["refuri"]:
            warn("untold", f"'{node['told']}' stands in no section of its chapter; name a result that does", docname)


class _WordRole(EvidenceRole):
    """A word that the glossary explains, as it stands there: ``AI accelerator``; or ``the words <term>``."""

    def run(self) -> Made:
        words, terms = targets.parse_words(self.text)
        return self._link(words, "word", "term", [term_id((terms or (words,))[0])])


ROLES = {"quantity": _QuantityRole, "statement": _StatementRole, "reference": _ReferenceRole,
         "computed": _ComputedRole, "told": _ToldRole, "word": _WordRole, "count": CountRole}
