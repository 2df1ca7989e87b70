"""Figures of the compute chapter: what is drawn is what was given, and every axis says what and in which unit."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.compute import export_rules, market_figures, timeline
from analysis.compute import figures as draw
from analysis.compute.installed_base import break_even, count_installed_base
from analysis.compute.roofline import place_work, roof_lines
from analysis.compute.shares import share_by_yardstick
from analysis.compute.systems import compare_systems
from analysis.compute.training import train
from evidence.chapter import figures

PLANES = {"2022": ((("tpp", 4800.0), ("link_gb_s", 600.0)),),
          "2023": ((("tpp", 4800.0),), (("tpp", 1600.0), ("density", 5.92)), (("tpp", 2400.0), ("density", 1.6)),
                   (("tpp", 1600.0), ("density", 3.2))),
          "2026": ((("tpp", 21000.0),), (("bandwidth_gb_s", 6500.0),))}
AXES = {"ratios": ("CloudMatrix 384 ÷ GB200 NVL72",), "roofs": ("PFLOP/s", "per kilowatt, TFLOP/s", "FLOP per byte"),
        "days": ("days with 1,000",),
        "planes": ("total processing performance, TPP", "speed of link, GB/s", "TPP/mm²", "memory bandwidth, GB/s"),
        "lanes": ("rules", "articles"), "map": ("domestic card ÷ foreign card", "made in China, %"),
        "shares": ("domestic share, %", "cards", "money", "work, on paper")}


def chips() -> pd.DataFrame:
    rows = [("A100", False, 4992, 4992, 4992, 600, 6.04, 2039), ("910B", True, 5120, 4096, 6016, 392, None, None)]
    return pd.DataFrame(rows, columns=["label", "ascend", "tpp", "tpp_low", "tpp_high", "link_gb_s", "density",
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
    return {"ratios": lambda: draw.system_ratios(compare_systems(inputs, parameters)),
            "roofs": lambda: draw.roof_panels(*roofs), "planes": lambda: draw.rule_planes(chips(), PLANES),
            "days": lambda: draw.day_bars(train(inputs, parameters)), "lanes": lambda: draw.time_lanes(events()),
            "map": lambda: market_figures.stock_map(base, even.marks),
            "shares": lambda: market_figures.share_bars(shares)}


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


@pytest.mark.parametrize("name", AXES)
def test_axes_say_what_and_in_which_unit(name, drawn):
    found = " | ".join(words(drawn(name)))
    assert all(wanted in found for wanted in AXES[name])


@pytest.mark.parametrize("name", AXES)
def test_no_text_is_below_eleven_pixels_on_a_phone(name, drawn):
    figure = drawn(name)
    texts = [text for text in figure.findobj(match=lambda artist: hasattr(artist, "get_fontsize")) if text.get_text()]
    assert min(text.get_fontsize() for text in texts) * 432 / (72 * figures.WIDTH) >= 11


@pytest.mark.parametrize("name", AXES)
def test_nothing_is_drawn_beyond_the_page(name, drawn):
    figure = drawn(name)
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    box, (width, height) = figure.get_tightbbox(renderer), figure.get_size_inches()
    assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height


@pytest.mark.parametrize("name", ["map", "lanes", "shares"])
def test_the_same_twice(name, draws):
    first, second = (figures.to_svg(draws[name](), name, "a picture") for _ in range(2))
    assert first == second


def test_ratios_are_drawn_at_their_values_with_their_ranges(drawn, inputs, parameters):
    table, figure = compare_systems(inputs, parameters).plotted(), drawn("ratios")
    axes = figure.axes[0]
    places = sorted(x for mark in ("o", "s") for x, _ in lines(axes, mark))
    assert places == pytest.approx(sorted(table["ratio"]))
    assert {line.get_marker() for line in axes.lines if len(line.get_xdata()) == 1} == {"o", "s", "D"}
    bars = {tuple(map(float, line.get_xdata())) for line in axes.lines if line.get_linewidth() == 5}
    assert bars == {(row.low, row.high) for row in table.itertuples()}
    unlike = table.loc[table["unlike"] > 0, "unlike"]  # power, and three quantities per kilowatt
    assert sorted(x for x, _ in lines(axes, "D")) == pytest.approx(sorted(unlike)) and len(unlike) == 4
    assert {line.get_markerfacecolor() for line in axes.lines if line.get_marker() == "D"} == {"none"}  # hollow
    assert "1.7" in words(figure) and "per kilowatt" in words(figure)


def test_rooflines_are_those_of_the_frame(drawn, roofs):
    frame, figure = roofs[0], drawn("roofs")
    for axes, column in zip(figure.axes, ("pflops", "tflops_per_kw")):
        heights = [list(line.get_ydata()) for line in axes.lines[:2]]
        assert heights == [list(rows[column]) for _, rows in frame.groupby("system", sort=False)]
        assert len(axes.collections) == 2  # a band for each system
    assert [text.get_text() for text in figure.axes[0].get_legend().get_texts()] == ["CloudMatrix 384", "GB200 NVL72"]
    assert {line.get_linestyle() for line in figure.axes[0].lines[:2]} == {"-", "--"}  # told apart without colour


def test_rule_planes_leave_out_what_is_not_known_and_draw_ascend_hollow():
    figure = draw.rule_planes(chips(), PLANES)
    assert [len(lines(axes, "o")) for axes in figure.axes] == [1, 1, 1]
    assert [len(lines(axes, "D")) for axes in figure.axes] == [1, 0, 0]
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
    axes = draw.rule_planes(chips().head(0), PLANES).axes[place]
    area = axes.collections[0].get_paths()[0]
    assert area.contains_point((chip[0] * 1.0001, chip[1] * 1.0001)) is inside
    column = draw.PLANES[place][1]
    assert (export_rules._margin({"tpp": chip[0], column: chip[1]}, PLANES[rule]) >= 0) is inside


def test_bars_span_their_days(drawn, inputs, parameters):
    found = train(inputs, parameters)
    bars = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in drawn("days").axes[0].patches]
    assert bars == [pytest.approx(reading.days) for reading in (found.yardstick, found.printed, found.split)]
    assert f"{found.printed.days.low:,.0f}–{found.printed.days.high:,.0f}" in words(drawn("days"))
    assert "910B, as the article" in words(drawn("days"))


def test_the_map_marks_the_setting_and_the_comparison(drawn):
    axes = drawn("map").axes[0]
    assert lines(axes, "*") == [(1, 100)]
    assert any(list(line.get_xdata()) == [0.32, 0.32] for line in axes.lines)
    assert {"10 %", "910B ÷ H800"} <= {text.get_text() for text in axes.texts}


def test_the_shares_are_drawn_as_found_and_what_was_not_read_is_said(drawn, inputs, parameters):
    found, figure = share_by_yardstick(inputs, parameters, break_even(inputs, parameters)), drawn("shares")
    axes = figure.axes[0]
    marks = {yardstick: mark for yardstick, (_, _, mark, _) in market_figures.MARKS.items()}
    wanted = {(marks[row.yardstick], round(end * 100, 6)) for row in found.shares if row.share for end in row.share}
    assert {(line.get_marker(), round(float(end), 6)) for line in axes.lines for end in line.get_xdata()} == wanted
    spans = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in axes.patches]
    assert spans == [pytest.approx([end * 100 for end in row.share]) for row in found.shares
                     if row.share and row.share.low < row.share.high]
    assert len({bar.get_hatch() for bar in axes.patches}) == 3  # told apart without colour
    texts = [text.get_text() for text in axes.texts]
    assert texts.count("not read") == 1 and {"2023", "2024", "2025", "40", "50–56"} <= set(texts)


def test_the_timeline_places_each_event_in_its_lane_and_time(drawn):
    axes = drawn("lanes").axes[0]
    for event in events().events:
        mark = draw.MARKS[event.lane][1]
        spot = (timeline.LANES.index(event.lane), (event.start + event.end) / 2)
        assert spot in [pytest.approx(place) for place in lines(axes, mark)]
    assert [text.get_text() for text in axes.texts] == ["2020: A", "Oct 2022: R", "Aug 2024: art"]


def test_places_keep_order_gap_and_centre():
    assert draw._spread(np.array([0, 0, 10]), 1) == pytest.approx([-0.5, 0.5, 10])
    assert np.diff(draw._spread(np.array([0, 0.1, 0.2, 0.3]), 1)) == pytest.approx([1, 1, 1])
    assert len(draw._spread(np.array([]), 1)) == 0
