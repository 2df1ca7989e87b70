"""The gap between the best models, against numbers worked by hand."""

import pytest
from made_up_models import VALUES, inputs, parameters

from analysis.models.best_models import _Told, best_models, gap_table, lead_frame
from analysis.models.inputs import ARENA, ARENA_LEADS, CLOSING, LEVEL


def test_points_become_parts_of_the_votes():
    found = best_models(inputs(), parameters())
    assert [lead.points for lead in found.leads] == [103, 23, 39]
    # odds 10 ** (103 / 400) = 1.8092, 10 ** (23 / 400) = 1.1416, 10 ** (39 / 400) = 1.2517; parts odds / (1 + odds)
    assert [lead.votes for lead in found.leads] == pytest.approx([0.6440, 0.5331, 0.5559], abs=1e-4)
    assert (found.snapshot.points, found.snapshot.bound) == (49, True)  # 1,473 against 1,424
    assert found.snapshot.votes == pytest.approx(0.5701, abs=1e-4)  # odds 10 ** (49 / 400) = 1.3259


def test_american_notable_models_for_each_chinese_one():
    assert best_models(inputs(), parameters()).notable == pytest.approx((40 / 15, 50 / 30))


def told(**given) -> list[_Told]:
    return [saying.told for saying in best_models(inputs(**given), parameters(lead_margin=0.05)).sayings]


def test_sayings_against_the_leads_before_and_after_them():
    assert told() == [_Told.CLOSING_FITS, _Told.LEVEL_CLASHES]  # 103 then 23 points; 23 points are odds of 1.14


@pytest.mark.parametrize("lead, level", [(9.0, _Told.LEVEL_CLASHES), (8.0, _Told.LEVEL_FITS), (-5.0, _Told.LEVEL_FITS)])
def test_level_is_a_lead_within_the_margin_or_none(lead, level):
    # 8 points are odds of 1.0471, 9 points of 1.0532; the margin is 0.05
    assert told(outside=VALUES | {ARENA_LEADS[1]: lead})[1] is level


def test_a_gap_that_grew_clashes_with_closing():
    assert told(outside=VALUES | {ARENA_LEADS[1]: 120.0})[0] is _Told.CLOSING_CLASHES


def test_a_saying_left_out_is_not_judged():
    assert told(left_out={LEVEL}) == [_Told.CLOSING_FITS]
    assert told(left_out={CLOSING, LEVEL}) == []


def test_leads_stand_in_order_of_time_and_the_table_names_their_points():
    found = best_models(inputs(), parameters())
    frame = lead_frame(found)
    assert frame["as_of"].tolist() == ["2024-01", "2025-02", "2025-07-01", "2026-03"]
    assert frame["bound"].tolist() == [False, False, True, False] and frame["year"].is_monotonic_increasing
    table = gap_table(found, inputs())
    assert table["yardstick"].tolist() == ["votes"] * 4 + ["notable"] * 2 + ["index"]
    assert table["ahead_by"].tolist() == pytest.approx([103, 23, 49, 39, 2.667, 1.667, 7], abs=1e-3)
    assert set(table["reference_id"].iloc[2].split()) == {ARENA["all"], ARENA["china"]}
