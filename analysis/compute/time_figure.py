"""Rules, chips, systems and articles on one horizontal axis of time, each label at its date."""

from collections.abc import Mapping, Sequence

from matplotlib import rcParams
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from analysis.compute.timeline import Timeline
from evidence.chapter.figures import BEHIND, COLOURS, marks_row, narrow, subplots

MARKS = {"rule": ("vermilion", "s"), "chip": ("blue", "o"), "system": ("green", "D"), "article": ("text", "*")}
ABOVE = ("rule", "article")  # the rest hangs below the axis
LINE, ABOVE_AXIS, BELOW_AXIS = 17, 14, 30  # pixels: from label to label; from the axis to the first


def time_axis(found: Timeline, labels: Mapping[str, str]) -> Figure:
    """Events on an axis; a label ends at its date and stands as far from the axis as it takes to lie on no other.

    Rules and articles above, chips and systems below. Thick lines: the time to which a date is known.
    ``labels``: one for each lane.
    """
    middles = [(event.start + event.end) / 2 for event in found.events]
    first, last = int(min(middles)), max(event.end for event in found.events)
    figure, axes = subplots(height=100)
    width = figure.get_figwidth() * 72 - 8
    begin = min(_width_of(found.labels[0]) + 8, width * 0.45)  # room for the label of the first

    def across(year: float) -> float:
        return begin + (width - begin - 8) * (year - first) / (last - first)

    heights: dict[int, float] = {}
    for above in (True, False):
        side = sorted((number for number, event in enumerate(found.events) if (event.lane in ABOVE) == above),
                      key=middles.__getitem__)
        steps = _staircase([across(middles[number]) for number in side],
                           [_width_of(found.labels[number]) for number in side])
        heights |= {number: ABOVE_AXIS + LINE * step if above else -BELOW_AXIS - LINE * step
                    for number, step in zip(side, steps)}
    for number, height in heights.items():
        _event(axes, found, number, across, height)
    _axis(axes, range(first, int(last) + 1), across, across(last))
    low, high = min(heights.values(), default=0) - LINE, max(heights.values(), default=0) + LINE
    figure.set_figheight((high - low + (44 if narrow() else 26)) / 72)
    axes.set(xlim=(0, width), ylim=(low, high))
    axes.axis("off")
    for lane, (colour, mark) in MARKS.items():
        axes.plot([], [], mark, color=COLOURS[colour], markersize=10 if mark == "*" else 7, label=labels[lane])
    figure.legend(loc="outside upper left", ncols=2 if narrow() else 4)
    return figure


def _width_of(label: str) -> float:
    """Pixels that a label takes."""
    return text_to_path.get_text_width_height_descent(label, FontProperties(size=rcParams["font.size"]), False)[0]


def _staircase(places: Sequence[float], widths: Sequence[float]) -> list[int]:
    """The step of each label, which ends at its place, in order: above all earlier ones whose places it covers.

    So no label lies on another, and no line from a label to the axis crosses one.
    """
    steps: list[int] = []
    for place, width in zip(places, widths):
        covered = [step for step, before in zip(steps, places) if before > place - width - 8]
        steps.append(max(covered, default=-1) + 1)
    return steps


def _event(axes, found: Timeline, number: int, across, height: float) -> None:
    event = found.events[number]
    colour, mark = MARKS[event.lane]
    start, end, at = (across(year) for year in (event.start, event.end, (event.start + event.end) / 2))
    axes.plot([start, end], [0, 0], color=COLOURS[colour], linewidth=5, alpha=0.3, solid_capstyle="butt")
    axes.plot([at, at], [0, height], color=COLOURS["grey"], linewidth=0.7)
    flag, = axes.plot(at, height, mark, color=COLOURS[colour], markersize=9 if mark == "*" else 6, zorder=3)
    text = axes.annotate(found.labels[number], (at - 6, height), ha="right", va="center",
                         fontweight="bold" if mark == "*" else "normal")
    marks_row(number, flag, text)


def _axis(axes, years: Sequence[int], across, end: float) -> None:
    axes.plot([across(years[0]), end], [0, 0], color=COLOURS["text"], linewidth=1, zorder=1)
    for year in years:
        axes.plot([across(year)] * 2, [-5, 5], color=COLOURS["text"], linewidth=1, zorder=1)
        label = f"{year}" if year == years[0] or not narrow() else f"’{year % 100}"
        axes.annotate(label, (across(year), -14), ha="center", va="center", bbox=BEHIND)
