"""The spellings of every entity, and which of them a text may hold."""

import re
from collections import defaultdict
from collections.abc import Iterable

from evidence.ledger.lists import Entity
from evidence.ledger.quotes import normalise, stands_in

_RUN = re.compile(r"[^\W_]+")  # letters and digits: what str.isalnum holds, as stands_in weighs it


class Spellings:
    """The spellings of every entity, in the form in which they are compared; ``of`` has those of one."""

    def __init__(self, entities: Iterable[Entity]):
        self.of = {entity.id: tuple(map(normalise, (entity.name, *entity.aliases))) for entity in entities}
        self._by_run: dict[str, list[str]] = defaultdict(list)
        for name in sorted({name for names in self.of.values() for name in names}):
            self._by_run[_RUN.findall(name)[0]].append(name)

    def named_as(self, entity: str, text: str) -> str | None:
        """Return the spelling by which the (normalised) text names the entity."""
        return next((name for name in self.of.get(entity, ()) if stands_in(name, text)), None)

    def likely_in(self, text: str) -> list[str]:
        """Return the spellings whose first word stands in the (normalised) text; no other can be in it.

        The cost grows with the text, not with the list of entities; a short list is quicker looked up one by one.
        """
        if len(self._by_run) < len(text) // 16:
            runs: Iterable[str] = [run for run in self._by_run if run in text]
        else:
            runs = self._by_run.keys() & set(_RUN.findall(text))
        return [name for run in runs for name in self._by_run[run]]
