"""What the chapter takes from the book's report."""

from datetime import date

import pytest

from analysis import report
from analysis.models import inputs
from analysis.models.count_growth import OTHERS, growth_of_counts
from analysis.models.inputs import COUNT_BEFORE, DOWNLOADS, RIVAL_BEFORE, Parameters, read
from evidence.notebooks.parameters import describe
from evidence.tables.selection import Selection, without


def test_counts_are_those_of_the_article_and_of_the_year_before():
    found = read(report)
    assert (found.china, found.others, found.world_before, found.percent_before) == (1509, 3755 - 1509, 1328, 36)
    assert (found.counted_on, found.counted_before) == ("2025-07-28", "2024-07")
    assert set(found.outside) == set(found.measured_to)


def test_figures_are_read_though_their_claims_are_left_out_and_rows_are_not():
    chosen = Selection(report, *without(report, leave_out_article="cnbc-fr-models"))
    whole, found = read(report), read(chosen)
    assert DOWNLOADS in found.left_out and DOWNLOADS not in whole.left_out
    assert found.appeared == whole.appeared and found.outside == whole.outside
    assert set(whole.named["source_id"]) - set(found.named["source_id"]) == {"cnbc-fr-models"}


def test_articles_are_no_older_than_what_they_pass_on():
    found = read(report).appeared
    assert found["vietnam-vn-waic"] == ("2025-07-28", "2025-07-31")  # of July; cites a dispatch of the 28th
    assert found["cnbc-fr-models"] == ("2024-12-17", "2024-12-31")  # of December; translates an article of the 17th
    assert found["chip-gap"] == ("2024-08-01", "2024-08-31")  # what it passes on is of July
    assert found["clubic-glm-image"] == ("2026-01-14", "2026-01-14")


@pytest.mark.parametrize("upstream, first", [
    ("", "2025-07-01"), ("Reuters", "2025-07-01"), ("Reuters, 5 July 2025; Xinhua, 28 July 2025", "2025-07-28"),
    ("Reuters, 30 June 2025", "2025-07-01"), ("Reuters, 128 July 2025", "2025-07-01"),
])
def test_days_are_read_from_what_an_article_goes_back_to(upstream, first):
    assert inputs._appeared("2025-07", upstream) == (first, "2025-07-31")


def test_the_rivals_part_is_that_of_the_year_before_and_its_range_lets_it_grow_as_china_did():
    declared = {parameter.name: parameter for parameter in
                describe(report.root / "chapters/open_source_models.ipynb")}
    part, found = declared["rival_part"], read(report)
    before = found.outside[RIVAL_BEFORE] / (100 - found.outside[COUNT_BEFORE[1]])  # 44 / 64
    growth = growth_of_counts(found, Parameters(**{name: one.default for name, one in declared.items()})).factors
    faster = growth["China"] / growth[OTHERS]  # 3.156 / 2.643 = 1.194
    assert part.default == before == 0.6875
    assert (part.low, part.high) == pytest.approx((before / faster, before * faster), abs=0.01)  # 0.576 and 0.821


def test_the_counts_are_as_far_apart_as_the_notebook_says():
    declared = {parameter.name: parameter for parameter in
                describe(report.root / "chapters/open_source_models.ipynb")}["years_apart"]
    days = date(2025, 7, 28) - date(2024, 7, 2)  # the dispatches on either count; 391 days
    assert declared.default == pytest.approx(days.days / 365.25, abs=0.005)
