"""Computed sentences say the opposite when the figures do."""

from analysis import sentences as s


def test_small_numbers_are_spelt():
    assert (s.spelt(0), s.spelt(3), s.spelt(1200)) == ("none", "three", "1,200")


def test_lists():
    assert (s.listed([]), s.listed(["a"]), s.listed(["a", "b", "c"])) == ("nobody", "a", "a, b and c")


def test_months():
    assert s.month("2027-12-05") == s.month("2027-12") == "December 2027"


def test_record():
    assert s.record_sentence(350_000, 1, 300_000, 300_000) == (
        "one page's 350,000 visits would be a record at one visit a person, another page's 300,000 visitors would "
        "not be a record, against 300,000 the year before")
    assert "would not be a record at 1.5 visits a person, another page's 310,000 visitors would be a" in (
        s.record_sentence(350_000, 1.5, 300_000, 310_000))
    assert s.attendance_title("one page's visits") == "One page's visits."


def test_who_was_absent():
    assert s.absent_sentence(["A", "B"], 1) == "One article calls A and B absent."
    assert s.absent_sentence(["A"], 2) == "Two articles call A absent."
    assert s.absent_sentence([], 0).startswith("No article")


def test_who_was_there():
    assert s.there_sentence(["A", "B"], ["C, head"]) == "At the fair the articles place A and B, and C, head."
    assert s.there_sentence([], ["C"]) == "At the fair the articles place C."
    assert s.there_sentence([], []).startswith("No article")


def test_single_articles():
    assert s.lone_voice_sentence(2).startswith("On two of the propositions only one")
    assert s.lone_voice_sentence(0).startswith("On each")


def test_headlines_that_stay():
    assert s.stays_sentence(3, {"A.": 1, "B.": 1, "C.": 1}, 3).endswith("as set, and over the whole declared range of "
                                                                        "every parameter taken alone.")
    assert s.stays_sentence(0, {}, 0) == "No headline is left to test."
    assert s.stays_sentence(3, {}, 3).startswith("Of three statements of the chapters all hold")
    words = s.stays_sentence(2, {"A is B.": 0.97}, 3)
    assert "two hold with" in words and "one stays over" in words
    assert "(A is B: in 97\N{NO-BREAK SPACE}% of the draws of all parameters at once), the others turn" in words


def test_things_announced():
    assert s.things_sentence(9, 1, ["released"], []).endswith("bodies, one of them released")
    assert s.things_sentence(9, 1, ["released"], ["X"]).endswith(
        "one of them released, and besides, without placing it at the fair, X")
    assert s.lone_sentence(9, 9).startswith("Every one of the nine")
    assert s.lone_sentence(1, 9) == "Of the nine things announced, one is reported by a single article."


def test_stages():
    text = s.stage_sentence(["released; shown", "in development", ""], ["released", "in_development"])
    assert text == ("Of two things with a stage, two had got as far as in development and released; "
                    "for one no stage is given.")
    assert s.stage_sentence(["shown"], ["shown"]) == "Of one thing with a stage, one had got as far as shown."


def test_nothing_announced():
    assert s.things_sentence(0, 0, ["released"], []).startswith("no product")
    assert s.lone_sentence(0, 0).startswith("No article") and s.stage_sentence([], ["shown"]).startswith("No article")
    assert s.both_sentence([]).startswith("No two") and s.both_sentence(["A", "B"]).endswith("reports A and B.")


def test_verdicts():
    assert s.verdicts_sentence(["supported", "thin"]) == (
        "Of two propositions put to the articles, one is borne out by what they say and one rests on too little.")
    assert "two are borne out" in s.verdicts_sentence(["supported"] * 2)
    assert "one divides them" in s.verdicts_sentence(["divided", "opposed"])
    assert s.verdicts_sentence(["qualified", "silent"]).endswith("one is heavily qualified and one meets silence.")


def test_what_claims_say_to_a_proposition():
    assert s.bearing_sentence(2, 1, 0) == "of the claims, two support it, one qualifies it and none contradict it"
    assert s.contradicted_sentence({"A is B.": ["X", "Y"]}) == (
        "As we read them, claims of X and Y speak against “A is B”.")
    assert s.contradicted_sentence({}).startswith("No claim")


def test_voices_and_fragility():
    assert "50\N{NO-BREAK SPACE}%" in s.voices_sentence(0.5, 0.2, 0.9)
    assert s.voices_sentence(0.5, 0, 0).endswith("vendors 0\N{NO-BREAK SPACE}%.")
    assert s.fragile_sentence([], 3, "article") == "No verdict hangs on a single article."
    assert s.fragile_sentence(["a"], 3, "article").startswith("One of the three verdicts changes")
