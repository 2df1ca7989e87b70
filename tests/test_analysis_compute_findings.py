"""Sentences that turn with their numbers."""

import pandas as pd
import pytest

from analysis import compute, training
from analysis import compute_findings as findings

RATIO = {("system", "peak rate"): 1.664, ("system", "memory"): 3.556, ("system", "chips"): 5.333,
         ("system", "power"): 3.855, ("chip", "peak rate"): 0.312, ("kW", "peak rate"): 0.4316}


@pytest.fixture(autouse=True)
def plain_spaces(monkeypatch):
    """So that the sentences below can be typed."""
    assert findings.PERCENT == "\N{NO-BREAK SPACE}%"
    monkeypatch.setattr(findings, "PERCENT", " %")


def test_short_forms():
    assert [findings.short(value) for value in (0.4316, 5.333, 853.3, 0.29)] == ["0.43", "5.3", "850", "0.29"]
    assert findings.percent(0.0133) == "1.3 %" and findings.percent(0.276) == "28 %"


def test_systems():
    title = findings.systems_title(RATIO)
    assert title == "The supernode has 1.7 times the rack's peak rate, but 0.43 times per kilowatt"
    answer = findings.systems_answer(RATIO)
    assert "outruns" in answer and answer.endswith("0.43 times the rate per kilowatt.")
    weaker = RATIO | {("system", "peak rate"): 0.8}
    assert "falls short of" in findings.systems_answer(weaker) and ", and 0.43" in findings.systems_title(weaker)


def test_roofline_title_turns():
    assert "Whatever the workload" in findings.roofline_title({"system": ["A"], "kW": ["B"]})
    assert findings.roofline_title({"system": ["A", "B"], "kW": ["B"]}).startswith("The workload decides as a whole: A")


def test_rules():
    rows = [("A800", "2026", "case by case"), ("H200", "2026", "case by case"), ("B200", "2026", "not eased"),
            ("B200", "2023", "caught")]
    screened = pd.DataFrame(rows, columns=["label", "rule", "outcome"])
    answer = findings.chips_answer(-1 / 3, -0.0133, screened)
    assert "33 % under the limit of the first rule" in answer and "1.3 % under that of the second" in answer
    assert answer.endswith("case by case for A800 and H200, but not for B200.")
    assert findings.chips_answer(0.1, 0, screened.head(0)).endswith("for none, but not for none.")
    assert "1.3 % over the second's" in findings.rules_title(-1 / 3, 0.0133)


def test_stock():
    wide = findings.stock_answer(0.28, 0.1, 0.41, (0.29, 0.36), (1, 1))
    assert "cannot both be true" in wide and "41 % of the cards" in wide
    assert wide.endswith("or where fewer than 36 % of domestic cards carry chips made in the country.")
    small = findings.stock_answer(0.08, 0.1, 0.41, (0.29, 1), (0.2, 1))
    assert "can both be true" in small and small.endswith("less than 0.29 times that work.")
    assert "outside" in findings.stock_title(0.28, 0.1, 0.29)


def test_origin():
    assert "781 TFLOP/s; sources differ by 3.7 %" in findings.origin_title(781.25, -3.74)
    rates = compute.derivations(384, [("paper", 752), ("analysis", 780)], 300)
    memory = compute.memory_derivations(384, 128, 48)
    answer = findings.origin_answer(384, (300, 48), rates, memory)
    assert "sums over its 384 chips, of dense peak rates and of memory in binary units" in answer
    assert answer.endswith("the total would be 0.2 % to 3.7 % lower.")
    alone = findings.origin_answer(384, (300, 48), rates.iloc[:1], memory)
    assert alone.endswith("the total would be 3.7 % lower.")
    halved = compute.derivations(384, [("a", 390), ("b", 400)], 300)
    mixed = findings.origin_answer(384, (300, 49), halved, compute.memory_derivations(384, 128, 49))
    assert "of sparse peak rates and of memory in decimal units" in mixed
    assert mixed.endswith("0.2 % lower to 2.4 % higher.")


def test_titles_of_training_and_timeline():
    carried = training.carry((10, 12), 1000, {"yardstick": (1, 1), "article": (0.8, 1.2), "split": (0.8, 0.8)})
    assert findings.training_title(carried).endswith("kept to training alone, the 910B is 25 % slower")
    faster = training.carry((10, 12), 1000, {"yardstick": (1, 1), "article": (0.8, 1.2), "split": (1.2, 1.2)})
    assert findings.training_title(faster).endswith("17 % faster")
    assert findings.timeline_title(pd.DataFrame({"rules": [4, 11]}), 11).endswith("could know 4, the latest 11")
    assert findings.timeline_title(pd.DataFrame({"rules": [4]}), 11).endswith("the only article could know 4")
    assert findings.timeline_title(pd.DataFrame({"rules": []}), 11).startswith("No article")


def test_training_answer():
    carried = training.carry((10, 12), 1000, {"yardstick": (1, 1), "article": (0.8, 1.2), "split": (0.8, 0.8)})
    answer = findings.training_answer(1000, carried)
    assert "80 % to 120 % of an A100's work, means 833 to 1,250 chips for the work of 1,000, or 1,250 if only" in answer
    assert answer.endswith("takes 8 to 15 days instead of 10 to 12.")  # 10 ÷ 1.2 and 12 ÷ 0.8


def test_verdicts_turn():
    assert "but not the whole" in findings.stock_verdict(0.28, 0.1, 0.22, 0.39)
    assert "age alone would explain" in findings.stock_verdict(0.05, 0.1, 0.02, 0.08)
    assert "depends on growth" in findings.stock_verdict(0.1, 0.1, 0.05, 0.2)
    marks = {"A": (0.1, 0.1, 0.1), "B": (0.3, 0.3, 0.3), "C": (1, 2, 3)}
    assert findings.marks_verdict(marks, 0.17, 0.39).endswith(
        "by peak rate, A is 0.10 (below it), B is 0.30 (within the spread of the table), C is 2.00 (above it).")
    ratio = RATIO | {("system", "memory bandwidth"): 2.13}
    assert findings.systems_verdict(ratio).startswith("In totals the comparison of the articles holds: 1.7")
    assert "only in part" in findings.systems_verdict(ratio | {("system", "peak rate"): 0.8})
    assert "does not hold" in findings.systems_verdict({key: 0.5 for key in ratio})
