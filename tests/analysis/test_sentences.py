"""Computed sentences say the opposite when the figures do."""

from analysis import sentences as s


def test_small_numbers_are_spelt():
    assert (s.spelt(0), s.spelt(3), s.spelt(1200)) == ("none", "three", "1,200")


def test_lists():
    assert (s.listed([]), s.listed(["a"]), s.listed(["a", "b", "c"])) == ("nobody", "a", "a, b and c")


def test_months():
    assert s.month("2027-12-05") == s.month("2027-12") == "December 2027"


def test_overlap_names_who_is_in_both():
    assert s.overlap_sentence(["StepFun"], 9, 1 / 9) == (
        "Of nine firms named, StepFun belongs to both, an overlap of 11.1\N{NO-BREAK SPACE}%.")


def test_bloc_and_bridge():
    words = s.bloc_sentence(35, 73, 50, 0.5)
    assert "up to 35 more members" in words and "73 Chinese firms, 50 of them" in words and "at most one draw" in words
    assert "more than one draw in twenty" in s.bloc_sentence(0, 73, 50, 0.2)
    assert s.bloc_title(35, 40).endswith("in at least nineteen draws of twenty; with 40 no longer.")
    assert s.bloc_title(40, None).endswith("nineteen draws of twenty.") and "more than one" in s.bloc_title(0, 5)
    assert s.bridge_sentence(["X"], {5: 0.328, 10: 0.054}).replace("\N{NO-BREAK SPACE}", " ") == (
        "with five unnamed members added to each list, no firm but X is in both in 33 % of the draws, with ten in 5 %")
    assert "no firm is in both in 0.1" in s.bridge_sentence([], {15: 0.001, 30: 0})
    assert s.bridge_sentence([], {15: 0.001, 30: 0}).endswith("with 30 in none")


def test_bridges():
    assert "no single firm" in s.bridges_sentence("X", [], True)
    assert "no path leads" in s.bridges_sentence("X", [], False)
    assert s.bridges_sentence("X", [], True).startswith("No firm lies on more paths between others than X;")
    assert "only firm needed" in s.bridges_sentence("X", ["X"], True)
    assert s.bridges_sentence("X", ["Y"], True).endswith("needs Y.")
    assert s.bridges_sentence("", [], False).startswith("No tie")


def test_whose_products_are_named():
    assert s.makers_sentence([["X"], []]).endswith("products of X only, of the second of no member.")


def test_removals():
    assert s.removal_sentence(True, True, True, False) == (
        "The link between the two stays without the listed members, whether we read of the listing or only remember it, "
        "and depends on those that are in both.")
    assert "not without those we remember" in s.removal_sentence(True, True, False, False)
    assert "depends on listed members" in s.removal_sentence(True, False, False, True)
    assert "no path" in s.removal_sentence(False, False, False, False)


def test_overlap_without_listed_members():
    words = s.unlisted_sentence(["A", "B"], 1 / 7, ["C"], 0.2).replace("\N{NO-BREAK SPACE}", " ")
    assert words == ("Without A and B the overlap is 14.3 %; without C as well, listed as far as we remember, it would be "
                     "20.0 %.")
    assert s.unlisted_sentence([], 0.1, [], 0.1).startswith("The overlap is")


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
