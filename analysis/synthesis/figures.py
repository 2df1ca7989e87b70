"""Figures of the synthesis."""

import textwrap

import pandas as pd
from matplotlib.figure import Figure

from evidence.chapter.figures import COLOURS, subplots

CAPITALS = {"china": "China", "chinese": "Chinese", "us": "US", "nvidia": "NVIDIA"}
STYLE = {"reported": ("blue", ""), "announced": ("green", ""), "claimed": ("ochre", "//"),
         "forecast": ("purple", "xx"), "opinion": ("vermilion", "\\\\")}


def stances(frame: pd.DataFrame) -> Figure | None:
    """Claims by role, stacked by stance (columns role, one per stance, total); None without claims."""
    if frame.empty:
        return None
    figure, axes = subplots(height=3.2)
    rows, left = frame.iloc[::-1], pd.Series(0, index=frame.index[::-1])
    for stance, (colour, hatch) in STYLE.items():
        axes.barh(rows["role"], rows[stance], left=left, color=COLOURS[colour], hatch=hatch, label=stance, height=0.7)
        left = left + rows[stance]
    for place, total in enumerate(rows["total"]):
        axes.annotate(str(total), (total, place), xytext=(4, 0), textcoords="offset points", va="center")
    axes.set_xlabel("claims")
    axes.set_xlim(right=rows["total"].max() * 1.1)
    axes.grid(axis="y", visible=False)
    figure.legend(loc="outside lower center", ncols=3)
    return figure


def _words(name: str) -> str:
    """The id of a proposition as words, with capitals where they belong."""
    return " ".join(CAPITALS.get(word, word) for word in name.split("-"))


def verdict_grid(frame: pd.DataFrame) -> Figure | None:
    """Verdicts with each voice left out: rows propositions, columns who is left out; a cross where it changes."""
    if frame.empty:
        return None
    columns, rows = sorted(frame["left_out"].unique()), sorted(frame["proposition"].unique(), reverse=True)
    figure, axes = subplots(height=1.8 + 0.32 * len(rows))
    for changed, mark, size, colour, label in ((False, "o", 5, "blue", "verdict stays"),
                                               (True, "X", 9, "vermilion", "verdict changes")):
        some = frame[frame["changed"] == changed]
        axes.plot(some["left_out"].map(columns.index), some["proposition"].map(rows.index), mark, markersize=size,
                  linestyle="", color=COLOURS[colour], label=label)
    axes.set_xticks(range(len(columns)), columns, rotation=40, ha="left",
                    rotation_mode="anchor")
    axes.xaxis.tick_top()
    axes.set_yticks(range(len(rows)), [textwrap.fill(_words(r), 26) for r in rows], linespacing=1)
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(-0.5, len(rows) - 0.5))
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def where_it_holds(swept: pd.DataFrame) -> Figure | None:
    """For each headline and numeric parameter: the declared range as a bar, thick where the headline holds.

    ``swept`` as ``robustness.sweep`` gives it; None without a numeric parameter.
    """
    rows = swept[swept["place"].notna()].iloc[::-1]
    if rows.empty:
        return None
    figure, axes = subplots(height=1.2 + 0.27 * len(rows))
    where = [(y, *span) for y, row in enumerate(rows.itertuples()) for span in row.spans]
    held = zip(*where, strict=True) if where else ((), (), ())
    axes.hlines(range(len(rows)), 0, 1, color=COLOURS["vermilion"], linewidth=1.5, label="does not")
    axes.hlines(*held, color=COLOURS["blue"], linewidth=6, label="holds")
    axes.plot(rows["place"], range(len(rows)), "|", color=COLOURS["text"], markersize=12, markeredgewidth=2,
              label="as set")
    for y, ends in enumerate(rows["ends"]):
        for x, side, words in zip((-0.04, 1.04), ("right", "left"), ends, strict=True):
            axes.text(x, y, words, ha=side, va="center_baseline", in_layout=False)  # within the axes as it is
    axes.set_yticks(range(len(rows)), [f"{r.headline}: {r.parameter}".replace("_", " ") for r in rows.itertuples()])
    axes.set_xticks([])
    axes.set_xlim(-0.3, 1.3)
    axes.set_xlabel("declared range, lowest to highest value")
    axes.grid(visible=False)
    figure.legend(loc="outside lower center", ncols=3)
    return figure
