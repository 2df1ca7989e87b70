"""Two readings set against each other, worked by hand."""

import math
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.synthesis import reading_agreement as ra


def test_kappa_of_two_by_two():
    """Twenty yes by both, fifteen no by both, five and ten apart.

    Read alike: (20 + 15) ÷ 50 = 0.7. Yes by the first: 25 ÷ 50, by the second: 30 ÷ 50. By chance alike:
    0.5 × 0.6 + 0.5 × 0.4 = 0.5. So (0.7 − 0.5) ÷ (1 − 0.5) = 0.4.
    """
    assert ra._cohen_kappa(pd.DataFrame([[20, 5], [10, 15]])) == pytest.approx(0.4)


def test_kappa_at_its_ends():
    assert ra._cohen_kappa(pd.DataFrame([[3, 0], [0, 7]])) == 1
    assert ra._cohen_kappa(pd.DataFrame([[0, 5], [5, 0]])) == -1
    assert ra._cohen_kappa(pd.DataFrame([[4, 4], [4, 4]])) == 0
    assert math.isnan(ra._cohen_kappa(pd.DataFrame([[9, 0], [0, 0]])))


def test_two_readings_of_four_claims_and_two_propositions():
    """Eight pairs: two alike, one read in two ways, one by the first alone, one by the second alone, three by neither.

    Read alike: (2 + 3) ÷ 8 = 5/8. First: 4 nothing, 3 supports, 1 qualifies; second: 4 nothing, 2 supports,
    1 qualifies, 1 contradicts. By chance alike: (4 × 4 + 3 × 2 + 1 × 1 + 0 × 1) ÷ 64 = 23/64.
    So κ = (40 − 23) ÷ (64 − 23) = 17/41.
    """
    first = {("a", "p"): "supports", ("b", "p"): "qualifies", ("c", "p"): "supports", ("d", "q"): "supports"}
    second = {("a", "p"): "supports", ("b", "p"): "qualifies", ("c", "p"): "contradicts", ("c", "q"): "supports",
              ("gone", "p"): "supports"}
    found = ra._compare(first, second, ["a", "b", "c", "d"], ["p", "q"])
    assert (found.named, found.both, found.alike, found.possible) == (5, 3, 2, 8)
    assert found.raw == pytest.approx(2 / 5) and found.kappa == pytest.approx(17 / 41)
    assert found.by_proposition.to_numpy().tolist() == [["p", 3, 3, 2, 3], ["q", 1, 1, 0, 2]]
    assert found.differing.to_numpy().tolist() == [
        ["p", "c", "supports", "contradicts"], ["q", "c", "nothing", "supports"], ["q", "d", "supports", "nothing"]]
    facts = ra.agreement_facts(found)
    assert facts["reading-words"].given["sides"] == 1
    assert facts["reading-words"].given["raw"] == pytest.approx(0.4) and facts["reading-words"].rests_on == ("c", "d")


def test_nothing_read_is_no_agreement():
    found = ra._compare({}, {}, ["a"], ["p"])
    assert found.named == 0 and math.isnan(found.raw) and math.isnan(found.kappa)


def test_both_readings_come_from_their_tables():
    tables = {"bearings": [("s/a", "p", "supports")], "second_readings": [("s/a", "p", "qualifies")]}
    frames = {name: pd.DataFrame(rows, columns=["claim_id", "proposition", "how"]) for name, rows in tables.items()}
    frames |= {"claims": pd.DataFrame({"claim_id": ["s/a", "s/b"]}),
               "propositions": pd.DataFrame({"proposition_id": ["p"]})}
    found = ra.read_agreement(SimpleNamespace(table=frames.__getitem__))
    assert (found.named, found.alike, found.possible) == (1, 0, 2)
    shown = ra.agreement_tables(found, {"p": "A sentence."})
    assert shown["readings-apart"].data.to_numpy().tolist() == [["A sentence.", "s/a", "supports", "qualifies"]]
    assert shown["readings"].data["proposition"].tolist() == ["A sentence."]
