"""Figures of the compute chapter on cards in use and on shares: what was found in, a matplotlib figure out."""

from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from analysis.compute.installed_base import HOME_PARTS, RATIOS, InstalledBase, share_map
from analysis.compute.known import Ends
from analysis.compute.shares import DomesticShares, Yardstick
from evidence.chapter.figures import COLOURS, subplots

# yardstick → its label, colour, mark, hatching of a span
MARKS = {Yardstick.CARDS: ("cards", "blue", "o", ""), Yardstick.MONEY: ("money", "vermilion", "s", "///"),
         Yardstick.WORK: ("work, on paper", "green", "D", "...")}
NOT_READ = "not read"


def stock_map(base: InstalledBase, marks: Mapping[str, tuple[Ends, float]]) -> Figure:
    """Local share over performance ratio and part made at home; where the vendor's figure holds is hatched.

    ``marks``: name of an NVIDIA chip → ratios of peak rates as (low, high), and the middle one.
    """
    share, ratios, percent, claimed = share_map(base), RATIOS, HOME_PARTS * 100, base.claimed
    figure, axes = subplots(height=110 * (4.4))
    axes.contourf(ratios, percent, share, levels=[0, claimed], colors=[COLOURS["blue"]], alpha=0.18)
    axes.contourf(ratios, percent, share, levels=[0, claimed], colors="none", hatches=["//"])
    levels = [level for level in (0.05, 0.2, 0.3, 0.4) if level != claimed]
    thin = axes.contour(ratios, percent, share, levels=levels, colors=COLOURS["grey"], linewidths=1)
    bold = axes.contour(ratios, percent, share, levels=[claimed], colors=COLOURS["blue"], linewidths=2.4)
    for lines in (thin, bold):
        for text in axes.clabel(lines, fmt=lambda level: f"{level * 100:.0f} %", colors=COLOURS["text"]):
            text.set_bbox({"boxstyle": "square,pad=0.1", "facecolor": COLOURS["page"], "edgecolor": "none"})
    axes.plot(base.performance_ratio, base.made_at_home * 100, "*", color=COLOURS["vermilion"], markersize=14,
              clip_on=False, zorder=5)
    for name, ((low, high), ratio) in marks.items():
        axes.axvspan(low, high, color=COLOURS["grey"], alpha=0.18, linewidth=0)
        axes.axvline(ratio, color=COLOURS["text"], linewidth=1, linestyle=":")
        axes.annotate(f"910B ÷ {name}", (ratio, 1), xycoords=("data", "axes fraction"), xytext=(0, 11), ha="center",
                      textcoords="offset points")
    axes.set(xscale="log", xlim=(ratios.min(), ratios.max()), ylim=(0, 100))
    axes.set_xticks([0.1, 0.2, 0.5, 1, 2], ["0.1", "0.2", "0.5", "1", "2"])
    axes.minorticks_off()
    axes.set_xlabel("performance of a domestic card ÷ foreign card")
    axes.set_ylabel("domestic cards with chips made in China, %")
    return figure


def share_bars(found: DomesticShares) -> Figure:
    """Domestic share of each year by each yardstick: marks, or bars between the ends of a span."""
    years = sorted({row.year for row in found.shares})
    figure, axes = subplots(height=110 * (0.24 * (len(found.shares) + len(years)) + 0.9))
    places: list[int] = []
    for place, row in _placed(found, years):
        places.append(place)
        _bar(axes, place, row.yardstick, row.share)
    for group, year in enumerate(years):
        axes.annotate(f"{year}", (0.8, group * (len(Yardstick) + 1)), va="center", fontweight="bold")
    axes.set_yticks(places, [MARKS[row.yardstick][0] for _, row in _placed(found, years)])
    furthest = max(row.share.high for row in found.shares if row.share) * 100
    axes.set(xlim=(0, furthest + 18), ylim=(max(places) + 0.7, -0.7), xlabel="domestic share, %")
    axes.grid(axis="y", visible=False)
    return figure


def _placed(found: DomesticShares, years: Sequence[int]):
    """Each share with its line; a line is left above each year for its name."""
    for group, year in enumerate(years):
        rows = [row for row in found.shares if row.year == year]
        yield from enumerate(rows, group * (len(rows) + 1) + 1)


def _bar(axes, place: int, yardstick: Yardstick, share: Ends | None) -> None:
    _, colour, mark, hatch = MARKS[yardstick]
    if share is None:
        axes.annotate(NOT_READ, (2, place), va="center", fontstyle="italic")
        return
    low, high = (end * 100 for end in share)
    label = f"{low:.0f}" if f"{low:.0f}" == f"{high:.0f}" else f"{low:.0f}–{high:.0f}"
    if low < high:
        axes.barh(place, high - low, left=low, height=0.5, facecolor=COLOURS[colour], alpha=0.6, hatch=hatch,
                  edgecolor=COLOURS["text"], linewidth=0.6)
    axes.plot([low, high], [place, place], mark, color=COLOURS[colour], markersize=5)
    axes.annotate(label, (high, place), xytext=(7, 0), textcoords="offset points", va="center")
