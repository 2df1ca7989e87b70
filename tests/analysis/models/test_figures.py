"""The figures show what the sections hold."""

import pytest
from made_up_models import inputs, parameters

from analysis.models import figures
from analysis.models.best_models import best_models, lead_frame
from analysis.models.large_models import large_curve, large_models
from analysis.models.rival import counted_shares, rival_by_count, with_rival
from analysis.models.share_growth import crossing_of_half, line_through_counts
from analysis.models.yardsticks import evaluate_yardsticks, yardstick_frame


def words(figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def test_a_claim_that_could_be_checked_is_told_apart():
    found = words(figures.yardstick_dates(yardstick_frame(evaluate_yardsticks(inputs(), parameters()).counting)))
    assert found == ["odds 1.08; over later", "odds 1.44; over before", "odds 0.67; over before, rival not counted"]


def test_without_a_yardstick_there_is_no_figure():
    assert figures.yardstick_dates(yardstick_frame(())) is None


def test_the_line_is_dashed_beyond_the_last_count_and_the_rivals_is_dotted():
    here, now = inputs(), parameters(rival_part=0.6875)
    crossing = crossing_of_half(here, now)
    line = with_rival(line_through_counts(crossing, here, now), rival_by_count(here), here, now)
    between, beyond, rival, *_ = figures.share_line(line, counted_shares(crossing, here, now)).axes[0].lines
    assert [drawn.get_linestyle() for drawn in (between, beyond, rival)] == ["-", "--", ":"]
    assert between.get_xdata()[-1] == beyond.get_xdata()[0] == pytest.approx(2025 + 208 / 365.25)  # 28 July
    assert rival.get_ydata()[0] == pytest.approx(0.44)


def test_the_leads_in_the_arena_are_marked_and_so_are_the_articles():
    best = best_models(inputs(), parameters(lead_margin=0.05))
    figure = figures.arena_leads(lead_frame(best), best)
    assert words(figure) == ["64 % of votes", "53 % of votes", "57 % of votes", "56 % of votes", "“closing”",
                             "“level or ahead”"]
    measured, most = figure.axes[0].lines[:2]
    assert measured.get_ydata().tolist() == [103, 23, 39] and most.get_ydata().tolist() == [49]
    assert measured.get_marker() != most.get_marker()


def test_the_curve_marks_where_the_large_models_split_evenly_and_what_is_set():
    here, now = inputs(), parameters(large_ratio=0.5)
    figure = figures.large_share(large_curve(here, now), large_models(here, now))
    marks = [(line.get_xdata()[0], line.get_ydata()[0]) for line in figure.axes[0].lines
             if line.get_marker() in ("D", "o")]
    assert marks == [pytest.approx((1509 / 2246, 0.5)), pytest.approx((0.5, 1509 / 2632))]
    assert words(figure) == ["half at 0.67", "as set here"]
