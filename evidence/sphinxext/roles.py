"""Roles: quantity, statement, reference, computed."""

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from evidence.index import addresses, numbers, targets
from evidence.language import english
from evidence.sphinxext import nodes as links
from evidence.sphinxext.messages import exact_line, warn


class EvidenceRole(SphinxRole):
    """What the roles share: the report's facts, warnings in place, and the node they make."""

    @property
    def facts(self):
        return self.env.app.evidence.facts

    @property
    def line(self) -> int:
        return exact_line(self.env, self.lineno, self.text.split("\n")[0])

    def warn(self, subtype: str, message: str) -> None:
        warn(subtype, message, (self.env.docname, self.line))

    def known(self, ids, found, what: str) -> list[str]:
        """Return the ids that exist, warning of the others with the nearest one that does."""
        for one in ids:
            if one not in found:
                self.warn(f"unknown_{what}", f"no {what} '{one}'{nearest(one, found, REMEDIES[what])}")
        return [one for one in ids if one in found]

    def link(self, words: str, kind: str, what: str, ids: list[str]):
        if not ids:
            return [nodes.inline(words, words, classes=["evidence-missing"])], []
        classes, note = self.marks(what, ids)
        node = links.evidence_link(words, words, kind=kind, what=what, targets=ids, classes=classes, note=note,
                                   place=addresses.place(what, ids[0], chapters=self.env.app.evidence.chapters))
        self.set_source_info(node)
        node.line = self.line
        return [node], []

    def marks(self, what: str, ids: list[str]) -> tuple[list[str], str]:
        """Classes and a remark for words that rest on what the book's edition leaves out."""
        left_out = self.env.app.evidence.left_out(what, ids)
        if not left_out or what == "result":  # a result says so itself
            return ["left-out"] if left_out else [], ""
        if len(left_out) < len(ids):
            return ["left-out", "in-part"], f"in part {english.NOT_IN_EDITION}"
        return ["left-out"], english.NOT_IN_EDITION

    def lint(self, words: str, allowed: set[float], of: str) -> None:
        for number in self.facts.names.numbers(words):
            if not numbers.readings(number[0]) & allowed:
                self.warn("bare_number", f"the number '{number[0]}' is in no {of} that these words rest on; "
                          "quote it with a role of its own, or mend it")


class QuantityRole(EvidenceRole):
    """A number read out of a claim, formatted for the reader."""

    def run(self):
        pick = targets.parse_pick(self.text)
        ids = self.known([pick.claim], self.facts.claims, "claim")
        if not ids:
            return self.link(self.text, "quantity", "claim", [])
        rows = [row for row in self.facts.of_claim["quantities"][pick.claim] if pick.fits(row.subject, row.measure)]
        if len(rows) != 1:
            known = ", ".join(f"#{row.subject}.{row.measure}"
                              for row in self.facts.of_claim["quantities"][pick.claim]) or "none"
            self.warn("unknown_claim", f"'{self.text}' names {len(rows)} quantities, not one; the claim has: {known}")
        return self.link(english.quantity(rows[0]) if rows else self.text, "quantity", "claim", ids)


class StatementRole(EvidenceRole):
    """Words of ours, bound to one or several claims."""

    def run(self):
        words, ids = targets.parse_words(self.text)
        if not ids:
            self.warn("no_claim", f"the statement '{words}' names no claim; write {{statement}}`words <source/claim>`")
        found = self.known(ids, self.facts.claims, "claim")
        if found:
            self.lint(words, set().union(*map(self.facts.numbers_of, found)), "claim")
        return self.link(words or ", ".join(ids), "statement", "claim", found)


class ReferenceRole(EvidenceRole):
    """A figure from outside the sources, or words resting on some."""

    def run(self):
        words, ids = targets.parse_words(self.text)
        words, ids = (words, ids) if ids else ("", (words,))
        found = self.known(ids, self.facts.references, "reference")
        if found and words:
            self.lint(words, set().union(*map(self.facts.numbers_of_reference, found)), "reference point")
        values = ", ".join(english.quantity(self.facts.references[one]) for one in found)
        return self.link(words or values or self.text, "reference", "reference", found)


class ComputedRole(EvidenceRole):
    """The text that a chapter published."""

    def run(self):
        chapter = self.env.docname.rpartition("/")[2]
        wanted = targets.parse_result(self.text, chapter)
        found = self.known([wanted], self.env.app.evidence.results, "result")
        words = self.env.app.evidence.results[wanted].text if found else self.text
        return self.link(words, "computed", "result", found)


REMEDIES = {
    "claim": "mend the id, or add the claim to the ledger",
    "reference": "mend the id, or add it to ledger/reference_points.yml",
    "result": "mend the name, or run the notebook that publishes it and store its outputs",
}


def nearest(wanted: str, known, remedy: str) -> str:
    """A hint for a misspelt id."""
    from difflib import get_close_matches
    close = get_close_matches(wanted, list(known), 1)
    return f"; is it '{close[0]}'?" if close else f"; {remedy}"


ROLES = {"quantity": QuantityRole, "statement": StatementRole, "reference": ReferenceRole, "computed": ComputedRole}
