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
    assert (found.by_downloads.claimed_from, found.by_downloads.claimed_to) == ("2024-12-17", "2024-12-31")
    assert found.by_downloads.measured_to == "2025-08-31"  # a month has ended with its last day
    assert not found.by_downloads.over_before and found.by_votes.over_before


def test_a_count_is_over_on_the_day_of_the_dispatch_that_its_article_cites_but_its_rival_is_not_in_it():
    found = evaluate_yardsticks(inputs(), parameters(rival_part=0.6875)).by_count
    assert (found.claimed_from, found.measured_to) == ("2025-07-28", "2025-07-28")
    assert found.over_before and not found.rival_measured
    assert found.odds == pytest.approx(0.97725, abs=1e-5)  # 1,509 / (0.6875 × 2,246) = 1,509 / 1,544.1
    assert not found.leads


def test_only_yardsticks_whose_claim_counts():
    found = evaluate_yardsticks(inputs(left_out={COUNT}), parameters())
    assert [stick.claim_id for stick in found.counting] == [VOTES, DOWNLOADS]
    assert found.by_count.claim_id == COUNT  # evaluated all the same


def test_a_frame_has_a_row_for_each_yardstick_with_its_years():
    frame = yardstick_frame(evaluate_yardsticks(inputs(), parameters()).counting)
    assert frame["yardstick"].tolist() == ["number of models", "votes on open models", "downloads"]
    assert frame["first_year"].tolist() == pytest.approx([2025 + 208 / 365.25] * 2 + [2024 + 351 / 365.25])
    assert frame["last_year"].tolist() == pytest.approx([2025 + 211 / 365.25] * 2 + [2024 + 365 / 365.25])
    empty = yardstick_frame(())
    assert empty.empty and {"leads", "over_before", "first_year", "reference_id"} <= set(empty.columns)


def test_count_odds_against_the_largest_rival():
    assert yardsticks._count_odds(1509, 2246, 1) == pytest.approx(0.67186, abs=1e-5)
    assert yardsticks._count_odds(1509, 2246, 0.5) == pytest.approx(1.34373, abs=1e-5)
    with pytest.raises(ValueError):
        yardsticks._count_odds(1509, 2246, 0)


def test_arena_odds_of_sixty_three_points():
    assert yardsticks.arena_odds(63) == pytest.approx(1.4371, abs=1e-4)
    assert yardsticks.arena_odds(400) == pytest.approx(10)


def test_download_odds():
    assert yardsticks._download_odds(17.1, 15.8) == pytest.approx(1.0823, abs=1e-4)


@pytest.mark.parametrize("claimed_from, measured_to, over", [
    ("2025-07-28", "2025-07-01", True), ("2025-07-28", "2025-07-28", True), ("2025-07-27", "2025-07-28", False),
    ("2024-12-17", "2024-12-31", False), ("2024-12-17", "2025-08-31", False),
])
def test_a_measurement_is_over_before_a_claim_only_if_on_its_first_possible_day(claimed_from, measured_to, over):
    assert yardsticks._over_before(claimed_from, measured_to) is over
