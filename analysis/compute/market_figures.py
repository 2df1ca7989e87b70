"""Figures of the compute chapter on cards in use and on shares: what was found in, a matplotlib figure out."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from analysis.compute.installed_base import HOME_PARTS, RATIOS, InstalledBase, share_map
from analysis.compute.known import Ends
from analysis.compute.shares import DomesticShares, Yardstick
from evidence.chapter.figures import BEHIND, COLOURS, marks_row, narrow, subplots

Labels = Mapping[str, str]
# yardstick → its colour, mark, hatching of a span
MARKS = {Yardstick.CARDS: ("blue", "o", ""), Yardstick.MONEY: ("vermilion", "s", "///"),
         Yardstick.WORK: ("green", "D", "\\\\\\")}


def stock_and_flow(base: InstalledBase, labels: Labels) -> Figure:
    """Two bars: the domestic part of the cards shipped, the local part of the power in use; and the vendor's figure.

    ``labels``: ``flow``, ``stock``, ``claimed``, ``axis``.
    """
    figure, axes = subplots(height=190)
    for place, (name, part, colour) in enumerate((("flow", base.flow, "blue"), ("stock", base.local_share, "green"))):
        bars = axes.barh(place, part * 100, 0.5, color=COLOURS[colour])
        marks_row(place, *bars)
        axes.annotate(labels[name], (0, place), xytext=(3, 24), textcoords="offset points", va="center", bbox=BEHIND)
        axes.annotate(f"{part * 100:.0f} %", (part * 100, place), xytext=(6, 0), textcoords="offset points",
                      va="center", fontweight="bold")
    axes.axvline(base.claimed * 100, color=COLOURS["vermilion"], linestyle="--", zorder=1.5)
    axes.annotate(labels["claimed"], (base.claimed * 100, 1.62), xytext=(6, 0), textcoords="offset points",
                  va="center", bbox=BEHIND)
    axes.set(xlim=(0, max(base.flow, base.local_share, base.claimed) * 115), ylim=(1.9, -0.75), xlabel=labels["axis"])
    axes.set_yticks([])
    axes.grid(axis="y", visible=False)
    return figure


def stock_map(base: InstalledBase, marks: Mapping[str, tuple[Ends, float]], labels: Labels) -> Figure:
    """Local share over performance ratio and part made at home; where the vendor's figure holds is hatched.

    ``marks``: name of an NVIDIA chip → ratios of peak rates as (low, high), and the middle one.
    ``labels``: ``across``, ``upwards``, ``marks``.
    """
    share, ratios, percent, claimed = share_map(base), RATIOS[::3], HOME_PARTS[::5] * 100, base.claimed
    share = share[::5, ::3]
    figure, axes = subplots(height=400)
    axes.contourf(ratios, percent, share, levels=[0, claimed], colors=[COLOURS["blue"]], alpha=0.18)
    axes.contourf(ratios, percent, share, levels=[0, claimed], colors="none", hatches=["//"])
    levels = [level for level in (0.05, 0.2, 0.3, 0.4) if level != claimed]
    thin = axes.contour(ratios, percent, share, levels=levels, colors=COLOURS["grey"], linewidths=1)
    bold = axes.contour(ratios, percent, share, levels=[claimed], colors=COLOURS["blue"], linewidths=2.4)
    for lines in (thin, bold):
        for text in axes.clabel(lines, fmt=lambda level: f"{level * 100:.0f} %", colors=COLOURS["text"]):
            text.set_bbox(BEHIND)
            text.set_rotation(0)
    axes.plot(base.performance_ratio, base.made_at_home * 100, "*", color=COLOURS["vermilion"], markersize=16,
              clip_on=False, zorder=5)
    for step, (name, ((low, high), ratio)) in enumerate(sorted(marks.items(), key=lambda mark: mark[1][1])):
        axes.axvspan(low, high, color=COLOURS["grey"], alpha=0.18, linewidth=0)
        axes.axvline(ratio, color=COLOURS["text"], linewidth=1, linestyle=":")
        axes.annotate(f"{labels['marks']} {name}", (ratio, 1), xycoords=("data", "axes fraction"),
                      xytext=(0, 12 + 15 * step if narrow() else 12), ha="center", textcoords="offset points")
    axes.set(xscale="log", xlim=(ratios.min(), ratios.max()), ylim=(0, 100), xlabel=labels["across"],
             ylabel=labels["upwards"])
    axes.set_xticks([0.1, 0.2, 0.5, 1, 2], ["0.1", "0.2", "0.5", "1", "2"])
    axes.minorticks_off()
    return figure


def share_bars(found: DomesticShares, labels: Labels) -> Figure:
    """Domestic share of each year by each yardstick: marks, or bars between the ends of a span.

    ``labels``: one for each yardstick; ``unread``, ``axis``.
    """
    years = sorted({row.year for row in found.shares})
    figure, axes = subplots(height=23 * (len(found.shares) + len(years)) + 52)
    places: list[int] = []
    for place, row in _placed(found, years):
        places.append(place)
        if row.share is None:
            axes.annotate(labels["unread"], (1, place), va="center", fontstyle="italic")
        else:
            _bar(axes, place, row.yardstick, row.share, found.shares.index(row))
    for group, year in enumerate(years):
        axes.annotate(f"{year}", (0.6, group * (len(Yardstick) + 1)), va="center", fontweight="bold")
    axes.set_yticks(places, [labels[row.yardstick.value] for _, row in _placed(found, years)])
    furthest = max(row.share.high for row in found.shares if row.share) * 100
    axes.set(xlim=(0, furthest + 14), ylim=(max(places) + 0.7, -0.7), xlabel=labels["axis"])
    axes.grid(axis="y", visible=False)
    return figure


def _placed(found: DomesticShares, years: Sequence[int]):
    """Each share with its line; a line is left above each year for its name."""
    for group, year in enumerate(years):
        rows = [row for row in found.shares if row.year == year]
        yield from enumerate(rows, group * (len(rows) + 1) + 1)


def _bar(axes, place: int, yardstick: Yardstick, share: Ends, number: int) -> None:
    colour, mark, hatch = MARKS[yardstick]
    low, high = (end * 100 for end in share)
    label = f"{low:.0f}" if f"{low:.0f}" == f"{high:.0f}" else f"{low:.0f}–{high:.0f}"
    if low < high:
        axes.barh(place, high - low, left=low, height=0.5, facecolor=COLOURS[colour], alpha=0.6, hatch=hatch,
                  edgecolor=COLOURS["text"], linewidth=0.6)
    points, = axes.plot([low, high], [place, place], mark, color=COLOURS[colour], markersize=7)
    text = axes.annotate(label, (high, place), xytext=(9, 0), textcoords="offset points", va="center")
    marks_row(number, points, text)
