"""Dates on one axis."""

import numpy as np
import pandas as pd
import pytest

from analysis.compute import timeline

ENTITIES = pd.DataFrame({"entity_id": ["us-rule", "chip-a", "box", "china"], "name": ["The rule", "A", "Box", "China"],
                         "kind": ["work", "chip", "system", "country"]})
POINTS = pd.DataFrame(
    [("r1", "us-rule", "tpp_threshold", "2022-10-07", "read"), ("r2", "us-rule", "density", "2022-11-01", "read"),
     ("a1", "chip-a", "year_introduced", "2023", "read"), ("a2", "chip-a", "peak_performance", "2020", "read"),
     ("b1", "box", "year_introduced", "2025-04", "read"), ("b2", "box", "year_of_event", "2025-07-26", "read"),
     ("c1", "china", "year_of_event", "2024", "read"), ("u1", "box", "year_introduced", "2021", "unverified")],
    columns=["reference_id", "subject", "measure", "as_of", "status"])
SOURCES = pd.DataFrame({"source_id": ["early", "late"], "cite": ["e", "l"], "published": ["2023-06", "2025-07"]})


def test_spans():
    assert timeline.span("2024") == (2024, 2025)
    assert timeline.span("2024-01-01") == pytest.approx((2024, 2024 + 1 / 366))
    assert timeline.span("2025-02") == pytest.approx((2025 + 31 / 365, 2025 + 59 / 365))
    with pytest.raises(ValueError):
        timeline.span("2025-13")


def test_happenings_take_the_earliest_of_each_and_no_unverified_one():
    found = timeline.happenings(POINTS, ENTITIES, SOURCES)
    assert list(found["what"]) == ["The rule", "A", "e", "Box, in use", "l", "Box, shown"]
    assert list(found["lane"]) == ["rule", "chip", "article", "system", "article", "system"]


def test_labels_say_the_date_once():
    events = pd.DataFrame({"what": ["US chip rule of October 2022", "Rescission of the rule (May 2025)", "NVIDIA A100",
                                    "H20 sales allowed again"], "date": ["2022-10-07", "2025-05-13", "2020", "2025-07"]})
    assert timeline.labels(events) == ["Oct 2022: chip rule", "May 2025: Rescission of the rule", "2020: A100",
                                       "Jul 2025: H20 sales allowed again"]


def test_no_article_no_row():
    found = timeline.could_know(timeline.happenings(POINTS, ENTITIES, SOURCES.head(0)))
    assert found.empty and {"article", "rules", "latest_chip"} <= set(found.columns)


def test_what_an_article_could_know():
    found = timeline.could_know(timeline.happenings(POINTS, ENTITIES, SOURCES)).set_index("article")
    assert found.loc["e", ["rules", "chips", "systems"]].tolist() == [1, 1, 0]  # chip A may be of early 2023
    assert found.loc["l", ["rules", "chips", "systems"]].tolist() == [1, 1, 1]  # in use and shown: one box
    assert found.loc["e", "latest_rule"] == "The rule" and found.loc["e", "latest_chip"] == "A"
    nothing = timeline.could_know(timeline.happenings(POINTS.head(0), ENTITIES, SOURCES)).iloc[0]
    assert nothing["rules"] == 0 and pd.isna(nothing["latest_rule"])


def test_spread_keeps_order_gap_and_centre():
    found = timeline.spread(np.array([0, 0, 10]), 1)
    assert found == pytest.approx([-0.5, 0.5, 10])
    assert np.diff(timeline.spread(np.array([0, 0.1, 0.2, 0.3]), 1)) == pytest.approx([1, 1, 1])
    assert len(timeline.spread(np.array([]), 1)) == 0
