"""Figures of the compute chapter: a frame in, a matplotlib figure out."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from analysis.compute.timeline import LANES, spread
from evidence.chapter.figures import COLOURS, subplots

AHEAD, BEHIND = ("blue", "o"), ("vermilion", "s")
GROUPS = {"system": "whole system", "chip": "per chip", "kW": "per kilowatt", "TB": "per terabyte of memory"}
ROOFS = ("whole system, PFLOP/s at most", "per megawatt, PFLOP/s at most")
TPP_LIMITS = (1200, 70000)
# rule, column, label of the axis, its limits, its ticks
PLANES = (("2022", "link_gb_s", "speed of link, GB/s", (250, 2600), (400, 600, 900, 1800)),
          ("2023", "density", "density, TPP/mm²", (1.0, 40), (1.6, 3.2, 5.92, 20)),
          ("2026", "bandwidth_gb_s", "memory bandwidth, GB/s", (1500, 12000), (2000, 4000, 6500)))
MARKS = {"rule": ("vermilion", "s"), "chip": ("blue", "o"), "system": ("green", "D"), "article": ("text", "*")}


def ratios(table: pd.DataFrame, left: str, right: str) -> Figure:
    """Ratios with their ranges on a logarithmic axis, in groups; ``table``: basis, quantity, ratio, low, high."""
    figure, axes = subplots(height=0.26 * (len(table) + table["basis"].nunique()) + 0.9)
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
    axes.set(xscale="log", xlim=(0.17, 8), ylim=(place - 0.4, -0.7), xlabel=f"{left} ÷ {right}")
    axes.set_xticks([0.25, 0.5, 1, 2, 4, 8], ["¼", "½", "1", "2", "4", "8"])
    axes.minorticks_off()
    axes.grid(axis="y", visible=False)
    return figure


def _ratio(axes, place: int, row: Mapping) -> None:
    ahead = row["ratio"] > 1
    colour, mark = AHEAD if ahead else BEHIND
    axes.plot([row["low"], row["high"]], [place, place], color=COLOURS[colour], linewidth=5, alpha=0.35)
    axes.plot(row["ratio"], place, mark, color=COLOURS[colour])
    axes.annotate(f"{row['ratio']:.2g}", (row["high"] if ahead else row["low"], place), xytext=(8 if ahead else -8, 0),
                  textcoords="offset points", va="center", ha="left" if ahead else "right")


def rooflines(frame: pd.DataFrame, marks: Sequence[tuple[int, float]]) -> Figure:
    """Two panels, whole system and per megawatt, with the range of other sources as a band.

    ``frame`` as of compute.rooflines; ``marks`` pairs a batch size with its arithmetic intensity.
    """
    figure, panels = subplots(2, 1, height=5.6, sharex=True)
    styles = (("blue", "-"), ("vermilion", "--"))
    for axes, column, label in zip(panels, ("pflops", "pflops_per_mw"), ROOFS):
        for (name, rows), (colour, line) in zip(frame.groupby("system", sort=False), styles):
            axes.plot(rows["intensity"], rows[column], line, color=COLOURS[colour], label=name)
            axes.fill_between(rows["intensity"], rows[f"{column}_low"], rows[f"{column}_high"], color=COLOURS[colour],
                              alpha=0.25, linewidth=0)
        for _, intensity in marks:
            axes.axvline(intensity, color=COLOURS["grey"], linewidth=1, linestyle=":")
        axes.set(xscale="log", yscale="log", ylabel=label)
        ticks = [tick for tick in (1, 10, 100, 1000) if axes.get_ylim()[0] <= tick <= axes.get_ylim()[1]]
        axes.set_yticks(ticks, [f"{tick:,}" for tick in ticks])
        axes.minorticks_off()
    panels[0].legend(loc="upper left")
    for place, (batch, intensity) in enumerate(marks):
        words = f"{batch}" if place else f"{batch} requests at once"
        panels[0].annotate(words, (intensity, 1.02), xycoords=("data", "axes fraction"), ha="center")
    panels[1].set_xlabel("arithmetic intensity, FLOP per byte read")
    panels[1].set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    return figure


def rule_planes(chips: pd.DataFrame, routes: Mapping[str, Sequence]) -> Figure:
    """Three panels, one for each rule: what it catches is hatched, chips are points; missing figures are left out.

    ``chips``: label, ascend (drawn hollow), tpp, its range tpp_low and tpp_high, link_gb_s, density, bandwidth_gb_s;
    ``routes`` of rules.thresholds.
    """
    figure, panels = subplots(3, 1, height=7.6, sharex=True)
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
    corners = sorted((one.get("tpp", TPP_LIMITS[0]), one.get(column, limits[0])) for one in tests)
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


def intervals(table: pd.DataFrame, low: str, high: str, unit: str) -> Figure:
    """Horizontal intervals, one for each reading, ends labelled; ``table``: reading and the two columns named."""
    figure, axes = subplots(height=0.55 * len(table) + 0.9)
    widest = table[high].max()
    for place, row in enumerate(table.to_dict("records")):
        colour, hatch = ("grey", "") if place == 0 else ("blue", "") if place == 1 else ("ochre", "///")
        axes.barh(place, row[high] - row[low], left=row[low], height=0.5, facecolor=COLOURS[colour], alpha=0.75,
                  hatch=hatch, edgecolor=COLOURS["text"], linewidth=0.6)
        axes.annotate(f"{row[low]:,.0f}–{row[high]:,.0f}", (row[high], place), xytext=(5, 0),
                      textcoords="offset points", va="center")
    axes.set_yticks(range(len(table)), table["reading"])
    axes.invert_yaxis()
    axes.set_xlim(0, widest * 1.28)
    axes.set_xlabel(unit)
    axes.grid(axis="y", visible=False)
    return figure


def stock_map(ratios: np.ndarray, home_parts: np.ndarray, share: np.ndarray, claimed: float,
              here: tuple[float, float], marks: Mapping[str, tuple[float, float, float]]) -> Figure:
    """Local share over performance ratio and part made at home; the part below ``claimed`` is hatched.

    ``share`` of shape (home_parts, ratios); ``here`` the setting (ratio, part); ``marks``: name → low, middle, high.
    """
    figure, axes = subplots(height=4.4)
    axes.contourf(ratios, home_parts * 100, share, levels=[0, claimed], colors=[COLOURS["blue"]], alpha=0.18)
    axes.contourf(ratios, home_parts * 100, share, levels=[0, claimed], colors="none", hatches=["//"])
    levels = [level for level in (0.05, 0.2, 0.3, 0.4) if level != claimed]
    thin = axes.contour(ratios, home_parts * 100, share, levels=levels, colors=COLOURS["grey"], linewidths=1)
    bold = axes.contour(ratios, home_parts * 100, share, levels=[claimed], colors=COLOURS["blue"], linewidths=2.4)
    for lines in (thin, bold):
        for text in axes.clabel(lines, fmt=lambda level: f"{level * 100:.0f} %", colors=COLOURS["text"]):
            text.set_bbox({"boxstyle": "square,pad=0.1", "facecolor": COLOURS["page"], "edgecolor": "none"})
    axes.plot(*(here[0], here[1] * 100), "*", color=COLOURS["vermilion"], markersize=14, clip_on=False, zorder=5)
    for words, (low, ratio, high) in marks.items():
        axes.axvspan(low, high, color=COLOURS["grey"], alpha=0.18, linewidth=0)
        axes.axvline(ratio, color=COLOURS["text"], linewidth=1, linestyle=":")
        axes.annotate(words, (ratio, 1), xycoords=("data", "axes fraction"), xytext=(0, 11), ha="center",
                      textcoords="offset points")
    axes.set(xscale="log", xlim=(ratios.min(), ratios.max()), ylim=(0, 100))
    axes.set_xticks([0.1, 0.2, 0.5, 1, 2], ["0.1", "0.2", "0.5", "1", "2"])
    axes.minorticks_off()
    axes.set_xlabel("performance of a domestic card ÷ foreign card")
    axes.set_ylabel("domestic cards with chips made in China, %")
    return figure


def timeline(events: pd.DataFrame, labels: Sequence[str]) -> Figure:
    """Events from top to bottom, a lane for each kind; bars span the time to which a date is known."""
    figure, axes = subplots(height=0.27 * len(events) + 0.8)
    middle = ((events["start"] + events["end"]) / 2).to_numpy()
    order = np.argsort(middle, kind="stable")
    first, last = events["start"].min(), events["end"].max()
    seats = np.empty(len(events))
    seats[order] = spread(middle[order], (last - first) / (len(events) - 1))
    for row, seat, at, label in zip(events.to_dict("records"), seats, middle, labels):
        colour, mark = MARKS[row["lane"]]
        lane = LANES.index(row["lane"])
        axes.plot([lane, lane], [row["start"], row["end"]], color=COLOURS[colour], linewidth=3, alpha=0.35)
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
