"""The figures show what the sections found: marks counted on the axes."""

import pandas as pd
from made_up_synthesis import LENGTH, below, synthesis_inputs

from analysis.synthesis import figures
from analysis.synthesis.sensitivity import Headline, one_at_a_time
from analysis.synthesis.verdicts import Omission, Verdict
from analysis.synthesis.voices import voices
from evidence.notebooks.parameters import Parameter


def marks(figure) -> list[str]:
    return [str(line.get_marker()) for line in figure.axes[0].lines if len(line.get_xdata())]


def test_bars_are_as_long_as_a_role_has_claims():
    axes = figures.stances(voices(synthesis_inputs()).by_stance).axes[0]
    assert sum(bar.get_width() for bar in axes.patches) == 4
    assert [text.get_text() for text in axes.texts] == ["1"] * 4


def test_a_changed_verdict_is_a_cross():
    kept, turned = Verdict.SUPPORTED, Verdict.THIN
    figure = figures.verdict_grid([Omission("a", "us-leads", kept, kept, False),
                                   Omission("b", "us-leads", kept, turned, True)])
    assert marks(figure) == ["o", "X"]
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["US leads"]


def test_bars_are_thick_where_a_headline_holds():
    axes = figures.where_it_holds([one_at_a_time(below("below", 4), LENGTH, 40)]).axes[0]
    (thick,) = [lines for lines in axes.collections if lines.get_linewidth() == 6]
    assert [[round(float(x), 2) for x, _ in segment] for segment in thick.get_segments()] == [[0.0, 0.4]]
    assert [text.get_text() for text in axes.texts] == ["0", "10"]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["below: length m"]
    assert axes.lines[0].get_xdata().tolist() == [0.1]  # 1 of 0 to 10


def test_a_headline_that_holds_nowhere_has_no_thick_bar():
    axes = figures.where_it_holds([one_at_a_time(below("never", -1), LENGTH, 40)]).axes[0]
    assert [len(lines.get_segments()) for lines in axes.collections] == [1, 0]


def test_a_year_has_no_separator_and_a_large_number_has():
    for unit, ends in (("year", ["2024", "2026"]), ("m", ["2,024", "2,026"])):
        dated = Parameter("x", "float", 2025, "when", unit, 2024.0, 2026.0)
        over = one_at_a_time(Headline("late", lambda values: True, (dated,)), dated, 4)
        assert [text.get_text() for text in figures.where_it_holds([over]).axes[0].texts] == ends


def test_without_rows_there_is_no_figure():
    assert figures.stances(pd.DataFrame()) is figures.verdict_grid([]) is figures.where_it_holds([]) is None
