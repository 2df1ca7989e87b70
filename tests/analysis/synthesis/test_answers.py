"""What the synthesis says, in the words of its file, as the facts change."""

from types import SimpleNamespace

import pandas as pd
import pytest
from made_up_synthesis import READINGS, SPOKEN, below, synthesis_inputs, synthesis_parameters

from analysis import report
from analysis.synthesis import answers, opening
from analysis.synthesis.confidence import Confidence, Word
from analysis.synthesis.forecasts import ChipGap, _Movement
from analysis.synthesis.headlines import HeadlineName
from analysis.synthesis.inputs import SpokenBearing
from analysis.synthesis.opening import finding_counts
from analysis.synthesis.reading_agreement import _compare
from analysis.synthesis.verdicts import Verdict
from evidence.chapter.answers import Answers, Fact
from evidence.chapter.filling import fill
from evidence.chapter.page import Page
from evidence.errors import EvidenceError

ROOT = report.root
SOFT = synthesis_parameters(least_claims=1, least_articles=1)
SHORT = (below(HeadlineName.BELOW_HALF, 4, ("a/1", "shares-2025")), below(HeadlineName.NO_LEAD_BY_COUNT, 5))
GAP = ChipGap((0.3, 0.4), (0.2, 0.35), _Movement.UNCLEAR)
AGREED = _compare({("a/1", "lead"): "supports"}, {("a/1", "lead"): "qualifies"}, ["a/1"], ["lead", "spur"])
CHECKS = pd.DataFrame([("agrees", "a/1", "shares-2025", "Alike.")] * 2,
                      columns=["verdict", "claim_id", "reference_id", "why"])
STEADY = below(HeadlineName.TWO_BLOCS, 11, ("b/1",))


@pytest.fixture
def page(monkeypatch):
    """Makes a page of made-up inputs and headlines, with the words of the book."""
    def made(headlines=SHORT, parameters=SOFT, **inputs) -> Page:
        monkeypatch.setattr(answers, "read", lambda report: synthesis_inputs(**inputs))
        monkeypatch.setattr(answers, "tested", lambda report, lists: list(headlines))
        monkeypatch.setattr(answers, "forecasts", lambda report: ())
        monkeypatch.setattr(answers, "outside_checks", lambda report: CHECKS)
        monkeypatch.setattr(answers, "confidences", lambda report, headlines: ())
        monkeypatch.setattr(opening, "WEIGHED", ("lead", "spur"))
        monkeypatch.setattr(answers, "chip_gap", lambda report: GAP)
        monkeypatch.setattr(answers, "read_agreement", lambda report: AGREED)
        return Page(ROOT, "synthesis", answers.answer(SimpleNamespace(root=ROOT), parameters))
    return made


def said(page, name):
    return page.text(name).replace("\N{NO-BREAK SPACE}", " ")


def worded(name, **given):
    """The text of a result, from facts given by hand."""
    return said(Page(ROOT, "synthesis", Answers({name: Fact(given)})), name)


def title(page, name):
    shown, entry = page.answers.figures[name], page.words.figures[name]
    return fill(entry.title, entry, shown.given, page.text).replace("\N{NO-BREAK SPACE}", " ")


def test_how_the_propositions_stand(page):
    assert said(page(), "verdict-words") == (
        "Of two propositions put to the articles, one is borne out by what they say and one rests on too little.")
    assert said(page(readings=()), "verdict-words").endswith("two meet silence.")
    counted = [{"verdict": verdict, "count": count} for verdict in Verdict for count in (1, 2)]
    assert worded("verdict-words", propositions=18, counted=counted) == (
        "Of 18 propositions put to the articles, one is borne out by what they say, two are borne out by what they "
        "say, one is borne out with many reservations, two are borne out with many reservations, one is denied, two "
        "are denied, one is denied with many reservations, two are denied with many reservations, one divides them, "
        "two divide them, one rests on too little, two rest on too little, one meets silence and two meet silence.")


def test_the_chapter_in_a_sentence(page):
    # two for and one against is a lead of two; one claim alone is thin; without either article both verdicts change
    assert said(page(), "short-answer") == (
        "The articles say that export controls hold China's AI back. They say too little on whether these spurred "
        "Chinese chips and methods; two of two verdicts change without some article.")
    assert said(page(), "tile-slowed") == "Articles: controls slow China's AI"
    number = page().answers.results["tile-slowed-number"]
    assert said(page(), "tile-slowed-number") == "2 of 3 claims on it agree" and number.scale == (2, 2, 3, 1.5)
    assert said(page(readings=()), "tile-slowed") == "Do controls slow China's AI? No article says"


@pytest.mark.parametrize("how, tile", [
    ("supports", "Articles, with many reservations: controls slow China's AI"),
    ("contradicts", "Articles, with reservations: controls don't slow China's AI")])
def test_reservations_leave_a_verdict_its_side(page, how, tile):
    # three on one side in two articles, and four that only qualify
    claims = [(f"{source}/{place}", source, "crowd", "press", "lead", said_of) for place, (source, said_of) in
              enumerate([*zip("aab", [how] * 3), *zip("aabb", ["qualifies"] * 4)])]
    made = page(readings=tuple(map(SpokenBearing._make, claims)))
    assert said(made, "tile-slowed") == tile
    assert ("deny" in said(made, "short-answer")) == (how == "contradicts")
    verdicts_told = made.answers.tables["propositions"].data["verdict"].tolist()
    assert f"qualified {'for' if how == 'supports' else 'against'}" in verdicts_told


def test_findings_are_counted_by_their_word():
    def made(word, measured):
        return Confidence("f", 1, measured, None, word, ("a/1",))
    found = finding_counts([made(Word.FIRM, True), made(Word.WEAK, False), made(Word.COUNTED, True)])
    words = Page(ROOT, "synthesis", Answers(found))
    assert said(words, "findings-words") == (
        "Of two findings about the world one is firm, none fair, one weak, none open, as assumptions decide, and none "
        "bare: claims alone; one counts what articles say.")
    assert said(words, "measured-words") == (
        "one of two findings about the world rests in part on a figure that is no estimate")


def test_what_is_contradicted_and_by_whom(page):
    assert said(page(), "contradicted-words") == (
        "What Clubic said speaks, as we read it, against “China leads”.")
    both = tuple(map(SpokenBearing._make, (*READINGS, ("b/1", "b", "huawei", "vendor", "spur", "contradicts"),
                                     ("b/2", "b", "crowd", "unstated", "spur", "contradicts"))))
    assert said(page(readings=both), "contradicted-words") == (
        "What Clubic said speaks, as we read it, against “China leads”. What Crowd and Huawei said speaks, as we read "
        "it, against “Rules spur China”.")
    assert said(page(readings=()), "contradicted-words") == "No claim that counts contradicts any of them."


def test_how_far_two_readings_agree(page):
    # one of two pairs read alike (as nothing); by chance, both nothing: 1/2 x 1/2 = 1/4; (1/2 - 1/4) / (1 - 1/4) = 1/3
    assert said(page(), "reading-words") == (
        "A second reading, made without sight of the first, was set beside it. Of the 1 pair of claim and proposition "
        "that either names, the two read 0 alike, 0.0 %, and none is read as support by one and as contradiction by "
        "the other. Over all 2 possible pairs, Cohen's kappa is 0.33.")


def test_how_the_checks_came_out(page):
    assert said(page(), "checks-words") == (
        "2 checks set 1 claim against figures from outside. Of these checks 2 agree.")
    assert worded("checks-words", any=False, checks=0, claims=0, counted=[]) == (
        "No claim that counts was set against a figure from outside.")


def test_how_many_were_asked_and_how_many_hang_on_one_article(page):
    made = page()
    assert [said(made, name) for name in ("asked", "unopposed")] == ["Two", "one"]
    assert said(made, "lone-words") == "On each of the propositions more than one article takes a side."
    lone = tuple(map(SpokenBearing._make, READINGS[:2]))
    assert said(page(readings=lone), "lone-words") == (
        "On one of the propositions only one article takes a side; the others qualify at most.")


def test_what_claims_say_to_a_proposition(page, monkeypatch):
    monkeypatch.setattr(answers, "WEIGHED", ("lead",))
    fact = page().answers.results["on-lead"]
    assert dict(fact.given) == {"supports": 2, "qualifies": 0, "contradicts": 1}
    assert fact.rests_on == ("a/1", "a/2", "b/1")
    assert worded("on-controls-spur-domestic-industry", supports=2, qualifies=1, contradicts=0) == (
        "of the claims, two support it, one qualifies it and none contradict it")


def test_who_speaks(page):
    # each of four speaks one claim, and the vendor of itself
    assert said(page(), "voices-words") == (
        "The press speaks 25 % of the claims in its own voice and vendors 25 %; of the claims counted as theirs, 100 % "
        "are about themselves or what they make.")
    assert title(page(), "who-speaks") == "The press speaks 25 % of the claims in its own voice, vendors 25 %"
    silent = page(spoken=SPOKEN[SPOKEN["role"] != "vendor"])
    assert said(silent, "voices-words") == "The press speaks 33 % of the claims in its own voice and vendors 0 %."
    assert (said(page(), "launches"), said(page(), "official-claims")) == ("one", "none")


def test_what_hangs_on_a_single_voice(page):
    assert said(page(), "fragile-articles") == "Two of the two verdicts change when some single article is left out."
    assert said(page(), "fragile-roles").endswith("verdicts change when some single kind of speaker is left out.")
    assert worded("fragile-articles", any=True, changed=1, total=3).startswith("One of the three verdicts changes")
    assert said(page(readings=()), "fragile-articles") == "No verdict hangs on a single article."
    assert said(page(readings=()), "fragile-roles") == "No verdict hangs on a single kind of speaker."
    assert title(page(), "without-an-article") == (
        "Two of two verdicts change without some article, two without some speakers")


def test_headlines_are_named_that_hold_often_or_seldom(page):
    # below 4, 6 and 9.5 of 10, and always: 40 %, 60 %, 95 % and 100 % of the range
    middle, high = below(HeadlineName.NO_LEAD_BY_COUNT, 6), below(HeadlineName.MORE_IN_ALL, 9.5)
    made = page((SHORT[0], middle, STEADY, high))
    assert said(made, "stays-words") == (
        "Of four headlines two hold in at least nine draws of ten. “With members added at random, the two alliances "
        "stay two separate bodies in nineteen draws of twenty” (100 %). “On paper the supernode is faster than the "
        "rack” (95 %). One holds in fewer than half of them. “China has made less than half of the large models "
        "counted” (40 %). Taken alone, no parameter turns one of them within its declared range.")
    assert said(made, "stays-short") == (
        "Of four headlines two hold in at least nine draws of ten and one in fewer than half.")
    assert title(made, "where-it-holds") == (
        "Of four headlines two hold in nine draws of ten, one in under half")
    together = made.answers.figures["where-it-holds"].data["together"].tolist()
    assert together == pytest.approx([100, 95, 60, 40], abs=1e-2)
    assert made.table("headlines")[0]["held"].tolist() == [
        "fewer than half", "between", "at least nine of ten", "at least nine of ten"]


def test_headlines_that_all_stay_or_all_turn(page):
    always = said(page([STEADY] * 2), "stays-words")
    assert ". None holds in fewer than half of them. Taken alone, no parameter turns any of them" in always
    turned = page([below(HeadlineName.NO_LEAD_BY_COUNT, 6)] * 2)
    assert said(turned, "stays-words") == (
        "Of two headlines none holds in as many as nine draws of ten. None "
        "holds in fewer than half of them. None both holds as set and stays over every range.")
    assert title(turned, "where-it-holds") == (
        "Of two headlines none holds in nine draws of ten, none in under half")
    assert said(page([]), "stays-words") == title(page([]), "where-it-holds") + "." == "No headline is left to test."


def test_a_headline_that_holds_nowhere_does_not_stay(page):
    assert "None both holds as set and stays" in said(page([below(HeadlineName.MORE_IN_ALL, -1)]), "stays-words")


def test_what_turns_a_headline_stands_beside_its_sentence(page):
    made = page((*SHORT, STEADY))
    rows = made.answers.tables["headlines"].data
    assert rows.columns.tolist() == ["headline", "sentence", "turned_by", "together", "error", "held",
                                      "claim_id"]
    assert rows["sentence"][0] == "China has made less than half of the large models counted."
    assert rows["turned_by"].tolist() == ["length m at 4 m", "length m at 5 m", "nothing"]
    assert rows["claim_id"].tolist() == ["a/1", "", "b/1"]  # reference points are no claims
    assert rows["together"].tolist() == pytest.approx([40, 50, 100], abs=1e-3) and not rows["error"].any()
    drawn = made.answers.figures["over-each-range"]
    assert drawn.data.drop(columns="held").values.tolist()[-1] == [
        "below half", "length_m", "1.0", True, False, "4"]  # that which holds least comes last
    assert title(made, "over-each-range") == "One of three headlines holds over the whole range of each parameter"
    assert drawn.rests_on == made.answers.results["stays-words"].rests_on == ("a/1", "b/1", "shares-2025")


def test_a_headline_without_a_sentence_is_a_fault(page):
    with pytest.raises(EvidenceError, match=r"synthesis.yml: .*: no words for 'no such headline'; word it"):
        page([below("no such headline", 4)])


def test_the_error_of_the_draws(page):
    # 1.96 x sqrt(1/4 / 20,000) = 0.69 %, and of a tenth of them 2.19 %
    assert said(page(parameters=synthesis_parameters(draws=20_000)), "sampling-error") == (
        "With 20,000 draws a share is within 0.7 points of the true one, nineteen times in twenty; where each answer "
        "is itself by random lists of members, with 2,000, within 2.2.")


def test_tables_and_figures_have_rows_for_what_was_found(page):
    made = page().answers
    assert made.tables["propositions"].data.values.tolist() == [
        ["China leads.", "supported", 2, 0, 1, 2, 3], ["Rules spur China.", "thin", 0, 1, 0, 0, 1]]
    assert made.tables["self-talk"].data["part"].tolist() == [100, 100, 0, 0]
    assert ["unstated", "Rules spur China.", "thin", "silent"] in made.tables["without-a-role"].data.values.tolist()
    grid = made.figures["without-an-article"].data
    assert grid.columns.tolist() == ["left_out", "proposition", "before", "after", "changed", "kind"]
    assert grid["kind"].tolist().count("article") == 4 and "unstated" in set(grid["left_out"])


def test_articles_are_called_as_on_the_page(page):
    made = page(articles={"a": "Clubic on the alliances"})
    assert {omission.left_out for omission in made.found.without_article} == {"Clubic on the alliances", "b"}
    data = made.answers.figures["without-an-article"].data
    assert set(data[data["kind"] == "article"]["left_out"]) == {"Clubic on the alliances", "b"}


def test_nothing_said_is_no_fault(page):
    empty = page([], readings=(), spoken=SPOKEN[:0])
    for name, fact in empty.answers.results.items():
        assert fact.value is not None or said(empty, name)
    assert all(shown.data.empty for name, shown in empty.answers.figures.items())
