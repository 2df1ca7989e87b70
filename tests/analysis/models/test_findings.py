"""Sentences on open models that turn with their numbers."""

import math

import pandas as pd

from analysis.models import findings


def test_share():
    assert findings.share_sentence(1509 / 3755).startswith("40.2\N{NO-BREAK SPACE}% of the models counted, less than")
    assert findings.share_sentence(0.6).endswith("more than half") and "exactly" in findings.share_sentence(0.5)


def test_half():
    words = findings.half_sentence("2025-07-28", 2, 1, 4, 0.02)
    assert "would pass half in July 2027; " in words and words.endswith("between July 2026 and July 2029.")
    assert "off by 2\N{NO-BREAK SPACE}% in either report, which is our assumption" in words
    assert findings.half_sentence("2025-07-28", 2, 1, math.inf, 0.02).endswith("from July 2026 on, or never.")
    assert "would not pass half" in findings.half_sentence("2025-07-28", math.inf, 1, math.inf, 0.02)
    assert findings.half_sentence("2025-07-28", 0, 0, 0, 0.02) == "China's share has passed half."


def test_horizon_and_fading():
    assert "even in the slowest" in findings.horizon_sentence(4, 5)
    assert "not assured" in findings.horizon_sentence(6, 5)
    assert findings.horizon_sentence(2, 1).startswith("Within 1 year of")
    assert findings.fading_sentence("2030-05-01") == "half would be passed in May 2030"
    assert "not be passed" in findings.fading_sentence("")


def sticks(*rows):
    return pd.DataFrame(rows, columns=["yardstick", "rival_measured", "leads", "provable"])


def test_yardsticks():
    words = findings.yardstick_sentence(sticks(("count", False, True, False), ("votes", True, True, True),
                                               ("downloads", True, False, False)), 0.672)
    assert words.startswith("Chinese models lead by votes; Chinese models do not lead by downloads; by count they would")
    assert "be ahead as long as the largest rival made less than 67\N{NO-BREAK SPACE}% of" in words and words.endswith(
        "For one of the three claims we found a measurement that was over when the claim was made.")


def test_yardsticks_that_are_left():
    assert findings.yardstick_sentence(sticks(("count", False, False, False)), 0.6).startswith(
        "By count Chinese models would be ahead as long as")
    assert findings.yardstick_sentence(sticks(("votes", True, True, True)), 0.6).endswith(
        "We found a measurement that was over when the claim was made.")
    assert findings.yardstick_sentence(sticks(), 0.6).startswith("No article")


def test_register_and_vendors():
    register = pd.DataFrame({"openness": ["open source", ""], "articles": [2, 1]})
    assert findings.register_sentence(register).endswith("for one of them some article says how open they are, and one "
                                                         "occur in a single article.")
    assert findings.register_sentence(register.head(0)).startswith("No article")
    said = pd.DataFrame({"said_by": ["A", "B", "A", "C"]})
    assert "50\N{NO-BREAK SPACE}%" in findings.vendors_sentence(said, ["A"])
    assert "none of these" in findings.vendors_sentence(said, ["D"])
    assert findings.vendors_sentence(said.head(0), ["A"]).startswith("No article")


def test_large():
    assert "67\N{NO-BREAK SPACE}% as often" in findings.large_sentence(1509 / 2246)
