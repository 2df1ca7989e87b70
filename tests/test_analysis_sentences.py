"""Computed sentences say the opposite when the figures do."""

import math

from analysis import sentences as s


def test_small_numbers_are_spelt():
    assert (s.spelt(0), s.spelt(3), s.spelt(1200)) == ("none", "three", "1,200")


def test_lists():
    assert (s.listed([]), s.listed(["a"]), s.listed(["a", "b", "c"])) == ("nobody", "a", "a, b and c")


def test_months():
    assert s.month("2027-12-05") == s.month("2027-12") == "December 2027"


def test_share():
    assert s.share_sentence(1509 / 3755).startswith("40.2\N{NO-BREAK SPACE}% of the models counted, less than")
    assert s.share_sentence(0.6).endswith("more than half")


def test_half():
    assert "in July 2027; " in s.half_sentence("2025-07-28", 2, 1, 4)
    assert "between July 2026 and July 2029" in s.half_sentence("2025-07-28", 2, 1, 4)
    assert s.half_sentence("2025-07-28", 2, 1, math.inf).endswith("July 2026, or never.")
    assert "never" in s.half_sentence("2025-07-28", math.inf, 1, math.inf)


def test_horizon():
    assert "even in the slowest" in s.horizon_sentence(4, 5) and "not assured" in s.horizon_sentence(6, 5)


def test_yardsticks():
    assert "by all three yardsticks" in s.yardstick_sentence([True] * 3, [False, True, False])
    assert "by one of three" in s.yardstick_sentence([True, False, False], [False] * 3)


def test_overlap_names_who_is_in_both():
    assert s.overlap_sentence(["StepFun"], 9, 1 / 9) == (
        "Of nine firms named, StepFun belongs to both, an overlap of 11.1\N{NO-BREAK SPACE}%.")


def test_bloc_and_bridge():
    assert "nineteen" in s.bloc_sentence(0.1, 0.2, 0.5)
    assert "one bloc" in s.bloc_sentence(0.6, 0.7, 0.5)
    assert "most draws" in s.bloc_sentence(0.4, 0.7, 0.5)
    assert "minority" in s.bridge_sentence("X", 0.4) and "more often" in s.bridge_sentence("X", 0.6)


def test_bridges():
    assert "no single firm" in s.bridges_sentence("X", [])
    assert "only firm needed" in s.bridges_sentence("X", ["X"])
    assert s.bridges_sentence("X", ["Y"]).endswith("needs Y.")


def test_record():
    assert s.record_sentence(350_000, 300_000).startswith("a record")
    assert s.record_sentence(250_000, 300_000).startswith("no record")


def test_headlines_that_stay():
    assert s.stays_sentence(["A."] * 3, 3).startswith("All three")
    assert s.stays_sentence([], 3).startswith("Each of the three headlines turns")
    assert "one stays over" in s.stays_sentence(["A is B."], 3) and "(A is B);" in s.stays_sentence(["A is B."], 3)


def test_things_announced():
    assert s.things_sentence(9, 1, ["released"]).endswith("bodies, one of them released")
    assert s.lone_sentence(9, 9).startswith("Every one of the nine")
    assert s.lone_sentence(1, 9) == "One of the nine is reported by a single article."


def test_stages():
    text = s.stage_sentence(["released; shown", "in development", ""], ["released", "in_development"])
    assert text == ("Of two things with a stage, two had got as far as in development and released; "
                    "for one no stage is given.")
    assert s.stage_sentence(["shown"], ["shown"]) == "Of one thing with a stage, one had got as far as shown."


def test_attendance_title_names_its_assumption():
    assert s.attendance_title(350_000, 1, 300_000).startswith("At one visit a person, the estimate means a record")
    assert "At 1.5 visits a person, the estimate means no record" in s.attendance_title(350_000, 1.5, 300_000)


def test_verdicts():
    assert s.verdicts_sentence(["supported", "thin"]) == (
        "Of two propositions put to the articles, one is borne out by what they say and one rests on too little.")
    assert "two are borne out" in s.verdicts_sentence(["supported"] * 2)
    assert "one divides them" in s.verdicts_sentence(["divided", "opposed"])


def test_voices_and_fragility():
    assert "50\N{NO-BREAK SPACE}%" in s.voices_sentence(0.5, 0.2, 0.9)
    assert s.fragile_sentence([], 3, "article") == "No verdict hangs on a single article."
    assert s.fragile_sentence(["a"], 3, "article").startswith("One of the three verdicts changes")
