"""Figures of the compute chapter on machines and training: what was found in, a matplotlib figure out."""

from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.compute.rule_figure import rule_planes
from analysis.compute.systems import SystemComparison
from analysis.compute.time_figure import time_axis
from analysis.compute.training import Training
from evidence.chapter.figures import COLOURS, marks_row, narrow, subplots
from evidence.language.phrases import short, span

__all__ = ["day_spans", "roof_panels", "rule_planes", "system_ratios", "time_axis"]
Labels = Mapping[str, str]
COSTS = ("chips", "power")
LEAST_ROW = 17  # pixels
READINGS = (("grey", "o"), ("blue", "o"), ("ochre", "D"))


def system_ratios(found: SystemComparison, labels: Labels) -> Figure:
    """Pairs of bars, the supernode's and the rack's, in units of the rack's; what it costs has a colour of its own.

    Lines: the range over pages. Hollow diamonds, beside the rack's bar: ratios across two boundaries of power.
    ``labels``: one for each basis; ``supernode``, ``costs``, ``rack``, ``unlike``, ``axis``.
    """
    table = found.plotted().reset_index(drop=True)
    groups = table.groupby("basis", sort=False)
    figure, axes = subplots(height=LEAST_ROW * 2 * (len(table) + 0.7 * len(groups)) + 96)
    places, place = [], -1.0
    for basis, rows in groups:
        axes.annotate(labels[basis], (0.05, place + 0.95), va="center", fontweight="bold")
        for number, row in zip(rows.index, rows.to_dict("records")):
            place += 1
            places.append(place + 0.7)
            _pair(axes, place + 0.7, row, number)
        place += 0.7
    axes.set_yticks(places, table["quantity"])
    axes.set(xlim=(0, max(table["high"].max(), table["unlike"].max()) * 1.14), ylim=(place + 0.75, -0.4),
             xlabel=labels["axis"])
    axes.grid(axis="y", visible=False)
    _key_of_pairs(figure, axes, labels)
    return figure


def _pair(axes, place: float, row: Mapping, number: int) -> None:
    cost = row["quantity"] in COSTS
    bars = axes.barh(place - 0.17, row["ratio"], 0.42, color=COLOURS["vermilion" if cost else "blue"])
    axes.barh(place + 0.2, 1, 0.24, color=COLOURS["grey"])
    axes.plot([row["low"], row["high"]], [place - 0.17] * 2, "|-", color=COLOURS["text"], linewidth=1, markersize=6)
    if row["unlike"] > 0:  # missing where power has no part
        axes.plot(row["unlike"], place + 0.2, "D", color=COLOURS["text"], markerfacecolor=COLOURS["page"],
                  markersize=6, markeredgewidth=1)
    marks_row(number, *bars, *_numbers_of(axes, place, row))


def _numbers_of(axes, place: float, row: Mapping) -> list:
    """The span of a ratio behind its range; the diamond's behind it, where the rack's bar does not cover it."""
    told = [(span((row["low"], row["high"]), "–"), (row["high"], place - 0.17))]
    told += [(short(row["unlike"]), (row["unlike"], place + 0.2))] if row["unlike"] > 1 else []
    return [axes.annotate(words, at, xytext=(7, 0), textcoords="offset points", va="center") for words, at in told]


def _key_of_pairs(figure: Figure, axes, labels: Labels) -> None:
    handles = [Patch(color=COLOURS[colour], label=labels[name])
               for name, colour in (("supernode", "blue"), ("costs", "vermilion"), ("rack", "grey"))]
    handles += axes.plot([], [], "D", color=COLOURS["text"], markerfacecolor="none", markersize=6, markeredgewidth=1,
                         label=labels["unlike"])
    figure.legend(handles=handles, loc="outside upper left", ncols=1 if narrow() else 2)


def roof_panels(frame: pd.DataFrame, batches: Mapping[int, float], labels: Labels) -> Figure:
    """Two panels, whole system and per kilowatt, with the range of other sources as a band.

    ``frame`` as of ``roofline.roof_lines``; ``batches``: requests at once → their arithmetic intensity.
    ``labels``: ``whole``, ``kilowatt``, ``batches``, ``axis``.
    """
    figure, panels = subplots(2, 1, height=520, sharex=True)
    styles = (("blue", "-"), ("vermilion", "--"))
    for axes, column, label in zip(panels, ("pflops", "tflops_per_kw"), (labels["whole"], labels["kilowatt"])):
        for (name, rows), (colour, line) in zip(frame.groupby("system", sort=False), styles):
            axes.plot(rows["intensity"], rows[column], line, color=COLOURS[colour], label=name)
            axes.fill_between(rows["intensity"], rows[f"{column}_low"], rows[f"{column}_high"], color=COLOURS[colour],
                              alpha=0.25, linewidth=0)
        for intensity in batches.values():
            axes.axvline(intensity, color=COLOURS["grey"], linewidth=1, linestyle=":")
        axes.set(xscale="log", yscale="log")
        axes.set_title(label, pad=22 if axes is panels[0] else 8)
        ticks = [tick for tick in (1, 10, 100, 1000) if axes.get_ylim()[0] <= tick <= axes.get_ylim()[1]]
        axes.set_yticks(ticks, [f"{tick:,}" for tick in ticks])
        axes.minorticks_off()
    panels[0].legend(loc="lower right")
    for batch, intensity in batches.items():
        panels[0].annotate(f"{batch:,}", (intensity, 1.02), xycoords=("data", "axes fraction"), ha="center")
    panels[0].annotate(labels["batches"], (0.01, 0.98), xycoords="axes fraction", va="top", linespacing=1.1)
    panels[1].set_xlabel(labels["axis"])
    panels[1].set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1,000"])
    return figure


def day_spans(found: Training, labels: Labels) -> Figure:
    """Days of training, a line for each reading from its shortest to its longest, both ends labelled.

    ``labels``: ``yardstick``, ``printed``, ``split``, ``axis``.
    """
    figure, axes = subplots(height=46 * 3 + 60)
    furthest = max(getattr(found, name).days.high for name in ("yardstick", "printed", "split"))
    for place, (name, (colour, mark)) in enumerate(zip(("yardstick", "printed", "split"), READINGS)):
        low, high = getattr(found, name).days
        line, = axes.plot([low, high], [place, place], color=COLOURS[colour], linewidth=4, marker=mark, markersize=11,
                          solid_capstyle="butt")
        marks_row(place, line)
        for end, side in ((low, -1), (high, 1)):
            axes.annotate(f"{end:,.0f}", (end, place), xytext=(10 * side, 0), textcoords="offset points", va="center",
                          ha="left" if side > 0 else "right")
        axes.annotate(labels[name], (0, place), xytext=(0, 17), xycoords=("axes fraction", "data"),
                      textcoords="offset points", va="center", fontweight="bold")
    axes.set(xlim=(0, furthest * 1.14), ylim=(2.4, -0.65), xlabel=labels["axis"])
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    return figure
