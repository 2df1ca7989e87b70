"""The United States by number of models, against numbers worked by hand."""

import pytest
from made_up_models import VALUES, inputs, parameters

from analysis.models.inputs import RIVAL_BEFORE
from analysis.models.rival import _Earlier, counted_shares, rival_by_count
from analysis.models.share_growth import crossing_of_half


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


def test_what_was_counted_are_three_shares_and_a_fourth_follows_from_the_part_set():
    here, now = inputs(), parameters(rival_part=0.6875)
    frame = counted_shares(crossing_of_half(here, now), here, now)
    assert frame["made_in"].tolist() == ["China", "China", "United States", "United States"]
    assert frame["counted"].tolist() == [True, True, True, False]
    assert frame[["low", "share", "high"]].iloc[2].tolist() == pytest.approx([0.435, 0.44, 0.445])
    assert frame["share"].iloc[3] == pytest.approx(0.6875 * 2246 / 3755)  # 41.1 %
    assert frame["year"].iloc[2] == frame["year"].iloc[0] == pytest.approx(frame["year"].iloc[1] - 1)
