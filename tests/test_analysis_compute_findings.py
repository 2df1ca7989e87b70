"""Sentences that turn with their numbers."""

import pandas as pd

from analysis import compute_findings as findings
from analysis import training

RATIO = {("system", "peak rate"): 1.664, ("system", "memory"): 3.556, ("system", "chips"): 5.333,
         ("system", "power"): 3.855, ("chip", "peak rate"): 0.312, ("kW", "peak rate"): 0.4316}


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


def test_chips_and_stock():
    answer = findings.chips_answer(-1 / 3, -0.0133, 1024, 853.3, 1280, 1280)
    assert "33 % under the limit" in answer and "80 % to 120 % of an A100, means 853 to 1,280" in answer
    assert "1.3 % over the second's" in findings.rules_title(-1 / 3, 0.0133)
    wide = findings.stock_answer(0.28, 0.1, 0.41, (0.29, 0.36), (1, 1))
    assert "do not fit together" in wide
    assert wide.endswith("or where fewer than 36 % of domestic cards carry chips made in the country.")
    small = findings.stock_answer(0.08, 0.1, 0.41, (0.29, 1), (0.2, 1))
    assert "can both be true" in small and small.endswith("less than 0.29 times that work.")
    assert "outside" in findings.stock_title(0.28, 0.1, 0.29)
    assert "781 TFLOP/s; sources differ by 3.7 %" in findings.origin_title(781.25, -3.74)


def test_titles_of_training_and_timeline():
    carried = training.carry((10, 12), 1000, {"yardstick": (1, 1), "article": (0.8, 1.2), "split": (0.8, 0.8)})
    assert findings.training_title(carried).endswith("kept to training alone, the 910B is 25 % slower")
    faster = training.carry((10, 12), 1000, {"yardstick": (1, 1), "article": (0.8, 1.2), "split": (1.2, 1.2)})
    assert findings.training_title(faster).endswith("17 % faster")
    assert "could know 4 United" in findings.timeline_title(pd.DataFrame({"rules": [4, 11]}))


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
