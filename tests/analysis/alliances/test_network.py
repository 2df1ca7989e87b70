"""Alliances: overlap, bridges, layers and random members, on hand-made ties."""

from collections import Counter
from itertools import combinations

import pandas as pd
import pytest

from analysis.alliances import network

CHIPS = {"huawei", "biren", "moore-threads", "enflame", "stepfun"}
COMMITTEE = {"sensetime", "minimax", "metax", "iluvatar", "stepfun"}


def ties(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["subject", "relation", "object"])
    return frame.assign(claim_id=[f"s/{i}" for i in range(len(rows))])


BOTH = ties(*[(m, "member_of", "chips") for m in sorted(CHIPS)],
            *[(m, "member_of", "committee") for m in sorted(COMMITTEE)])


ALL = {"a", "b", "c", "x", "y", "chips", "committee"} | CHIPS | COMMITTEE


def test_members_are_firms_only():
    listed = pd.DataFrame([("chips", "huawei"), ("chips", "chip-makers"), ("committee", "metax")],
                          columns=["alliance", "member"])
    assert network.members(listed, "chips", {"huawei", "metax"}) == {"huawei"}


def test_nodes_left_out_bring_no_ties():
    assert "huawei" not in network.network(BOTH, ("member_of",), ALL - {"huawei"})


def test_jaccard_of_the_two_member_lists():
    assert network.jaccard(CHIPS, COMMITTEE) == pytest.approx(1 / 9)


def test_jaccard_of_nothing():
    assert network.jaccard(set(), set()) == 0


def test_one_firm_links_the_alliances():
    graph = network.network(BOTH, ("member_of",), ALL)
    assert network.only_link(graph, "chips", "committee") == ["stepfun"]


def test_a_second_way_round_leaves_no_only_link():
    more = pd.concat([BOTH, ties(("huawei", "partner_of", "sensetime"))])
    assert network.only_link(network.network(more, ("member_of", "partner_of"), ALL), "chips", "committee") == []


def test_no_path_no_link():
    graph = network.network(ties(("a", "member_of", "x"), ("b", "member_of", "y")), ("member_of",), ALL)
    assert network.only_link(graph, "x", "y") == []


def test_betweenness_on_a_path_of_three():
    scores = network.betweenness(network.network(ties(("a", "partner_of", "b"), ("b", "partner_of", "c")),
                                                     ("partner_of",), ALL))
    assert scores == {"a": 0, "b": 1, "c": 0}


def test_an_edge_keeps_every_claim():
    twice = ties(("a", "partner_of", "b"), ("a", "supplier_of", "b"))
    edge = network.network(twice, ("partner_of", "supplier_of"), ALL).edges["a", "b"]
    assert edge == {"relations": ["partner_of", "supplier_of"], "claims": ["s/0", "s/1"]}


def test_bridging_ranks_organisations_only():
    frame = network.bridging(network.network(BOTH, ("member_of",), ALL), "chips", "committee", CHIPS | COMMITTEE)
    assert frame.loc[0, "entity"] == "stepfun" and bool(frame.loc[0, "needed"])
    # 11 nodes: stepfun lies on the paths of 5 x 5 of the 45 pairs of others
    assert frame.loc[0, "betweenness"] == pytest.approx(25 / 45)
    assert len(frame) == 9


def test_layers_follow_what_members_make():
    made = ties(("huawei", "developer_of", "ascend"), ("sensetime", "developer_of", "sensenova"))
    kinds = {"ascend": "chip-family", "sensenova": "model"}
    placed = network.layers_of(made, kinds, CHIPS, {"biren": "chip", "meta": "model"})
    assert placed[["entity", "layer"]].values.tolist() == [["biren", "chip"], ["huawei", "chip"]]
    labels = {name: name.title() for name in CHIPS | {"chips"}}
    table = network.coverage(placed, {"chips": CHIPS}, {"chips": {"model"}}, labels).set_index("layer")
    assert table.loc["chip", "members"] == "Biren; Huawei" and table.loc["chip", "claim_id"] == "s/0"
    assert table["stated"].to_dict()["model"] and table.loc["not said", "members"] == "Enflame; Moore-Threads; Stepfun"


def test_what_sells_computing_power_is_infrastructure():
    made = ties(("sensetime", "developer_of", "computing-mall"))
    placed = network.layers_of(made, {"computing-mall": "product"}, COMMITTEE, {})
    assert placed["layer"].tolist() == ["infrastructure"]


def test_removing_listed_members():
    frame = network.removals(CHIPS, COMMITTEE, {"none": set(), "listed": {"biren", "moore-threads"}},
                               {name: name for name in CHIPS | COMMITTEE})
    assert frame["removed"].tolist() == ["", "biren; moore-threads"]
    assert frame["jaccard"].tolist() == [pytest.approx(1 / 9), pytest.approx(1 / 7)]


def test_members_remembered_as_listed_have_a_case_of_their_own():
    cases = network.removal_cases({"biren", "moore-threads"}, {"huawei"}, {"stepfun"}, False)
    known = "without the two whose listing we read"
    assert list(cases) == ["as named", known, f"{known} and the one that we remember as listed",
                           "without the shared members"]
    assert list(cases.values())[2] == {"biren", "moore-threads", "huawei"}
    assert list(network.removal_cases({"biren"}, {"huawei"}, set(), True).values())[1] == {"biren", "huawei"}


def test_how_far_the_alliances_stay_two():
    grown = pd.DataFrame({"extra": [0, 5, 10, 15], "high": [0.1, 0.2, 0.5, 0.4]})
    assert network.reach(grown, 0.5) == (5, 10)  # what falls back below the mark does not count
    assert network.reach(grown, 0.6) == (15, None)
    assert network.reach(grown, 0.05) == (0, 0)


def test_ties_are_in_words_with_the_betweenness_of_both_ends():
    row = network.edges(network.network(ties(("a", "member_of", "x"), ("a", "powered_by", "x"), ("b", "uses", "a")),
                                            ("member_of", "powered_by"), ALL | {"x"}), {"a": "A", "x": "X"}).iloc[0]
    assert (row["one"], row["other"], row["ties"], row["one_between"]) == ("A", "X", "membership; running on", 0)


def test_the_foremost_lies_on_paths():
    bridges = network.bridging(network.network(BOTH, ("member_of",), ALL), "chips", "committee", CHIPS | COMMITTEE)
    assert network.foremost(bridges) == "stepfun"
    assert network.foremost(bridges[1:]) == network.foremost(bridges[:0]) == ""


def test_without_ties_nobody_bridges():
    graph = network.network(BOTH[:0], ("member_of",), ALL)
    assert network.bridging(graph, "chips", "committee", CHIPS).empty
    assert network.edges(network.around(graph, ["chips"]), {}).empty
    assert not network.linked(graph, [], "chips", "committee")


def exactly(first: set, second: set, pool: list, extra: int) -> dict[int, float]:
    """Chance of each number of shared members, by trying every pair of additions."""
    counts = Counter(len((first | set(a)) & (second | set(b)))
                     for a in combinations([n for n in pool if n not in first], extra)
                     for b in combinations([n for n in pool if n not in second], extra))
    return {shared: count / counts.total() for shared, count in counts.items()}


def test_draws_repeat_with_their_seed_and_only_add():
    pool = network.pool_of({"baidu", "tencent"}, 20)
    index, shared = network.overlaps(CHIPS, COMMITTEE, pool, 5, 50, seed=1)
    assert (index == network.overlaps(CHIPS, COMMITTEE, pool, 5, 50, seed=1)[0]).all()
    assert (index != network.overlaps(CHIPS, COMMITTEE, pool, 5, 50, seed=2)[0]).any()
    assert (shared >= 1).all() and shared.max() > 1


def test_draws_follow_the_chances_of_every_pair_of_additions():
    pool = network.pool_of({"a", "b", "c"}, 3)
    chances = exactly({"a", "c"}, {"b", "c"}, pool, 2)
    index, shared = network.overlaps({"a", "c"}, {"b", "c"}, pool, 2, 20_000, seed=1)
    for count, chance in chances.items():
        assert (shared == count).mean() == pytest.approx(chance, abs=0.015)
    assert set(shared) == set(chances)
    assert index == pytest.approx(shared / (8 - shared))  # four members each: 4 + 4 - shared in either


def test_no_extra_members_change_nothing():
    frame = network.growth_of_overlap(CHIPS, COMMITTEE, network.pool_of(set(), 5), [0], 10, seed=1)
    row = frame.loc[0]
    assert (row["low"], row["median"], row["high"], row["sole"]) == tuple(pytest.approx(v) for v in (1/9, 1/9, 1/9, 1))


def test_whole_pool_joins_both():
    index, shared = network.overlaps({"a"}, {"b"}, ["c", "d"], 2, 3, seed=1)
    assert index.tolist() == [pytest.approx(0.5)] * 3 and shared.tolist() == [2] * 3


def test_firms_named_are_those_of_the_claims_that_count():
    entities = pd.DataFrame([("baidu", "company", "CN"), ("meta", "company", "US"), ("ernie", "model", "CN"),
                             ("zhipu", "company", "CN")], columns=["entity_id", "kind", "country"])
    mentions = pd.DataFrame({"entity": ["baidu", "meta", "ernie", "baidu"]})
    assert network.named_firms(mentions, entities, "CN") == {"baidu"}


def test_unverified_listings_stay_out_unless_asked_for():
    points = pd.DataFrame([("listed-biren", "biren", "entity_list_year", "read"),
                           ("listed-huawei", "huawei", "entity_list_year", "unverified"),
                           ("a100", "a100", "tpp", "read")],
                          columns=["reference_id", "subject", "measure", "status"])
    assert network.on_list(points, False) == {"biren": "listed-biren"}
    assert set(network.on_list(points, True)) == {"biren", "huawei"}


def test_the_link_falls_with_the_bridge():
    graph = network.network(BOTH, ("member_of",), ALL)
    assert network.linked(graph, {"huawei"}, "chips", "committee")
    assert not network.linked(graph, {"stepfun"}, "chips", "committee")
    assert len(network.edges(graph, {n: n for n in graph})) == 10


def test_the_part_around_keeps_the_order_of_the_network():
    graph = network.network(pd.concat([BOTH, ties(("a", "member_of", "x"))]), ("member_of",), ALL)
    part = network.around(graph, ["chips"])
    assert list(part) == [node for node in graph if node not in ("a", "x")]
    assert {"a", "x"} <= set(graph)


def test_the_lists_of_the_articles_overlap_in_one_of_nine():
    from analysis import report
    entities, listed = report.table("entities"), report.table("alliance_members")
    firms = entities.loc[entities["kind"] == "company", "entity_id"]
    first, second = (network.members(listed, name, firms)
                     for name in ("model-chip-alliance", "shanghai-ai-committee"))
    assert (len(first), len(second), first & second) == (5, 5, {"stepfun"})
    assert network.jaccard(first, second) == pytest.approx(1 / 9)
