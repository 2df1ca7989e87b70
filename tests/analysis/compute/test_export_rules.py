"""Chips against the rules, worked by hand."""

import math
from types import SimpleNamespace

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
TPP, LINK, DENSITY, BANDWIDTH = ("processing_performance", "link_bandwidth", "performance_density",
                                "memory_bandwidth_per_chip")
TESTS = pd.DataFrame(
    [("2022", 1, TPP, "rule-2022-tpp"), ("2022", 1, LINK, "rule-2022-link"),
     ("2023", 1, TPP, "rule-2023-tpp"),
     ("2023", 2, TPP, "rule-2023-tpp-dense"), ("2023", 2, DENSITY, "rule-2023-density"),
     ("2023", 3, TPP, "rule-2023-tpp-lower"), ("2023", 3, DENSITY, "rule-2023-density-lower"),
     ("2023", 4, TPP, "rule-2023-tpp-dense"), ("2023", 4, DENSITY, "rule-2023-density-middle"),
     ("2026", 1, TPP, "rule-2026-tpp"), ("2026", 2, BANDWIDTH, "rule-2026-bandwidth")],
    columns=["name", "route", "quantity", "reference_id"])
H200 = {"tpp": 15830, "link_gb_s": 900, "density": 19.4, "bandwidth_gb_s": 4800}


def test_total_processing_performance():
    assert export_rules._tpp(312) == 4992
    assert export_rules._tpp(148) == 2368
    assert export_rules._tpp(296, bits=8) == 2368  # the eight-bit rate gives the same
    with pytest.raises(ValueError):
        export_rules._tpp(0)


def test_performance_density():
    assert export_rules._performance_density(4992, 826) == pytest.approx(6.04, abs=0.005)
    assert export_rules._performance_density(15830.4, 814) == pytest.approx(19.4, abs=0.05)
    assert export_rules._performance_density(2368, 814) == pytest.approx(2.9, abs=0.05)
    with pytest.raises(ValueError):
        export_rules._performance_density(2368, 0)


def test_the_a100_meets_both_tests_of_2022_and_the_a800_fails_one():
    assert export_rules._margin(A100, R2022) == 0
    assert export_rules._margin(A800, R2022) == pytest.approx(-1 / 3)


def test_the_h20_stays_a_hair_under_the_rule_of_2023():
    assert export_rules._margin(H20, R2023) == pytest.approx(-32 / 2400)
    assert export_rules._margin(A800, R2023[:1]) == pytest.approx(0.04)
    assert export_rules._margin(A800, R2023) == pytest.approx(4992 / 2400 - 1)  # the lower class starts far below


def test_2026_reaches_as_far_as_the_h200():
    assert export_rules._margin(H200, R2026) == pytest.approx(15830 / 21000 - 1)
    assert export_rules._margin({"tpp": 36000, "bandwidth_gb_s": 7700}, R2026) == pytest.approx(36000 / 21000 - 1)


def test_a_missing_figure_decides_nothing_unless_another_does():
    assert math.isnan(export_rules._margin({"tpp": 5120, "link_gb_s": None}, R2022))
    assert export_rules._margin({"tpp": 2368, "link_gb_s": float("nan")}, R2022) != 0
    assert export_rules._margin({"tpp": 5120, "density": pd.NA}, R2023) == pytest.approx(320 / 4800)
    assert math.isnan(export_rules._margin({"tpp": 3000, "density": None}, R2023))
    assert export_rules._margin({"tpp": 1000, "density": None}, R2023) == pytest.approx(1000 / 4800 - 1)


def test_screen_says_who_is_concerned_in_2026():
    chips = pd.DataFrame([{"chip": "h20", **H20}, {"chip": "h200", **H200}, {"chip": "a100", **A100}])
    rules = {"2022": R2022, "2023": R2023, "2026": R2026}
    found = export_rules._screen(chips, rules).set_index(["chip", "rule"])["outcome"]
    assert found["h20", "2023"] == "escapes" and found["h20", "2026"] == "not concerned"
    assert found["h200", "2023"] == "caught" and found["h200", "2026"] == "case by case"
    assert found["a100", "2022"] == "caught"


def test_the_rule_of_2026_does_not_ease_what_is_above_either_limit():
    fast = {"chip": "fast", "tpp": 36000, "link_gb_s": 1800, "density": 20, "bandwidth_gb_s": 8000}
    wide = {"chip": "wide", "tpp": 12000, "link_gb_s": 900, "density": 15, "bandwidth_gb_s": 6500}
    found = export_rules._screen(pd.DataFrame([fast, wide]), {"2023": R2023, "2026": R2026}).set_index(["chip", "rule"])
    assert found.loc[[("fast", "2026"), ("wide", "2026")], "outcome"].tolist() == ["not eased", "not eased"]
    assert found.loc[("wide", "2026"), "margin"] == 0


def test_side_by_side():
    unknown = {"tpp": 5120, "link_gb_s": 392, "density": None, "bandwidth_gb_s": None}
    chips = pd.DataFrame([{"chip": name, "label": name.upper(), "reference_ids": f"{name}-peak", **figures}
                          for name, figures in {"h20": H20, "a100": A100, "910b": unknown}.items()])
    points = pd.DataFrame([("rule-2022-tpp", 4800, "read"), ("rule-2022-link", 600, "read"),
                           ("rule-2023-tpp-lower", 2400, "read"), ("rule-2026-tpp", 21000, "read"),
                           ("rule-2026-bandwidth", 6500, "read")], columns=["reference_id", "value", "status"])
    rules = {"2022": R2022, "2023": R2023, "2026": R2026}
    table = export_rules._side_by_side(chips, export_rules._screen(chips, rules), points).set_index("chip")
    assert list(table.columns)[-1] == "reference_ids"
    assert table.loc["H20", ["rule_2022", "rule_2023"]].tolist() == ["escapes", "escapes"]
    # one threshold a column: TPP from 4,800, link from 600, TPP from 2,400, TPP from 21,000, bandwidth from 6,500
    columns = ["to_tpp_2022", "to_link_2022", "to_tpp_2023", "to_tpp_2026", "to_bandwidth_2026"]
    assert table.loc["H20", columns].tolist() == pytest.approx(
        [-100 * 2432 / 4800, 50, -100 * 32 / 2400, -100 * 18632 / 21000, -100 * 2500 / 6500])
    # by the yardstick of the lower class the 910B, whose density is not known, is no nearer than the A100
    assert table.loc["A100", "to_tpp_2023"] == pytest.approx(108)  # 4,992 ÷ 2,400
    assert table.loc["910B", "to_tpp_2023"] == pytest.approx(100 * 2720 / 2400)  # 113.3
    assert math.isnan(table.loc["910B", "to_bandwidth_2026"])


def test_thresholds_and_figures_come_from_the_reference_points():
    rows = [("rule-2022-tpp", 4800, "read"), ("rule-2022-link", 600, "read"), ("x-peak", 100, "read"),
            ("x-peak-low", 90, "second-hand"), ("x-die", 500, "unverified"), ("y-peak", 148, "read"),
            ("y-die", 814, "read")]
    points = pd.DataFrame(rows, columns=["reference_id", "value", "status"])
    assert export_rules._thresholds(points, TESTS[TESTS["name"] == "2022"]) == {"2022": R2022}
    with pytest.raises(KeyError, match="no reference point 'rule-2023-tpp'"):
        export_rules._thresholds(points, TESTS)
    chip, other = export_rules._chip_figures(points, ["x", "y"]).to_dict("records")
    assert chip["tpp"] == 1600 and math.isnan(chip["density"]) and chip["reference_ids"] == "x-peak x-peak-low"
    assert (chip["tpp_low"], chip["tpp_high"]) == (1440, 1600)
    assert other["tpp_low"] == other["tpp_high"] == 2368 and other["density"] == pytest.approx(2.909, abs=0.001)


def test_what_the_chapter_says_of_the_chips(monkeypatch):
    """Three chips as in the tables: peak rate, speed of link, memory bandwidth in TB/s, die area."""
    figures = {"a800": (312, 400, 2.039, 826), "h20": (148, 900, 4.0, 814), "h200": (989.4, 900, 4.8, 814),
               "b200": (2250, 1800, 7.7, 1600), "a100": (312, 600, 2.039, 826), "ascend-x": (320, 392, 1.6, None)}
    rows = [(f"{chip}-{name}", value, "read") for chip, values in figures.items()
            for name, value in zip(("peak", "link", "bandwidth", "die"), values)]
    rows += [(f"rule-{name}", value, "read") for name, value in (
        ("2022-tpp", 4800), ("2022-link", 600), ("2023-tpp", 4800), ("2023-tpp-dense", 1600), ("2023-density", 5.92),
        ("2023-tpp-lower", 2400), ("2023-density-lower", 1.6), ("2023-density-middle", 3.2), ("2026-tpp", 21000),
        ("2026-bandwidth", 6500))]
    labels = {chip: chip.upper() for chip in figures}
    monkeypatch.setattr(export_rules, "LABELS", labels)
    points = pd.DataFrame(rows, columns=["reference_id", "value", "status"])
    found = export_rules.screen_chips(SimpleNamespace(points=points, rule_tests=TESTS))
    assert found.link_margin == pytest.approx(400 / 600 - 1) and found.link_side == "under"
    assert found.performance_margin == pytest.approx(2368 / 2400 - 1) and found.performance_side == "under"
    assert found.eased == ("A800", "H200", "A100") and found.closed == ("B200",)  # the H20 escapes, Ascend is for scale
    assert (found.tpp_a100, found.tpp_h20) == (4992, 2368)
    assert found.table["chip"].tolist() == list(labels.values())
    assert found.chips["ascend"].tolist() == [False] * 5 + [True]


def test_the_limit_itself_is_over():
    assert export_rules._side(0) == "over" and export_rules._side(-0.001) == "under"


def test_a_figure_at_its_limit_may_decide():
    at_the_limit = {"tpp": 10, "density": None}
    assert math.isnan(export_rules._margin(at_the_limit, ((("tpp", 10), ("density", 5)), (("tpp", 20),))))
    assert export_rules._margin(at_the_limit, ((("tpp", 10),), (("tpp", 5), ("density", 5)))) == 0
