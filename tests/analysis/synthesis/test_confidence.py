"""Words of confidence, by the rule, worked by hand."""

from collections import namedtuple
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis import report
from analysis.synthesis import confidence as co
from analysis.synthesis.headlines import HeadlineName
from evidence.errors import EvidenceError

FINDING = namedtuple("FINDING", "finding_id about headlines")("f", "world", None)


def _supports(claims, points):
    """Rows of the table of supports, of ids separated by spaces."""
    rows = [(name, None) for name in claims.split()] + [(None, name) for name in points.split()]
    return pd.DataFrame(rows, columns=["claim_id", "reference_id"], dtype="string")


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
    found = co._confidence(made, FINDING, _supports("s/a t/b", "x y z w u"), [0.95, 0.7])
    assert (found.sources, found.measured, found.share, found.word.value) == (3, True, 0.7, "fair")
    estimated = co._confidence(made, FINDING, _supports("s/a", "x z"), [])
    assert (estimated.sources, estimated.measured, estimated.share) == (3, False, None)
    counted = co._confidence(made, FINDING._replace(about="articles"), _supports("", ""), [])
    assert (counted.word.value, co._row(counted)) == ("counted", ("f", None, "", None, "counted"))


def test_headlines_that_findings_name_are_tested_ones():
    names = {name for finding in report.table("findings").itertuples() for name in co._headlines(finding)}
    assert names <= set(HeadlineName) and len(names) > 5
    with pytest.raises(EvidenceError, match=r"ledger/findings.yml: 'f' names no headline by 'more'; use one of: more "):
        co._headlines(FINDING._replace(headlines="more"))


def test_each_finding_of_the_book_has_a_word():
    found = co.confidences(report, [])
    assert [each.finding for each in found] == sorted(report.table("findings")["finding_id"])
    assert all(each.sources for each in found if each.word != "counted")
