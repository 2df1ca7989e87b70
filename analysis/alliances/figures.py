"""Figures of the chapter on alliances."""

import textwrap
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import networkx as nx
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.alliances.inputs import FIRST, SECOND, Inputs
from analysis.alliances.network import Bridges
from evidence.chapter.figures import BEHIND, COLOURS, narrow, subplots

SMALLEST, LARGEST = 6, 22  # width of a mark in points, for a score of 0 and of 1
HUB, NEEDED, OTHER = ("s", "vermilion", "normal"), ("o", "ochre", "bold"), ("o", "blue", "normal")
MARKS = {"member_of": "-", "partner_of": "--", "supplier_of": "-."}


def two_lists(inputs: Inputs) -> Figure:
    """Two alliances and their members; shared members in between, listed ones ringed, dotted if only remembered."""
    figure, axes = subplots(height=390)
    places = _places(inputs.first, inputs.second)
    hubs = ((FIRST, 0.25, inputs.first, COLOURS["blue"], "s"), (SECOND, 0.75, inputs.second, COLOURS["vermilion"], "D"))
    for _, x, group, colour, mark in hubs:
        for name in sorted(group):
            axes.plot([x, places[name][0]], [0.5, places[name][1]], color=colour, linewidth=1.2, zorder=1)
        axes.plot(x, 0.5, marker=mark, color=colour, markersize=12, zorder=2)
    for (alliance, _, _, colour, _), x, side in zip(hubs, (-0.42, 1.42), ("left", "right")):
        axes.annotate(textwrap.fill(inputs.called[alliance], 17 if narrow() else 30), (x, 1.08), ha=side, va="top",
                      color=colour, fontweight="bold")
    for name, place in places.items():
        _member(axes, place, name, inputs)
    axes.set(xlim=(-0.42, 1.42), ylim=(0.1, 1.1))
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


def tie_map(found: Bridges, called: Mapping[str, str], labels: Mapping[str, str]) -> Figure | None:
    """Ties as a network in columns by distance from the first alliance there is; alliances are squares. None without.

    The area of a mark grows with its betweenness, 0..1. ``called``: names of firms and things; ``labels``: ``member``,
    ``partner``, ``supply``, ``other``.
    """
    graph, hubs = found.part, (FIRST, SECOND)
    start = next((hub for hub in hubs if hub in graph), None)
    if start is None:
        return None
    columns = _columns(graph, start)
    tallest = max(map(len, columns))
    figure, axes = subplots(height=(88 if narrow() else 68) * (tallest + 0.5) + 80)
    at = {name: (x, (tallest - len(column)) // 2 + i + 0.5 * (x % 2))  # labels of neighbouring columns take turns
          for x, column in enumerate(columns) for i, name in enumerate(column)}
    for a, b, data in graph.edges(data=True):
        if a in at and b in at:
            _tie(axes, at[a], at[b], data["relations"])
    for name, place in at.items():
        _node(axes, place, called[name], found.betweenness[name],
              HUB if name in hubs else NEEDED if name in found.needed else OTHER)
    drawn = {_style(data["relations"]) for _, _, data in graph.edges(data=True)}
    for style, kind in (("-", "member"), ("--", "partner"), ("-.", "supply"), (":", "other")):
        if style in drawn:
            axes.plot([], [], linestyle=style, color=COLOURS["grey"], label=labels[kind])
    axes.set(xlim=(-0.52, len(columns) - 0.45), ylim=(tallest + 0.4, -0.2))
    axes.axis("off")
    figure.legend(loc="outside lower left", ncols=2)
    return figure


def _columns(graph: nx.Graph, start: str) -> list[list[str]]:
    """Layers by distance from a node, each in the order of its neighbours in the one before: few ties cross."""
    columns: list[list[str]] = []
    at: dict[str, float] = {}
    for layer in nx.bfs_layers(graph, start):
        near = {name: [at[other] for other in graph[name] if other in at] or [0.0] for name in layer}
        columns.append(sorted(layer, key=lambda name: (sum(near[name]) / len(near[name]), name)))
        at |= {name: (place + 0.5) / len(layer) for place, name in enumerate(columns[-1])}
    return columns


def _style(relations: list[str]) -> str:
    return next((MARKS[r] for r in relations if r in MARKS), ":")


def _tie(axes: Axes, start: tuple, end: tuple, relations: list[str]) -> None:
    axes.annotate("", end, start, zorder=1, arrowprops={
        "arrowstyle": "-", "linestyle": _style(relations), "color": COLOURS["grey"],
        "connectionstyle": f"arc3,rad={0.25 if start[0] == end[0] else 0}"})


def _node(axes: Axes, place: tuple, label: str, score: float, look: tuple[str, str, str]) -> None:
    mark, colour, weight = look
    size = (SMALLEST**2 + score * (LARGEST**2 - SMALLEST**2)) ** 0.5
    axes.plot(*place, marker=mark, markersize=size, zorder=3, color=COLOURS[colour])
    lines = textwrap.fill(label, (10 if narrow() else 16) if look is HUB else 10 if narrow() else 13,
                          break_long_words=False, break_on_hyphens=False)
    axes.annotate(lines, place, xytext=(0, -3 - size / 2), textcoords="offset points", ha="center", va="top", zorder=2,
                  linespacing=1.1, bbox=BEHIND, fontweight=weight)
