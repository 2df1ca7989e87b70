"""The figures show what the sections found: marks counted on the axes."""

from pathlib import Path

import pandas as pd
from made_up_synthesis import LENGTH, below, synthesis_inputs

from analysis.synthesis import figures
from analysis.synthesis.sensitivity import Headline, one_at_a_time
from analysis.synthesis.verdicts import Omission, Verdict
from analysis.synthesis.voices import voices
from evidence.chapter.words import read_words
from evidence.notebooks.parameters import Parameter

WORDS = read_words(Path(__file__).parents[3], "synthesis").figures
RANGES = WORDS["over-each-range"].labels


def test_bars_are_as_long_as_a_role_has_claims():
    axes = figures.stances(voices(synthesis_inputs()).by_stance, {"axis": "claims"}).axes[0]
    assert sum(bar.get_width() for bar in axes.patches) == 4
    assert [text.get_text() for text in axes.texts] == ["1"] * 4


def test_a_changed_verdict_is_a_cross_whoever_is_left_out():
    kept, turned = Verdict.SUPPORTED, Verdict.THIN
    articles = [Omission("a", "us-leads", kept, kept, False), Omission("b", "us-leads", kept, turned, True)]
    figure = figures.verdict_grids(articles, [Omission("press", "us-leads", kept, turned, True)],
                                   WORDS["without-an-article"].labels)
    crosses = [[str(line.get_marker()) for line in axes.lines if len(line.get_xdata())] for axes in figure.axes]
    assert crosses == [["o", "X"], ["X"]]
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["US leads"]
    assert [axes.get_xlabel() for axes in figure.axes] == ["Without the article", "Without these speakers"]


def test_rows_are_as_long_as_the_share_of_draws():
    frame = pd.DataFrame({"sentence": ["It turns.", "It stands."], "together": [93.0, 40.0], "error": [0.7, 0.0]})
    axes = figures.where_it_holds(frame, WORDS["where-it-holds"].labels).axes[0]
    assert [bar.get_width() for bar in axes.patches] == [93.0, 40.0]
    assert [text.get_text() for text in axes.texts] == ["It turns.", "93 %", "It stands.", "40 %"]
    assert axes.lines[0].get_xdata().tolist() == [92.3, 93.7]


def test_bars_are_thick_where_a_headline_holds():
    axes = figures.over_each_range([one_at_a_time(below("below", 4), LENGTH, 40)], RANGES).axes[0]
    (thick,) = [line.get_xdata() for line in axes.lines if line.get_linewidth() == 7 and len(line.get_xdata())]
    assert [round(float(x), 2) for x in thick] == [0.0, 0.4]
    assert [text.get_text() for text in axes.texts] == ["Below", "length: 0 to 10 m"]
    (mark,) = [line for line in axes.lines if line.get_marker() == "|" and len(line.get_xdata())]
    assert mark.get_xdata()[0] == 0.1  # 1 of 0 to 10


def test_a_headline_that_holds_nowhere_has_no_thick_bar():
    axes = figures.over_each_range([one_at_a_time(below("never", -1), LENGTH, 40)], RANGES).axes[0]
    assert not [line for line in axes.lines if line.get_linewidth() == 7 and len(line.get_xdata())]


def test_a_year_has_no_separator_and_a_large_number_has():
    for unit, ends in (("year", "2024 to 2026"), ("m", "2,024 to 2,026")):
        dated = Parameter("x", "float", 2025, "when", unit, 2024.0, 2026.0)
        over = one_at_a_time(Headline("late", lambda values: True, (dated,)), dated, 4)
        heading, text = figures.over_each_range([over], RANGES).axes[0].texts
        assert heading.get_text() == "Late" and text.get_text().removesuffix(" m").endswith(ends)


def test_without_rows_there_is_no_figure():
    assert figures.stances(pd.DataFrame(), {}) is figures.verdict_grids([], [], {}) is None
    assert figures.where_it_holds(pd.DataFrame(), {}) is figures.over_each_range([], {}) is None
