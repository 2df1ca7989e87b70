"""Figures of the chapter on open models."""

import pandas as pd
from matplotlib.ticker import PercentFormatter

from evidence.figures import COLOURS, subplots

MONTH = 1 / 12
QUARTERS = ("Jan", "Apr", "Jul", "Oct")


def share_line(line: pd.DataFrame, points: pd.DataFrame):
    """Share over time: the line and band of ``growth.projection`` and the points (year, low, share, high)."""
    figure, axes = subplots(height=3.3)
    axes.fill_between(line["year"], line["low"], line["high"], color=COLOURS["blue"], alpha=0.2, linewidth=0)
    axes.plot(line["year"], line["share"], color=COLOURS["blue"])
    errors = [points["share"] - points["low"], points["high"] - points["share"]]
    axes.errorbar(points["year"], points["share"], yerr=errors, fmt="o", color=COLOURS["text"], capsize=3)
    axes.axhline(0.5, color=COLOURS["vermilion"], linestyle="--", linewidth=1.2)
    axes.annotate("half", (line["year"].iloc[0], 0.5), xytext=(0, 3), textcoords="offset points",
                  color=COLOURS["vermilion"], fontsize=9)
    axes.set_ylabel("China's share of models counted")
    axes.set_xlabel("year")
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0))
    axes.xaxis.set_major_formatter("{x:.0f}")
    return figure


def large_share(frame: pd.DataFrame, ratio: float):
    """Share among large models against how large the others' models are (columns ratio, share)."""
    figure, axes = subplots(height=3)
    axes.plot(frame["ratio"], frame["share"], color=COLOURS["blue"])
    axes.axhline(0.5, color=COLOURS["vermilion"], linestyle="--", linewidth=1.2)
    axes.plot([ratio], [0.5], marker="D", color=COLOURS["vermilion"])
    axes.annotate(f"half at {ratio:.2f}", (ratio, 0.5), xytext=(8, 6), textcoords="offset points", fontsize=9)
    axes.plot([1], [frame.loc[frame["ratio"].sub(1).abs().idxmin(), "share"]], marker="o", color=COLOURS["text"])
    axes.annotate("alike", (1, frame.loc[frame["ratio"].sub(1).abs().idxmin(), "share"]), xytext=(6, 6),
                  textcoords="offset points", fontsize=9)
    axes.set_xlabel("large part of the others' models ÷ large part of China's")
    axes.set_ylabel("China's share of large models")
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0))
    return figure


def yardstick_dates(frame: pd.DataFrame):
    """For each yardstick, when the claim was made and when the measurement behind it ends.

    Columns yardstick, claimed_year, measured_year (decimal years), claimed_on, odds, rival_measured,
    provable. A claim dated to the month is drawn as wide as the month.
    """
    figure, axes = subplots(height=2.7)
    middle = pd.concat([frame["claimed_year"], frame["measured_year"]]).mean()
    for place, row in enumerate(frame.iloc[::-1].itertuples()):
        colour = COLOURS["blue"] if row.provable else COLOURS["vermilion"]
        axes.plot([row.claimed_year, row.measured_year], [place, place], color=colour, linewidth=1.5)
        if len(row.claimed_on) == len("2025-07"):
            axes.plot([row.claimed_year - MONTH / 2, row.claimed_year + MONTH / 2], [place, place], color=colour,
                      linewidth=7, alpha=0.4, solid_capstyle="butt")
        axes.plot(row.claimed_year, place, marker="o", color=colour, markersize=8)
        axes.plot(row.measured_year, place, marker="s", color=colour, markersize=8, fillstyle="none")
        left, right = sorted((row.claimed_year, row.measured_year))
        side = "right" if left > middle else "left"
        axes.annotate(f"odds {row.odds:.2f}; {_known(row)}", (right if side == "right" else left, place),
                      xytext=(0, 9), textcoords="offset points", fontsize=9, ha=side)
    _months(axes, frame)
    axes.set_yticks(range(len(frame)), frame["yardstick"].iloc[::-1])
    axes.set_ylim(-0.5, len(frame) - 0.3)
    axes.plot([], [], "o", color=COLOURS["text"], label="claim made")
    axes.plot([], [], "s", color=COLOURS["text"], fillstyle="none", label="measurement ends")
    figure.legend(loc="outside lower center", ncols=2)
    axes.grid(axis="y", visible=False)
    return figure


def _known(row) -> str:
    if not row.rival_measured:
        return "rival not counted"
    return "could be checked then" if row.provable else "not yet measured then"


def _months(axes, frame: pd.DataFrame) -> None:
    """Label the axis every three months."""
    years = pd.concat([frame["claimed_year"], frame["measured_year"]])
    first, last = int(years.min() * 4), int(years.max() * 4) + 1
    ticks = [quarter / 4 for quarter in range(first, last + 1)]
    axes.set_xticks(ticks, [f"{QUARTERS[int(tick % 1 * 4)]}\n{int(tick)}" for tick in ticks])
