"""Words of confidence, by the rule, worked by hand."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import report
from analysis.synthesis import confidence as co


@pytest.mark.parametrize("sources, measured, share, word", [
    (2, True, None, "firm"), (2, True, 0.9, "firm"), (2, True, 0.89, "fair"), (1, True, None, "fair"),
    (2, False, None, "fair"), (1, False, None, "weak"), (2, False, 0.6, "weak"), (9, True, 0.49, "weak"),
    (2, True, 0.5, "fair"),
])
def test_the_word_follows_the_rule(sources, measured, share, word):
    assert co._word(sources, measured, share).value == word


def test_sources_are_counted_once_by_publisher_and_page():
    # two articles of one publisher: 1; two figures read on one page: 1; two figures at second hand: 1
    frames = {
        "claims": pd.DataFrame({"claim_id": ["s/a", "t/b"], "source_id": ["s", "t"]}),
        "sources": pd.DataFrame({"source_id": ["s", "t"], "publisher": ["p", "p"]}),
        "reference_points": pd.DataFrame(
            [("x", "read", "k", "estimate"), ("y", "read", "k", None), ("z", "second-hand", "l", None),
             ("w", "second-hand", "m", None), ("u", "unverified", "n", None)],
            columns=["reference_id", "status", "cite", "nature"])}
    made = SimpleNamespace(table=frames.__getitem__)
    found = co._confidence(made, "f", ["s/a", "t/b", "x", "y", "z", "w", "u"], [0.95, 0.7])
    assert (found.sources, found.measured, found.share, found.word.value) == (3, True, 0.7, "fair")
    estimated = co._confidence(made, "f", ["s/a", "x", "z"], [])
    assert (estimated.sources, estimated.measured, estimated.share) == (3, False, None)


def test_all_support_is_in_the_ledger():
    known = {*report.table("claims")["claim_id"], *report.table("reference_points")["reference_id"]}
    assert {name for support, _ in co.SUPPORT.values() for name in support.split(",")} <= known
