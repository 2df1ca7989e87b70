"""The figures show what the sections hold."""

import pytest
from made_up_models import inputs, parameters

from analysis.models import figures
from analysis.models.large_models import large_curve, large_models
from analysis.models.share_growth import crossing_of_half, share_lines
from analysis.models.yardsticks import evaluate_yardsticks, yardstick_frame


def words(figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def test_a_claim_that_could_be_checked_is_told_apart():
    found = words(figures.yardstick_dates(yardstick_frame(evaluate_yardsticks(inputs(), parameters()).counting)))
    assert found == ["odds 1.08; not yet measured then", "odds 1.44; measured before", "odds 0.67; rival not counted"]


def test_without_a_yardstick_there_is_no_figure():
    assert figures.yardstick_dates(yardstick_frame(())) is None


def test_the_line_is_dashed_beyond_the_last_count():
    here, now = inputs(), parameters()
    counted, beyond, *_ = figures.share_line(*share_lines(crossing_of_half(here, now), here, now)).axes[0].lines
    assert (counted.get_linestyle(), beyond.get_linestyle()) == ("-", "--")
    assert counted.get_xdata()[-1] == beyond.get_xdata()[0] == pytest.approx(2025 + 208 / 365.25)  # 28 July


def test_the_curve_marks_where_the_large_models_split_evenly_and_what_is_set():
    here, now = inputs(), parameters(large_ratio=0.5)
    figure = figures.large_share(large_curve(here, now), large_models(here, now))
    marks = [(line.get_xdata()[0], line.get_ydata()[0]) for line in figure.axes[0].lines
             if line.get_marker() in ("D", "o")]
    assert marks == [pytest.approx((1509 / 2246, 0.5)), pytest.approx((0.5, 1509 / 2632))]
    assert words(figure) == ["half at 0.67", "as set here"]
