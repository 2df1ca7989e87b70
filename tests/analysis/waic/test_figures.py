"""Figures of the conference: marks counted on the axes."""

import pandas as pd

from analysis.waic import figures


def test_things_of_one_article_are_hollow():
    matrix = pd.DataFrame({"thing": ["a", "b"], "x": [True, True], "y": [True, False]})
    lines = figures.who_reports(matrix, [False, True]).axes[0].lines
    assert [(line.get_fillstyle(), len(line.get_xdata())) for line in lines] == [("full", 2), ("none", 1)]


def test_forecasts_are_hollow_and_counts_full():
    frame = pd.DataFrame({"year": [2024, 2025], "value": [3000.0, 4000.0], "high": [3000.0, pd.NA],
                          "status": ["article", "read"], "nature": ["count", "estimate"]})
    lines = figures.over_the_years(frame).axes[0].lines
    assert [line.get_fillstyle() for line in lines] == ["full", "none"]
    assert [line.get_ydata()[0] for line in lines] == [3, 4]  # thousands


def test_articles_that_announce_nothing_give_an_empty_grid():
    lines = figures.who_reports(pd.DataFrame({"thing": []}), []).axes[0].lines
    assert [line for line in lines if len(line.get_xdata())] == []


def test_long_names_are_wrapped_not_cut():
    matrix = pd.DataFrame({"thing": ["a thing with a name that goes on and on and on"], "x": [True]})
    (label,) = figures.who_reports(matrix, [True]).axes[0].get_yticklabels()
    assert label.get_text().replace("\n", " ") == matrix["thing"][0] and "\n" in label.get_text()
