"""The text of a role, taken apart; knows nothing of pages or tables."""

import re
from dataclasses import dataclass

WORDS_AND_IDS = re.compile(r"(?P<words>.*?)\s*<(?P<ids>[^<>]*)>\s*", re.DOTALL)


@dataclass(frozen=True)
class QuantityTarget:
    """One claim, and which of its quantities is meant (subject, measure, or both)."""

    claim: str
    which: str = ""

    def fits(self, subject: str, measure: str) -> bool:
        """Whether a quantity of this subject and measure is the one meant."""
        return self.which in ("", subject, measure, f"{subject}.{measure}")


def parse_quantity(text: str) -> QuantityTarget:
    """Read ``source/slug`` or ``source/slug#which``."""
    claim, _, which = text.strip().partition("#")
    return QuantityTarget(claim.strip(), which.strip())


def parse_words(text: str) -> tuple[str, tuple[str, ...]]:
    """Read ``words <id, id>``; without brackets there are no ids, and no words where there is only an id."""
    match = WORDS_AND_IDS.fullmatch(text.strip())
    if match is None:
        return text.strip(), ()
    ids = tuple(target.strip() for target in match["ids"].split(",") if target.strip())
    return match["words"].strip(), ids


def parse_result(text: str, chapter: str) -> str:
    """Read ``chapter/name``, or ``name`` for a result of the same chapter."""
    text = text.strip()
    return text if "/" in text else f"{chapter}/{text}"
