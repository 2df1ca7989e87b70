"""Layers of the alliances by what members make, on hand-made ties."""

from made_up_alliances import alliance_inputs, alliance_parameters, ties

from analysis.alliances.layers import coverage, layer_table, placed_by

KINDS = {"ascend": "chip-family", "kunpeng": "chip", "sensenova": "model", "computing-mall": "product", "li": "person"}


def lists(*rows, first=("huawei", "biren"), second=("sensetime", "metax")):
    return alliance_inputs(first, second, tied=ties(*rows), kinds=KINDS)


def test_layers_follow_what_members_make():
    inputs = lists(("huawei", "developer_of", "ascend"), ("huawei", "owner_of", "kunpeng"),
                   ("tencent", "developer_of", "x"), ("huawei", "uses", "sensenova"), ("huawei", "developer_of", "li"))
    found = coverage(inputs, alliance_parameters())
    assert found.placed == {("huawei", "chip"): {"s/0", "s/1"}}
    assert found.makers == ({"huawei"}, set()) and found.unplaced == {"biren", "sensetime", "metax"}


def test_of_several_claims_on_a_product_the_first_counts():
    twice = lists(("huawei", "developer_of", "ascend"), ("huawei", "owner_of", "ascend"))
    assert coverage(twice, alliance_parameters()).placed == {("huawei", "chip"): {"s/0"}}


def test_what_sells_computing_power_is_infrastructure():
    found = coverage(lists(("sensetime", "developer_of", "computing-mall")), alliance_parameters())
    assert list(found.placed) == [("sensetime", "infrastructure")]


def test_an_outside_source_places_a_member_only_if_asked_for_and_without_a_claim():
    assert coverage(lists(), alliance_parameters()).placed == {}
    assert coverage(lists(), alliance_parameters(use_outside=True)).placed == {("metax", "infrastructure"): set()}
    assert coverage(lists(second=()), alliance_parameters(use_outside=True)).placed == {}


def test_the_table_has_a_row_a_layer_and_one_for_members_that_nobody_places():
    inputs = lists(("huawei", "developer_of", "ascend"))
    table = layer_table(coverage(inputs, alliance_parameters()), inputs)
    assert table["layer"].tolist() == ["chip", "infrastructure", "model", "application", "not said"] * 2
    assert table.loc[0].tolist() == ["the first", "chip", True, "huawei", "s/0"]
    assert table.loc[4].tolist() == ["the first", "not said", False, "biren", ""]
    assert table.loc[9].tolist() == ["the second", "not said", False, "metax; sensetime", ""]
    assert table.loc[table["stated"], "layer"].tolist() == ["chip", "infrastructure", "model", "application"]
    assert table.loc[table["stated"], "alliance"].tolist() == ["the first"] * 3 + ["the second"]


def test_layers_rest_on_aims_and_lists_and_if_asked_for_on_the_outside_source():
    claims = ("s/aim", "s/purpose", "s/first", "s/second")
    assert placed_by(lists(), alliance_parameters()) == claims
    assert placed_by(lists(), alliance_parameters(use_outside=True)) == (*claims, "metax-supernode-chips")
