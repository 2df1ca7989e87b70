"""Lists against each other: each mistake with the place where it stands, and none where there is none."""

from types import SimpleNamespace

import pytest

from evidence.ledger import cross_references as crossing

ENTITIES = {"mill": SimpleNamespace(), "rule": SimpleNamespace()}
MEASURES = {"power": SimpleNamespace(unit="MW", boundaries=("gross", "net")),
            "staff": SimpleNamespace(unit="person", boundaries=())}


def point(name="mill-power", subject="mill", measure="power", cite="plan", boundary="net", **ends):
    return SimpleNamespace(id=name, subject=subject, measure=measure, cite=cite, boundary=boundary, unit="MW",
                           **{"value": None, "low": None, "high": None} | ends)


def shared(*points, **judged):
    return SimpleNamespace(entities=ENTITIES, measures=MEASURES, cited=frozenset({"plan"}),
                           reference_points={each.id: each for each in points},
                           judgements=SimpleNamespace(**judged))


FINE = point("fine", value=1)


@pytest.mark.parametrize("wrong, place, said", [
    (point(subject="mil"), "subject", "mil"), (point(measure="powr"), "measure", "powr"),
    (point(cite="plon"), "cite", "'plon' is not in references.bib, did you mean 'plan'"),
])
def test_a_reference_point_names_what_is_there(wrong, place, said):
    assert list(crossing._reference_points(shared(FINE))) == []
    [(where, text)] = crossing._reference_points(shared(FINE, wrong))
    assert where == (1, place) and said in text


@pytest.mark.parametrize("ends, empty", [
    ({}, True), ({"value": 0.0}, False), ({"low": 0.0}, False), ({"high": 0.0}, False)])
def test_a_reference_point_has_a_figure(ends, empty):
    found = [place for place, _ in crossing._without_figure(shared(FINE, point(**ends)))]
    assert found == ([(1,)] if empty else [])


@pytest.mark.parametrize("given, place", [
    (point(), None), (point(boundary="foreign"), "boundary"), (point(boundary=None), "measure"),
    (point(measure="staff", boundary=None), None), (point(measure="staff", boundary="net"), "boundary"),
    (point(measure="gone", boundary="net"), None),
])
def test_a_figure_says_what_it_counts_where_there_is_a_choice(given, place):
    found = [where for where, _ in crossing._boundaries(shared(FINE, given))]
    assert found == ([(1, place)] if place else [])


def test_pairs_are_of_two_that_are_there():
    def pair(*claims):
        return SimpleNamespace(claims=claims)

    def check(claim, reference):
        return SimpleNamespace(claim=claim, reference=reference)

    judged = shared(FINE, comparisons=[pair("a", "b"), pair("a", "a"), pair("a", "c")],
                    external_checks=[check("a", "fine"), check("c", "fine"), check("a", "gone")])
    assert [place for place, _ in crossing._pairs(judged, {"a": (), "b": ()})] == [
        ("comparisons", 1, "claims"), ("comparisons", 2, "claims"), ("external_checks", 1, "claim"),
        ("external_checks", 2, "reference")]


def test_a_rule_is_tested_by_thresholds_of_its_own_each_with_its_place():
    def rule(name, *routes):
        return SimpleNamespace(id=name, routes=[[SimpleNamespace(quantity=quantity, reference=reference)
                                                 for quantity, reference in route] for route in routes])

    own, fine = point("own", subject="rule", value=1), ("power", "own")
    judged = shared(FINE, own, rules=[
        rule("rule", [fine], [fine, ("powr", "own")], [fine, fine, ("power", "gone")], [("power", "fine")],
             [("staff", "own")]), rule("rule", [fine]), rule("none")])
    found = list(crossing._rules(judged))
    assert [place for place, _ in found] == [
        ("rules", 0, "routes", 1, 1), ("rules", 0, "routes", 2, 2), ("rules", 0, "routes", 3, 0),
        ("rules", 0, "routes", 4, 0), ("rules", 1, "id"), ("rules", 2, "id")]
    assert "is about 'mill', not about the rule" in found[2][1] and "is in MW, and 'staff' in person" in found[3][1]
