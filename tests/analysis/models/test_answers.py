"""Facts of the chapter on open models, and the words that each case of them gets."""

import math
from pathlib import Path

import pytest

from analysis import report
from analysis.models.answers import Parameters, answer
from analysis.models.best_models import _Told
from analysis.models.inputs import CLOSING, COUNT, DOWNLOADS, LEVEL, RIVAL_BEFORE, VOTES
from analysis.models.rival import _Earlier
from analysis.models.share_growth import AgainstHalf, Latest, Passing
from evidence.chapter.filling import fill
from evidence.chapter.page import Page
from evidence.chapter.words import read_words
from evidence.notebooks.parameters import describe
from evidence.tables.selection import Selection, without

ROOT, CHAPTER = Path(__file__).parents[3], "open_source_models"
DEFAULTS = {parameter.name: parameter.default for parameter in describe(ROOT / f"chapters/{CHAPTER}.ipynb")}
WORDS = read_words(ROOT, CHAPTER)
NOBODY = "No claim that counts can be set against a measurement."


def texts(left_out=None, **given) -> dict[str, str]:
    """All results in words."""
    chosen = Selection(report, *without(report, **(left_out or {})))
    page = Page(ROOT, CHAPTER, answer(chosen, Parameters(**DEFAULTS | given)))
    return {name: page.text(name).replace("\N{NO-BREAK SPACE}", " ") for name in page.answers.results}


def filled(name: str, facts: dict, **given) -> str:
    """A result in words, from made-up facts."""
    return fill(WORDS.results[name].text, WORDS.results[name], facts | given, str).replace("\N{NO-BREAK SPACE}", " ")


def test_numbers_of_the_book_in_words():
    found = texts()
    assert found["share"] == "40.2 %"  # 1,509 / 3,755 = 0.40186
    assert found["share-words"] == "40.2 % of the models counted, less than half"
    assert (found["growth-world"], found["growth-china"]) == ("2.83", "3.16")  # 3,755 / 1,328; 1,509 / 478.08
    assert found["yearly-world"] == f"{(3755 / 1328) ** (1 / 1.07):.2f}"
    assert found["months-apart"] == "13"  # 12 × 1.07 = 12.84
    assert (found["large-ratio"], found["large-share"]) == ("67 %", "40.2 %")  # 1,509 / 2,246
    error = math.tanh((math.log(1509 / 2246) - math.log(36 / 64)) / 4)
    assert found["tolerated-error"] == f"{100 * error:.1f} %"
    assert found["downloads-claimed"] == "December 2024"


def test_share_against_half():
    exact = filled("share-words", {"share": 0.5, "against_half": AgainstHalf.EXACT})
    more = filled("share-words", {"share": 0.6, "against_half": AgainstHalf.MORE})
    assert exact == "50.0 % of the models counted, exactly half"
    assert more == "60.0 % of the models counted, more than half"


def test_when_half_is_passed():
    dates = {"first": "2026-07-28", "on_line": "2027-07-28", "last": "2029-07-28", "error": 0.02,
             "passing": Passing.LATER, "latest": Latest.BOUNDED}
    words = filled("half-words", dates)
    assert "would pass half in July 2027. " in words and words.endswith("between July 2026 and July 2029.")
    assert "we assume that China's number and the others' may each be off by 2 % in either report;" in words
    assert filled("half-words", dates, latest=Latest.OPEN, last="").endswith("from July 2026 on, or never.")
    never = filled("half-words", dates, passing=Passing.NEVER, latest=Latest.NONE, first="", on_line="", last="")
    assert never == ("On the line through two counts by different bodies, China's share would not pass half in this "
                     "century.")
    already = filled("half-words", dates, passing=Passing.ALREADY, latest=Latest.NONE)
    assert already == "China's share has passed half."


def test_horizon_and_fading():
    assert "even in the slowest" in filled("horizon-words", {"horizon": 5, "assured": True})
    assert filled("horizon-words", {"horizon": 2.5, "assured": False}) == (
        "Within 2.5 years of the second count, half is not assured.")
    assert filled("horizon-words", {"horizon": 1.0, "assured": True}).startswith("Within 1 year of")
    assert filled("half-if-lead-fades", {"passes": True, "date": "2030-05-01"}) == "half would be passed in May 2030"
    assert texts(remaining=0.0)["half-if-lead-fades"] == "half would not be passed in this century"


def test_horizon_turns_where_the_slowest_case_lies():
    late = answer(report, Parameters(**DEFAULTS)).found.crossing.years[2]
    assert "is not assured" in texts(horizon=late - 0.1)["horizon-words"]
    assert "even in the slowest case" in texts(horizon=late + 0.1)["horizon-words"]


def test_yardsticks():
    found = texts()
    assert found["short-answer"] == (
        "Chinese models led by votes on open models in July 2025 and by downloads in the year to August 2025. A lead "
        "by number of models is not shown.")
    assert len(found["short-answer"].split()) <= 30
    assert found["yardstick-words"] == (
        "Chinese models led by votes on open models on 1 July 2025 and by downloads in the year to August 2025. That "
        "they lead by number of models on 28 July 2025 is not shown. It holds only if the United States had made less "
        "than 67.2 % of the models from outside China; in the count of July 2024 it had made more, 68.8 %.")
    assert found["checked-words"] == ("Two of the three claims were made when the measurement that we found was over; "
                                      "for one of these it covers the rival too.")
    assert (found["rival-part"], found["level-at"]) == ("68.8 %", "67.2 %")  # 44 / 64; 1,509 / 2,246
    assert found["rival-part-span"] == "67.4 % and 70.1 %"  # 43.5 / 64.5; 44.5 / 63.5


def test_a_wider_margin_takes_a_lead_away():
    found = texts(lead_margin=0.1)  # odds: 1.44 by votes, 1.08 by downloads
    words = found["yardstick-words"]
    assert found["short-answer"].startswith(
        "Chinese models led by votes on open models in July 2025. Chinese models did not lead, beyond the margin set, "
        "by downloads in the year to August 2025. A lead by number")
    assert words.startswith("Chinese models led by votes on open models on 1 July 2025. Chinese models did not lead, "
                            "beyond the margin set, by downloads in the year to August 2025. That they lead")
    neither = texts(lead_margin=0.5)["short-answer"]
    assert "did not lead, beyond the margin set, by votes on open models in July 2025 or by downloads in" in neither


def test_the_tile_counts_a_lead_only_where_the_rival_was_counted():
    found = texts(rival_part=0.57)  # at 57 % of the rest the count would be ahead too, but the rival was not counted
    assert found["tile-leads"] == "China shown ahead by two of three yardsticks"
    shown = answer(report, Parameters(**DEFAULTS | {"rival_part": 0.57})).figures["yardstick-dates"]
    assert shown.given["leads"] == 2
    one = answer(Selection(report, dict.fromkeys({COUNT, DOWNLOADS}, "set aside"), set()), Parameters(**DEFAULTS))
    assert Page(ROOT, CHAPTER, one).text("tile-leads") == "China shown ahead by one of one yardstick"
    every = dict.fromkeys({COUNT, VOTES, DOWNLOADS}, "set aside")
    none = answer(Selection(report, every, set()), Parameters(**DEFAULTS))
    assert Page(ROOT, CHAPTER, none).text("tile-leads") == "No claim of a lead to test"


@pytest.mark.parametrize("earlier, says", [
    (_Earlier.ABOVE, "it had made more, 68.8 %"), (_Earlier.BELOW, "it had made less, 68.8 %"),
    (_Earlier.EITHER, "it had made about as much, 68.8 %")])
def test_the_rivals_earlier_part_against_the_level(earlier, says):
    facts = dict(answer(report, Parameters(**DEFAULTS)).results["yardstick-words"].given)
    facts["statements"] = [statement | {"earlier": earlier} for statement in facts["statements"]]
    assert filled("yardstick-words", facts).endswith(f"in the count of July 2024 {says}.")


@pytest.mark.parametrize("left, starts, checked", [
    ([COUNT], "That Chinese models lead by number of models on 28 July 2025 is not shown. It holds only if",
     "The claim was made when the measurement that we found was over, but the rival is not in it."),
    ([VOTES], "Chinese models led by votes on open models on 1 July 2025.",
     "The claim was made when the measurement that we found was over."),
    ([DOWNLOADS], "Chinese models led by downloads in the year to August 2025.",
     "The claim was made before the measurement that we found was over."),
    ([VOTES, DOWNLOADS], "Chinese models led by votes on open models on 1 July 2025 and by downloads in the year to ",
     "One of the two claims was made when the measurement that we found was over; for one of these it covers the "
     "rival too."),
    ([COUNT, VOTES], "Chinese models led by votes on open models on 1 July 2025. That",
     "Each of the two claims was made when the measurement that we found was over; for one of these it covers the "
     "rival too."),
    ([], NOBODY, NOBODY),
])
def test_yardsticks_that_are_left(left, starts, checked):
    chosen = Selection(report, dict.fromkeys({COUNT, VOTES, DOWNLOADS} - set(left), "set aside"), set())
    answers = answer(chosen, Parameters(**DEFAULTS))
    page = Page(ROOT, CHAPTER, answers)
    assert page.text("yardstick-words").startswith(starts) and page.text("checked-words") == checked
    assert {name for name in answers.results["yardstick-words"].rests_on if "/" in name} == set(left)
    assert ("number of models is not shown" in page.text("short-answer")) == (COUNT in left)
    assert (page.text("short-answer") == NOBODY) == (not left)
    assert (RIVAL_BEFORE in answers.results["yardstick-words"].rests_on) == (COUNT in left)


def test_the_gap_between_the_best_models():
    found = texts()
    assert found["gap-words"] == (
        "The AI Index, as others report it, has the best American model ahead of the best Chinese one in the arena. "
        "Its lead was 103 points in January 2024, 23 points in February 2025 and 39 points in March 2026. Of the votes "
        "between two equals each would get half; here the "
        "American one is expected to win 64 %, 53 % and 56 %.")
    assert found["told-words"] == (
        "That the gap was closing, as experts and analysts said in August 2024, is in line with these leads in the "
        "arena. That Chinese models were level or ahead, as experts and analysts said in December 2024, is not in line "
        "with these leads in the arena.")
    assert found["notable-words"] == ("For each Chinese model that Epoch AI counts as notable there were 2.7 American "
                                      "ones in 2024 and 1.7 in 2025.")  # 40 / 15, 50 / 30
    assert found["snapshot-lead"] == "49"  # 1,473 - 1,424


def test_what_was_said_of_the_gap_in_other_cases():
    assert texts(lead_margin=0.2)["told-words"].endswith("analysts said in December 2024, is in line with these leads "
                                                         "in the arena.")
    chosen = Selection(report, {CLOSING: "set aside"}, set())
    answers = answer(chosen, Parameters(**DEFAULTS))
    assert Page(ROOT, CHAPTER, answers).text("told-words").startswith("That Chinese models were level or ahead")
    assert LEVEL in answers.results["told-words"].rests_on and CLOSING not in answers.results["told-words"].rests_on
    clash = {"told": _Told.CLOSING_CLASHES, "appeared": "2024-08-01"}
    assert filled("told-words", {"any_told": True, "sayings": [clash]}) == (
        "That the gap was closing, as experts and analysts said in August 2024, is not in line with these leads in "
        "the arena.")
    assert filled("told-words", {"any_told": False, "sayings": []}) == "No article that counts speaks of the gap."


def test_register_and_vendors():
    facts = {"named": 2, "with_openness": 1, "in_one_article": 1, "any_named": True}
    assert filled("register-words", facts).endswith("for one of them some article says how open they are, and one "
                                                    "occurs in a single article.")
    assert filled("register-words", facts, any_named=False) == "No article that counts names a model."
    said = {"any_judged": True, "vendors_speak": True, "part": 0.5}
    assert filled("vendor-words", said) == "Vendors speak 50 % of the judgements on models that the articles hold."
    assert filled("vendor-words", said, vendors_speak=False).startswith("Vendors speak none of the judgements")
    assert filled("vendor-words", said, any_judged=False) == "No article that counts judges a model."


def test_vendors_left_out_say_nothing():
    found = texts({"leave_out_role": "vendor"})
    assert found["vendor-words"] == "Vendors speak none of the judgements on models that the articles hold."


def test_what_rests_on_the_count_says_so():
    results = answer(report, Parameters(**DEFAULTS)).results
    for name in ("share", "half-words", "growth-china", "large-words"):
        assert COUNT in results[name].rests_on
    assert results["downloads-claimed"].rests_on == (DOWNLOADS,)


def test_tables_name_what_they_rest_on():
    answers = answer(report, Parameters(**DEFAULTS))
    assert set(answers.tables["counts"].data["claim_id"]) == {COUNT}
    register = answers.tables["register"]
    assert set(register.data["first_claim_id"]) <= set(register.rests_on)
    assert answers.figures["share-over-time"].data["reference_id"].str.contains("models-share-china-2024").all()
