"""What a source does to the register: intervals and lines worked by hand."""

from types import SimpleNamespace

import pytest

from evidence.ledger import impact
from evidence.ledger.impact import Register, lines_of

SAME, AGREES, CONTRADICTS = "gives the same figure as", "agrees with", "contradicts, unless date or definition differ,"


def figure(low, high, value=None, unit="MW"):
    return SimpleNamespace(low=low, high=high, value=value, unit=unit)


@pytest.mark.parametrize("one, other, stands", [
    (figure(100, 100, 100), figure(100, 100, 100), SAME),
    (figure(1000, 1000, 1000), figure(1, 1, 1, "GW"), SAME),
    (figure(100, 100, 100), figure(102, 102, 102), AGREES),  # 2 % of 102 is 2.04
    (figure(102, 102, 102), figure(100, 100, 100), AGREES),
    (figure(98, 98, 98), figure(100, 100, 100), AGREES),  # 2 % of 100 is 2, and no more than 2 lies between
    (figure(100, 100, 100), figure(98, 98, 98), AGREES),
    (figure(100, 100, 100), figure(103, 103, 103), CONTRADICTS),  # 2.06
    (figure(103, 103, 103), figure(100, 100, 100), CONTRADICTS),
    (figure(-100, -100, -100), figure(-102, -102, -102), AGREES),
    (figure(10, 20), figure(20.4, 20.4, 20.4), AGREES),
    (figure(10, 20), figure(21, 21, 21), CONTRADICTS),
    (figure(10, None, 10), figure(500, 500, 500), AGREES),  # more than ten
    (figure(10, None, 10), figure(9, 9, 9), CONTRADICTS),
    (figure(None, 10, 10), figure(1, 1, 1), AGREES),  # less than ten
    (figure(None, 10, 10), figure(11, 11, 11), CONTRADICTS),
    (figure(None, None, 10), figure(10, 10, 10), SAME),  # about ten
    (figure(100, 100, 100), figure(100, 100, 100, "TB"), "is in another unit than"),
])
def test_how_two_figures_stand(one, other, stands):
    assert impact._stands(one, other) == stands


@pytest.mark.parametrize("one, other, note", [
    (("gazette", "afp"), ("gazette", "afp"), "; same publisher (gazette): no second witness"),
    (("gazette", "afp"), ("post", "afp"), "; both relay afp: no second witness"),
    (("gazette", ""), ("post", ""), ""), (("", "afp"), ("", "xinhua"), ""), (("", ""), ("", ""), ""),
])
def test_who_is_no_second_witness(one, other, note):
    assert impact._same_voice(*(SimpleNamespace(publisher=by, upstream=of) for by, of in (one, other))) == note


def quantity(source, subject, measure, value):
    return SimpleNamespace(source_id=source, subject=subject, measure=measure, text=f"{value} MW",
                           claim_id=f"{source}/{measure}", low=value, high=value, value=value, unit="MW")


def point(subject, measure, cite="plan"):
    return SimpleNamespace(id=f"{subject}-{measure}", subject=subject, measure=measure, low=None, high=None, value=7,
                           unit="MW", cite=cite)


def register(*quantities, bearings=(), points=()):
    shared = SimpleNamespace(propositions={"thrives": SimpleNamespace(statement="It thrives.")},
                             reference_points={each.id: each for each in points})
    sources = [SimpleNamespace(source_id=name, publisher=name, upstream="", cite=f"{name}2024") for name in "abc"]
    rows = [[SimpleNamespace(source_id=source, proposition="thrives", how=how, claim_id=f"{source}/x")]
            for source, how in bearings]
    return Register(SimpleNamespace(prepared=rows, quantities=list(quantities), sources=sources, shared=shared), "a")


def test_what_others_say_of_the_same_thing_is_set_beside_it():
    mine = quantity("a", "mill", "power", 7)
    found = lines_of(register(
        mine, quantity("b", "mill", "power", 7), quantity("c", "mill", "load", 7), quantity("c", "zoo", "power", 7),
        points=(point("mill", "power"), point("mill", "load"), point("zoo", "power", "a2024"))))
    assert found == [
        "  power of mill: «7 MW» (a/power) gives the same figure as «7 MW» (b/power)",
        "  power of mill: «7 MW» (a/power) gives the same figure as the reference point 'mill-power'"]
    same, *_ = lines_of(register(mine, points=[point("mill", "power", "a2024")]))
    assert same.endswith("'mill-power'; the same publication: no second witness")


def test_what_only_this_source_says_is_added_once():
    found = lines_of(register(quantity("a", "mill", "load", 7), quantity("a", "mill", "load", 8),
                              quantity("a", "mill", "power", 7), quantity("b", "mill", "power", 9),
                              quantity("b", "zoo", "load", 9)))
    assert found[1:] == ["  adds load of mill, of which no other article gives a number"]
    assert "contradicts" in found[0]


def test_bearings_of_the_source_and_how_many_others_there_are():
    found = lines_of(register(bearings=[("a", "supports"), ("b", "supports"), ("c", "supports"), ("c", "qualifies")]))
    assert found == ["  supports 'thrives' (It thrives.) by a/x; other articles: qualifies: 1, supports: 2"]
    assert lines_of(register(bearings=[("a", "supports")])) == [
        "  supports 'thrives' (It thrives.) by a/x; other articles: none"]
    assert lines_of(register(bearings=[("b", "supports")])) == ["  nothing that another one bears on"]
