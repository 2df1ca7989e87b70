"""What stands first: the synthesis in a sentence, its tile on the opening page, and how many findings can be relied on.
"""

from collections.abc import Sequence

from analysis.synthesis.confidence import Confidence, Word
from analysis.synthesis.verdicts import Balance, Omission, Verdicts
from evidence.chapter.answers import Fact, Scale

WEIGHED = ("export-controls-hold-back-china", "controls-spur-domestic-industry")  # propositions set side by side


def changed_verdicts(omissions: Sequence[Omission]) -> int:
    """How many verdicts some single omission changes."""
    return len({omission.proposition for omission in omissions if omission.changed})


def short_answer(found: Verdicts) -> dict[str, Fact]:
    """What the articles say to the two propositions on controls, and what hangs on a single article."""
    held, spurred = (next(balance for balance in found.balances if balance.proposition == name) for name in WEIGHED)
    changed = changed_verdicts(found.without_article)
    given = {"held": held.verdict, "spurred": spurred.verdict, "any": changed > 0, "changed": changed,
             "total": len(found.balances)}
    return {"short-answer": Fact(given, found.heard)} | _tile(held)


def _tile(held: Balance) -> dict[str, Fact]:
    claims = held.supports + held.qualifies + held.contradicts
    scale = Scale(held.supports, held.supports, max(claims, 1), claims / 2)
    return {"tile-slowed": Fact({"held": held.verdict}, held.claims),
            "tile-slowed-number": Fact({"supports": held.supports, "total": claims}, held.claims, scale=scale),
            "tile-slowed-mark": Fact({}, held.claims)}


def finding_counts(found: Sequence[Confidence]) -> dict[str, Fact]:
    """How many findings about the world have each word of confidence; how many there are that only count."""
    words = [each.word for each in found]
    given = {word.value: words.count(word) for word in Word}
    total = len(words) - given["counted"]
    measured = sum(each.measured for each in found if each.word != Word.COUNTED)
    behind = tuple(sorted({name for each in found for name in each.rests_on}))
    return {"findings-words": Fact({"any": total > 0, "total": total} | given, behind),
            "measured-words": Fact({"measured": measured, "total": total}, behind)}
