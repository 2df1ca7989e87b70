"""Chips against the rules, worked by hand."""

import math

import pandas as pd
import pytest

from analysis.compute import export_rules

R2022 = ((("tpp", 4800), ("link_gb_s", 600)),)
R2023 = ((("tpp", 4800),), (("tpp", 1600), ("density", 5.92)), (("tpp", 2400), ("density", 1.6)),
         (("tpp", 1600), ("density", 3.2)))
R2026 = ((("tpp", 21000),), (("bandwidth_gb_s", 6500),))
A100 = {"tpp": 4992, "link_gb_s": 600, "density": 6.04, "bandwidth_gb_s": 2039}
A800 = A100 | {"link_gb_s": 400}
H20 = {"tpp": 2368, "link_gb_s": 900, "density": 2.909, "bandwidth_gb_s": 4000}
H200 = {"tpp": 15830, "link_gb_s": 900, "density": 19.4, "bandwidth_gb_s": 4800}


def test_total_processing_performance():
    assert export_rules.tpp(312) == 4992
    assert export_rules.tpp(148) == 2368
    assert export_rules.tpp(296, bits=8) == 2368  # the eight-bit rate gives the same
    with pytest.raises(ValueError):
        export_rules.tpp(0)


def test_performance_density():
    assert export_rules.performance_density(4992, 826) == pytest.approx(6.04, abs=0.005)
    assert export_rules.performance_density(15830.4, 814) == pytest.approx(19.4, abs=0.05)
    assert export_rules.performance_density(2368, 814) == pytest.approx(2.9, abs=0.05)
    with pytest.raises(ValueError):
        export_rules.performance_density(2368, 0)


def test_the_a100_meets_both_tests_of_2022_and_the_a800_fails_one():
    assert export_rules.margin(A100, R2022) == 0
    assert export_rules.margin(A800, R2022) == pytest.approx(-1 / 3)


def test_the_h20_stays_a_hair_under_the_rule_of_2023():
    assert export_rules.margin(H20, R2023) == pytest.approx(-32 / 2400)
    assert export_rules.margin(A800, R2023[:1]) == pytest.approx(0.04)
    assert export_rules.margin(A800, R2023) == pytest.approx(4992 / 2400 - 1)  # the lower class starts far below


def test_2026_reaches_as_far_as_the_h200():
    assert export_rules.margin(H200, R2026) == pytest.approx(15830 / 21000 - 1)
    assert export_rules.margin({"tpp": 36000, "bandwidth_gb_s": 7700}, R2026) == pytest.approx(36000 / 21000 - 1)


def test_a_missing_figure_decides_nothing_unless_another_does():
    assert math.isnan(export_rules.margin({"tpp": 5120, "link_gb_s": None}, R2022))
    assert export_rules.margin({"tpp": 2368, "link_gb_s": float("nan")}, R2022) != 0
    assert export_rules.margin({"tpp": 5120, "density": pd.NA}, R2023) == pytest.approx(320 / 4800)
    assert math.isnan(export_rules.margin({"tpp": 3000, "density": None}, R2023))
    assert export_rules.margin({"tpp": 1000, "density": None}, R2023) == pytest.approx(1000 / 4800 - 1)


def test_screen_says_who_is_concerned_in_2026():
    chips = pd.DataFrame([{"chip": "h20", **H20}, {"chip": "h200", **H200}, {"chip": "a100", **A100}])
    found = export_rules.screen(chips, {"2022": R2022, "2023": R2023, "2026": R2026}).set_index(["chip", "rule"])["outcome"]
    assert found["h20", "2023"] == "escapes" and found["h20", "2026"] == "not concerned"
    assert found["h200", "2023"] == "caught" and found["h200", "2026"] == "case by case"
    assert found["a100", "2022"] == "caught"


def test_the_rule_of_2026_does_not_ease_what_is_above_either_limit():
    fast = {"chip": "fast", "tpp": 36000, "link_gb_s": 1800, "density": 20, "bandwidth_gb_s": 8000}
    wide = {"chip": "wide", "tpp": 12000, "link_gb_s": 900, "density": 15, "bandwidth_gb_s": 6500}
    found = export_rules.screen(pd.DataFrame([fast, wide]), {"2023": R2023, "2026": R2026}).set_index(["chip", "rule"])
    assert found.loc[[("fast", "2026"), ("wide", "2026")], "outcome"].tolist() == ["not eased", "not eased"]
    assert found.loc[("wide", "2026"), "margin"] == 0


def test_side_by_side():
    chips = pd.DataFrame([{"chip": "h20", "tflops": 148, "reference_ids": "h20-peak", **H20}])
    row = export_rules.side_by_side(chips, export_rules.screen(chips, {"2022": R2022, "2023": R2023})).iloc[0]
    assert row["rule_2023"] == "escapes (-1.3%)" and row["rule_2022"] == "escapes (-50.7%)"
    assert list(row.index)[-1] == "reference_ids"


def test_thresholds_and_figures_come_from_the_reference_points():
    rows = [("rule-2022-tpp", 4800, "read"), ("rule-2022-link", 600, "read"), ("x-peak", 100, "read"),
            ("x-peak-low", 90, "second-hand"), ("x-die", 500, "unverified"), ("y-peak", 148, "read"),
            ("y-die", 814, "read")]
    points = pd.DataFrame(rows, columns=["reference_id", "value", "status"])
    only = {"2022": export_rules.ROUTES["2022"]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export_rules, "ROUTES", only)
        assert export_rules.thresholds(points) == {"2022": R2022}
    chip, other = export_rules.chip_figures(points, ["x", "y"]).to_dict("records")
    assert chip["tpp"] == 1600 and math.isnan(chip["density"]) and chip["reference_ids"] == "x-peak x-peak-low"
    assert (chip["tpp_low"], chip["tpp_high"]) == (1440, 1600)
    assert other["tpp_low"] == other["tpp_high"] == 2368 and other["density"] == pytest.approx(2.909, abs=0.001)
