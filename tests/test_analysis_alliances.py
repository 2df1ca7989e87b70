"""Alliances: overlap, bridges, layers and random members, on hand-made ties."""

import pandas as pd
import pytest

from analysis import alliances

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
    assert alliances.members(listed, "chips", {"huawei", "metax"}) == {"huawei"}


def test_nodes_left_out_bring_no_ties():
    assert "huawei" not in alliances.network(BOTH, ("member_of",), ALL - {"huawei"})


def test_jaccard_of_the_two_member_lists():
    assert alliances.jaccard(CHIPS, COMMITTEE) == pytest.approx(1 / 9)


def test_jaccard_of_nothing():
    assert alliances.jaccard(set(), set()) == 0


def test_one_firm_links_the_alliances():
    graph = alliances.network(BOTH, ("member_of",), ALL)
    assert alliances.only_link(graph, "chips", "committee") == ["stepfun"]


def test_a_second_way_round_leaves_no_only_link():
    more = pd.concat([BOTH, ties(("huawei", "partner_of", "sensetime"))])
    assert alliances.only_link(alliances.network(more, ("member_of", "partner_of"), ALL), "chips", "committee") == []


def test_no_path_no_link():
    graph = alliances.network(ties(("a", "member_of", "x"), ("b", "member_of", "y")), ("member_of",), ALL)
    assert alliances.only_link(graph, "x", "y") == []


def test_betweenness_on_a_path_of_three():
    scores = alliances.betweenness(alliances.network(ties(("a", "partner_of", "b"), ("b", "partner_of", "c")),
                                                     ("partner_of",), ALL))
    assert scores == {"a": 0, "b": 1, "c": 0}
    assert alliances.top(scores) == ["b"]
    assert alliances.top({"a": 0.0}) == []


def test_an_edge_keeps_every_claim():
    twice = ties(("a", "partner_of", "b"), ("a", "supplier_of", "b"))
    edge = alliances.network(twice, ("partner_of", "supplier_of"), ALL).edges["a", "b"]
    assert edge == {"relations": ["partner_of", "supplier_of"], "claims": ["s/0", "s/1"]}


def test_bridging_ranks_organisations_only():
    frame = alliances.bridging(alliances.network(BOTH, ("member_of",), ALL), "chips", "committee", CHIPS | COMMITTEE)
    assert frame.loc[0, "entity"] == "stepfun" and bool(frame.loc[0, "needed"])
    # 11 nodes: stepfun lies on the paths of 5 x 5 of the 45 pairs of others
    assert frame.loc[0, "betweenness"] == pytest.approx(25 / 45)
    assert len(frame) == 9


def test_layers_follow_what_members_make():
    made = ties(("huawei", "developer_of", "ascend"), ("sensetime", "developer_of", "sensenova"))
    kinds = {"ascend": "chip-family", "sensenova": "model"}
    placed = alliances.layers_of(made, kinds, CHIPS, {"biren": "chip", "meta": "model"})
    assert placed[["entity", "layer"]].values.tolist() == [["biren", "chip"], ["huawei", "chip"]]
    labels = {name: name.title() for name in CHIPS | {"chips"}}
    table = alliances.coverage(placed, {"chips": CHIPS}, {"chips": {"model"}}, labels).set_index("layer")
    assert table.loc["chip", "members"] == "Biren; Huawei" and table.loc["chip", "claim_id"] == "s/0"
    assert table["stated"].to_dict()["model"] and table.loc["not said", "members"] == "Enflame; Moore-Threads; Stepfun"


def test_what_sells_computing_power_is_infrastructure():
    made = ties(("sensetime", "developer_of", "computing-mall"))
    placed = alliances.layers_of(made, {"computing-mall": "product"}, COMMITTEE, {})
    assert placed["layer"].tolist() == ["infrastructure"]


def test_removing_listed_members():
    frame = alliances.removals(CHIPS, COMMITTEE, {"none": set(), "listed": {"biren", "moore-threads"}},
                               {name: name for name in CHIPS | COMMITTEE})
    assert frame["removed"].tolist() == ["", "biren; moore-threads"]
    assert frame["jaccard"].tolist() == [pytest.approx(1 / 9), pytest.approx(1 / 7)]


def test_draws_repeat_with_their_seed_and_only_add():
    pool = alliances.pool_of({"baidu", "tencent"}, 20)
    one = alliances.overlaps(CHIPS, COMMITTEE, pool, 5, 50, seed=1)
    assert one.equals(alliances.overlaps(CHIPS, COMMITTEE, pool, 5, 50, seed=1))
    assert not one.equals(alliances.overlaps(CHIPS, COMMITTEE, pool, 5, 50, seed=2))
    assert (one["shared"] >= 1).all()


def test_no_extra_members_change_nothing():
    frame = alliances.growth_of_overlap(CHIPS, COMMITTEE, alliances.pool_of(set(), 5), [0], 10, seed=1)
    row = frame.loc[0]
    assert (row["low"], row["median"], row["high"], row["sole"]) == tuple(pytest.approx(v) for v in (1/9, 1/9, 1/9, 1))


def test_whole_pool_joins_both():
    drawn = alliances.overlaps({"a"}, {"b"}, ["c", "d"], 2, 3, seed=1)
    assert drawn["jaccard"].tolist() == [pytest.approx(0.5)] * 3


def test_unverified_listings_stay_out_unless_asked_for():
    points = pd.DataFrame([("listed-biren", "biren", "entity_list_year", "read"),
                           ("listed-huawei", "huawei", "entity_list_year", "unverified"),
                           ("a100", "a100", "tpp", "read")],
                          columns=["reference_id", "subject", "measure", "status"])
    assert alliances.on_list(points, False) == {"biren": "listed-biren"}
    assert set(alliances.on_list(points, True)) == {"biren", "huawei"}


def test_the_link_falls_with_the_bridge():
    graph = alliances.network(BOTH, ("member_of",), ALL)
    assert alliances.linked(graph, {"huawei"}, "chips", "committee")
    assert not alliances.linked(graph, {"stepfun"}, "chips", "committee")
    assert len(alliances.edges(graph, {n: n for n in graph})) == 10


def test_the_part_around_keeps_the_order_of_the_network():
    graph = alliances.network(pd.concat([BOTH, ties(("a", "member_of", "x"))]), ("member_of",), ALL)
    part = alliances.around(graph, ["chips"])
    assert list(part) == [node for node in graph if node not in ("a", "x")]
    assert {"a", "x"} <= set(graph)
