"""Figures of the chapter on alliances."""

import textwrap

import networkx as nx
import pandas as pd
from matplotlib.ticker import PercentFormatter

from evidence.figures import COLOURS, subplots

MARKS = {"member_of": "-", "partner_of": "--", "supplier_of": "-."}


def places(first: set, second: set) -> dict[str, tuple[float, float]]:
    """Where two member lists stand: own members in outer columns, shared ones in the middle, by name."""
    found = {}
    for x, group in ((0.0, first - second), (0.5, first & second), (1.0, second - first)):
        for i, name in enumerate(sorted(group)):
            found[name] = (x, 1 - (i + 1) / (len(group) + 1))
    return found


def two_lists(first: set, second: set, titles: tuple[str, str], labels: dict[str, str], listed: set):
    """Two alliances and their members; shared members in between, listed ones ringed."""
    figure, axes = subplots(height=3.6)
    at = places(first, second)
    hubs = ((0.25, first, COLOURS["blue"], "s"), (0.75, second, COLOURS["vermilion"], "D"))
    for x, group, colour, mark in hubs:
        for name in sorted(group):
            axes.plot([x, at[name][0]], [0.5, at[name][1]], color=colour, linewidth=1.2, zorder=1)
        axes.plot(x, 0.5, marker=mark, color=colour, markersize=12, zorder=2)
    for (x, _, colour, _), title in zip(hubs, titles, strict=True):
        axes.annotate(textwrap.fill(title, 17), (x, 0.95), ha="center", va="bottom", fontsize=9, color=colour)
    for name, (x, y) in at.items():
        shared = name in first & second
        axes.plot(x, y, marker="o", markersize=10 if shared else 7, color=COLOURS["text"], zorder=3)
        if name in listed:
            axes.plot(x, y, marker="o", markersize=13, color=COLOURS["text"], fillstyle="none", zorder=3)
        where = {0.0: (-11, 0, "right", "center"), 1.0: (11, 0, "left", "center")}.get(x, (0, -10, "center", "top"))
        axes.annotate(labels[name], (x, y), xytext=where[:2], textcoords="offset points", ha=where[2], va=where[3])
    axes.set(xlim=(-0.42, 1.42), ylim=(0.1, 1.2))
    axes.axis("off")
    return figure


def tie_map(graph: nx.Graph, labels: dict[str, str], hubs: tuple[str, str]):
    """Ties as a network in columns by distance from the first hub; hubs are squares."""
    columns = [sorted(layer, key=lambda n: (n in hubs, n)) for layer in nx.bfs_layers(graph, hubs[0])]
    figure, axes = subplots(height=0.66 * max(map(len, columns)))
    at = {name: (x, 1 - (i + 0.5 + 0.3 * (x % 2)) / (len(column) + 0.3 * (x % 2)))
          for x, column in enumerate(columns) for i, name in enumerate(column)}
    for a, b, data in graph.edges(data=True):
        if a not in at or b not in at:
            continue
        style = next((MARKS[r] for r in data["relations"] if r in MARKS), ":")
        bend = 0.25 if at[a][0] == at[b][0] else 0
        axes.annotate("", at[b], at[a], zorder=1, arrowprops={
            "arrowstyle": "-", "linestyle": style, "color": COLOURS["grey"], "connectionstyle": f"arc3,rad={bend}"})
    for name, (x, y) in at.items():
        hub = name in hubs
        axes.plot(x, y, marker="s" if hub else "o", markersize=9 if hub else 6, zorder=2,
                  color=COLOURS["vermilion"] if hub else COLOURS["blue"])
        axes.annotate(textwrap.fill(labels[name], 18 if hub else 14), (x, y), xytext=(0, -6), fontsize=9,
                      textcoords="offset points", ha="center", va="top")
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(-0.12, 1))
    axes.axis("off")
    return figure


def overlap_band(frame: pd.DataFrame, stated: float, limit: float):
    """Overlap when members are added at random: median and middle nine tenths of the draws."""
    figure, axes = subplots(height=3)
    axes.fill_between(frame["extra"], frame["low"], frame["high"], color=COLOURS["blue"], alpha=0.2, linewidth=0)
    axes.plot(frame["extra"], frame["median"], color=COLOURS["blue"], marker="o", markersize=4)
    axes.axhline(stated, color=COLOURS["text"], linestyle=":", linewidth=1.2)
    axes.annotate("as the article names them", (frame["extra"].max(), stated), xytext=(0, 4), ha="right",
                  textcoords="offset points", fontsize=9)
    axes.axhline(limit, color=COLOURS["vermilion"], linestyle="--", linewidth=1.2)
    axes.annotate("called one bloc above this", (frame["extra"].max(), limit), xytext=(0, 4), ha="right",
                  textcoords="offset points", fontsize=9, color=COLOURS["vermilion"])
    axes.set_xlabel("unnamed members added to each alliance")
    axes.set_ylabel("shared ÷ all members")
    axes.set_ylim(0, max(frame["high"].max(), limit) * 1.15)
    axes.yaxis.set_major_formatter(PercentFormatter(1, 0))
    return figure


def ranking(frame: pd.DataFrame, label: str, value: str, axis: str):
    """Dots on lines, largest on top: one row per label."""
    figure, axes = subplots(height=0.9 + 0.26 * len(frame))
    shown = frame.iloc[::-1]
    axes.hlines(range(len(shown)), 0, shown[value], color=COLOURS["grey"], linewidth=1)
    axes.plot(shown[value], range(len(shown)), "o", color=COLOURS["blue"])
    axes.set_yticks(range(len(shown)), shown[label])
    axes.set_xlabel(axis)
    axes.set_xlim(left=0)
    axes.grid(axis="y", visible=False)
    return figure
