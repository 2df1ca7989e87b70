"""Dates on one axis."""

from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.compute import timeline

ENTITIES = pd.DataFrame({"entity_id": ["us-rule", "chip-a", "box", "china"], "name": ["The rule", "A", "Box", "China"],
                         "kind": ["rule", "chip", "system", "country"]})
POINTS = pd.DataFrame(
    [("r1", "us-rule", "tpp_threshold", "2022-10-07", "read"), ("r2", "us-rule", "density", "2022-11-01", "read"),
     ("a1", "chip-a", "year_introduced", "2023", "read"), ("a2", "chip-a", "peak_performance", "2020", "read"),
     ("b1", "box", "year_introduced", "2025-04", "read"), ("b2", "box", "year_of_event", "2025-07-26", "read"),
     ("c1", "china", "year_of_event", "2024", "read"), ("u1", "box", "year_introduced", "2021", "unverified")],
    columns=["reference_id", "subject", "measure", "as_of", "status"])
SOURCES = pd.DataFrame({"source_id": ["early", "late"], "called": ["e", "l"], "published": ["2023-06", "2025-07"]})


def place(points=POINTS, articles=SOURCES):
    return timeline.place_in_time(SimpleNamespace(points=points, entities=ENTITIES, articles=articles))


def test_years():
    assert timeline._years("2024") == (2024, 2025)
    assert timeline._years("2024-01-01") == pytest.approx((2024, 2024 + 1 / 366))
    assert timeline._years("2025-02") == pytest.approx((2025 + 31 / 365, 2025 + 59 / 365))
    with pytest.raises(ValueError):
        timeline._years("2025-13")


def test_events_take_the_earliest_of_each_and_no_unverified_one():
    events = place().events
    assert [event.what for event in events] == ["The rule", "A", "e", "Box, in use", "l", "Box, shown"]
    assert [event.lane for event in events] == ["rule", "chip", "article", "system", "article", "system"]
    assert [event.reference_id for event in events] == ["r1", "a1", None, "b1", None, "b2"]


def test_labels_say_the_date_once():
    named = {"US chip rule of October 2022": "2022-10-07", "Rescission of the rule (May 2025)": "2025-05-13",
             "NVIDIA A100": "2020", "H20 sales allowed again": "2025-07"}
    events = [timeline._Event(0, 1, "rule", what, date, what, None) for what, date in named.items()]
    assert [timeline._label(event) for event in events] == [
        "Oct 2022: chip rule", "May 2025: Rescission of the rule", "2020: A100", "Jul 2025: H20 sales allowed again"]


def test_what_an_article_could_know():
    found = place()
    early, late = found.known
    assert (early.article, early.rules, early.chips, early.systems) == ("e", 1, 1, 0)  # chip A may be of early 2023
    assert (late.rules, late.chips, late.systems) == (1, 1, 1)  # in use and shown: one box
    assert early.latest_rule == "The rule" and early.latest_chip == "A"
    assert (found.articles, found.measures, found.first, found.last) == ("several", 1, 1, 1)
    nothing = place(points=POINTS.head(0))
    assert nothing.known[0].rules == nothing.measures == 0 and nothing.known[0].latest_rule is None


@pytest.mark.parametrize("articles, said", [(0, "none"), (1, "one"), (2, "several")])
def test_how_many_articles_there_are(articles, said):
    found = place(articles=SOURCES.head(articles))
    assert (found.articles, len(found.known)) == (said, articles)


def test_an_article_is_called_as_in_tables():
    glm = pd.DataFrame({"source_id": ["glm"], "called": ["Clubic on GLM-Image"], "published": ["2026-01"]})
    assert place(articles=glm).known[0].article == "Clubic on GLM-Image"


def test_a_work_about_a_rule_is_no_rule():
    works = ENTITIES.replace({"kind": {"rule": "work"}})
    found = timeline.place_in_time(SimpleNamespace(points=POINTS, entities=works, articles=SOURCES))
    assert found.measures == 0
