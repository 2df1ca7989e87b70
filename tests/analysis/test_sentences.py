"""Computed sentences say the opposite when the figures do."""

from analysis import sentences as s


def test_small_numbers_are_spelt():
    assert (s.spelt(0), s.spelt(3), s.spelt(1200)) == ("none", "three", "1,200")


def test_lists():
    assert (s.listed([]), s.listed(["a"]), s.listed(["a", "b", "c"])) == ("nobody", "a", "a, b and c")


def test_months():
    assert s.month("2027-12-05") == s.month("2027-12") == "December 2027"


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
