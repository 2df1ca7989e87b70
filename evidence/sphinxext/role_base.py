"""What all roles share: the report's facts, warnings in place, and the node they make."""

from collections.abc import Container, Iterable, Sequence

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from evidence.errors import did_you_mean
from evidence.index import addresses
from evidence.index.facts import Facts
from evidence.language import english
from evidence.sphinxext.build_state import BuildState, domain_of
from evidence.sphinxext.messages import exact_line, warn
from evidence.sphinxext.nodes import evidence_link

Made = tuple[list[nodes.Node], list[nodes.system_message]]  # what a role returns
REMEDIES = {
    "claim": "mend the id, or add the claim to the ledger",
    "reference": "mend the id, or add it to ledger/reference_points.yml",
    "result": "mend the name, or run the notebook that publishes it and store its outputs",
}


class EvidenceRole(SphinxRole):
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
