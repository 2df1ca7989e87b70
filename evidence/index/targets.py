"""The text of a role, taken apart; knows nothing of pages or tables."""

import re
from dataclasses import dataclass

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
CLAIM_ID = re.compile(rf"{SLUG}/{SLUG}")
WORDS_AND_IDS = re.compile(r"(?P<words>.*?)\s*<(?P<ids>[^<>]*)>\s*", re.DOTALL)


@dataclass(frozen=True)
class Pick:
    """One claim, and which of its quantities is meant (subject, measure, or both)."""

    claim: str
    which: str = ""

    def fits(self, subject: str, measure: str) -> bool:
        """Whether a quantity of this subject and measure is the one meant."""
        return self.which in ("", subject, measure, f"{subject}.{measure}")


def parse_pick(text: str) -> Pick:
    """Read ``source/slug`` or ``source/slug#which``."""
    claim, _, which = text.strip().partition("#")
    return Pick(claim.strip(), which.strip())


def parse_words(text: str) -> tuple[str, tuple[str, ...]]:
    """Read ``words <id, id>``; without brackets there are no ids, and no words where there is only an id."""
    match = WORDS_AND_IDS.fullmatch(text.strip())
    if match is None:
        return text.strip(), ()
    ids = tuple(one.strip() for one in match["ids"].split(",") if one.strip())
    return match["words"].strip(), ids


def parse_result(text: str, chapter: str) -> str:
    """Read ``chapter/name``, or ``name`` for a result of the same chapter."""
    text = text.strip()
    return text if "/" in text else f"{chapter}/{text}"
