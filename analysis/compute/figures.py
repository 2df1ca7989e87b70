"""Figures of the compute chapter on machines, rules, training and time: what was found in, a matplotlib figure out."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.compute.systems import SystemComparison
from analysis.compute.timeline import LANES, Timeline
from analysis.compute.training import Training
from evidence.chapter.figures import COLOURS, subplots

AHEAD, BEHIND = ("blue", "o"), ("vermilion", "s")
GROUPS = {"system": "whole system", "chip": "per chip", "kW": "per kilowatt", "TB": "per terabyte of memory"}
ROOFS = ("whole system, PFLOP/s at most", "per kilowatt, TFLOP/s at most")
TPP_LIMITS = (1200, 70000)
# rule, column, label of the axis, its limits, its ticks
PLANES = (("2022", "link_gb_s", "speed of link, GB/s", (250, 2600), (400, 600, 900, 1800)),
          ("2023", "density", "density, TPP/mm²", (1.0, 40), (1.6, 3.2, 5.92, 20)),
          ("2026", "bandwidth_gb_s", "memory bandwidth, GB/s", (1500, 12000), (2000, 4000, 6500)))
BARS = (("grey", ""), ("blue", ""), ("ochre", "///"))
MARKS = {"rule": ("vermilion", "s"), "chip": ("blue", "o"), "system": ("green", "D"), "article": ("text", "*")}


def system_ratios(found: SystemComparison) -> Figure:
    """Ratios of the two systems with their ranges on a logarithmic axis, in groups by denominator.

    Hollow diamonds: ratios across two boundaries of power.
    """
    table = found.plotted()
    figure, axes = subplots(height=110 * (0.26 * (len(table) + table["basis"].nunique()) + 0.9))
    places, names, place = [], [], 0
    for basis, rows in table.groupby("basis", sort=False):
        axes.annotate(GROUPS[basis], (0.173, place), va="center", fontweight="bold")
        for row in rows.to_dict("records"):
            place += 1
            _ratio(axes, place, row)
            places.append(place)
            names.append(row["quantity"])
        place += 1
    axes.axvline(1, color=COLOURS["text"], linewidth=1)
    axes.set_yticks(places, names)
    axes.set(xscale="log", xlim=(0.17, 8), ylim=(place - 0.4, -0.7),
             xlabel=f"{found.supernodes[0].name} ÷ {found.racks[0].name}")
    axes.set_xticks([0.25, 0.5, 1, 2, 4, 8], ["¼", "½", "1", "2", "4", "8"])
    axes.minorticks_off()
    axes.grid(axis="y", visible=False)
    return figure


def _ratio(axes, place: int, row: Mapping) -> None:
    ahead = row["ratio"] > 1
    colour, mark = AHEAD if ahead else BEHIND
    axes.plot([row["low"], row["high"]], [place, place], color=COLOURS[colour], linewidth=5, alpha=0.35)
    axes.plot(row["ratio"], place, mark, color=COLOURS[colour])
    if row["unlike"] > 0:  # missing where power has no part
        axes.plot(row["unlike"], place, "D", color=COLOURS["text"], markerfacecolor="none", markersize=5)
    known = [row[end] for end in ("low", "high", "unlike") if row[end] > 0]
    axes.annotate(f"{row['ratio']:.2g}", (max(known) if ahead else min(known), place),
                  xytext=(8 if ahead else -8, 0), textcoords="offset points", va="center",
                  ha="left" if ahead else "right")


def roof_panels(frame: pd.DataFrame, batches: Mapping[int, float]) -> Figure:
    """Two panels, whole system and per kilowatt, with the range of other sources as a band.

    ``frame`` as of ``roofline.roof_lines``; ``batches``: requests at once → their arithmetic intensity.
    """
    figure, panels = subplots(2, 1, height=110 * (5.6), sharex=True)
    styles = (("blue", "-"), ("vermilion", "--"))
    for axes, column, label in zip(panels, ("pflops", "tflops_per_kw"), ROOFS):
        for (name, rows), (colour, line) in zip(frame.groupby("system", sort=False), styles):
            axes.plot(rows["intensity"], rows[column], line, color=COLOURS[colour], label=name)
            axes.fill_between(rows["intensity"], rows[f"{column}_low"], rows[f"{column}_high"], color=COLOURS[colour],
                              alpha=0.25, linewidth=0)
        for intensity in batches.values():
            axes.axvline(intensity, color=COLOURS["grey"], linewidth=1, linestyle=":")
        axes.set(xscale="log", yscale="log", ylabel=label)
        ticks = [tick for tick in (1, 10, 100, 1000) if axes.get_ylim()[0] <= tick <= axes.get_ylim()[1]]
        axes.set_yticks(ticks, [f"{tick:,}" for tick in ticks])
        axes.minorticks_off()
    panels[0].legend(loc="upper left")
    for place, (batch, intensity) in enumerate(batches.items()):
        words = f"{batch}" if place else f"{batch} requests at once"
        panels[0].annotate(words, (intensity, 1.02), xycoords=("data", "axes fraction"), ha="center")
    panels[1].set_xlabel("arithmetic intensity, FLOP per byte read")
    panels[1].set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    return figure


def rule_planes(chips: pd.DataFrame, routes: Mapping[str, Sequence]) -> Figure:
    """Three panels, one for each rule: what it catches is hatched, chips are points; missing figures are left out.

    ``chips``: label, ascend (drawn hollow), tpp, its range tpp_low and tpp_high, link_gb_s, density, bandwidth_gb_s;
    ``routes`` as of ``export_rules.Screening``.
    """
    figure, panels = subplots(3, 1, height=110 * (7.6), sharex=True)
    for axes, (rule, column, label, limits, ticks) in zip(panels, PLANES):
        axes.set(xscale="log", yscale="log", ylim=limits, xlim=TPP_LIMITS, ylabel=label)
        _caught(axes, [dict(route) for route in routes[rule]], column, limits)
        for ascend, rows in chips.dropna(subset=[column]).groupby("ascend"):
            _points(axes, rows, column, ascend)
        axes.set_title(f"Rule of {rule}, hatched: {'not eased' if rule == '2026' else 'caught'}", fontweight="normal")
        axes.set_yticks(ticks, [f"{tick:,}" for tick in ticks])
        axes.minorticks_off()
    panels[-1].set_xticks([1600, 2400, 4800, 10000, 21000], ["1,600", "2,400", "4,800", "10,000", "21,000"])
    panels[-1].set_xlabel("total processing performance, TPP")
    return figure


def _caught(axes, tests: Sequence[Mapping[str, float]], column: str, limits: tuple[float, float]) -> None:
    """Hatch the union of the routes, each a quadrant to the upper right, as one staircase."""
    corners = sorted((test.get("tpp", TPP_LIMITS[0]), test.get(column, limits[0])) for test in tests)
    steps = np.minimum.accumulate([bottom for _, bottom in corners])
    across, bottoms = [left for left, _ in corners] + [TPP_LIMITS[1]], [*steps, steps[-1]]
    for style in ({"facecolor": COLOURS["vermilion"], "alpha": 0.15, "linewidth": 0},
                  {"facecolor": "none", "edgecolor": COLOURS["vermilion"], "hatch": "///", "alpha": 0.5}):
        axes.fill_between(across, bottoms, limits[1], step="post", **style)


def _points(axes, chips: pd.DataFrame, column: str, ascend: bool) -> None:
    """Points with labels, to the right for NVIDIA's chips and to the left, hollow, for Huawei's."""
    for spot, rows in chips.groupby(["tpp", column], sort=False):
        axes.plot([rows["tpp_low"].min(), rows["tpp_high"].max()], [spot[1]] * 2, color=COLOURS["blue"], linewidth=1)
        axes.plot(*spot, "D" if ascend else "o", color=COLOURS["blue"], markerfacecolor="none" if ascend else None)
        left = ascend or spot[0] > TPP_LIMITS[1] / 3
        end = (rows["tpp_low"].min() if left else rows["tpp_high"].max(), spot[1])
        axes.annotate(", ".join(rows["label"]), end, xytext=(-8 if left else 8, 0 if ascend else 4),
                      textcoords="offset points", ha="right" if left else "left", va="center", fontweight="bold")


def day_bars(found: Training) -> Figure:
    """Days of training as horizontal intervals, one for each reading, ends labelled."""
    readings = (found.yardstick, found.printed, found.split)
    figure, axes = subplots(height=110 * (0.55 * len(readings) + 0.9))
    for place, (row, (colour, hatch)) in enumerate(zip(readings, BARS)):
        low, high = row.days
        axes.barh(place, high - low, left=low, height=0.5, facecolor=COLOURS[colour], alpha=0.75,
                  hatch=hatch, edgecolor=COLOURS["text"], linewidth=0.6)
        axes.annotate(f"{low:,.0f}–{high:,.0f}", (high, place), xytext=(5, 0), textcoords="offset points", va="center")
    axes.set_yticks(range(len(readings)), [row.reading for row in readings])
    axes.invert_yaxis()
    axes.set_xlim(0, max(row.days.high for row in readings) * 1.28)
    axes.set_xlabel(f"days with {found.chips:,} chips")
    axes.grid(axis="y", visible=False)
    return figure


def time_lanes(found: Timeline) -> Figure:
    """Events from top to bottom, a lane for each kind; bars span the time to which a date is known."""
    figure, axes = subplots(height=110 * (0.27 * len(found.events) + 0.8))
    starts, ends = (np.array([getattr(event, name) for event in found.events]) for name in ("start", "end"))
    middle, first, last = (starts + ends) / 2, starts.min(), ends.max()
    order = np.argsort(middle, kind="stable")
    seats = np.empty(len(middle))
    seats[order] = _spread(middle[order], (last - first) / (len(middle) - 1))
    for event, seat, at, label in zip(found.events, seats, middle, found.labels):
        colour, mark = MARKS[event.lane]
        lane = LANES.index(event.lane)
        axes.plot([lane, lane], [event.start, event.end], color=COLOURS[colour], linewidth=3, alpha=0.35)
        axes.plot(lane, at, mark, color=COLOURS[colour], markersize=9 if mark == "*" else 6)
        axes.plot([lane + 0.15, 3.3, 3.8], [at, at, seat], color=COLOURS["grey"], linewidth=0.6)
        axes.plot(4.0, seat, mark, color=COLOURS[colour], markersize=7 if mark == "*" else 4)
        axes.annotate(label, (4.3, seat), va="center", fontweight="bold" if mark == "*" else "normal")
    axes.set_xticks(range(len(LANES)), ["rules", "chips", "systems", "articles"], rotation=90)
    axes.xaxis.tick_top()
    axes.set(xlim=(-0.5, 12.5), ylim=(max(last, seats.max()) + 0.1, min(first, seats.min()) - 0.1))
    axes.set_yticks(range(int(first), int(last) + 1))
    axes.grid(axis="x", visible=False)
    axes.spines["bottom"].set_visible(False)
    return figure


def _spread(places: np.ndarray, gap: float) -> np.ndarray:
    """Move ordered places apart to at least ``gap``, each group staying centred on where it was.

    Pool-adjacent-violators on places less their share of the gaps; same shape, ascending.
    """
    wanted = np.asarray(places, dtype=float) - gap * np.arange(len(places))
    blocks: list[list[float]] = []
    for value in wanted:
        blocks.append([value, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            value, weight = blocks.pop()
            before, count = blocks.pop()
            blocks.append([(value * weight + before * count) / (weight + count), weight + count])
    level = np.concatenate([np.full(int(count), value) for value, count in blocks]) if blocks else wanted
    return level + gap * np.arange(len(places))
