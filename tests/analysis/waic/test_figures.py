"""Figures of the conference: marks counted on the axes."""

from pathlib import Path

import pandas as pd

from analysis.waic import figures
from evidence.chapter.words import read_words

WORDS = read_words(Path(__file__).parents[3], "waic_2025").figures


def reported(matrix, single):
    return figures.who_reports(matrix, single, WORDS["who-reports"].labels).axes[0]


def test_things_of_one_article_are_hollow():
    lines = reported(pd.DataFrame({"thing": ["a", "b"], "x": [True, True], "y": [True, False]}), [False, True]).lines
    assert [(line.get_fillstyle(), len(line.get_xdata())) for line in lines[:2]] == [("full", 2), ("none", 1)]


def test_forecasts_are_hollow_and_counts_full_and_lower_bounds_say_so():
    frame = pd.DataFrame({"year": [2024, 2025], "value": [3000.0, 4000.0], "high": [3000.0, pd.NA],
                          "status": ["article", "read"], "nature": ["count", "estimate"]})
    axes = figures.over_the_years(frame, WORDS["attendance"].labels).axes[0]
    ends = [line for line in axes.lines if len(line.get_xdata()) == 1]
    assert [line.get_markerfacecolor() == figures.COLOURS["page"] for line in ends] == [False, True]
    assert [line.get_xdata()[0] for line in ends] == [3, 4]  # thousands
    texts = [text.get_text() for text in axes.texts if text.get_text()]
    assert texts == ["2024, count by an article", "3", "2025, estimate from outside", "at least 4"]


def test_articles_that_announce_nothing_give_an_empty_grid():
    assert [line for line in reported(pd.DataFrame({"thing": []}), []).lines if len(line.get_xdata())] == []


def test_long_names_are_wrapped_not_cut_and_take_their_room():
    name = "a thing with a name that goes on and on and on and on and on and on"
    axes = reported(pd.DataFrame({"thing": [name, "b"], "x": [True, True]}), [True, True])
    label, _ = axes.get_yticklabels()
    assert label.get_text().replace("\n", " ") == name and label.get_text().count("\n") == 1
    assert [label.get_position()[1] for label in axes.get_yticklabels()] == [21.5, 57]  # of 43 and 28 pixels
