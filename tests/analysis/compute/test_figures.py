"""Figures of the compute chapter: what is drawn is what was given, and every axis says what and in which unit."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from analysis.compute import export_rules, installed_base, systems, timeline, training
from analysis.compute import figures as draw
from evidence.chapter import figures

LEFT = systems.System("supernode", 384, 780, 128, 3.2, 559)
RIGHT = systems.System("rack", 72, 2500, 192, 8, 145)
PLANES = {"2022": ((("tpp", 4800.0), ("link_gb_s", 600.0)),),
          "2023": ((("tpp", 4800.0),), (("tpp", 1600.0), ("density", 5.92)), (("tpp", 2400.0), ("density", 1.6)),
                   (("tpp", 1600.0), ("density", 3.2))),
          "2026": ((("tpp", 21000.0),), (("bandwidth_gb_s", 6500.0),))}


def ratio_figure():
    table = systems.compare(LEFT, RIGHT).merge(systems.ratio_ranges([LEFT], systems.variants(RIGHT, power_kw=[120])))
    return table, draw.ratios(table, "supernode", "rack")


def roof_figure():
    frame = systems.rooflines([[LEFT], systems.variants(RIGHT, power_kw=[120])], np.array([1.0, 100, 4096]))
    return frame, draw.rooflines(frame, [(8, 8.0), (64, 64.0)])


def chips() -> pd.DataFrame:
    rows = [("A100", False, 4992, 4992, 4992, 600, 6.04, 2039), ("910B", True, 5120, 4096, 6016, 392, None, None)]
    return pd.DataFrame(rows, columns=["label", "ascend", "tpp", "tpp_low", "tpp_high", "link_gb_s", "density",
                                       "bandwidth_gb_s"])


def interval_figure():
    table = training.carry((10, 12), 1000, {"A100": (1, 1), "article": (0.8, 1.2), "split": (0.8, 0.8)})
    return table, draw.intervals(table, "days_low", "days_high", "days with 1,000 chips")


def map_figure():
    ratios, parts = np.geomspace(0.1, 3, 20), np.linspace(0, 1, 11)
    share = installed_base.share_map(100, 300, ratios, parts)
    return draw.stock_map(ratios, parts, share, 0.1, (1.5, 0.4), {"A ÷ B": (0.3, 0.4, 0.5)})


def timeline_figure():
    events = pd.DataFrame({"lane": ["chip", "rule", "article"], "what": ["A", "R", "art"],
                           "date": ["2020", "2022-10-07", "2024-08"]})
    events["start"], events["end"] = zip(*events["date"].map(timeline.span))
    return events, draw.timeline(events, timeline.labels(events))


ALL = {"ratios": lambda: ratio_figure()[1], "rooflines": lambda: roof_figure()[1],
       "planes": lambda: draw.rule_planes(chips(), PLANES), "intervals": lambda: interval_figure()[1],
       "map": map_figure, "timeline": lambda: timeline_figure()[1]}
AXES = {"ratios": ("supernode ÷ rack",), "rooflines": ("PFLOP/s", "FLOP per byte"), "intervals": ("days with 1,000",),
        "planes": ("total processing performance, TPP", "speed of link, GB/s", "TPP/mm²", "memory bandwidth, GB/s"),
        "map": ("domestic card ÷ foreign card", "made in China, %"), "timeline": ("rules", "articles")}


@cache
def drawn(name: str):
    return ALL[name]()


def words(figure) -> list[str]:
    found = [text.get_text() for axes in figure.axes for text in
             (axes.xaxis.label, axes.yaxis.label, axes.title, *axes.texts, *axes.get_xticklabels(),
              *axes.get_yticklabels())]
    return [text for text in found if text]


def lines(axes, marker) -> list[tuple]:
    return [(float(line.get_xdata()[0]), float(line.get_ydata()[0])) for line in axes.lines
            if line.get_marker() == marker and len(line.get_xdata()) == 1]


@pytest.mark.parametrize("name", ALL)
def test_axes_say_what_and_in_which_unit(name):
    found = " | ".join(words(drawn(name)))
    assert all(wanted in found for wanted in AXES[name])


@pytest.mark.parametrize("name", ALL)
def test_no_text_is_below_eleven_pixels_on_a_phone(name):
    figure = drawn(name)
    texts = [text for text in figure.findobj(match=lambda one: hasattr(one, "get_fontsize")) if text.get_text()]
    assert min(text.get_fontsize() for text in texts) * 432 / (72 * figures.WIDTH) >= 11


@pytest.mark.parametrize("name", ALL)
def test_nothing_is_drawn_beyond_the_page(name):
    figure = drawn(name)
    renderer = FigureCanvasAgg(figure).get_renderer()
    figure.draw(renderer)
    box, (width, height) = figure.get_tightbbox(renderer), figure.get_size_inches()
    assert box.x0 >= 0 and box.y0 >= 0 and box.x1 <= width and box.y1 <= height


@pytest.mark.parametrize("name", ["map", "timeline"])
def test_the_same_twice(name):
    first, second = (figures.to_svg(ALL[name](), name, "a picture") for _ in range(2))
    assert first == second


def test_ratios_are_drawn_at_their_values_with_their_ranges():
    table, figure = ratio_figure()
    axes = figure.axes[0]
    drawn = sorted(x for mark in ("o", "s") for x, _ in lines(axes, mark))
    assert drawn == pytest.approx(sorted(table["ratio"]))
    assert {line.get_marker() for line in axes.lines if len(line.get_xdata()) == 1} == {"o", "s"}
    bars = {tuple(map(float, line.get_xdata())) for line in axes.lines if line.get_linewidth() == 5}
    assert bars == {(row.low, row.high) for row in table.itertuples()}
    assert "1.7" in words(figure) and "per kilowatt" in words(figure)


def test_rooflines_are_those_of_the_frame():
    frame, figure = roof_figure()
    for axes, column in zip(figure.axes, ("pflops", "pflops_per_mw")):
        drawn = [list(line.get_ydata()) for line in axes.lines[:2]]
        assert drawn == [list(rows[column]) for _, rows in frame.groupby("system", sort=False)]
        assert len(axes.collections) == 2  # a band for each system
    assert [text.get_text() for text in figure.axes[0].get_legend().get_texts()] == ["supernode", "rack"]
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
    assert (export_rules.margin({"tpp": chip[0], column: chip[1]}, PLANES[rule]) >= 0) is inside


def test_intervals_span_their_ends():
    table, figure = interval_figure()
    bars = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in figure.axes[0].patches]
    assert bars == [pytest.approx((row.days_low, row.days_high)) for row in table.itertuples()]
    assert "8–15" in words(figure) and "article" in words(figure)


def test_the_map_marks_the_setting_and_the_comparison():
    axes = map_figure().axes[0]
    assert lines(axes, "*") == [(1.5, 40)]
    assert any(list(line.get_xdata()) == [0.4, 0.4] for line in axes.lines)
    assert "10 %" in [text.get_text() for text in axes.texts]


def test_the_timeline_places_each_event_in_its_lane_and_time():
    events, figure = timeline_figure()
    axes = figure.axes[0]
    for place, row in enumerate(events.to_dict("records")):
        mark = draw.MARKS[row["lane"]][1]
        spot = (timeline.LANES.index(row["lane"]), (row["start"] + row["end"]) / 2)
        assert spot in [pytest.approx(one) for one in lines(axes, mark)]
    assert [text.get_text() for text in axes.texts] == ["2020: A", "Oct 2022: R", "Aug 2024: art"]
