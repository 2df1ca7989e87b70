"""The figures show what the sections hold."""

from pathlib import Path

from made_up_models import inputs, parameters

from analysis.models import figures
from analysis.models.best_models import best_models, lead_frame
from analysis.models.rival import counted_shares
from analysis.models.share_growth import crossing_of_half
from analysis.models.yardsticks import evaluate_yardsticks, yardstick_frame
from evidence.chapter.words import read_words

WORDS = read_words(Path(__file__).parents[3], "open_source_models").figures


def words(axes) -> list[str]:
    return [text.get_text() for text in axes.texts]


def test_who_leads_is_drawn_to_the_right_of_one_and_what_the_rival_lacks_is_said():
    frame = yardstick_frame(evaluate_yardsticks(inputs(), parameters()).counting)
    odds, dates = figures.yardstick_dates(frame, WORDS["yardstick-dates"].labels).axes
    ends = [line.get_xdata()[0] for line in odds.lines if line.get_marker() in "<>"]
    assert ends == list(frame["odds"])
    assert [line.get_marker() for line in odds.lines if line.get_marker() in "<>"] == [
        ">" if leads else "<" for leads in frame["odds"] > 1]
    assert sum("not counted" in text for text in words(odds)) == 1
    assert [line.get_xdata()[0] for line in dates.lines if line.get_marker() == "s"] == list(frame["measured_year"])


def test_without_a_yardstick_there_is_no_figure():
    assert figures.yardstick_dates(yardstick_frame(()), WORDS["yardstick-dates"].labels) is None


def test_no_line_joins_two_counts_and_what_was_not_counted_is_hollow():
    here, now = inputs(), parameters(rival_part=0.6875)
    frame = counted_shares(crossing_of_half(here, now), here, now)
    axes = figures.share_over_time(frame, WORDS["share-over-time"].labels).axes[0]
    points = [line for line in axes.lines if line.get_marker() in ("o", "s")]
    assert [len(line.get_xdata()) for line in points] == [1, 1, 1, 1]
    assert not any(line.get_linestyle() == "-" and len(set(line.get_xdata())) > 1
                   for line in axes.lines if line.get_transform() == axes.transData)
    assert [line.get_fillstyle() == "none" for line in points] == [False, False, False, True]
    assert points[-1].get_xdata()[0] > points[-2].get_xdata()[0]  # beside what was counted, not on it
    assert "(United States 41 %, not counted)" in words(axes)


def test_the_leads_in_the_arena_are_marked_and_so_are_the_articles():
    best = best_models(inputs(), parameters(lead_margin=0.05))
    axes = figures.arena_leads(lead_frame(best), best, WORDS["best-models"].labels).axes[0]
    assert words(axes) == ["64 % of votes", "53 %", "57 %", "56 %", "“closing”", "“level or ahead”"]
    drawn = [line for line in axes.lines if len(line.get_ydata())]
    measured, most = ([line.get_ydata()[0] for line in drawn if line.get_marker() == mark] for mark in "os")
    assert measured == [103, 23, 39] and most == [49]
