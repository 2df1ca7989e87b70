"""Overlap of two lists: as named, with members drawn at random, with members taken out."""

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest
from made_up_alliances import alliance_inputs, alliance_parameters, ties

from analysis.alliances import overlap
from analysis.alliances.inputs import FIRST, SECOND
from analysis.alliances.overlap import Case, ListedFirms, Reach, additions, growth, membership, removals

CHIPS = {"huawei", "biren", "moore-threads", "enflame", "stepfun"}
COMMITTEE = {"sensetime", "minimax", "metax", "iluvatar", "stepfun"}
LISTINGS = {"biren": "r1", "moore-threads": "r2", "huawei": "r3", "other": "r4"}


def exactly(first: set, second: set, pool: list, extra: int) -> dict[int, float]:
    """Chance of each number of shared members, by trying every pair of additions."""
    counts = Counter(len((first | set(a)) & (second | set(b)))
                     for a in combinations([n for n in pool if n not in first], extra)
                     for b in combinations([n for n in pool if n not in second], extra))
    return {shared: count / counts.total() for shared, count in counts.items()}


def drawn(first, second, named, unseen, extra, draws, seed):
    counts = overlap._counts(alliance_inputs(first, second, named), unseen)
    return overlap._overlaps(counts, extra, draws, seed)


def test_overlap_of_the_two_member_lists():
    found = membership(CHIPS, COMMITTEE)
    assert (found.total, found.shared) == (9, {"stepfun"}) and found.jaccard == pytest.approx(1 / 9)


def test_overlap_of_nothing():
    assert membership(frozenset(), frozenset()).jaccard == 0


def test_draws_repeat_with_their_seed_and_only_add():
    index, shared = drawn(CHIPS, COMMITTEE, {"baidu", "tencent"}, 20, 5, 50, seed=1)
    assert (index == drawn(CHIPS, COMMITTEE, {"baidu", "tencent"}, 20, 5, 50, seed=1)[0]).all()
    assert (index != drawn(CHIPS, COMMITTEE, {"baidu", "tencent"}, 20, 5, 50, seed=2)[0]).any()
    assert (shared >= 1).all() and shared.max() > 1


def test_draws_follow_the_chances_of_every_pair_of_additions():
    chances = exactly({"a", "c"}, {"b", "c"}, ["a", "b", "c", "1", "2", "3"], 2)
    index, shared = drawn({"a", "c"}, {"b", "c"}, {"a", "b", "c"}, 3, 2, 20_000, seed=1)
    for count, chance in chances.items():
        assert (shared == count).mean() == pytest.approx(chance, abs=0.015)
    assert set(shared) == set(chances)
    assert index == pytest.approx(shared / (8 - shared))  # four members each: 4 + 4 - shared in either


def test_the_part_of_draws_with_no_other_shared_member():
    chance = exactly({"a", "c"}, {"b", "c"}, ["a", "b", "c", "1", "2", "3", "4"], 2)[1]
    # from b, 1, 2, 3, 4 two that are not b: 6 of 10; from a, 1, 2, 3, 4 the two that are left: 1 of 10
    assert chance == pytest.approx(0.06)
    found = additions(alliance_inputs("ac", "bc", "abc"), alliance_parameters(unnamed=2, unseen=4, draws=20_000))
    assert found.sole == pytest.approx(chance, abs=0.005)


def test_whole_pool_joins_both():
    index, shared = drawn({"a"}, {"b"}, {"c", "d"}, 0, 2, 3, seed=1)
    assert index.tolist() == [pytest.approx(0.5)] * 3 and shared.tolist() == [2] * 3


def test_no_extra_members_change_nothing():
    found = additions(alliance_inputs(CHIPS, COMMITTEE), alliance_parameters(unnamed=0, unseen=5))
    assert (found.low, found.median, found.high, found.sole) == (*[pytest.approx(1 / 9)] * 3, 1)


def test_two_bodies_are_asked_for_nineteen_draws_of_twenty():
    inputs, parameters = alliance_inputs("abc", "cde", "abcdefgh"), alliance_parameters(unnamed=4, unseen=0)
    found = additions(inputs, parameters)
    assert found.median < found.high
    assert not additions(inputs, replace(parameters, bloc=(found.median + found.high) / 2)).two_bodies
    assert not additions(inputs, replace(parameters, bloc=found.high)).two_bodies
    assert additions(inputs, replace(parameters, bloc=found.high + 0.01)).two_bodies


def test_what_was_drawn_once_is_not_drawn_again():
    inputs, parameters = alliance_inputs("ab", "bc", "abcd"), alliance_parameters(seed=77, draws=333)
    made = overlap._summary.cache_info().misses
    for bloc in (0.2, 0.5, 0.8):
        additions(inputs, replace(parameters, bloc=bloc))
    assert overlap._summary.cache_info().misses == made + 1


def test_how_far_the_alliances_stay_two():
    # Two lists of three that share one, of a pool of 28: 0.2 at first, and with 25 more each all 28 are in both.
    inputs = alliance_inputs("abc", "cde", "abcde")
    parameters = alliance_parameters(unseen=23)
    found = growth(inputs, replace(parameters, bloc=0.5))
    high = [step.high for step in found.tried]
    assert len(high) == 41 and high[0] == pytest.approx(0.2) and high[25:] == [1] * 16
    assert found.verdict is Reach.SOME and found.beyond == found.reach + 1
    assert max(high[:found.beyond]) < 0.5 <= high[found.beyond]
    assert (found.pool, found.unseen, found.bloc) == (28, 23, 0.5)
    always = growth(inputs, replace(parameters, bloc=1.1))
    assert (always.reach, always.beyond, always.verdict) == (40, None, Reach.ALL_TRIED)
    never = growth(inputs, replace(parameters, bloc=0.2))
    assert (never.reach, never.beyond, never.verdict) == (0, 0, Reach.NONE)


def test_what_falls_back_below_the_mark_does_not_count(monkeypatch):
    highs = {extra: 0.5 if extra == 2 else 0.1 for extra in range(41)}
    monkeypatch.setattr(overlap, "_summary", lambda counts, extra, draws, seed: (0, 0, highs[extra], 1))
    found = growth(alliance_inputs("ab", "bc"), alliance_parameters(bloc=0.5))
    assert (found.reach, found.beyond) == (1, 2)


def taken(tied=(), unverified=False, listings=LISTINGS, verified=("biren", "moore-threads")):
    inputs = alliance_inputs(CHIPS, COMMITTEE, tied=ties(*tied), listings=listings, verified=frozenset(verified))
    return removals(inputs, alliance_parameters(use_unverified=unverified))


def test_listed_members_are_taken_out():
    found = taken()
    assert [case.case for case in found.cases] == [Case.NOBODY, Case.VERIFIED, Case.LISTED, Case.SHARED]
    assert [set(case.removed) for case in found.cases] == [
        set(), {"biren", "moore-threads"}, {"biren", "moore-threads", "huawei"}, {"stepfun"}]
    # 1 of 9 shared; of 7 without two; of 6 without three; none without the shared one
    assert [case.left.jaccard for case in found.cases] == [pytest.approx(part) for part in (1 / 9, 1 / 7, 1 / 6, 0)]
    assert (found.counted, found.remembered_too) == found.cases[1:3]


def test_unverified_listings_count_with_the_others_only_if_asked_for():
    found = taken(unverified=True)
    assert [case.case for case in found.cases] == [Case.NOBODY, Case.LISTED, Case.SHARED]
    assert found.counted is found.remembered_too is found.cases[1]


def test_where_every_listing_was_read_of_there_is_one_case():
    for unverified in (False, True):
        found = taken(unverified=unverified, verified=LISTINGS)
        assert [case.case for case in found.cases] == [Case.NOBODY, Case.VERIFIED, Case.SHARED]
        assert found.counted is found.remembered_too and len(found.counted.removed) == 3


def test_the_link_without_some_members():
    by_stepfun = [("stepfun", "member_of", FIRST), ("stepfun", "member_of", SECOND)]
    found = taken(by_stepfun)
    assert (found.linked, found.listed_firms, found.linked_without_shared) == (True, ListedFirms.NOT_NEEDED, False)
    by_huawei = [("huawei", "member_of", FIRST), ("huawei", "partner_of", "metax"), ("metax", "member_of", SECOND)]
    found = taken(by_huawei)
    assert found.linked and found.linked_without_shared and found.listed_firms is ListedFirms.REMEMBERED_NEEDED
    assert taken(by_huawei, verified=LISTINGS).listed_firms is ListedFirms.NEEDED
    assert not taken().linked


def test_the_lists_of_the_articles_overlap_in_one_of_nine():
    from analysis import report
    from analysis.alliances.answers import read
    inputs = read(report)
    found = membership(inputs.first, inputs.second)
    assert (len(found.first), len(found.second), found.shared) == (5, 5, {"stepfun"})
    assert found.jaccard == pytest.approx(1 / 9)
