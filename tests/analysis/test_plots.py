"""The figures show what the frames hold: marks counted on the axes, and SVG that comes out the same twice."""

import pandas as pd

from analysis.synthesis import figures as plot_synthesis
from analysis.synthesis import sensitivity


def marks(figure) -> list[str]:
    return [str(line.get_marker()) for line in figure.axes[0].lines if len(line.get_xdata())]


def test_a_changed_verdict_is_a_cross():
    frame = pd.DataFrame({"left_out": ["a", "b"], "proposition": ["us-leads"] * 2, "changed": [False, True]})
    figure = plot_synthesis.verdict_grid(frame)
    assert marks(figure) == ["o", "X"]
    assert [t.get_text() for t in figure.axes[0].get_yticklabels()] == ["US leads"]


def test_bars_are_thick_where_a_headline_holds():
    x = sensitivity.Range("x", 1.0, 0.0, 10.0)
    swept = sensitivity.sweep([sensitivity.Headline("below", "", lambda p: p["x"] < 4, (x,))])
    axes = plot_synthesis.where_it_holds(swept).axes[0]
    (thick,) = [lines for lines in axes.collections if lines.get_linewidth() == 6]
    assert [[round(float(x), 2) for x, _ in segment] for segment in thick.get_segments()] == [[0.0, 0.4]]
    assert [t.get_text() for t in axes.texts] == ["0", "10"]


def test_a_headline_that_holds_nowhere_has_no_thick_bar():
    x = sensitivity.Range("x", 1.0, 0.0, 10.0)
    swept = sensitivity.sweep([sensitivity.Headline("never", "", lambda p: False, (x,))])
    axes = plot_synthesis.where_it_holds(swept).axes[0]
    assert [len(lines.get_segments()) for lines in axes.collections] == [1, 0]


def test_without_rows_there_is_no_figure():
    nothing = pd.DataFrame({"left_out": [], "proposition": [], "place": []})
    assert plot_synthesis.stances(nothing) is plot_synthesis.verdict_grid(nothing) is None
    assert plot_synthesis.where_it_holds(nothing) is None
