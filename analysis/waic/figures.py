"""Figures of the chapter on the conference."""

import textwrap

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from evidence.chapter.figures import COLOURS, subplots


def who_reports(matrix: pd.DataFrame, lone: list[bool]) -> Figure:
    """Things announced × articles: a dot where the article reports it, hollow where it is the only one."""
    sources, names = [c for c in matrix.columns if c != "thing"], [textwrap.fill(t, 26) for t in matrix["thing"]]
    figure, axes = subplots(height=110 * (1.1 + 0.12 * len(matrix) + 0.15 * sum(name.count("\n") + 1
                                                                                for name in names)))
    last, told = len(matrix) - 1, matrix[sources].to_numpy(dtype=bool)
    for single, colour, fill, label in ((False, "blue", "full", "several articles"),
                                        (True, "vermilion", "none", "one article only")):
        rows, columns = np.nonzero(told & (np.array(lone, dtype=bool) == single)[:, None])
        axes.plot(columns, last - rows, "o", markersize=8, fillstyle=fill, color=COLOURS[colour], label=label)
    axes.set_yticks(range(len(matrix)), names[::-1], linespacing=1)
    axes.set_xticks(range(len(sources)), [textwrap.fill(s, 11, break_on_hyphens=False) for s in sources])
    axes.xaxis.tick_top()
    axes.set(xlim=(-0.5, max(len(sources), 1) - 0.5), ylim=(-0.6, len(matrix) - 0.4))
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def over_the_years(frame: pd.DataFrame) -> Figure:
    """Attendance by edition: counts filled, forecasts and estimates hollow, lower bounds with an arrow."""
    figure, axes = subplots(height=110 * (3))
    styles = {"article": ("blue", "o"), "read": ("vermilion", "s"), "second-hand": ("vermilion", "D")}
    seen = set()
    for place, row in enumerate(frame.itertuples()):
        colour, mark = styles[row.status]
        x = row.year + _aside(frame, place)
        label = f"{'article' if row.status == 'article' else 'outside'}, {row.nature}"
        axes.plot(x, row.value / 1000, mark, color=COLOURS[colour], markersize=8,
                  fillstyle="full" if row.nature == "count" else "none", label="" if label in seen else label)
        if pd.isna(row.high):
            axes.annotate("", (x, row.value / 1000 * 1.12), xytext=(x, row.value / 1000),
                          arrowprops={"arrowstyle": "->", "color": COLOURS[colour]})
        seen.add(label)
    axes.set_ylabel("thousand people or visits")
    axes.set_xlabel("edition of the fair (year)")
    axes.set_xticks(sorted(frame["year"].unique()))
    axes.set_xlim(frame["year"].min() - 0.5, frame["year"].max() + 0.5)
    axes.set_ylim(0, frame["value"].max() / 1000 * 1.25)
    axes.grid(axis="x", visible=False)
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def _aside(frame: pd.DataFrame, place: int) -> float:
    """Small shift, so that figures of one edition stand side by side."""
    year = frame["year"].iloc[place]
    same = frame.index[frame["year"] == year].tolist()
    return (same.index(frame.index[place]) - (len(same) - 1) / 2) * 0.18
