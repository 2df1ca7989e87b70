"""Two readings of which claims bear on which propositions, and how: how far they agree, and where they do not."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product

import pandas as pd

from evidence.chapter.answers import Fact, Shown
from evidence.tables.report import Report
from evidence.tables.selection import found_once

_Readings = Mapping[tuple[str, str], str]  # (claim, proposition) → how it bears on it; no entry where it does not
_NOTHING = "nothing"
_HOW = (_NOTHING, "supports", "qualifies", "contradicts")


@dataclass(frozen=True)
class Agreement:
    """``named``: pairs of claim and proposition that either reading names; ``both``: that both name; ``alike``: that
    both name and read alike. ``possible``: all pairs there are. ``kappa``: over all these; missing where both readings
    say one and the same of every pair. ``crossed``: pairs by first reading (rows) and second (columns).
    ``by_proposition``: a row for each with proposition, first, second (pairs named), alike, named. ``differing``: a row
    for each pair read differently, by proposition: proposition, claim_id, first, second.
    """

    named: int
    both: int
    alike: int
    possible: int
    kappa: float
    crossed: pd.DataFrame
    by_proposition: pd.DataFrame
    differing: pd.DataFrame

    @property
    def raw(self) -> float:
        """Part of the pairs that either reading names which both read alike; missing where neither names any."""
        return self.alike / self.named if self.named else float("nan")


def _compare(first: _Readings, second: _Readings, claims: Collection[str],
             propositions: Collection[str]) -> Agreement:
    """Set two readings against each other over all claims and propositions; pairs of other claims are left out."""
    every = list(product(propositions, claims))
    pairs = pd.DataFrame(every, columns=["proposition", "claim_id"])
    for name, reading in (("first", first), ("second", second)):
        pairs[name] = [reading.get((claim, proposition), _NOTHING) for proposition, claim in every]
    pairs["same"] = pairs["first"] == pairs["second"]
    named = pairs[(pairs["first"] != _NOTHING) | (pairs["second"] != _NOTHING)]
    crossed = pd.crosstab(pairs["first"], pairs["second"]).reindex(index=list(_HOW), columns=list(_HOW), fill_value=0)
    both = int(crossed.loc[list(_HOW[1:]), list(_HOW[1:])].to_numpy().sum())
    differing = named.loc[~named["same"], ["proposition", "claim_id", "first", "second"]]
    return Agreement(len(named), both, int(named["same"].sum()), len(pairs), _cohen_kappa(crossed), crossed,
                     _by_proposition(named, propositions), differing.reset_index(drop=True))


def _by_proposition(named: pd.DataFrame, propositions: Collection[str]) -> pd.DataFrame:
    counted = named.assign(first=named["first"] != _NOTHING, second=named["second"] != _NOTHING, named=1)
    sums = counted.groupby("proposition")[["first", "second", "same", "named"]].sum()
    sums = sums.reindex(list(propositions), fill_value=0).astype(int)
    return sums.rename(columns={"same": "alike"}).rename_axis("proposition").reset_index()


def _cohen_kappa(crossed: pd.DataFrame) -> float:
    """Agreement of two readings beyond what their own frequencies would give by chance [of one].

    κ = (pₒ − pₑ) ÷ (1 − pₑ): pₒ the part read alike, pₑ the sum over categories of the product of the parts that
    either reading gives to it. J. Cohen, «A coefficient of agreement for nominal scales», Educational and Psychological
    Measurement 20 (1960), 37–46. ``crossed``: counts, the same categories in rows and columns. Missing where pₑ = 1.
    """
    parts = crossed.to_numpy(float) / crossed.to_numpy().sum()
    observed, expected = parts.trace(), float(parts.sum(axis=1) @ parts.sum(axis=0))
    return (observed - expected) / (1 - expected) if expected < 1 else float("nan")


@found_once
def read_agreement(report: Report) -> Agreement:
    """The agreement of the ledger's two readings over the claims that count."""
    first, second = (_readings(report.table(name)) for name in ("bearings", "second_readings"))
    return _compare(first, second, report.table("claims")["claim_id"].tolist(),
                            report.table("propositions")["proposition_id"].tolist())


def _readings(frame: pd.DataFrame) -> _Readings:
    return dict(zip(zip(frame["claim_id"], frame["proposition"]), frame["how"]))


def agreement_facts(found: Agreement) -> dict[str, Fact]:
    """The result on agreement, ``reading-words``; it rests on the claims that are read differently."""
    counts = {"named": found.named, "alike": found.alike, "possible": found.possible, "sides": _against(found)}
    verdicts = {"any": found.named > 0, "comparable": not math.isnan(found.kappa), "clash": _against(found) > 0}
    return {"reading-words": Fact(counts | verdicts | {"raw": found.raw, "kappa": found.kappa},
                                  tuple(sorted(set(found.differing["claim_id"]))))}


def _against(found: Agreement) -> int:
    """Pairs of which one reading says that the claim supports, and the other that it contradicts."""
    return int(found.crossed.loc["supports", "contradicts"] + found.crossed.loc["contradicts", "supports"])


def agreement_tables(found: Agreement, statements: Mapping[str, str]) -> dict[str, Shown]:
    """The tables ``readings`` (by proposition) and ``readings-apart`` (the pairs read differently), in words."""
    worded = (frame.assign(proposition=frame["proposition"].map(statements))
              for frame in (found.by_proposition, found.differing))
    return dict(zip(("readings", "readings-apart"), map(Shown, worded)))
