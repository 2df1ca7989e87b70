"""Figures looked up by name."""

import numpy as np
import pandas as pd
import pytest

from analysis import quoted


def test_an_unverified_figure_is_refused():
    points = pd.DataFrame({"reference_id": ["a", "b", "c"], "value": [1.0, 2.0, None],
                           "status": ["read", "unverified", "read"]})
    points["low"] = [0.5, None, 3.0]
    assert quoted.reference(points, "a") == 1 and quoted.reference(points, "c", "low") == 3
    for wrong, error in (("b", ValueError), ("c", ValueError), ("d", KeyError)):
        with pytest.raises(error):
            quoted.reference(points, wrong)


def test_a_ratio_of_unlike_boundaries_needs_a_note():
    points = pd.DataFrame({"reference_id": ["system", "later", "rack", "subtitle", "memory"],
                           "boundary": ["all-in", "all-in", "rack", "unstated", None]})
    assert quoted.same_boundary(points, "system", "later") == "all-in"
    assert quoted.same_boundary(points, "system", "rack", note="all-in over rack alone") == "all-in over rack alone"
    with pytest.raises(ValueError, match=r"needs a note: system \(all-in\), rack \(rack\)"):
        quoted.same_boundary(points, "system", "rack")
    with pytest.raises(ValueError, match="needs a note"):  # two that do not say may differ
        quoted.same_boundary(points, "subtitle", "subtitle")
    with pytest.raises(ValueError, match="'memory' has no boundary"):
        quoted.same_boundary(points, "memory", "system", note="any")
    with pytest.raises(KeyError, match="no reference point 'none'"):
        quoted.same_boundary(points, "system", "none")


def test_what_a_claim_gives():
    rows = [("s/a", "rate", 300.0, None, None), ("s/b", "share", None, None, 10.0), ("s/c", "part", None, 80.0, 120.0),
            ("s/d", "rate", 1.0, None, None), ("s/d", "rate", 2.0, None, None)]
    quantities = pd.DataFrame(rows, columns=["claim_id", "measure", "value", "low", "high"])
    assert quoted.claimed(quantities, "s/a", "rate") == (300, 300)
    assert quoted.claimed(quantities, "s/c", "part") == (80, 120)
    low, high = quoted.claimed(quantities, "s/b", "share")
    assert np.isnan(low) and high == 10
    for wrong in ("s/d", "s/e"):
        with pytest.raises(KeyError, match="not one"):
            quoted.claimed(quantities, wrong, "rate")
