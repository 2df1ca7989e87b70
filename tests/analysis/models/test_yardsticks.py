"""The three yardsticks, on the book's figures and on made-up dates."""

import pytest
from made_up_models import ENDS, inputs, parameters

from analysis.models import yardsticks
from analysis.models.inputs import ARENA, COUNT, DOWNLOAD_SHARES, DOWNLOADS, VOTES
from analysis.models.yardsticks import evaluate_yardsticks, yardstick_frame


def test_odds_by_all_yardsticks():
    found = evaluate_yardsticks(inputs(), parameters(rival_part=0.5))
    assert found.by_count.odds == pytest.approx(1509 / 1123)
    assert found.by_votes.odds == pytest.approx(10 ** (63 / 400))  # 1,424 against 1,361 points
    assert found.by_downloads.odds == pytest.approx(17.1 / 15.8)
    assert found.level_at == pytest.approx(1509 / 2246)


def test_against_all_models_another_rival_counts():
    found = evaluate_yardsticks(inputs(), parameters(arena_against="all")).by_votes
    assert found.odds == pytest.approx(10 ** (-49 / 400)) and not found.leads  # 1,424 against 1,473 points
    assert (found.yardstick, found.reference_id) == ("votes on all models", f"{ARENA['china']} {ARENA['all']}")


@pytest.mark.parametrize("margin, leads", [(0.05, True), (0.08, True), (0.09, False), (0.10, False)])
def test_a_lead_needs_more_than_the_margin(margin, leads):
    assert evaluate_yardsticks(inputs(), parameters(lead_margin=margin)).by_downloads.leads is leads  # odds of 1.0823


def test_claims_are_as_old_as_their_articles_and_measurements_as_their_last_figure():
    here = inputs(measured_to=ENDS | {DOWNLOAD_SHARES[0]: "2025-06"})
    found = evaluate_yardsticks(here, parameters())
    assert (found.by_downloads.claimed_on, found.by_downloads.measured_to) == ("2024-12-17", "2025-08")
    assert not found.by_downloads.provable and found.by_votes.provable


def test_a_lead_over_an_uncounted_rival_was_not_provable():
    found = evaluate_yardsticks(inputs(), parameters()).by_count  # measured in the month of the claim, China alone
    assert (found.claimed_on, found.measured_to) == ("2025-07", "2025-07-28")
    assert not found.rival_measured and not found.provable


def test_only_yardsticks_whose_claim_counts():
    found = evaluate_yardsticks(inputs(left_out={COUNT}), parameters())
    assert [stick.claim_id for stick in found.counting] == [VOTES, DOWNLOADS]
    assert found.by_count.claim_id == COUNT  # evaluated all the same


def test_a_frame_has_a_row_for_each_yardstick_with_its_years():
    frame = yardstick_frame(evaluate_yardsticks(inputs(), parameters()).counting)
    assert frame["yardstick"].tolist() == ["number of models", "votes on open models", "downloads"]
    assert frame["claimed_year"].tolist() == pytest.approx([2025 + 195 / 365.25] * 2 + [2024 + 351 / 365.25])
    empty = yardstick_frame(())
    assert empty.empty and {"leads", "provable", "claimed_year", "reference_id"} <= set(empty.columns)


def test_count_odds_against_the_largest_rival():
    assert yardsticks._count_odds(1509, 2246, 1) == pytest.approx(0.67186, abs=1e-5)
    assert yardsticks._count_odds(1509, 2246, 0.5) == pytest.approx(1.34373, abs=1e-5)
    with pytest.raises(ValueError):
        yardsticks._count_odds(1509, 2246, 0)


def test_arena_odds_of_sixty_three_points():
    assert yardsticks._arena_odds(1424, 1361) == pytest.approx(1.4371, abs=1e-4)
    assert yardsticks._arena_odds(1400, 1000) == pytest.approx(10)


def test_download_odds():
    assert yardsticks._download_odds(17.1, 15.8) == pytest.approx(1.0823, abs=1e-4)


@pytest.mark.parametrize("claimed, measured, known", [
    ("2025-07-28", "2025-07-01", True), ("2024-12-17", "2025-08", False),
    ("2025-07", "2025-07-28", True), ("2024-12-17", "2024", True), ("2025-07-27", "2025-07-28", False),
])
def test_provable_only_by_what_was_known(claimed, measured, known):
    assert yardsticks._provable(claimed, measured) is known
