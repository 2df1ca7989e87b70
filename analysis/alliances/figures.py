"""Figures of the chapter on alliances."""

import textwrap
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import PercentFormatter

from analysis.alliances.inputs import FIRST, SECOND, Inputs
from analysis.alliances.network import Bridges
from analysis.alliances.overlap import Growth
from evidence.chapter.figures import COLOURS, subplots

BEHIND = {"boxstyle": "square,pad=0.05", "facecolor": COLOURS["page"], "edgecolor": "none"}  # lines stop at a label
SMALLEST, LARGEST = 4, 22  # width of a mark in points, for a score of 0 and of 1
MARKS = {"member_of": "-", "partner_of": "--", "supplier_of": "-."}


def two_lists(inputs: Inputs) -> Figure:
    """Two alliances and their members; shared members in between, listed ones ringed, dotted if only remembered."""
    figure, axes = subplots(height=110 * (3.6))
    places = _places(inputs.first, inputs.second)
    hubs = ((FIRST, 0.25, inputs.first, COLOURS["blue"], "s"), (SECOND, 0.75, inputs.second, COLOURS["vermilion"], "D"))
    for _, x, group, colour, mark in hubs:
        for name in sorted(group):
            axes.plot([x, places[name][0]], [0.5, places[name][1]], color=colour, linewidth=1.2, zorder=1)
        axes.plot(x, 0.5, marker=mark, color=colour, markersize=12, zorder=2)
    for alliance, x, _, colour, _ in hubs:
        axes.annotate(textwrap.fill(inputs.called[alliance], 17), (x, 0.95), ha="center", va="bottom", color=colour)
    for name, place in places.items():
        _member(axes, place, name, inputs)
    axes.set(xlim=(-0.42, 1.42), ylim=(0.1, 1.2))
    axes.axis("off")
    return figure


def _places(first: AbstractSet[str], second: AbstractSet[str]) -> dict[str, tuple[float, float]]:
    """Where two member lists stand: own members in outer columns, shared ones in the middle, by name."""
    found = {}
    for x, group in ((0.0, first - second), (0.5, first & second), (1.0, second - first)):
        for i, name in enumerate(sorted(group)):
            found[name] = (x, 1 - (i + 1) / (len(group) + 1))
    return found


def _member(axes: Axes, place: tuple[float, float], name: str, inputs: Inputs) -> None:
    shared = name in inputs.first & inputs.second
    axes.plot(*place, marker="o", markersize=10 if shared else 7, color=COLOURS["text"], zorder=3)
    if name in inputs.listings:
        axes.scatter(*place, s=200, facecolors="none", edgecolors=COLOURS["text"], zorder=3, linewidths=1.2,
                     linestyles="-" if name in inputs.verified else ":")
    aside = {0.0: ((-11, 0), "right", "center"), 1.0: ((11, 0), "left", "center")}
    offset, ha, va = aside.get(place[0], ((0, -10), "center", "top"))
    axes.annotate(inputs.called[name], place, xytext=offset, textcoords="offset points", ha=ha, va=va)


def tie_map(found: Bridges, labels: Mapping[str, str]) -> Figure | None:
    """Ties as a network in columns by distance from the first alliance there is; alliances are squares. None without.

    The area of a mark grows with its betweenness, 0..1.
    """
    graph, hubs = found.part, (FIRST, SECOND)
    start = next((hub for hub in hubs if hub in graph), None)
    if start is None:
        return None
    columns = [sorted(layer, key=lambda n: (n in hubs, n)) for layer in nx.bfs_layers(graph, start)]
    figure, axes = subplots(height=110 * (0.7 * max(map(len, columns)) + 0.6))
    at = {name: (x, 1 - (i + 0.5 + 0.3 * (x % 2)) / (len(column) + 0.3 * (x % 2)))
          for x, column in enumerate(columns) for i, name in enumerate(column)}
    for a, b, data in graph.edges(data=True):
        if a in at and b in at:
            _tie(axes, at[a], at[b], data["relations"])
    for name, place in at.items():
        _node(axes, place, labels[name], name in hubs, found.betweenness[name])
    for style, words in (("-", "member"), ("--", "partner"), ("-.", "supply, as we read it"),
                         (":", "made, used, trained or run on")):
        axes.plot([], [], linestyle=style, color=COLOURS["grey"], label=words)
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(-0.12, 1))
    axes.axis("off")
    figure.legend(loc="outside lower center", ncols=2)
    return figure


def _tie(axes: Axes, start: tuple, end: tuple, relations: list[str]) -> None:
    style = next((MARKS[r] for r in relations if r in MARKS), ":")
    axes.annotate("", end, start, zorder=1, arrowprops={
        "arrowstyle": "-", "linestyle": style, "color": COLOURS["grey"],
        "connectionstyle": f"arc3,rad={0.25 if start[0] == end[0] else 0}"})


def _node(axes: Axes, place: tuple, label: str, hub: bool, score: float) -> None:
    size = (SMALLEST**2 + score * (LARGEST**2 - SMALLEST**2)) ** 0.5
    axes.plot(*place, marker="s" if hub else "o", markersize=size, zorder=3,
              color=COLOURS["vermilion"] if hub else COLOURS["blue"])
    axes.annotate(textwrap.fill(label, 16 if hub else 13), place, xytext=(0, -3 - size / 2), textcoords="offset points",
                  ha="center", va="top", zorder=2, linespacing=1, bbox=BEHIND)


def overlap_band(grown: Growth, stated: float) -> Figure:
    """Overlap when members are added at random, beside the one stated: median and middle nine tenths of the draws."""
    figure, axes = subplots(height=110 * (3))
    extra, low, median, high = (
        np.array([getattr(step, name) for step in grown.tried]) for name in ("extra", "low", "median", "high"))
    axes.fill_between(extra, low, high, color=COLOURS["blue"], alpha=0.2, linewidth=0)
    axes.plot(extra, median, color=COLOURS["blue"], marker="o", markersize=2.5)
    axes.axhline(stated, color=COLOURS["text"], linestyle=":", linewidth=1.2)
    axes.annotate("as the article names them", (extra.max(), stated), xytext=(0, 4), ha="right",
                  textcoords="offset points")
    axes.axhline(grown.bloc, color=COLOURS["vermilion"], linestyle="--", linewidth=1.2)
    axes.annotate("called one bloc above this", (extra.max(), grown.bloc), xytext=(0, 4), ha="right",
                  textcoords="offset points", color=COLOURS["vermilion"])
    axes.set_xlabel("unnamed members added to each alliance (firms)")
    axes.set_ylabel("shared ÷ all members")
    axes.set_ylim(0, max(high.max(), grown.bloc) * 1.15)
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0))
    return figure
