"""The three chip rules as planes: what each catches is hatched, chips are points, and the nearest miss is magnified."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from evidence.chapter.figures import COLOURS, marks_row, narrow, subplots

TPP_LIMITS = (1100, 90000)
# rule, column, limits of the axis, its ticks
PLANES = (("2022", "link_gb_s", (250, 2600), (400, 600, 900, 1800)),
          ("2023", "density", (1.0, 40), (1.6, 3.2, 5.92, 20)),
          ("2026", "bandwidth_gb_s", (1500, 12000), (2000, 4000, 6500)))
MAGNIFIED, AROUND = "h20", (0.93, 1.09, 0.9, 1.15)  # a chip; what is shown around it, as parts of its figures


def rule_planes(chips: pd.DataFrame, routes: Mapping[str, Sequence], labels: Mapping[str, str]) -> Figure:
    """A panel for each rule, and the H20 under the second rule magnified; missing figures are left out.

    ``chips``: chip, label, ascend (drawn hollow), tpp, its range tpp_low and tpp_high, link_gb_s, density,
    bandwidth_gb_s; ``routes`` as of ``export_rules.Screening``. ``labels``: the rules and columns of PLANES,
    ``axis``, ``magnified``.
    """
    figure, panels = subplots(4, 1, height=880) if narrow() else subplots(2, 2, height=560)
    first, second, *rest = np.ravel(panels)
    magnified, third = rest if narrow() else rest[::-1]
    chips = chips.reset_index(drop=True)
    for axes, (rule, column, limits, ticks) in zip((first, second, third), PLANES):
        axes.set(xscale="log", yscale="log", ylim=limits, xlim=TPP_LIMITS, ylabel=labels[column])
        _caught(axes, [dict(route) for route in routes[rule]], column, TPP_LIMITS, limits)
        for ascend, rows in chips.dropna(subset=[column]).groupby("ascend"):
            _points(axes, rows, column, ascend)
        axes.set_title(labels[rule])
        axes.set_yticks(ticks, [f"{tick:,}" for tick in ticks])
        axes.minorticks_off()
        axes.set_xticks([2400, 4800, 21000], ["2,400", "4,800", "21,000"])
        axes.set_xlabel(labels["axis"])
    _magnify(magnified, second, chips, [dict(route) for route in routes["2023"]], labels)
    return figure


def _magnify(axes, whole, chips: pd.DataFrame, tests: Sequence[Mapping[str, float]], labels: Mapping[str, str]) -> None:
    """The neighbourhood of one chip on plain axes, and a frame where it lies in the whole panel."""
    found = chips[chips["chip"] == MAGNIFIED].dropna(subset=["density"])
    axes.set_title(labels["magnified"])
    axes.set(xlabel=labels["axis"], ylabel=labels["density"])
    if found.empty:
        return
    (number, chip), = found.iterrows()
    left, right, bottom, top = (part * chip[name] for part, name in zip(AROUND, ("tpp", "tpp", "density", "density")))
    axes.set(xlim=(left, right), ylim=(bottom, top))
    _caught(axes, tests, "density", (left, right), (bottom, top))
    line, = axes.plot(chip["tpp"], chip["density"], "o", color=COLOURS["blue"], markersize=10)
    marks_row(number, line)
    axes.annotate(f"{chip['label']}: {chip['tpp']:,.0f}", (chip["tpp"], chip["density"]), xytext=(-10, 0),
                  textcoords="offset points", ha="right", va="center", fontweight="bold")
    limits = sorted({test["tpp"] for test in tests if left < test.get("tpp", 0) < right})
    axes.set_xticks(limits, [f"{limit:,.0f}" for limit in limits])
    whole.add_patch(Rectangle((left, bottom), right - left, top - bottom, fill=False, edgecolor=COLOURS["text"],
                              linewidth=1))


def _caught(axes, tests: Sequence[Mapping[str, float]], column: str, across: tuple[float, float],
            limits: tuple[float, float]) -> None:
    """Hatch the union of the routes, each a quadrant to the upper right, as one staircase."""
    corners = sorted((max(test.get("tpp", 0), across[0]), max(test.get(column, 0), limits[0])) for test in tests)
    steps = np.minimum.accumulate([bottom for _, bottom in corners])
    places, bottoms = [left for left, _ in corners] + [across[1]], [*steps, steps[-1]]
    for style in ({"facecolor": COLOURS["vermilion"], "alpha": 0.15, "linewidth": 0},
                  {"facecolor": "none", "edgecolor": COLOURS["vermilion"], "hatch": "///", "alpha": 0.3}):
        axes.fill_between(places, bottoms, limits[1], step="post", **style)


def _points(axes, chips: pd.DataFrame, column: str, ascend: bool) -> None:
    """Points with labels, to the right for NVIDIA's chips and to the left, hollow, for Huawei's."""
    for spot, rows in chips.groupby(["tpp", column], sort=False):
        axes.plot([rows["tpp_low"].min(), rows["tpp_high"].max()], [spot[1]] * 2, color=COLOURS["blue"], linewidth=1)
        line, = axes.plot(*spot, "D" if ascend else "o", color=COLOURS["blue"], markerfacecolor="none" if ascend
                          else None, markersize=7)
        marks_row(rows.index[0], line)
        left = ascend or spot[0] > TPP_LIMITS[1] / 3 or len(rows) > 2  # a long label would cross the frame
        end = (rows["tpp_low"].min() if left else rows["tpp_high"].max(), spot[1])
        axes.annotate(", ".join(rows["label"]), end, xytext=(-7 if left else 7, 0 if ascend else 5),
                      textcoords="offset points", ha="right" if left else "left", va="center", fontweight="bold")
