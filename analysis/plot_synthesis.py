"""Figures of the synthesis."""

import textwrap

import pandas as pd

from evidence.figures import COLOURS, subplots

CAPITALS = {"china": "China", "chinese": "Chinese", "us": "US", "nvidia": "NVIDIA"}
STYLE = {"reported": ("blue", ""), "announced": ("green", ""), "claimed": ("ochre", "//"),
         "forecast": ("purple", "xx"), "opinion": ("vermilion", "\\\\")}


def stances(frame: pd.DataFrame):
    """Claims by role, stacked by stance (columns role, one per stance, total)."""
    figure, axes = subplots(height=3.2)
    rows, left = frame.iloc[::-1], pd.Series(0, index=frame.index[::-1])
    for stance, (colour, hatch) in STYLE.items():
        axes.barh(rows["role"], rows[stance], left=left, color=COLOURS[colour], hatch=hatch, label=stance, height=0.7)
        left = left + rows[stance]
    for place, total in enumerate(rows["total"]):
        axes.annotate(str(total), (total, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9)
    axes.set_xlabel("claims")
    axes.set_xlim(right=rows["total"].max() * 1.1)
    axes.grid(axis="y", visible=False)
    figure.legend(loc="outside lower center", ncols=3)
    return figure


def _words(name: str) -> str:
    """The id of a proposition as words, with capitals where they belong."""
    return " ".join(CAPITALS.get(word, word) for word in name.split("-"))


def verdict_grid(frame: pd.DataFrame):
    """Verdicts with each voice left out: rows propositions, columns who is left out; a cross where it changes."""
    columns, rows = sorted(frame["left_out"].unique()), sorted(frame["proposition"].unique(), reverse=True)
    figure, axes = subplots(height=1.5 + 0.32 * len(rows))
    for row in frame.itertuples():
        x, y = columns.index(row.left_out), rows.index(row.proposition)
        axes.plot(x, y, "X" if row.changed else "o", markersize=9 if row.changed else 5,
                  color=COLOURS["vermilion" if row.changed else "blue"])
    heads = [textwrap.fill(c.replace("-", " "), 8, break_long_words=False) for c in columns]
    axes.set_xticks(range(len(columns)), heads)
    axes.xaxis.tick_top()
    axes.set_yticks(range(len(rows)), [textwrap.fill(_words(r), 26) for r in rows])
    axes.plot([], [], "o", color=COLOURS["blue"], markersize=5, label="verdict stays")
    axes.plot([], [], "X", color=COLOURS["vermilion"], markersize=9, label="verdict changes")
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(-0.5, len(rows) - 0.5))
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def where_it_holds(swept: pd.DataFrame):
    """For each headline and numeric parameter: the declared range as a bar, thick where the headline holds.

    ``swept`` as ``robustness.sweep`` gives it.
    """
    rows = swept[swept["place"].notna()].iloc[::-1]
    figure, axes = subplots(height=1.2 + 0.27 * len(rows))
    for y, row in enumerate(rows.itertuples()):
        axes.plot([0, 1], [y, y], color=COLOURS["vermilion"], linewidth=1.5)
        for start, end in row.spans:
            axes.plot([start, end], [y, y], color=COLOURS["blue"], linewidth=6, solid_capstyle="butt")
        axes.plot(row.place, y, "|", color=COLOURS["text"], markersize=12, markeredgewidth=2)
    axes.set_yticks(range(len(rows)), [f"{r.headline}: {r.parameter}".replace("_", " ") for r in rows.itertuples()])
    axes.set_xticks([0, 1], ["lowest", "highest"])
    axes.set_xlabel("declared range of the parameter")
    axes.plot([], [], color=COLOURS["blue"], linewidth=6, label="holds")
    axes.plot([], [], color=COLOURS["vermilion"], linewidth=1.5, label="does not")
    axes.plot([], [], "|", color=COLOURS["text"], markersize=12, markeredgewidth=2, label="as set")
    axes.grid(visible=False)
    figure.legend(loc="outside lower center", ncols=3)
    return figure
