"""What the chapter on alliances says, in the words of its file, as the facts change."""

from pathlib import Path

import pytest
from made_up_alliances import alliance_inputs, alliance_parameters, ties

from analysis.alliances import answers
from analysis.alliances.answers import answer
from analysis.alliances.inputs import FIRST, SECOND
from analysis.alliances.overlap import ListedFirms
from evidence.chapter.answers import Answers, Fact, Shown
from evidence.chapter.filling import fill
from evidence.chapter.page import Page

ROOT = Path(__file__).parents[3]
LISTINGS = {"B": "r1", "H": "r2"}


@pytest.fixture
def page(monkeypatch):
    """Makes a page of made-up inputs, with the words of the book."""
    def made(first="BHS", second="MNS", tied=(), parameters=None, **rest) -> Page:
        inputs = alliance_inputs(first, second, tied=ties(*tied), **rest)
        monkeypatch.setattr(answers, "read", lambda report: inputs)
        return Page(ROOT, "alliances", answer(None, parameters or alliance_parameters()))
    return made


def said(page, name):
    return page.text(name).replace("\N{NO-BREAK SPACE}", " ")


def worded(name, **given):
    """The text of a result, from facts given by hand."""
    return said(Page(ROOT, "alliances", Answers({name: Fact(given)})), name)


def title(page, name):
    shown, entry = page.answers.figures[name], page.words.figures[name]
    return fill(entry.title, entry, shown.given, page.text)


def test_the_overlap_names_who_is_in_both(page):
    # three firms each, one in both: 1 of 5
    assert said(page(), "overlap-words") == "Of five firms named, S belongs to both, an overlap of 20.0 %."
    assert said(page(), "jaccard") == "20.0 %"
    assert "five firms named, S and T belong to both" in said(page("BST", "MNST"), "overlap-words")
    assert "nobody belong to both, an overlap of 0.0 %" in said(page("B", "M"), "overlap-words")
    assert title(page(), "two-lists").startswith("Of five firms named, S belongs")


def test_the_chapter_in_a_sentence(page):
    assert said(page(), "short-answer") == (
        "Two bodies rather than one bloc, also with members added at random: of five firms named S alone is named in "
        "both, and no tie that counts links them.")
    assert said(page("B", "M"), "short-answer").endswith("of two firms named none is named in both, and no tie that "
                                                         "counts links them.")
    assert said(page("BST", "MNST"), "tile-both") == "S and T are named in both alliances"
    # one of five named is an overlap of a fifth, which the draws of five more for each carry over 0.2
    assert said(page(parameters=alliance_parameters(bloc=0.2)), "short-answer").startswith(
        "With members added at random, perhaps one bloc: of")
    as_named = page(parameters=alliance_parameters(unnamed=0))
    assert said(as_named, "short-answer").startswith("By the names given, two bodies rather than one bloc: of")
    assert said(page(parameters=alliance_parameters(unnamed=0, bloc=0.2)), "short-answer").startswith(
        "By the names given, one bloc: of")
    number = page().answers.results["tile-both-number"]
    assert said(page(), "tile-both-number") == "1 of 5 firms named" and number.scale == (1, 1, 5, 2.5)


def test_up_to_how_many_members_there_are_two_bodies(page):
    some = page(named="BHMNS", parameters=alliance_parameters(unseen=45))
    words, found = said(some, "bloc-words"), some.found.growth
    assert f"up to {found.reach} more members" in words and "a pool of 50 Chinese firms, 45 of them" in words
    assert "at most one draw in twenty makes the two one bloc, by which we mean an overlap of 50 % or more" in words
    assert said(some, "overlap-if-longer") == (
        f"With up to {found.reach} unnamed members added to each, the two stay two bodies in at least nineteen draws "
        f"of twenty; with {found.beyond} no longer.")


def test_where_no_number_or_every_number_of_members_makes_one_bloc(page):
    none = page(named="BHMNS", parameters=alliance_parameters(bloc=0.2))
    assert said(none, "bloc-words").startswith("With the first few members for each")
    assert "more than one draw in twenty" in said(none, "bloc-words")
    assert said(none, "overlap-if-longer") == (
        "With the first unnamed members added to each, more than one draw in twenty makes the two one bloc.")
    every = page(named="BHMNS", parameters=alliance_parameters(unseen=5000))
    assert "up to 40 more members" in said(every, "bloc-words") and "5,005 Chinese firms" in said(every, "bloc-words")
    assert said(every, "overlap-if-longer").endswith("at least nineteen draws of twenty.")


def test_how_often_the_bridge_stays_the_only_one():
    given = {"shared": ["X"], "any_shared": True, "any_added": True, "extra": 5, "sole": 0.328,
             "share": answers._Share.MORE, "differs": True, "extra_then": 10, "sole_then": 0.054,
             "share_then": answers._Share.MORE}
    assert worded("bridge-words", **given) == (
        "with five unnamed members added to each list, no firm but X is in both in 33 % of the draws, with ten in 5 %")
    few = given | {"any_shared": False, "sole": 0.001, "share": answers._Share.BELOW_ONE_PERCENT, "extra_then": 30,
                   "share_then": answers._Share.NOTHING}
    assert worded("bridge-words", **few).endswith("no firm is in both in 0.1 % of the draws, with 30 in none")
    assert worded("bridge-words", **few | {"differs": False}).endswith("0.1 % of the draws")
    assert worded("bridge-words", **given | {"extra": 1}).startswith("with one unnamed member added to each list, no")
    assert worded("bridge-words", **given | {"any_added": False, "differs": False}) == (
        "with the lists as named, no firm but X is in both")


def test_twice_as_many_members_as_set_are_tried_as_far_as_there_are_any(page):
    def tried(unnamed):
        made = page(named="BHMNS", parameters=alliance_parameters(unnamed=unnamed)).answers
        given = made.results["bridge-words"].given
        return given["extra"], given["extra_then"], given["differs"]
    assert [tried(unnamed) for unnamed in (0, 5, 30, 40)] == [
        (0, 0, False), (5, 10, True), (30, 40, True), (40, 40, False)]


def test_a_part_of_the_draws_is_written_so_that_it_does_not_round_to_nothing():
    assert [answers._share(part) for part in (0.0, 0.009, 0.01)] == [
        answers._Share.NOTHING, answers._Share.BELOW_ONE_PERCENT, answers._Share.MORE]


IN_BOTH = [("S", "member_of", FIRST), ("S", "member_of", SECOND)]


@pytest.mark.parametrize(("tied", "words", "heading"), [
    ([], "no tie in the articles that count leads from one alliance to the other.",
     "No tie leads from one alliance to the other"),
    ([("B", "member_of", FIRST), ("B", "partner_of", "C")],
     "no firm lies on more of the shortest paths between others than B; "
     "no path leads from one alliance to the other.",
     "No path leads from one alliance to the other"),
    ([*IN_BOTH, ("B", "member_of", FIRST), ("B", "member_of", SECOND)],
     "no firm lies on more of the shortest paths between others than B; "
     "no single firm is needed to link the two alliances.",
     "No single firm is needed to link the two alliances"),
    (IN_BOTH,
     "no firm lies on more of the shortest paths between others than S, "
     "and it is the only firm needed to link the two alliances.",
     "S alone links the two alliances"),
    ([("B", "member_of", FIRST), ("B", "partner_of", "C"), ("C", "member_of", SECOND), ("C", "partner_of", "D")],
     "no firm lies on more of the shortest paths between others than C, "
     "but the link between the two alliances needs C and B.",
     "The link between the two alliances needs C and B"),
])
def test_through_whom_the_alliances_hang_together(page, tied, words, heading):
    made = page(tied=tied)
    assert said(made, "network-words-inside") == words
    assert said(made, "network-words") == "N" + words[1:] and title(made, "ties") == heading


def test_needed_firms_by_themselves(page):
    made = page(tied=IN_BOTH)
    assert (said(made, "needed"), said(made, "most-between")) == ("S", "S")
    nothing = page()
    assert said(nothing, "needed") == "nobody" and nothing.answers.results["most-between"].given is None


def test_whose_products_are_named(page):
    made = page(tied=[("B", "developer_of", "chip")], kinds={"chip": "chip"})
    assert said(made, "makers-words") == (
        "Of the first alliance the articles name products of B only, of the second of no member.")
    assert said(made, "unplaced-words") == "for four of the five members named the articles name no product"
    outside = page(parameters=alliance_parameters(use_outside=True))
    assert said(outside, "makers-words").startswith("Of the first alliance the articles, and a page from outside, name")
    assert said(outside, "unplaced-words").endswith("the articles and a page from outside name no product")
    both = page(tied=[("S", "developer_of", "chip")], kinds={"chip": "chip"})
    assert said(both, "makers-words").endswith("products of S only, of the second of S only.")


def test_the_overlap_without_listed_members(page):
    # without B 1 of 4 is in both, without H as well 1 of 3
    made = page(listings=LISTINGS, verified=frozenset("B"))
    assert said(made, "unlisted-words") == (
        "Without B the overlap is 25.0 %; without H as well, listed as far as we remember, it would be 33.3 %.")
    assert said(made, "jaccard-unlisted") == "25.0 %"
    read_of = page(listings=LISTINGS, verified=frozenset("BH"))
    assert said(read_of, "unlisted-words") == "Without B and H the overlap is 33.3 %."
    assert said(page(listings=LISTINGS), "unlisted-words").startswith("The overlap is 20.0 %; without B and H as well")
    assert said(page(), "unlisted-words") == "The overlap is 20.0 %."


def test_the_link_without_some_members(page):
    def link(**given):
        return worded("removal-words", **given)
    facts = {"linked": True, "listed_firms": ListedFirms.NOT_NEEDED, "linked_without_shared": False}
    assert link(**facts) == (
        "The link between the two stays without the members on the US Entity List, by a page read or as far as we "
        "remember, and depends on those that are in both.")
    assert "not without those that we remember as being on it, and" in link(
        **facts | {"listed_firms": ListedFirms.REMEMBERED_NEEDED})
    assert link(**facts | {"listed_firms": ListedFirms.NEEDED, "linked_without_shared": True}).endswith(
        "depends on members that are on the US Entity List and stays without those that are in both.")
    assert said(page(), "removal-words") == (
        "The ties that count give no path from one alliance to the other in any case.")


def removals(page):
    return page.answers.tables["removals"].data


def test_cases_of_removal_say_whose_listing_was_read(page):
    made, _, _ = page(listings=LISTINGS | {"S": "r3"}, verified=frozenset("BH")).table("removals")
    known = "without the two whose listing we read"
    assert made["case"].tolist() == ["as named", known, f"{known} and the one that we remember as listed",
                                     "without the shared members"]
    assert made["removed"].tolist() == ["", "B; H", "B; H; S", "S"]
    assert made["reference_id"].tolist() == ["", "r1 r2", "r1 r2 r3", "r3"]
    assert made[["first", "second", "shared"]].values.tolist() == [[3, 3, "S"], [1, 3, "S"], [0, 2, ""], [2, 2, ""]]


def test_figures_and_tables_come_with_what_they_rest_on(page):
    made = page(tied=[*IN_BOTH, ("B", "partner_of", "S")], listings=LISTINGS,
                parameters=alliance_parameters(use_outside=True)).answers
    lists: Shown = made.figures["two-lists"]
    assert lists.data["reference_id"].dropna().tolist() == ["r1", "r2"] and len(lists.data) == 6
    assert made.figures["ties"].rests_on == made.tables["bridges"].rests_on == ("s/0", "s/1", "s/2")
    assert "metax-supernode-chips" in made.tables["layers"].rests_on
    assert made.tables["bridges"].data.values.tolist() == [["S", 1.0, 3, True]]  # in the middle of a star


def test_the_report_gives_firms_members_and_listings():
    from analysis import report
    inputs = answers.read(report)
    assert inputs.called["stepfun"] == "StepFun" and inputs.kinds["stepfun"] == "company"
    assert {"biren", "moore-threads"} <= inputs.verified <= inputs.listings.keys()
    assert inputs.first <= inputs.named and "nvidia" not in inputs.named
    assert all(tie.claim_id for tie in inputs.ties)
