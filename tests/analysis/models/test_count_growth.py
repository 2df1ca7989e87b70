"""Growth of the counts, and half under several growths, worked by hand."""

import pytest
from made_up_models import inputs, parameters

from analysis.models import count_growth
from analysis.models.count_growth import growth_of_counts


def test_counts_of_the_book_before_and_after():
    found = growth_of_counts(inputs(), parameters())
    # 36 % of 1,328 are 478.08; 1,509 / 478.08, 2,246 / 849.92 and 3,755 / 1,328
    assert found.before == pytest.approx({"China": 478.08, "others": 849.92, "world": 1328})
    assert found.now == {"China": 1509, "others": 2246, "world": 3755}
    assert found.factors == pytest.approx({"China": 3.15637, "others": 2.64260, "world": 2.82756}, abs=1e-5)
    assert found.yearly == found.factors  # one year apart


def test_a_lead_in_growth_that_lasts_or_fades():
    found = growth_of_counts(inputs(china=100.0, others=200.0, world_before=125.0, percent_before=20.0),
                             parameters(years_apart=2.0, remaining=0.5))
    # China 25 → 100, others 100 → 200: yearly 2 and 2 ** 0.5, so the odds of 1 / 2 double in two years
    assert found.yearly == pytest.approx({"China": 2, "others": 2 ** 0.5, "world": 2.4 ** 0.5})
    years = found.scenarios.set_index("scenario")["years"]
    assert years["all"] == pytest.approx(2)
    assert years["set"] == pytest.approx(4)  # half of the lead: odds × 2 ** 0.25 a year
    assert years["tenth"] == pytest.approx(20)
    assert years.isna()["none"]
    assert found.faded == "2029-07-28"


def test_no_part_of_the_lead_is_never():
    assert growth_of_counts(inputs(), parameters(remaining=0.0)).faded == ""


def test_growth_since_the_year_before():
    assert count_growth._growth_factor(3755, 1328) == pytest.approx(2.8276, abs=1e-4)
    assert count_growth._growth_factor(1509, 478) == pytest.approx(3.1569, abs=1e-4)
    assert count_growth._growth_factor(2246, 850) == pytest.approx(2.6424, abs=1e-4)
    with pytest.raises(ValueError):
        count_growth._growth_factor(1, 0)


def test_yearly_growth_compounds():
    assert count_growth._yearly(4, 2) == pytest.approx(2)


def test_scenarios_name_the_date():
    frame = count_growth._scenarios(1 / 3, "2025-07-28", {"doubling": (2, 1), "level": (1, 1)})
    assert frame["date"].tolist() == ["2026-07-28", ""]
    assert frame["years"].isna().tolist() == [False, True]


def test_a_fading_lead():
    yearly = count_growth._yearly(4, 2), count_growth._yearly(1, 2)
    cases = count_growth._fading(*yearly, {"all": 1, "half": 0.5, "none": 0})
    assert [ours for ours, _ in cases.values()] == [pytest.approx(2), pytest.approx(2 ** 0.5), 1]
