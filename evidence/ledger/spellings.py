"""The spellings of every entity, and which of them a text may hold."""

import re
from collections import defaultdict

from evidence.ledger.models import Claim, Shared
from evidence.ledger.quotes import normalise, stands_in

RUN = re.compile(r"[^\W_]+")  # letters and digits: what str.isalnum holds, as stands_in weighs it


class Names:
    """The spellings of every entity, in the form in which they are compared."""

    def __init__(self, shared: Shared):
        self.of = {one.id: tuple(map(normalise, (one.name, *one.aliases))) for one in shared.entities.values()}
        self._by_run: dict[str, list[str]] = defaultdict(list)
        for name in sorted({name for names in self.of.values() for name in names}):
            self._by_run[RUN.search(name).group()].append(name)

    def named_as(self, entity: str, text: str) -> str | None:
        """Return the spelling by which the (normalised) text names the entity."""
        for name in self.of.get(entity, ()):
            if stands_in(name, text):
                return name
        return None

    def likely_in(self, text: str) -> list[str]:
        """Return the spellings whose first word stands in the (normalised) text; no other can be in it.

        The cost grows with the text, not with the list of entities; a short list is quicker looked up one by one.
        """
        if len(self._by_run) < len(text) // 16:
            runs = [run for run in self._by_run if run in text]
        else:
            runs = self._by_run.keys() & set(RUN.findall(text))
        return [name for run in runs for name in self._by_run[run]]


def used(one: Claim) -> dict[str, bool]:
    """Return the entities that a claim is about, and of each whether the quote must name it, or only may."""
    found = {each.subject: False for each in one.quantities}
    for each in one.events:
        found[each.event] = False
    for entity in one.mentions:
        found[entity] = True
    for each in one.relations:
        found[each.subject] = found[each.object] = True
    for each in one.attributes:
        found[each.subject] = True
    return found
