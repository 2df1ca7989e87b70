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
    (2, True, 0.9, "firm"), (2, True, 0.89, "fair"), (1, True, 0.9, "fair"), (2, False, 0.9, "fair"),
    (2, False, 0.6, "weak"), (9, True, 0.49, "open"), (2, True, 0.5, "fair"), (1, True, 0.6, "weak"),
    (1, False, 0.6, "bare"), (1, False, 0.9, "weak"), (1, False, 0.1, "open"), (1, False, None, "bare"),
    (9, True, None, "fair"), (1, True, None, "weak"), (2, False, None, "weak"),  # without draws: both, and never firm
])
def test_the_word_follows_the_rule(sources, measured, share, word):
    assert co._word(sources, measured, share).value == word


def _report(points):
    """A report of two articles of one publisher, of which one gives the rate of a chip, and of reference points."""
    columns = ["reference_id", "subject", "measure", "as_of", "unit", "status", "cite", "nature"]
    frames = {
        "claims": pd.DataFrame({"claim_id": ["s/a", "t/b", "t/c"], "source_id": ["s", "t", "t"]}),
        "sources": pd.DataFrame({"source_id": ["s", "t"], "publisher": ["p"] * 2, "published": ["2025-07", "2025-01"]}),
        "quantities": pd.DataFrame([("s/a", "chip", "rate", None), ("t/b", "chip", "rate", None)],
                                   columns=["claim_id", "subject", "measure", "as_of"]),
        "reference_points": pd.DataFrame([dict(zip(columns, point)) for point in points], columns=columns)}
    return SimpleNamespace(table=frames.__getitem__)


def test_sources_are_counted_once_by_publisher_and_page():
    # of the rate: two articles of one publisher, 1; two figures read on one page, 1; two at second hand, 1
    rate = ("chip", "rate", "2025-04", "FLOP/s")
    made = _report([("x", *rate, "read", "k", "estimate"), ("y", *rate, "read", "k", None),
                    ("z", *rate, "second-hand", "l", None), ("w", *rate, "second-hand", "m", None),
                    ("u", *rate, "unverified", "n", None)])
    found = co._confidence(made, FINDING, _supports("s/a t/b", "x y z w u"), [0.95, 0.7])
    assert (found.sources, found.measured, found.share, found.word.value) == (3, True, 0.7, "fair")
    estimated = co._confidence(made, FINDING, _supports("s/a", "x z"), [])
    assert (estimated.sources, estimated.measured, estimated.share) == (3, False, None)
    counted = co._confidence(made, FINDING._replace(about="articles"), _supports("", ""), [])
    assert (counted.word.value, co._row(counted)) == ("counted", ("f", None, "", None, "counted"))


@pytest.mark.parametrize("claims, points, sources", [
    ("s/a", "rate", 2),     # the article and a page, both of the chip's rate in 2025
    ("s/a", "other", 1),    # a page on another chip
    ("s/a", "power", 1),    # a page on another measure
    ("s/a", "before", 1),   # a page on the year before
    ("t/c", "rate", 1),     # a claim that gives no figure is of a thing of its own
    ("", "rate other power before", 1), ("t/c", "", 1), ("", "", 0),
])
def test_sources_count_together_only_where_they_are_of_the_same_thing(claims, points, sources):
    made = _report([("rate", "chip", "rate", "2025", "FLOP/s", "read", "k", None),
                    ("other", "next", "rate", "2025", "FLOP/s", "read", "l", None),
                    ("power", "chip", "power", "2025", "kW", "read", "m", None),
                    ("before", "chip", "rate", "2024", "FLOP/s", "read", "n", None)])
    assert co._confidence(made, FINDING, _supports(claims, points), []).sources == sources


def test_a_date_is_no_measured_figure():
    made = _report([("began", "letter", "year_of_event", "2022-08-26", "year", "read", "k", None)])
    assert not co._confidence(made, FINDING, _supports("", "began"), []).measured


def test_headlines_that_findings_name_are_tested_ones():
    names = {name for finding in report.table("findings").itertuples() for name in co._headlines(finding)}
    assert names <= set(HeadlineName) and len(names) > 5
    with pytest.raises(EvidenceError, match=r"ledger/findings.yml: 'f' names no headline by 'more'; use one of: more "):
        co._headlines(FINDING._replace(headlines="more"))


def test_each_finding_of_the_book_has_a_word():
    found = co.confidences(report, [])
    assert [each.finding for each in found] == sorted(report.table("findings")["finding_id"])
    assert all(each.sources for each in found if each.word != "counted")
