"""What the articles say to the propositions: counts of claims, a word for them, and what hangs on one voice."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from analysis.synthesis.inputs import Inputs, Parameters, SpokenBearing


class Verdict(StrEnum):
    """What the counts on a proposition come to, in the order in which a sentence lists them."""

    SUPPORTED = "supported"
    QUALIFIED_FOR = "qualified_for"  # supported, with more reservations than support
    OPPOSED = "opposed"
    QUALIFIED_AGAINST = "qualified_against"
    DIVIDED = "divided"
    THIN = "thin"
    SILENT = "silent"


@dataclass(frozen=True)
class Balance:
    """The claims on one proposition, counted."""

    proposition: str
    supports: int
    contradicts: int
    qualifies: int
    articles: int  # with a claim for or against; to qualify is not to take a side
    speakers: int
    verdict: Verdict
    claims: tuple[str, ...]  # ids, in order


@dataclass(frozen=True)
class Omission:
    """A verdict with one voice left out."""

    left_out: str
    proposition: str
    before: Verdict
    after: Verdict
    changed: bool


@dataclass(frozen=True)
class Verdicts:
    """All propositions, and what becomes of each verdict without one article, or one kind of speaker."""

    balances: tuple[Balance, ...]
    without_article: tuple[Omission, ...]
    without_role: tuple[Omission, ...]
    contradicted: Mapping[str, list[str]]  # proposition → names of the speakers of claims against it
    heard: tuple[str, ...]  # all claims that bear on some proposition
    contrary: tuple[str, ...]  # those that contradict one


def verdicts(inputs: Inputs, parameters: Parameters) -> Verdicts:
    """What the claims say to each proposition."""
    readings, propositions = inputs.readings, inputs.statements.keys()
    contrary = [reading for reading in readings if reading.how == "contradicts"]
    contradicted = {proposition: sorted({inputs.called[reading.said_by] for reading in contrary
                                         if reading.proposition == proposition})
                    for proposition in sorted({reading.proposition for reading in contrary})}
    return Verdicts(
        tuple(_balance(name, _on(name, readings), parameters) for name in propositions),
        _omissions(readings, "source_id", propositions, parameters),
        _omissions(readings, "role", propositions, parameters), contradicted,
        _claims(readings), _claims(contrary))


def _on(proposition: str, readings: Collection[SpokenBearing]) -> list[SpokenBearing]:
    return [reading for reading in readings if reading.proposition == proposition]


def _claims(readings: Collection[SpokenBearing]) -> tuple[str, ...]:
    return tuple(sorted({reading.claim_id for reading in readings}))


def _balance(proposition: str, readings: list[SpokenBearing], parameters: Parameters) -> Balance:
    count = Counter(reading.how for reading in readings)
    return Balance(proposition, count["supports"], count["contradicts"], count["qualifies"], _articles(readings),
                   len({reading.said_by for reading in readings}), _verdict(readings, parameters), _claims(readings))


def _articles(readings: Collection[SpokenBearing]) -> int:
    return len({reading.source_id for reading in readings if reading.how != "qualifies"})


def _verdict(readings: Collection[SpokenBearing], parameters: Parameters) -> Verdict:
    """How counts of claims become a word; nothing is added up or averaged, and only articles that take a side count."""
    if not readings:
        return Verdict.SILENT
    count = Counter(reading.how for reading in readings)
    pro, contra, qualifying = (count[how] for how in ("supports", "contradicts", "qualifies"))
    if pro + contra < parameters.least_claims or _articles(readings) < parameters.least_articles:
        return Verdict.THIN
    if max(pro, contra) < parameters.clear_lead * min(pro, contra):
        return Verdict.DIVIDED
    plain, reserved = ((Verdict.SUPPORTED, Verdict.QUALIFIED_FOR) if pro > contra
                       else (Verdict.OPPOSED, Verdict.QUALIFIED_AGAINST))
    return reserved if qualifying > parameters.reservations * max(pro, contra) else plain


def _omissions(readings: Collection[SpokenBearing], by: str, propositions: Collection[str],
               parameters: Parameters) -> tuple[Omission, ...]:
    """Every verdict without the readings of each value of the field ``by`` in turn."""
    before = {name: _verdict(_on(name, readings), parameters) for name in propositions}
    found = []
    for value in sorted({getattr(reading, by) for reading in readings}):
        rest = [reading for reading in readings if getattr(reading, by) != value]
        for name in propositions:
            after = _verdict(_on(name, rest), parameters)
            found.append(Omission(value, name, before[name], after, before[name] != after))
    return tuple(found)
