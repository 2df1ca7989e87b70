"""The figures show what the frames hold: marks counted on the axes, and SVG that comes out the same twice."""

import pandas as pd

from analysis.alliances import figures, network
from analysis.synthesis import figures as plot_synthesis
from analysis.synthesis import sensitivity
from analysis.waic import figures as plot_waic
from evidence.chapter.figures import to_svg


def marks(figure) -> list[str]:
    return [str(line.get_marker()) for line in figure.axes[0].lines if len(line.get_xdata())]


def test_things_of_one_article_are_hollow():
    matrix = pd.DataFrame({"thing": ["a", "b"], "x": [True, True], "y": [True, False]})
    lines = plot_waic.who_reports(matrix, [False, True]).axes[0].lines
    assert [(line.get_fillstyle(), len(line.get_xdata())) for line in lines] == [("full", 2), ("none", 1)]


def test_forecasts_are_hollow_and_counts_full():
    frame = pd.DataFrame({"year": [2024, 2025], "value": [3.0, 4.0], "high": [3.0, pd.NA], "status": ["article", "read"],
                          "nature": ["count", "estimate"]})
    lines = plot_waic.over_the_years(frame, "people").axes[0].lines
    assert [line.get_fillstyle() for line in lines] == ["full", "none"]


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


def test_shared_members_stand_between_the_lists():
    at = figures.places({"a", "c"}, {"b", "c"})
    assert (at["a"][0], at["b"][0], at["c"][0]) == (0.0, 1.0, 0.5)


def test_without_rows_there_is_no_figure():
    nothing = pd.DataFrame({"left_out": [], "proposition": [], "place": []})
    assert plot_synthesis.stances(nothing) is plot_synthesis.verdict_grid(nothing) is None
    assert plot_synthesis.where_it_holds(nothing) is None
    empty = network.network(pd.DataFrame(columns=["subject", "relation", "object", "claim_id"]), (), set())
    assert figures.tie_map(empty, {}, ("x", "y"), {}) is None


def test_articles_that_announce_nothing_give_an_empty_grid():
    assert marks(plot_waic.who_reports(pd.DataFrame({"thing": []}), [])) == []


def test_long_names_are_wrapped_not_cut():
    matrix = pd.DataFrame({"thing": ["a thing with a name that goes on and on and on"], "x": [True]})
    (label,) = plot_waic.who_reports(matrix, [True]).axes[0].get_yticklabels()
    assert label.get_text().replace("\n", " ") == matrix["thing"][0] and "\n" in label.get_text()


def test_the_network_is_the_same_twice_and_labels_every_node():
    ties = pd.DataFrame([("a", "member_of", "x"), ("a", "member_of", "y"), ("b", "member_of", "y")],
                        columns=["subject", "relation", "object"]).assign(claim_id="s/1")
    graph, labels = network.network(ties, ("member_of",), set("abxy")), {n: n.upper() for n in "abxy"}
    scores = network.betweenness(graph)
    first, second = (to_svg(figures.tie_map(graph, labels, ("x", "y"), scores), "ties", "t") for _ in range(2))
    assert first == second
    axes = figures.tie_map(graph, labels, ("x", "y"), scores).axes[0]
    assert {"A", "B", "X", "Y"} <= {t.get_text() for t in axes.texts}
    sizes = [line.get_markersize() for line in axes.lines if line.get_marker() in ("o", "s")]
    assert sorted(set(sizes)) == [figures.SMALLEST, (4**2 + 2 / 3 * (22**2 - 4**2)) ** 0.5]


def test_a_listing_only_remembered_has_a_dotted_ring():
    figure = figures.two_lists({"a"}, {"b"}, ("x", "y"), {"a": "A", "b": "B"}, {"a"}, {"b"})
    dotted = [ring.get_linestyle()[0][1] is not None for ring in figure.axes[0].collections]
    assert dotted == [False, True]
