"""Stock and flow, worked by hand."""

import numpy as np
import pandas as pd
import pytest

from analysis.compute import installed_base

KNOWN = pd.DataFrame({"year": [2024, 2025], "total": [200.0, 400.0], "domestic": [20.0, 160.0]})


def test_history_shrinks_backwards():
    found = installed_base.history(KNOWN, 2022, 2)
    assert list(found["year"]) == [2022, 2023, 2024, 2025]
    assert list(found["total"]) == [50, 100, 200, 400]
    assert list(found["domestic"]) == [5, 10, 20, 160]
    assert list(found["assumed"]) == [True, True, False, False]
    with pytest.raises(ValueError):
        installed_base.history(KNOWN[KNOWN["year"] != 2024].assign(year=[2026]), 2022, 0)
    with pytest.raises(ValueError, match="every year"):
        installed_base.history(pd.DataFrame({"year": [2022, 2024], "total": [1.0, 1.0], "domestic": [0.0, 0.0]}), 2020, 1)


def test_part_in_use():
    assert installed_base.in_use([2023, 2024, 2025, 2026], 2025.5, 2) == pytest.approx([0.5, 1, 0.5, 0])
    with pytest.raises(ValueError):
        installed_base.in_use([2023], 2025.5, 0)


def test_stock():
    assert installed_base.stock(KNOWN, 2025.5, 1) == pytest.approx((90, 210))  # half of each year: 10 + 80, 90 + 120
    assert installed_base.stock(KNOWN, 2026, 5) == pytest.approx((180, 420))


def test_local_share():
    assert installed_base.local_share(100, 300, 1) == 0.25
    assert installed_base.local_share(100, 300, 1, 0.4) == pytest.approx(0.1)
    assert installed_base.local_share(100, 300, 1 / 3) == pytest.approx(0.1)
    with pytest.raises(ValueError):
        installed_base.local_share(100, 300, 1, 1.2)


def test_what_would_just_do():
    assert installed_base.highest_ratio(100, 300, 0.1) == pytest.approx(1 / 3)
    assert installed_base.highest_ratio(100, 300, 0.1, 0.1) == float("inf")
    assert installed_base.highest_home_part(100, 300, 0.1, 1) == pytest.approx(0.4)
    assert installed_base.highest_home_part(10, 990, 0.1, 1) == 1
    with pytest.raises(ValueError):
        installed_base.highest_ratio(100, 300, 1.5)


def test_map_and_break_even_agree_with_the_formula():
    found = installed_base.share_map(100, 300, np.array([1 / 3, 1]), np.array([0.4, 1]))
    assert found == pytest.approx(np.array([[0.04, 0.1], [0.1, 0.25]]))
    row = installed_base.break_even(KNOWN, 2026, [5], 0.1).iloc[0]
    assert row["unit_share"] == pytest.approx(0.3)
    assert row["highest_ratio"] == pytest.approx(0.1 * 420 / (0.9 * 180))


def test_shipments_from_what_was_read():
    found = pd.DataFrame(installed_base.shipments((50, 5), 20, (300, 120), 1.5, 2022)).set_index("year")
    assert found["total"].to_dict() == pytest.approx({2022: 100 / 1.5, 2023: 100, 2024: 200, 2025: 300})
    assert found["domestic"].to_dict() == pytest.approx({2022: 10 / 1.5, 2023: 10, 2024: 20, 2025: 120})


def test_long_map():
    found = installed_base.long_map(100, 300, np.array([1 / 3, 1]), np.array([0.4, 1]))
    assert found["local_share"].tolist() == pytest.approx([0.04, 0.1, 0.1, 0.25])
    assert found.iloc[1][["performance_ratio", "made_at_home"]].tolist() == [1, 0.4]


def test_sensitivity_covers_every_pair():
    found = installed_base.sensitivity((50, 5), 20, (300, 120), (1, 2), (1, 3), 2026, 0.1)
    assert found[["growth", "lifetime"]].values.tolist() == [[1, 1], [1, 3], [2, 1], [2, 3]]
    assert found["unit_share"].iloc[0] == pytest.approx(0.4)  # only the cards of 2025 are left
    assert found["unit_share"].iloc[3] == pytest.approx(150 / 550)  # 10 + 20 + 120 of 100 + 150 + 300
