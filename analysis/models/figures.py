"""Figures of the chapter on open models."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from analysis.models.best_models import BestModels
from analysis.models.dates import decimal_year
from analysis.models.large_models import LargeModels
from evidence.chapter.figures import COLOURS, subplots

SAID = {"closing": "closing", "level": "level or ahead"}  # by the first word of a saying's verdict
QUARTERS = ("Jan", "Apr", "Jul", "Oct")


def share_line(line: pd.DataFrame, counted: pd.DataFrame) -> Figure:
    """China's share over time with its band, the rival's, and what was counted; as ``rival`` gives both.

    Lines are dashed where nothing was counted: China's after its last point, the rival's after its only one.
    """
    figure, axes = subplots(height=110 * (3.6))
    china, rival = (counted[counted["made_in"] == place] for place in ("China", "United States"))
    axes.fill_between(line["year"], line["low"], line["high"], color=COLOURS["blue"], alpha=0.2, linewidth=0)
    between = line["year"] <= china["year"].max()
    axes.plot(*_both(line[between], china), color=COLOURS["blue"], label="China")
    axes.plot(*_both(line[~between], china), color=COLOURS["blue"], linestyle="--")
    axes.plot(line["year"], line["united_states"], color=COLOURS["ochre"], linestyle=":", linewidth=2,
              label="United States, by its part of the rest")
    for points, mark in ((china, "o"), (rival, "s")):
        errors = [points["share"] - points["low"], points["high"] - points["share"]]
        axes.errorbar(points["year"], points["share"], yerr=errors, fmt=mark, color=COLOURS["text"], capsize=3)
    axes.axhline(0.5, color=COLOURS["vermilion"], linewidth=1.2)
    axes.annotate("half", (line["year"].iloc[0], 0.5), xytext=(0, 3), textcoords="offset points",
                  color=COLOURS["text"])
    axes.set_ylabel("share of models counted, %")
    axes.set_xlabel("year")
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0, symbol=""))
    axes.xaxis.set_major_formatter("{x:.0f}")
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def _both(line: pd.DataFrame, points: pd.DataFrame):
    """Years and shares of a stretch of the line together with the last point counted, where the stretches meet."""
    both = pd.concat([line[["year", "share"]], points[["year", "share"]].tail(1)]).sort_values("year")
    return both["year"], both["share"]


def large_share(frame: pd.DataFrame, large: LargeModels) -> Figure:
    """Share among large models against how often the others' models are large (columns ratio, share, low, high)."""
    ratio, here = large.ratio_for_half, (large.ratio, large.share)
    figure, axes = subplots(height=110 * (3))
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

    A bar spans the days on which the claim can have been made. None where there is no yardstick.
    """
    if frame.empty:
        return None
    figure, axes = subplots(height=110 * (2.7))
    claimed = (frame["first_year"] + frame["last_year"]) / 2
    middle = pd.concat([claimed, frame["measured_year"]]).mean()
    for place, (row, made) in enumerate(zip(frame.iloc[::-1].itertuples(), claimed.iloc[::-1])):
        colour = COLOURS["blue"] if row.over_before else COLOURS["vermilion"]
        axes.plot([made, row.measured_year], [place, place], color=colour, linewidth=1.5)
        axes.plot([row.first_year, row.last_year], [place, place], color=colour, linewidth=7, alpha=0.4,
                  solid_capstyle="butt")
        axes.plot(made, place, marker="o", color=colour, markersize=8)
        axes.plot(row.measured_year, place, marker="s", color=colour, markersize=8, fillstyle="none")
        left, right = sorted((made, row.measured_year))
        side = "right" if left > middle else "left"
        axes.annotate(_known(row), (right if side == "right" else left, place),
                      xytext=(0, 9), textcoords="offset points", ha=side)
    _months(axes, pd.concat([frame["first_year"], frame["last_year"], frame["measured_year"]]))
    axes.set_yticks(range(len(frame)), frame["yardstick"].iloc[::-1])
    axes.set_ylim(-0.5, len(frame) - 0.3)
    axes.plot([], [], "o", color=COLOURS["text"], label="claim made")
    axes.plot([], [], "s", color=COLOURS["text"], fillstyle="none", label="measurement ends")
    figure.legend(loc="outside lower center", ncols=2)
    axes.grid(axis="y", visible=False)
    return figure


def arena_leads(frame: pd.DataFrame, best: BestModels) -> Figure:
    """The lead of the best American model in the arena (``best_models.lead_frame``), and when two articles spoke of it.

    Circles are measured, the square is at most so much; a number beside a mark is the American one's part of the votes.
    """
    figure, axes = subplots(height=110 * (3.3))
    measured, most = frame[~frame["bound"]], frame[frame["bound"]]
    axes.plot(measured["year"], measured["points"], "o:", color=COLOURS["blue"], markersize=8, label="AI Index")
    axes.plot(most["year"], most["points"], "s", color=COLOURS["purple"], markersize=8, fillstyle="none",
              label="openlm.ai: at most")
    for row in frame.itertuples():
        below = row.points == frame["points"].min()
        axes.annotate(f"{100 * row.votes:.0f} % of votes", (row.year, row.points), xytext=(6, -15 if below else 7),
                      textcoords="offset points")
    for place, saying in enumerate(best.sayings):
        first, last = (decimal_year(day) for day in saying.appeared)
        axes.axvspan(first, last, color=COLOURS["vermilion"], alpha=0.35, linewidth=0)
        axes.annotate(f"“{SAID[saying.told.partition('_')[0]]}”", (last, 96 - 12 * place), xytext=(4, 0),
                      textcoords="offset points", va="top")
    axes.axhline(0, color=COLOURS["text"], linewidth=1)
    axes.set(ylabel="lead of the best American\nmodel, points", ylim=(-6, 122))
    _months(axes, frame["year"], a_year=2)
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def _known(row) -> str:
    """The odds, and what the measurement could show of them."""
    when = "over before" if row.over_before else "over later"
    return f"odds {row.odds:.2f}; {when}" + ("" if row.rival_measured else ", rival not counted")


def _months(axes, years: pd.Series, a_year: int = 4) -> None:
    """Label the axis at so many months a year, from before the first to after the last."""
    ticks = [part / a_year for part in range(int(years.min() * a_year), int(years.max() * a_year) + 2)]
    axes.set_xticks(ticks, [f"{QUARTERS[int(tick % 1 * 4)]}\n{int(tick)}" for tick in ticks])
