"""Figures of the chapter on open models."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from analysis.models.large_models import LargeModels
from evidence.chapter.figures import COLOURS, subplots

MONTH = 1 / 12
QUARTERS = ("Jan", "Apr", "Jul", "Oct")


def share_line(line: pd.DataFrame, points: pd.DataFrame) -> Figure:
    """Share over time: the line with its band, and the points counted, both as of ``share_growth.share_lines``.

    The line is dashed after the last point: beyond it nothing was counted.
    """
    figure, axes = subplots(height=3.3)
    axes.fill_between(line["year"], line["low"], line["high"], color=COLOURS["blue"], alpha=0.2, linewidth=0)
    counted = line["year"] <= points["year"].max()
    axes.plot(*_both(line[counted], points), color=COLOURS["blue"])
    axes.plot(*_both(line[~counted], points), color=COLOURS["blue"], linestyle="--")
    errors = [points["share"] - points["low"], points["high"] - points["share"]]
    axes.errorbar(points["year"], points["share"], yerr=errors, fmt="o", color=COLOURS["text"], capsize=3)
    axes.axhline(0.5, color=COLOURS["vermilion"], linewidth=1.2)
    axes.annotate("half", (line["year"].iloc[0], 0.5), xytext=(0, 3), textcoords="offset points",
                  color=COLOURS["text"])
    axes.set_ylabel("China's share of models counted, %")
    axes.set_xlabel("year")
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0, symbol=""))
    axes.xaxis.set_major_formatter("{x:.0f}")
    return figure


def _both(line: pd.DataFrame, points: pd.DataFrame):
    """Years and shares of a stretch of the line together with the last point counted, where the stretches meet."""
    both = pd.concat([line[["year", "share"]], points[["year", "share"]].tail(1)]).sort_values("year")
    return both["year"], both["share"]


def large_share(frame: pd.DataFrame, large: LargeModels) -> Figure:
    """Share among large models against how often the others' models are large (columns ratio, share, low, high)."""
    ratio, here = large.ratio_for_half, (large.ratio, large.share)
    figure, axes = subplots(height=3)
    axes.fill_between(frame["ratio"], frame["low"], frame["high"], color=COLOURS["blue"], alpha=0.2, linewidth=0)
    axes.plot(frame["ratio"], frame["share"], color=COLOURS["blue"])
    axes.axhline(0.5, color=COLOURS["vermilion"], linewidth=1.2)
    axes.plot([ratio], [0.5], marker="D", color=COLOURS["vermilion"])
    axes.annotate(f"half at {ratio:.2f}", (ratio, 0.5), xytext=(8, 6), textcoords="offset points")
    axes.plot(*here, marker="o", color=COLOURS["text"])
    axes.annotate("as set here", here, xytext=(8, 6), textcoords="offset points")
    axes.set_xlabel("part of others' models that are large ÷ part of China's")
    axes.set_ylabel("China's share of large models, %")
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0, symbol=""))
    return figure


def yardstick_dates(frame: pd.DataFrame) -> Figure | None:
    """For each yardstick (``yardsticks.yardstick_frame``), when the claim was made and when the measurement ends.

    A claim dated to the month is drawn as wide as the month. None where there is no yardstick.
    """
    if frame.empty:
        return None
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
                      xytext=(0, 9), textcoords="offset points", ha=side)
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
    return "measured before" if row.provable else "not yet measured then"


def _months(axes, frame: pd.DataFrame) -> None:
    """Label the axis every three months."""
    years = pd.concat([frame["claimed_year"], frame["measured_year"]])
    first, last = int(years.min() * 4), int(years.max() * 4) + 1
    ticks = [quarter / 4 for quarter in range(first, last + 1)]
    axes.set_xticks(ticks, [f"{QUARTERS[int(tick % 1 * 4)]}\n{int(tick)}" for tick in ticks])
