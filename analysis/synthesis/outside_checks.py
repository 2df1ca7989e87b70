"""The claims set against figures from outside: how many came out how, and a row for each."""
from collections import Counter
from enum import StrEnum

import pandas as pd

from evidence.chapter.answers import Fact, Shown
from evidence.tables.report import Report
from evidence.tables.selection import found_once


class _Outcome(StrEnum):
    """The verdicts of the ledger on a claim and a figure, in the order of the table."""

    AGREES = "agrees"
    DIFFERS_BY_UNIT = "differs_by_unit"
    DIFFERS_BY_DEFINITION = "differs_by_definition"
    UNPROVEN_AT_ITS_DATE = "unproven_at_its_date"
    DISAGREES = "disagrees"


@found_once
def outside_checks(report: Report) -> pd.DataFrame:
    """Every check of a claim that counts, by verdict: verdict, claim_id, reference_id, why."""
    order = {outcome.value: place for place, outcome in enumerate(_Outcome)}
    checks = report.table("external_checks").sort_values(
        ["verdict", "claim_id", "reference_id"],
        key=lambda column: column.map(order) if column.name == "verdict" else column)
    return checks[["verdict", "claim_id", "reference_id", "why"]].reset_index(drop=True)


def check_results(checks: pd.DataFrame) -> dict[str, Fact]:
    """How many checks there are, of how many claims, and how many came to each verdict."""
    counts = Counter(checks["verdict"])
    counted = [{"outcome": outcome, "count": counts[outcome]} for outcome in _Outcome if counts[outcome]]
    given = {"any": not checks.empty, "checks": len(checks), "claims": checks["claim_id"].nunique(), "counted": counted}
    return {"checks-words": Fact(given, tuple(sorted({*checks["claim_id"], *checks["reference_id"]})))}


def check_table(checks: pd.DataFrame) -> Shown:
    """The same rows with the verdicts in words."""
    return Shown(checks.assign(verdict=checks["verdict"].str.replace("_", " ")))
