"""Checks against figures from outside, counted by hand."""

from types import SimpleNamespace

import pandas as pd

from analysis import report
from analysis.synthesis import outside_checks as oc
from evidence.ledger.vocabulary import Vocabulary

ROWS = [("a/2", "p", "disagrees", "", "No."), ("a/1", "q", "agrees", "", "Yes."), ("a/1", "p", "agrees", "", "Yes."),
        ("b/1", "p", "differs_by_unit", "", "Visits.")]
FRAME = pd.DataFrame(ROWS, columns=["claim_id", "reference_id", "verdict", "within_percent", "why"])


def test_checks_stand_by_verdict():
    found = oc.outside_checks(SimpleNamespace(table={"external_checks": FRAME}.__getitem__))
    assert found.to_numpy().tolist() == [
        ["agrees", "a/1", "p", "Yes."], ["agrees", "a/1", "q", "Yes."], ["differs_by_unit", "b/1", "p", "Visits."],
        ["disagrees", "a/2", "p", "No."]]
    given = oc.check_results(found)["checks-words"].variables()
    assert (given["checks"], given["claims"]) == (4, 3)
    assert [(part["outcome"].value, part["count"]) for part in given["counted"]] == [
        ("agrees", 2), ("differs_by_unit", 1), ("disagrees", 1)]
    assert oc.check_table(found).data["verdict"][2] == "differs by unit"


def test_every_verdict_of_the_ledger_has_a_place():
    assert {outcome.value for outcome in oc._Outcome} == {*Vocabulary().checks}


def test_every_check_of_the_book_is_counted_once():
    found = oc.outside_checks(report)
    counted = oc.check_results(found)["checks-words"].variables()["counted"]
    assert len(found) == len(report.table("external_checks")) == sum(part["count"] for part in counted)
