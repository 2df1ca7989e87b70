"""Figures of the synthesis."""

import textwrap
from collections.abc import Sequence

import pandas as pd
from matplotlib.figure import Figure

from analysis.synthesis.sensitivity import NumericRange, OneVaried
from analysis.synthesis.verdicts import Omission
from evidence.chapter.figures import COLOURS, subplots

CAPITALS = {"china": "China", "chinese": "Chinese", "us": "US", "nvidia": "NVIDIA"}
STYLE = {"reported": ("blue", ""), "announced": ("green", ""), "claimed": ("ochre", "//"),
         "forecast": ("purple", "xx"), "opinion": ("vermilion", "\\\\")}


def stances(frame: pd.DataFrame) -> Figure | None:
    """Claims by role, stacked by stance (columns role, one per stance, total); None without claims."""
    if frame.empty:
        return None
    figure, axes = subplots(height=110 * (3.2))
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


def verdict_grid(omissions: Sequence[Omission]) -> Figure | None:
    """Verdicts with each voice left out: rows propositions, columns who is left out; a cross where it changes."""
    if not omissions:
        return None
    columns = sorted({omission.left_out for omission in omissions})
    rows = sorted({omission.proposition for omission in omissions}, reverse=True)
    figure, axes = subplots(height=110 * (1.8 + 0.32 * len(rows)))
    for changed, mark, size, colour, label in ((False, "o", 5, "blue", "verdict stays"),
                                               (True, "X", 9, "vermilion", "verdict changes")):
        some = [omission for omission in omissions if omission.changed == changed]
        axes.plot([columns.index(omission.left_out) for omission in some],
                  [rows.index(omission.proposition) for omission in some], mark, markersize=size, linestyle="",
                  color=COLOURS[colour], label=label)
    axes.set_xticks(range(len(columns)), columns, rotation=40, ha="left",
                    rotation_mode="anchor")
    axes.xaxis.tick_top()
    axes.set_yticks(range(len(rows)), [textwrap.fill(_spelled_out(row), 26) for row in rows], linespacing=1)
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(-0.5, len(rows) - 0.5))
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def _spelled_out(proposition: str) -> str:
    """The id of a proposition as words, with capitals where they belong."""
    return " ".join(CAPITALS.get(word, word) for word in proposition.split("-"))


def where_it_holds(varied: Sequence[OneVaried]) -> Figure | None:
    """For each headline and numeric parameter: the declared range as a bar, thick where the headline holds.

    None without a numeric parameter.
    """
    rows = [(over, over.limits) for over in reversed(varied) if over.limits]
    if not rows:
        return None
    figure, axes = subplots(height=110 * (1.2 + 0.27 * len(rows)))
    where = [(row, *span) for row, (over, _) in enumerate(rows) for span in over.spans]
    held = zip(*where) if where else ((), (), ())
    places = [(limits.as_set - limits.low) / (limits.high - limits.low) for _, limits in rows]
    axes.hlines(range(len(rows)), 0, 1, color=COLOURS["vermilion"], linewidth=1.5, label="does not")
    axes.hlines(*held, color=COLOURS["blue"], linewidth=6, label="holds")
    axes.plot(places, range(len(rows)), "|", color=COLOURS["text"], markersize=12, markeredgewidth=2, label="as set")
    for row, (over, limits) in enumerate(rows):
        for across, side, end in zip((-0.04, 1.04), ("right", "left"), _ends(limits, over.parameter.unit)):
            axes.text(across, row, end, ha=side, va="center_baseline", in_layout=False)  # within the axes as it is
    names = [f"{over.headline}: {over.parameter.name}".replace("_", " ") for over, _ in rows]
    axes.set_yticks(range(len(rows)), names)
    axes.set_xticks([])
    axes.set_xlim(-0.3, 1.3)
    axes.set_xlabel("declared range, lowest to highest value")
    axes.grid(visible=False)
    figure.legend(loc="outside lower center", ncols=3)
    return figure


def _ends(limits: NumericRange, unit: str) -> tuple[str, str]:
    """The limits of a range as a reader wants them, without the unit."""
    form = "g" if unit == "year" and limits.low > 1000 else ",g"  # a date, not a number of years
    return format(limits.low, form), format(limits.high, form)
