"""Figures of the synthesis."""

import textwrap
from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.figure import Figure

from analysis.synthesis.sensitivity import NumericRange, OneVaried
from analysis.synthesis.verdicts import Omission
from evidence.chapter.figures import BEHIND, COLOURS, marks_row, narrow, subplots
from evidence.notebooks.parameters import DIMENSIONLESS, Parameter

Labels = Mapping[str, str]
CAPITALS = {"china": "China", "chinese": "Chinese", "us": "US", "nvidia": "NVIDIA"}
STYLE = {"reported": ("blue", ""), "announced": ("green", ""), "claimed": ("ochre", "//"),
         "forecast": ("purple", "xx"), "opinion": ("vermilion", "\\\\")}
LINE = 15  # pixels of a line of text in a row


def stances(frame: pd.DataFrame, labels: Labels) -> Figure | None:
    """Claims by role, stacked by stance (columns role, one per stance, total); None without claims.

    ``labels``: ``axis``; stances and roles are the ledger's own words.
    """
    if frame.empty:
        return None
    frame = frame.reset_index(drop=True)
    figure, axes = subplots(height=30 * len(frame) + 100)
    left = pd.Series(0, index=frame.index)
    for stance, (colour, hatch) in STYLE.items():
        bars = axes.barh(frame.index, frame[stance], left=left, color=COLOURS[colour], hatch=hatch, label=stance,
                         height=0.7)
        for number, bar in enumerate(bars):
            marks_row(number, bar)
        left = left + frame[stance]
    for place, total in enumerate(frame["total"]):
        axes.annotate(str(total), (total, place), xytext=(5, 0), textcoords="offset points", va="center")
    axes.set_yticks(frame.index, frame["role"])
    axes.set(xlabel=labels["axis"], ylim=(len(frame) - 0.5, -0.5))
    axes.set_xlim(right=frame["total"].max() * 1.1)
    axes.grid(axis="y", visible=False)
    figure.legend(loc="outside lower left", ncols=3 if narrow() else 5, columnspacing=1)
    return figure


def verdict_grids(articles: Sequence[Omission], speakers: Sequence[Omission], labels: Labels) -> Figure | None:
    """Verdicts with each article, and with each kind of speaker, left out; a cross where the verdict changes.

    Rows are propositions. ``labels``: ``articles``, ``speakers``, ``stays``, ``changes``.
    """
    sides = [(labels[name], part) for name, part in (("articles", articles), ("speakers", speakers)) if part]
    if not sides:
        return None
    rows = sorted({omission.proposition for _, side in sides for omission in side})
    height = 36 * len(rows) + 130
    shape = {"rows": len(sides)} if narrow() else {"columns": len(sides)}
    figure, panels = subplots(**shape, height=height * len(sides) + 40 if narrow() else height + 60, squeeze=False)
    before = 0
    for place, (axes, (title, side)) in enumerate(zip(panels.flat, sides)):
        _verdicts(axes, rows, side, before)
        before += len(side)
        axes.set_xlabel(title, fontweight="bold", loc="left")
        wrapped = [textwrap.fill(_spelled_out(row), 24 if narrow() else 34) for row in rows]
        axes.set_yticks(range(len(rows)), wrapped if narrow() or not place else [""] * len(rows), linespacing=1.1)
    handles = [panels.flat[0].plot([], [], mark, color=COLOURS[colour], markersize=size, label=labels[name])[0]
               for name, mark, colour, size in (("stays", "o", "grey", 6), ("changes", "X", "vermilion", 11))]
    figure.legend(handles=handles, loc="outside lower left", ncols=2, borderpad=1.4)  # clear of the axis line
    return figure


def _verdicts(axes, rows: Sequence[str], omissions: Sequence[Omission], before: int) -> None:
    """One grid; ``before``: how many rows of the figure's data stand before its own."""
    columns = sorted({omission.left_out for omission in omissions})
    for number, omission in enumerate(omissions):
        mark, size, colour = ("X", 11, "vermilion") if omission.changed else ("o", 6, "grey")
        point, = axes.plot(columns.index(omission.left_out), rows.index(omission.proposition), mark, markersize=size,
                           color=COLOURS[colour])
        marks_row(before + number, point)
    axes.xaxis.tick_top()
    axes.set_xticks(range(len(columns)), columns, rotation=90)
    axes.xaxis.set_label_position("top")
    axes.set(xlim=(-0.5, len(columns) - 0.5), ylim=(len(rows) - 0.5, -0.5))


def _spelled_out(proposition: str) -> str:
    """The id of a proposition as words, with capitals where they belong."""
    words = " ".join(CAPITALS.get(word, word) for word in proposition.split("-"))
    return words[0].upper() + words[1:]


def where_it_holds(frame: pd.DataFrame, labels: Labels) -> Figure | None:
    """A row for each sentence: in how many draws of all parameters at once it holds, most first; None without rows.

    ``frame``: sentence, together and error, both percent. ``labels``: ``axis``, ``often``, ``seldom``.
    """
    if frame.empty:
        return None
    sentences = [textwrap.wrap(sentence, 46 if narrow() else 106) for sentence in frame["sentence"]]
    figure, axes = subplots(height=sum(LINE * len(lines) + 26 for lines in sentences) + 70)
    place = 0
    for number, (lines, row) in enumerate(zip(sentences, frame.itertuples())):
        place += LINE * len(lines)
        axes.annotate("\n".join(lines), (0, place + 4), ha="left", va="bottom", linespacing=1.15, bbox=BEHIND)
        colour = "blue" if row.together >= 90 else "vermilion" if row.together < 50 else "ochre"
        bars = axes.barh(place + 12, row.together, 12, color=COLOURS[colour])
        axes.plot([max(0, row.together - row.error), min(100, row.together + row.error)], [place + 12] * 2,
                  color=COLOURS["text"], linewidth=1.5)
        text = axes.annotate(f"{row.together:.0f} %", (row.together + row.error, place + 12), xytext=(6, 0),
                             textcoords="offset points", va="center")
        marks_row(number, *bars, text)
        place += 26
    for limit in (50, 90):
        axes.axvline(limit, color=COLOURS["text"], linewidth=1, linestyle=":", zorder=1.5)
    axes.set(xlim=(0, 113), ylim=(place + 2, -6), xlabel=labels["axis"])
    axes.set_yticks([])
    axes.set_xticks([0, 50, 90], ["0", f"50\n{labels['seldom']}", f"90\n{labels['often']}"])
    axes.grid(visible=False)
    return figure


def over_each_range(varied: Sequence[OneVaried], labels: Labels) -> Figure | None:
    """For each headline and numeric parameter: the declared range as a bar, thick where the headline holds.

    None without a numeric parameter. ``labels``: ``holds``, ``not``, ``set``, ``axis``.
    """
    rows = [(number, over, over.limits) for number, over in enumerate(varied) if over.limits]
    if not rows:
        return None
    headings = {over.headline: None for _, over, _ in rows}
    figure, axes = subplots()
    place = -1.0
    for number, over, limits in rows:
        if over.headline in headings:
            del headings[over.headline]
            axes.annotate(_spelled_out(over.headline.replace(" ", "-")), (0, place + 1.05), va="center",
                          fontweight="bold")
            place += 0.8
        words = textwrap.wrap(_range_of(over.parameter, limits), 48 if narrow() else 104)
        place += 0.6 + 0.4 * len(words)
        axes.annotate("\n".join(words), (0, place), xytext=(0, 9), textcoords="offset points", va="bottom",
                      linespacing=1.1)
        line, = axes.plot([0, 1], [place, place], color=COLOURS["vermilion"], linewidth=1.5)
        held = [axes.plot(span, [place, place], color=COLOURS["blue"], linewidth=7, solid_capstyle="butt")[0]
                for span in over.spans]
        at, = axes.plot((limits.as_set - limits.low) / (limits.high - limits.low), place, "|", color=COLOURS["text"],
                        markersize=14, markeredgewidth=2)
        marks_row(number, line, *held, at)
    figure.set_figheight((38 * (place + 1.5) + 70) / 72)
    axes.set(xlim=(-0.01, 1.01), ylim=(place + 0.5, -1), xlabel=labels["axis"])
    axes.set_xticks([])
    axes.set_yticks([])
    axes.grid(visible=False)
    axes.spines[["left", "bottom"]].set_visible(False)
    handles = [axes.plot([], [], style, color=COLOURS[colour], linewidth=width, markersize=14, markeredgewidth=2,
                         label=labels[name])[0]
               for name, style, colour, width in (("holds", "-", "blue", 7), ("not", "-", "vermilion", 1.5),
                                                  ("set", "|", "text", 0))]
    figure.legend(handles=handles, loc="outside upper left", ncols=3)
    return figure


def _range_of(parameter: Parameter, limits: NumericRange) -> str:
    """What a parameter means, and the limits of its range as a reader wants them."""
    date = parameter.unit == "year" and limits.low > 1000  # not a number of years
    low, high = (format(limit, "g" if date else ",g") for limit in (limits.low, limits.high))
    unit = "" if date or parameter.unit in DIMENSIONLESS else f" {parameter.unit}"
    return f"{parameter.meaning}: {low} to {high}{unit}"
