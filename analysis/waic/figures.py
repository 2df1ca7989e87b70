"""Figures of the chapter on the conference."""

import textwrap
from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from evidence.chapter.figures import COLOURS, marks_row, narrow, subplots

Labels = Mapping[str, str]
STYLES = {"article": ("blue", "o"), "read": ("vermilion", "s"), "second-hand": ("vermilion", "D")}


def who_reports(matrix: pd.DataFrame, lone: list[bool], labels: Labels) -> Figure:
    """Things announced × articles: a dot where the article reports it, hollow where it is the only one.

    ``labels``: ``several``, ``one``; things and articles have their own names.
    """
    sources = [column for column in matrix.columns if column != "thing"]
    names = [textwrap.wrap(thing, 27 if narrow() else 60) for thing in matrix["thing"]]
    heights = [13 + 15 * len(lines) for lines in names]
    figure, axes = subplots(height=sum(heights) + 120)
    places, told = np.cumsum(heights) - np.array(heights) / 2, matrix[sources].to_numpy(dtype=bool)
    for number, (place, single, row) in enumerate(zip(places, lone, told)):
        points, = axes.plot(np.flatnonzero(row), [place] * row.sum(), "o", markersize=10,
                            fillstyle="none" if single else "full", color=COLOURS["vermilion" if single else "blue"])
        marks_row(number, points)
    axes.set_yticks(places, ["\n".join(lines) for lines in names], linespacing=1.1)
    axes.set_xticks(range(len(sources)), [source.replace(", ", ",\n") for source in sources])
    axes.xaxis.tick_top()
    axes.set(xlim=(-0.5, max(len(sources), 1) - 0.5), ylim=(sum(heights) + 2, 0))
    handles = [axes.plot([], [], "o", markersize=10, fillstyle=fill, color=COLOURS[colour], label=labels[name])[0]
               for name, fill, colour in (("several", "full", "blue"), ("one", "none", "vermilion"))]
    figure.legend(handles=handles, loc="outside lower left", ncols=2, borderpad=1.4)  # clear of the axis line
    return figure


def over_the_years(frame: pd.DataFrame, labels: Labels) -> Figure:
    """Attendance by edition, a row for each figure: counts filled, forecasts and estimates hollow; arrows: at least.

    ``labels``: ``article``, ``outside``, the natures of a figure, ``axis``, ``least``.
    """
    figure, axes = subplots(height=46 * len(frame) + 60)
    frame = frame.reset_index(drop=True)
    furthest = frame["value"].max() / 1000
    for row in frame.itertuples():
        colour, mark = STYLES[row.status]
        value, least = row.value / 1000, pd.isna(row.high)
        axes.plot([0, value], [row.Index] * 2, color=COLOURS[colour], linewidth=2)
        if least:
            axes.annotate("", (value + furthest * 0.07, row.Index), xytext=(value, row.Index),
                          arrowprops={"arrowstyle": "->", "color": COLOURS[colour]})
        point, = axes.plot(value, row.Index, mark, color=COLOURS[colour], markersize=11,
                           markerfacecolor=COLOURS[colour if row.nature == "count" else "page"])
        who = labels["article" if row.status == "article" else "outside"]
        axes.annotate(f"{row.year}, {labels[row.nature]} {who}", (0, row.Index), xytext=(2, 17), va="center",
                      textcoords="offset points")
        text = axes.annotate(f"{labels['least']} {value:,.0f}" if least else f"{value:,.0f}",
                             (value + furthest * (0.08 if least else 0.03), row.Index), va="center", fontweight="bold")
        marks_row(row.Index, point, text)
    axes.set(xlim=(0, furthest * (1.42 if narrow() else 1.3)), ylim=(len(frame) - 0.6, -0.7), xlabel=labels["axis"])
    axes.set_yticks([])
    axes.grid(axis="y", visible=False)
    return figure
