"""The network of the alliances: who lies between them and who is needed, on hand-made ties."""

import pytest
from made_up_alliances import alliance_inputs, alliance_parameters, ties

from analysis.alliances.inputs import FIRST, SECOND
from analysis.alliances.network import Bridging, bridges, linked, network, tie_table

CHIPS = {"huawei", "biren", "moore-threads", "enflame", "stepfun"}
COMMITTEE = {"sensetime", "minimax", "metax", "iluvatar", "stepfun"}
LISTED = [*((name, "member_of", FIRST) for name in sorted(CHIPS)),
          *((name, "member_of", SECOND) for name in sorted(COMMITTEE))]
ALL = alliance_parameters(ties=["partner_of", "supplier_of", "powered_by", "uses"])


def around(*rows, kinds=()):
    """The bridges of hand-made ties."""
    return bridges(alliance_inputs(CHIPS, COMMITTEE, tied=ties(*rows), kinds=kinds), ALL)


def graph(*rows, parameters=ALL, kinds=()):
    return network(alliance_inputs(CHIPS, COMMITTEE, tied=ties(*rows), kinds=kinds), parameters)


def test_the_member_of_both_lies_between_and_is_needed():
    found = around(*LISTED)
    assert (found.highest_betweenness, found.needed) == ("stepfun", ("stepfun",))
    assert found.verdict is Bridging.MOST_BETWEEN_NEEDED
    # 11 nodes: stepfun lies on the paths of 5 x 5 of the 45 pairs of others
    assert found.betweenness["stepfun"] == pytest.approx(25 / 45)
    assert len(found.firms) == 9 and found.firms[0] == "stepfun"
    assert len(found.claims) == 10


def test_with_a_second_way_round_nobody_is_needed():
    found = around(*LISTED, ("huawei", "partner_of", "sensetime"))
    assert (found.needed, found.verdict) == ((), Bridging.NOBODY_NEEDED)


def test_where_another_is_needed_than_lies_most_between():
    # a – FIRST – b – c – SECOND, and four partners of c: c lies between most, b and c are both needed
    found = around(("a", "member_of", FIRST), ("b", "member_of", FIRST), ("b", "partner_of", "c"),
                   ("c", "member_of", SECOND), *((f"d{i}", "partner_of", "c") for i in range(4)))
    assert (found.highest_betweenness, set(found.needed)) == ("c", {"b", "c"})
    assert found.verdict is Bridging.OTHERS_NEEDED


def test_what_is_no_firm_is_never_needed():
    found = around(("a", "member_of", FIRST), ("a", "uses", "m"), ("b", "uses", "m"), ("b", "member_of", SECOND),
                   kinds={"m": "model"})
    assert set(found.needed) == {"a", "b"} and "m" not in found.firms


def test_without_a_path_or_a_tie():
    apart = around(("a", "member_of", FIRST), ("b", "partner_of", "a"), ("c", "member_of", SECOND))
    assert (apart.highest_betweenness, apart.needed, apart.verdict) == ("a", (), Bridging.NO_PATH)
    lone = around(("a", "member_of", FIRST), ("b", "member_of", FIRST))
    assert (lone.highest_betweenness, lone.verdict) == ("", Bridging.NO_TIE)
    nothing = around()
    assert (nothing.firms, nothing.claims, nothing.verdict) == ((), (), Bridging.NO_TIE)
    assert tie_table(nothing, {}).empty and not linked(graph())


def test_betweenness_on_a_path_of_three():
    found = around(("a", "member_of", FIRST), ("a", "partner_of", "b"))
    assert found.betweenness == {FIRST: 0, "a": 1, "b": 0}


def test_only_ties_that_count_between_entities_that_can_be_tied():
    rows = (("a", "partner_of", "b"), ("a", "rival_of", "c"), ("a", "uses", "d"), ("a", "member_of", FIRST))
    assert set(graph(*rows, parameters=alliance_parameters(ties=["uses"]))) == {"a", "d", FIRST}
    assert set(graph(*rows, kinds={"d": "person"})) == {"a", "b", FIRST}


def test_an_edge_keeps_every_claim():
    edge = graph(("a", "partner_of", "b"), ("a", "supplier_of", "b")).edges["a", "b"]
    assert edge == {"relations": ["partner_of", "supplier_of"], "claims": ["s/0", "s/1"]}


def test_ties_have_their_relations_and_the_betweenness_of_both_ends():
    found = around(("a", "member_of", FIRST), ("a", "powered_by", FIRST), ("b", "uses", "a"))
    first, second = tie_table(found, {"a": "A", "b": "B", FIRST: "X"}).values.tolist()
    assert first == ["A", "B", ("uses",), 1, 0, "s/2"]
    assert second == ["A", "X", ("member_of", "powered_by"), 1, 0, "s/0 s/1"]


def test_the_link_falls_with_the_bridge():
    both = graph(*LISTED)
    assert linked(both) and linked(both, {"huawei", "nobody"}) and not linked(both, {"stepfun"})
    assert both.number_of_edges() == 10


def test_the_part_around_keeps_the_order_of_the_network():
    rows = [*LISTED, ("a", "partner_of", "b")]
    part = around(*rows).part
    assert list(part) == [node for node in graph(*rows) if node not in ("a", "b")]
    assert {"a", "b"} <= set(graph(*rows))
