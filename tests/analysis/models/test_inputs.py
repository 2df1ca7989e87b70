"""What the chapter takes from the book's report."""

from datetime import date

import pytest

from analysis import report
from analysis.models.inputs import DOWNLOADS, read
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
    assert found.published == whole.published and found.outside == whole.outside
    assert set(whole.named["source_id"]) - set(found.named["source_id"]) == {"cnbc-fr-models"}


def test_the_counts_are_as_far_apart_as_the_notebook_says():
    declared = {parameter.name: parameter for parameter in
                describe(report.root / "chapters/open_source_models.ipynb")}["years_apart"]
    days = date(2025, 7, 28) - date(2024, 7, 2)  # the dispatches on either count; 391 days
    assert declared.default == pytest.approx(days.days / 365.25, abs=0.005)
