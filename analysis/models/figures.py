"""Figures of the chapter on open models."""

from collections.abc import Mapping
from datetime import date
from math import floor

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import PercentFormatter

from analysis.models.best_models import BestModels
from analysis.models.dates import decimal_year
from evidence.chapter.figures import COLOURS, marks_row, narrow, subplots

Labels = Mapping[str, str]
QUARTERS = ("Jan", "Apr", "Jul", "Oct")
ASIDE = 0.03  # years by which what was not counted stands beside what was
LEAST_SPAN = 0.008  # years to either side, so that a span of days is seen
STYLES = {"China": ("blue", "o"), "United States": ("ochre", "s")}


def share_over_time(frame: pd.DataFrame, labels: Labels) -> Figure:
    """What was counted of China and the United States, with its error; hollow where nothing was counted.

    ``frame`` as of ``rival.counted_shares``. ``labels``: ``assumed``, ``half``, ``axis``.
    """
    figure, axes = subplots(height=330)
    first, last = frame["year"].min(), frame["year"].max()
    axes.axhline(0.5, color=COLOURS["vermilion"], linewidth=1.2)
    axes.annotate(labels["half"], (first, 0.5), xytext=(10, 4), textcoords="offset points")
    for row in frame.assign(high_of_date=frame.groupby("year")["share"].transform("max")).itertuples():
        colour, mark = STYLES[row.made_in]
        if row.counted:
            axes.plot([row.year, row.year], [row.low, row.high], "_-", color=COLOURS[colour], markersize=10,
                      linewidth=1.5)
        look = {"markersize": 10} if row.counted else {"markersize": 7, "alpha": 0.6, "fillstyle": "none"}
        point, = axes.plot(row.year + (0 if row.counted else ASIDE), row.share, mark, color=COLOURS[colour], **look)
        words = f"{row.made_in} {100 * row.share:.0f} %"
        text = _beside(axes, row, words if row.counted else f"({words}, {labels['assumed']})", row.year > first)
        marks_row(row.Index, point, text)
    axes.set(xlim=(first - 0.08, last + 0.08), ylim=(floor(10 * (frame["low"].min() - 0.02)) / 10, 0.53))
    axes.set_title(labels["axis"], fontweight="normal")
    axes.set_xticks([first, last], [f"{date.fromisoformat(f'{month}-01'):%b %Y}" for month in frame["month"].unique()])
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0, symbol=""))
    axes.grid(axis="x", visible=False)
    return figure


def _beside(axes, row, words: str, right: bool):
    """A label beside a mark, toward the middle of the figure; the higher one's above, for they may be close."""
    offset = (-11 if right else 11, 9 if row.share == row.high_of_date else -9)
    return axes.annotate(words, (row.year, row.share), xytext=offset, textcoords="offset points", va="center",
                         ha="right" if right else "left")


def yardstick_dates(frame: pd.DataFrame, labels: Labels) -> Figure | None:
    """For each yardstick (``yardsticks.yardstick_frame``) who leads, when it was claimed and when measuring ended.

    Above, the odds: right of one China leads. Below, the dates; a bar spans the days on which the claim can have been
    made. None where there is no yardstick. ``labels``: ``behind``, ``ahead``, ``odds``, ``claimed``, ``measured``,
    ``uncounted``.
    """
    if frame.empty:
        return None
    frame = frame.reset_index(drop=True)
    shape = {"rows": 2} if narrow() else {"columns": 2}
    figure, (odds, dates) = subplots(**shape, height=440 if narrow() else 250)
    for row in frame.itertuples():
        colour = COLOURS["blue"] if row.leads else COLOURS["grey"]
        line, = odds.plot([1, row.odds], [row.Index, row.Index], color=colour, linewidth=5, solid_capstyle="butt")
        mark, = odds.plot(row.odds, row.Index, ">" if row.odds > 1 else "<", color=colour, markersize=10,
                          markerfacecolor=None if row.rival_measured else COLOURS["page"])
        marks_row(row.Index, line, mark, *_dates_of(dates, row, colour))
        words = f"{row.odds:.2f}" + ("" if row.rival_measured else f"\n{labels['uncounted']}")
        odds.annotate(words, (max(row.odds, 1), row.Index), xytext=(10, 0), textcoords="offset points", va="center")
    _odds_axis(odds, frame, labels)
    _dates_axis(dates, frame, labels)
    return figure


def _dates_of(axes, row, colour: str) -> list:
    made = (row.first_year + row.last_year) / 2
    artists = axes.plot([made, row.measured_year], [row.Index, row.Index], color=colour, linewidth=1.5)
    half = max((row.last_year - row.first_year) / 2, LEAST_SPAN)  # else the mark of the claim would hide it
    artists += axes.plot([made - half, made + half], [row.Index, row.Index], color=colour, linewidth=20, alpha=0.3,
                         solid_capstyle="butt")
    artists += axes.plot(made, row.Index, "o", color=colour, markersize=9)
    return artists + axes.plot(row.measured_year, row.Index, "s", color=colour, markersize=9, fillstyle="none")


def _odds_axis(axes, frame: pd.DataFrame, labels: Labels) -> None:
    axes.axvline(1, color=COLOURS["text"], linewidth=1)
    span = max((frame["odds"] - 1).abs().max() * 1.1, 0.1)
    axes.set(xlim=(1 - span, 1 + span * 2), xlabel=labels["odds"])
    axes.set_title(f"← {labels['behind']} · {labels['ahead']} →", fontweight="normal")
    _rows(axes, frame)


def _dates_axis(axes, frame: pd.DataFrame, labels: Labels) -> None:
    handles = [Line2D([], [], marker=mark, linestyle="", color=COLOURS["grey"], markersize=9, markerfacecolor=fill,
                      label=labels[name])
               for mark, name, fill in (("o", "claimed", COLOURS["grey"]), ("s", "measured", "none"))]
    axes.legend(handles=handles, loc="lower left", bbox_to_anchor=(-0.03, 1), ncols=1 if narrow() else 2, borderpad=0.2,
                handlelength=1, columnspacing=1)
    _months(axes, pd.concat([frame["first_year"], frame["last_year"], frame["measured_year"]]))
    _rows(axes, frame)
    if not narrow():
        axes.tick_params(labelleft=False)


def _rows(axes, frame: pd.DataFrame) -> None:
    axes.set_yticks(range(len(frame)), frame["yardstick"])
    axes.set_ylim(len(frame) - 0.5, -0.5)
    axes.grid(axis="y", visible=False)


def arena_leads(frame: pd.DataFrame, best: BestModels, labels: Labels) -> Figure:
    """The lead of the best American model in the arena (``best_models.lead_frame``), and when two articles spoke of it.

    Circles are measured, the square is at most so much; a number beside a mark is the American one's part of the votes.
    ``labels``: ``measured``, ``most``, ``votes``, ``axis``, and the first word of each saying's verdict.
    """
    figure, axes = subplots(height=350)
    frame = frame.reset_index(drop=True)
    for bound, mark, colour, fill, name in ((False, "o", "blue", "full", "measured"),
                                            (True, "s", "purple", "none", "most")):
        rows = frame[frame["bound"] == bound]
        for number, row in rows.iterrows():
            point, = axes.plot(row["year"], row["points"], mark, color=COLOURS[colour], markersize=10, fillstyle=fill)
            marks_row(number, point)
        axes.plot([], [], mark, color=COLOURS[colour], markersize=10, fillstyle=fill, label=labels[name])
    lowest, last = frame["points"].min(), frame["year"].max()
    for row in frame.itertuples():
        axes.annotate(f"{100 * row.votes:.0f} %" + (f" {labels['votes']}" if not row.Index else ""),
                      (row.year, row.points), va="center",
                      xytext=(10, -12 if row.points == lowest else 8) if row.year < last else (-10, -10),
                      ha="left" if row.year < last else "right", textcoords="offset points")
    for place, saying in enumerate(best.sayings):
        first, until = (decimal_year(day) for day in saying.appeared)
        axes.axvspan(first, until, color=COLOURS["vermilion"], alpha=0.35, linewidth=0)
        axes.annotate(f"“{labels[saying.told.partition('_')[0]]}”", (until, 96 - 14 * place), xytext=(4, 0),
                      textcoords="offset points", va="top")
    axes.axhline(0, color=COLOURS["text"], linewidth=1)
    axes.set(ylim=(-6, 122))
    axes.set_title(labels["axis"], fontweight="normal")
    _months(axes, frame["year"], a_year=2)
    figure.legend(loc="outside lower left", ncols=2)
    return figure


def _months(axes, years: pd.Series, a_year: int = 4) -> None:
    """Label the axis at so many months a year, from before the first to after the last."""
    ticks = [part / a_year for part in range(int(years.min() * a_year), int(years.max() * a_year) + 2)]
    axes.set_xticks(ticks, [f"{QUARTERS[int(tick % 1 * 4)]}\n{int(tick)}" for tick in ticks])
