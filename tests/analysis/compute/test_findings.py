"""Sentences that turn with their numbers."""

import pandas as pd
import pytest

from analysis.compute import findings, systems, training

SPANS = {("system", "peak rate"): (1.604, 1.664), ("system", "memory"): (3.556, 3.67), ("system", "chips"): (5.333, 5.333),
         ("system", "power"): (3.855, 5.0), ("chip", "peak rate"): (0.3008, 0.312), ("kW", "peak rate"): (0.32, 0.4316)}


@pytest.fixture(autouse=True)
def plain_spaces(monkeypatch):
    """So that the sentences below can be typed."""
    assert findings.PERCENT == "\N{NO-BREAK SPACE}%"
    monkeypatch.setattr(findings, "PERCENT", " %")


def test_short_forms():
    assert [findings.short(value) for value in (0.4316, 5.333, 853.3, 0.29)] == ["0.43", "5.3", "850", "0.29"]
    assert findings.percent(0.0133) == "1.3 %" and findings.percent(0.276) == "28 %"


def test_systems():
    title = findings.systems_title(SPANS)
    assert title == ("On paper the supernode has 1.6 to 1.7 times the rack's peak rate, but 0.32 to 0.43 times per "
                     "kilowatt")
    answer = findings.systems_answer(SPANS, (3.855, 4.14))
    assert "outruns" in answer and answer.endswith("0.32 to 0.43 times the rate per kilowatt.")
    assert "5.3 times the chips and 3.9 to 5.0 times the power (3.9 to 4.1 without the page that" in answer
    assert "(" not in findings.systems_answer(SPANS, (3.855, 5.0)).split("NVL72)")[1]
    weaker = SPANS | {("system", "peak rate"): (0.8, 0.83)}
    assert "falls short of" in findings.systems_answer(weaker, (1, 1)) and ", and 0.32" in findings.systems_title(weaker)
    assert "level with" in findings.systems_answer(SPANS | {("system", "peak rate"): (0.9, 1.1)}, (1, 1))


def test_spans_of_ratios():
    assert findings.between(3.855, 5) == "3.9 to 5.0" and findings.between(0.3008, 0.312) == "0.30 to 0.31"
    assert findings.between(2.131, 2.133) == "2.1" and findings.between(9.6, 12.4) == "9.6 to 12"


def test_roofline_title_turns():
    assert findings.roofline_title({"system": ["A"], "kW": ["B"]}) == (
        "On paper, at every ratio of arithmetic to memory traffic, A is faster as a whole, B per kilowatt")
    assert findings.roofline_title({"system": ["A"], "kW": ["A"]}).endswith("A is faster as a whole and per kilowatt")
    assert "traffic decides as a whole: A leads" in findings.roofline_title({"system": ["A", "B"], "kW": ["B"]})


def test_rules():
    rows = [("A800", "2026", "case by case"), ("H200", "2026", "case by case"), ("B200", "2026", "not eased"),
            ("B200", "2023", "caught")]
    screened = pd.DataFrame(rows, columns=["label", "rule", "outcome"])
    answer = findings.chips_answer(-1 / 3, -0.0133, screened)
    assert "33 % under the limit of the first rule" in answer and "1.3 % under that of the second" in answer
    assert answer.endswith("case by case for A800 and H200, but not for B200.")
    assert findings.chips_answer(0.1, 0, screened.head(0)).endswith("for none, but not for none.")
    assert "1.3 % over the second rule's lower class" in findings.rules_title(-1 / 3, 0.0133)


def test_stock():
    wide = findings.stock_answer(0.28, 0.1, 0.41, (0.29, 0.36), (1, 1))
    assert "cannot both be true" in wide and "41 % of the cards" in wide
    assert wide.endswith("or where fewer than 36 % of domestic cards carry chips made in the country.")
    small = findings.stock_answer(0.08, 0.1, 0.41, (0.29, 1), (0.2, 1))
    assert "can both be true" in small and small.endswith("less than 0.29 times that work.")
    assert "outside" in findings.stock_title(0.28, 0.1, 0.29)


def test_origin():
    assert "781 TFLOP/s; sources differ by 3.7 %" in findings.origin_title(781.25, -3.74)
    rates = systems.derivations(384, [("paper", 752), ("analysis", 780)], 300)
    memory = systems.memory_derivations(384, 128, 48)
    answer = findings.origin_answer(384, (300, 48), rates, memory)
    assert "sums over its 384 chips, of dense peak rates and of memory in binary units" in answer
    assert answer.endswith("the total would be 0.2 % to 3.7 % lower.")
    alone = findings.origin_answer(384, (300, 48), rates.iloc[:1], memory)
    assert alone.endswith("the total would be 3.7 % lower.")
    halved = systems.derivations(384, [("a", 390), ("b", 400)], 300)
    mixed = findings.origin_answer(384, (300, 49), halved, systems.memory_derivations(384, 128, 49))
    assert "of sparse peak rates and of memory in decimal units" in mixed
    assert mixed.endswith("0.2 % lower to 2.4 % higher.")


def test_titles_of_training_and_timeline():
    carried = training.carry((10, 12), 1000, {"yardstick": (1, 1), "article": (0.8, 1.2), "split": (0.8, 0.8)})
    assert findings.training_title(carried) == (  # 1.2 ÷ 0.8, and that times 12 ÷ 10
        "The article's range leaves a factor of 1.5 in training time (1.8 with the range of utilisation); kept to "
        "training alone, the 910B takes 25 % longer")
    faster = training.carry((10, 12), 1000, {"yardstick": (1, 1), "article": (0.8, 1.2), "split": (1.2, 1.2)})
    assert findings.training_title(faster).endswith("takes 17 % less time")
    level = training.carry((10, 10), 1000, {"yardstick": (1, 1), "article": (0.8, 1.2), "split": (1, 1)})
    assert findings.training_title(level).endswith("in training time; kept to training alone, the 910B takes as long")
    assert findings.timeline_title(pd.DataFrame({"rules": [4, 11]}), 11).endswith("could know 4, the latest 11")
    assert findings.timeline_title(pd.DataFrame({"rules": [4]}), 11).endswith("the only article could know 4")
    assert findings.timeline_title(pd.DataFrame({"rules": []}), 11).startswith("No article")


def test_training_answer():
    carried = training.carry((10, 12), 1000, {"yardstick": (1, 1), "article": (0.8, 1.2), "split": (0.8, 0.8)})
    answer = findings.training_answer(1000, carried)
    assert "80 % to 120 % of an A100's work, means 833 to 1,250 chips for the work of 1,000, or 1,250 if only" in answer
    assert "takes 10 to 12 days, a factor of 1.2 from the utilisation assumed; the manager's range adds" in answer
    assert answer.endswith("a factor of 1.5, and as many 910Bs take 8 to 15 days.")  # 10 ÷ 1.2 and 12 ÷ 0.8


def test_verdicts_turn():
    assert "but not the whole" in findings.stock_verdict(0.28, 0.1, 0.22, 0.39)
    assert "age alone would explain" in findings.stock_verdict(0.05, 0.1, 0.02, 0.08)
    assert "depends on growth" in findings.stock_verdict(0.1, 0.1, 0.05, 0.2)
    marks = {"A": (0.1, 0.1, 0.1), "B": (0.3, 0.3, 0.3), "C": (1, 2, 3)}
    assert findings.marks_verdict(marks, 0.17, 0.39).endswith(
        "by peak rate, A is 0.10 (below it), B is 0.30 (within the spread of the table), C is 2.00 (above it).")
    spans = SPANS | {("system", "memory bandwidth"): (2.13, 2.13)}
    assert findings.systems_verdict(spans).endswith("outside, the supernode is ahead: 1.6 to 1.7 times the peak rate, "
                                                    "3.6 to 3.7 times the memory, 2.1 times the memory bandwidth.")
    assert "in part only" in findings.systems_verdict(spans | {("system", "peak rate"): (0.8, 0.83)})
    assert "is not ahead" in findings.systems_verdict(dict.fromkeys(spans, (0.5, 0.6)))
