"""The United States by number of models, against numbers worked by hand."""

import pytest
from made_up_models import VALUES, inputs, parameters

from analysis.models.inputs import RIVAL_BEFORE
from analysis.models.rival import _Earlier, counted_shares, rival_by_count, with_rival
from analysis.models.share_growth import crossing_of_half, line_through_counts


def test_the_rivals_part_of_the_rest_lies_above_the_part_at_which_both_are_level():
    found = rival_by_count(inputs())
    assert found.before[1] == 44 / 64 == 0.6875
    assert found.before[0] == pytest.approx(0.435 / 0.645)  # 43.5 % of all over the 64.5 % that are not Chinese: 67.4 %
    assert found.before[2] == pytest.approx(0.445 / 0.635)  # 44.5 % over 63.5 %: 70.1 %
    assert found.level_at == pytest.approx(0.67186, abs=1e-5)  # 1,509 / 2,246
    assert found.earlier is _Earlier.ABOVE


@pytest.mark.parametrize("theirs, earlier", [(42.0, _Earlier.BELOW), (43.0, _Earlier.EITHER), (44.0, _Earlier.ABOVE)])
def test_rounding_may_leave_it_open(theirs, earlier):
    # 42 / 64 = 65.6 %, at most 42.5 / 63.5 = 66.9 %; 43 / 64 = 67.2 %, between 65.9 and 68.5 %
    assert rival_by_count(inputs(outside=VALUES | {RIVAL_BEFORE: theirs})).earlier is earlier


def line(**given):
    here, now = inputs(), parameters(horizon=1.0, **given)
    crossing = crossing_of_half(here, now)
    return with_rival(line_through_counts(crossing, here, now), rival_by_count(here), here, now), crossing, here, now


def test_the_rivals_line_begins_at_its_count_and_keeps_its_part_of_the_rest():
    found = line(rival_part=0.6875)[0]["united_states"]
    assert found.iloc[0] == pytest.approx(0.44)  # 0.6875 × (1 - 0.36)
    assert found.iloc[20] == pytest.approx(0.6875 * 2246 / 3755, abs=1e-4)  # at the later count, half way: 41.1 %


def test_another_part_is_reached_at_the_later_count_and_kept():
    frame = line(rival_part=0.6)[0]
    part = frame["united_states"] / (1 - frame["share"])
    assert part.iloc[[0, 10, 20, 40]].tolist() == pytest.approx([0.6875, 0.64375, 0.6, 0.6], abs=1e-4)


def test_what_was_counted_are_three_shares():
    frame = counted_shares(*line(rival_part=0.6)[1:])
    assert frame["made_in"].tolist() == ["China", "China", "United States"]
    assert frame[["low", "share", "high"]].iloc[2].tolist() == pytest.approx([0.435, 0.44, 0.445])
    assert frame["year"].iloc[2] == frame["year"].iloc[0] == pytest.approx(frame["year"].iloc[1] - 1)
