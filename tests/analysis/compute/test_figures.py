"""Figures of the compute chapter: what is drawn is what was given, and every axis says what and in which unit."""

from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from analysis.compute import export_rules, market_figures, rule_figure, time_figure, timeline
from analysis.compute import figures as draw
from analysis.compute.installed_base import break_even, count_installed_base
from analysis.compute.roofline import place_work, roof_lines
from analysis.compute.shares import share_by_yardstick
from analysis.compute.systems import compare_systems
from analysis.compute.training import train
from evidence.chapter.figures import COLOURS, Width, drawn_at
from evidence.chapter.svg import to_svg
from evidence.chapter.words import read_words

WORDS = read_words(Path(__file__).parents[3], "compute_and_sanctions").figures
PLANES = {"2022": ((("tpp", 4800.0), ("link_gb_s", 600.0)),),
          "2023": ((("tpp", 4800.0),), (("tpp", 1600.0), ("density", 5.92)), (("tpp", 2400.0), ("density", 1.6)),
                   (("tpp", 1600.0), ("density", 3.2))),
          "2026": ((("tpp", 21000.0),), (("bandwidth_gb_s", 6500.0),))}
NAMES = ("ratios", "roofs", "planes", "days", "lanes", "bars", "map", "shares")


def labels(name: str) -> dict[str, str]:
    """The words of the book within a figure, templates as they are."""
    return WORDS[name].labels


def chips() -> pd.DataFrame:
    rows = [("a100", "A100", False, 4992, 4992, 4992, 600, 6.04, 2039),
            ("ascend-910b", "910B", True, 5120, 4096, 6016, 392, None, None)]
    return pd.DataFrame(rows, columns=["chip", "label", "ascend", "tpp", "tpp_low", "tpp_high", "link_gb_s", "density",
                                       "bandwidth_gb_s"])


def events() -> timeline.Timeline:
    dates = (("chip", "A", "2020"), ("rule", "R", "2022-10-07"), ("article", "art", "2024-08"))
    happened = [timeline._Event(*timeline._years(date), lane, what, date, what, None) for lane, what, date in dates]
    return timeline.Timeline(tuple(happened), tuple(map(timeline._label, happened)), (), 1, timeline.Articles.ONE, 1, 1)


@pytest.fixture(scope="module")
def roofs(inputs, parameters):
    comparison = compare_systems(inputs, parameters)
    work = place_work(inputs, parameters, comparison)
    return roof_lines(comparison, work.intensity), work.batches


@pytest.fixture(scope="module")
def draws(inputs, parameters, roofs):
    """name → a function that draws the figure anew."""
    base, even = count_installed_base(inputs, parameters), break_even(inputs, parameters)
    shares = share_by_yardstick(inputs, parameters, even)
    return {"ratios": lambda: draw.system_ratios(compare_systems(inputs, parameters), labels("system-ratios")),
            "roofs": lambda: draw.roof_panels(*roofs, labels("roofline")),
            "planes": lambda: draw.rule_planes(chips(), PLANES, labels("rule-planes")),
            "days": lambda: draw.day_spans(train(inputs, parameters), labels("training-days")),
            "lanes": lambda: draw.time_axis(events(), labels("timeline")),
            "bars": lambda: market_figures.stock_and_flow(base, labels("stock-and-flow")),
            "map": lambda: market_figures.stock_map(base, even.marks, labels("stock-map")),
            "shares": lambda: market_figures.share_bars(shares, labels("domestic-shares"))}


@pytest.fixture(scope="module")
def drawn(draws):
    return cache(lambda name: draws[name]())


def words(figure) -> list[str]:
    found = [text.get_text() for axes in figure.axes for text in
             (axes.xaxis.label, axes.yaxis.label, axes.title, *axes.texts, *axes.get_xticklabels(),
              *axes.get_yticklabels())]
    return [text for text in found if text]


def lines(axes, marker) -> list[tuple]:
    return [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in axes.lines
            if line.get_marker() == marker and len(line.get_xdata()) == 1]


@pytest.mark.parametrize("width", Width)
@pytest.mark.parametrize("name", NAMES)
def test_all_text_has_the_size_of_its_width_and_nothing_is_drawn_beyond_the_page(name, width, draws):
    with drawn_at(width):
        figure = draws[name]()
        renderer = FigureCanvasAgg(figure).get_renderer()
        figure.draw(renderer)
    texts = [text for text in figure.findobj(match=lambda artist: hasattr(artist, "get_fontsize")) if text.get_text()]
    assert {text.get_fontsize() for text in texts} == {width.font_size}
    box, size = figure.get_tightbbox(renderer), figure.get_size_inches()
    assert box.x0 >= -0.01 and box.y0 >= 0 and box.x1 <= size[0] + 0.01 and box.y1 <= size[1]


@pytest.mark.parametrize("name", ["map", "lanes", "shares"])
def test_the_same_twice(name, draws):
    first, second = (to_svg(draws[name](), name, "a picture") for _ in range(2))
    assert first == second


def test_ratios_are_bars_beside_the_racks_and_costs_have_another_colour(drawn, inputs, parameters):
    table, figure = compare_systems(inputs, parameters).plotted(), drawn("ratios")
    axes = figure.axes[0]
    bars = [(bar.get_width(), to_hex(bar.get_facecolor())) for bar in axes.patches]
    assert [width for width, _ in bars[::2]] == pytest.approx(list(table["ratio"]))
    assert {width for width, _ in bars[1::2]} == {1}  # the rack
    costs = [colour == COLOURS["vermilion"] for _, colour in bars[::2]]
    assert costs == list(table["quantity"].isin(["chips", "power"]))
    spans = {tuple(map(float, line.get_xdata())) for line in axes.lines if line.get_marker() == "|"}
    assert spans == {(row.low, row.high) for row in table.itertuples()}
    unlike = table.loc[table["unlike"] > 0, "unlike"]  # power, and three quantities per kilowatt
    assert sorted(x for x, _ in lines(axes, "D")) == pytest.approx(sorted(unlike)) and len(unlike) == 4
    assert {"1.6–1.7", "3.9–4.1", "4.7"} <= set(words(figure)) and "Per kilowatt" in words(figure)


def test_rooflines_are_those_of_the_frame(drawn, roofs):
    frame, figure = roofs[0], drawn("roofs")
    for axes, column in zip(figure.axes, ("pflops", "tflops_per_kw")):
        heights = [list(line.get_ydata()) for line in axes.lines[:2]]
        assert heights == [list(rows[column]) for _, rows in frame.groupby("system", sort=False)]
        assert len(axes.collections) == 2  # a band for each system
    assert [text.get_text() for text in figure.axes[0].get_legend().get_texts()] == ["CloudMatrix 384", "GB200 NVL72"]
    assert {line.get_linestyle() for line in figure.axes[0].lines[:2]} == {"-", "--"}  # told apart without colour


def test_rule_planes_leave_out_what_is_not_known_and_draw_ascend_hollow():
    figure = draw.rule_planes(chips(), PLANES, labels("rule-planes"))
    assert [len(lines(axes, "o")) for axes in figure.axes] == [1, 1, 1, 0]
    assert [len(lines(axes, "D")) for axes in figure.axes] == [1, 0, 0, 0]
    assert lines(figure.axes[0], "D") == [(5120, 392)] and lines(figure.axes[0], "o") == [(4992, 600)]
    hollow = [line.get_markerfacecolor() for line in figure.axes[0].lines if line.get_marker() == "D"]
    assert hollow == ["none"]
    assert (4096.0, 6016.0) in [tuple(map(float, line.get_xdata())) for line in figure.axes[0].lines]


@pytest.mark.parametrize("place, rule, chip, inside", [
    (0, "2022", (4992, 600), True), (0, "2022", (4992, 400), False), (1, "2023", (2368, 2.9), False),
    (1, "2023", (1700, 6.0), True),
    (1, "2023", (1700, 4.0), True), (1, "2023", (2500, 1.7), True), (1, "2023", (2500, 1.5), False),
    (2, "2026", (15830, 4800), False), (2, "2026", (15830, 7000), True)])
def test_hatched_is_what_the_rule_catches(place, rule, chip, inside):
    axes = draw.rule_planes(chips().head(0), PLANES, labels("rule-planes")).axes[place]
    area = axes.collections[0].get_paths()[0]
    assert area.contains_point((chip[0] * 1.0001, chip[1] * 1.0001)) is inside
    column = rule_figure.PLANES[place][1]
    assert (export_rules._margin({"tpp": chip[0], column: chip[1]}, PLANES[rule]) >= 0) is inside


def test_the_nearest_miss_is_magnified_and_framed_where_it_lies():
    near = pd.concat([chips(), chips().head(1).assign(chip="h20", label="H20", tpp=4700, density=2.0)])
    figure = draw.rule_planes(near, PLANES, labels("rule-planes"))
    magnified, whole = figure.axes[3], figure.axes[1]
    assert lines(magnified, "o") == [(4700, 2.0)] and "H20: 4,700" in words(figure)
    assert [label.get_text() for label in magnified.get_xticklabels()] == ["4,800"]
    frame = whole.patches[-1]
    assert (frame.get_x(), frame.get_x() + frame.get_width()) == pytest.approx(magnified.get_xlim())


def test_lines_span_their_days_and_say_their_ends(drawn, inputs, parameters):
    found, figure = train(inputs, parameters), drawn("days")
    ends = [tuple(line.get_xdata()) for line in figure.axes[0].lines]
    assert ends == [pytest.approx(reading.days) for reading in (found.yardstick, found.printed, found.split)]
    assert {f"{end:,.0f}" for end in found.printed.days} <= set(words(figure))


def test_stock_and_flow_are_as_long_as_found_with_the_vendors_figure_across(drawn, inputs, parameters):
    base, axes = count_installed_base(inputs, parameters), drawn("bars").axes[0]
    assert [bar.get_width() for bar in axes.patches] == pytest.approx([100 * base.flow, 100 * base.local_share])
    assert [line.get_xdata()[0] for line in axes.lines] == [100 * base.claimed]


def test_the_map_marks_the_setting_and_the_comparison(drawn):
    axes = drawn("map").axes[0]
    assert lines(axes, "*") == [(1, 100)]
    assert any(list(line.get_xdata()) == [0.32, 0.32] for line in axes.lines)
    assert {"10 %", "910B ÷ H800"} <= {text.get_text() for text in axes.texts}


def test_the_shares_are_drawn_as_found_and_what_was_not_read_is_said(drawn, inputs, parameters):
    found, figure = share_by_yardstick(inputs, parameters, break_even(inputs, parameters)), drawn("shares")
    axes = figure.axes[0]
    marks = {yardstick: mark for yardstick, (_, mark, _) in market_figures.MARKS.items()}
    wanted = {(marks[row.yardstick], round(end * 100, 6)) for row in found.shares if row.share for end in row.share}
    assert {(line.get_marker(), round(float(end), 6)) for line in axes.lines for end in line.get_xdata()} == wanted
    spans = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in axes.patches]
    assert spans == [pytest.approx([end * 100 for end in row.share]) for row in found.shares
                     if row.share and row.share.low < row.share.high]
    assert len({bar.get_hatch() for bar in axes.patches}) == 3  # told apart without colour
    texts = [text.get_text() for text in axes.texts]
    assert texts.count("not read") == 1 and {"2023", "2024", "2025", "40", "50–56"} <= set(texts)


def test_labels_of_the_timeline_end_at_their_dates(drawn):
    axes = drawn("lanes").axes[0]
    found = {text.get_text(): text for text in axes.texts}
    for event, label in zip(events().events, events().labels):
        mark, (left, height) = time_figure.MARKS[event.lane][1], found[label].xy
        assert any(place == (pytest.approx(left + 6), height) for place in lines(axes, mark)), label
        assert any(list(line.get_ydata()) == [0, height] for line in axes.lines), label  # its foot is on the axis
    heights = [found[label].xy[1] for label in events().labels]
    assert [height > 0 for height in heights] == [False, True, True]  # chip, rule, article


def test_no_label_covers_the_line_of_another():
    assert time_figure._staircase([0, 100, 105, 300], [50, 50, 50, 50]) == [0, 0, 1, 0]
    assert time_figure._staircase([0, 100, 105, 107], [50, 50, 50, 120]) == [0, 0, 1, 2]
    assert time_figure._staircase([], []) == []
