"""Figures of the alliances: marks counted on the axes, and SVG that comes out the same twice."""

import pytest
from made_up_alliances import alliance_inputs, alliance_parameters, ties

from analysis.alliances import figures
from analysis.alliances.inputs import FIRST, SECOND
from analysis.alliances.network import bridges
from evidence.chapter.svg import to_svg

KINDS = {"member": "m", "partner": "p", "supply": "s", "other": "o"}


def test_shared_members_stand_between_the_lists():
    texts = figures.two_lists(alliance_inputs("ac", "bc")).axes[0].texts
    at = {text.get_text(): text.xy for text in texts}
    assert (at["a"][0], at["b"][0], at["c"][0]) == (0.0, 1.0, 0.5)


def test_a_listing_only_remembered_has_a_dotted_ring():
    inputs = alliance_inputs("a", "b", listings={"a": "r1", "b": "r2"}, verified=frozenset("a"))
    dotted = [ring.get_linestyle()[0][1] is not None for ring in figures.two_lists(inputs).axes[0].collections]
    assert dotted == [False, True]


def test_without_an_alliance_there_is_no_map_of_ties():
    inputs = alliance_inputs("a", "b", tied=ties(("a", "partner_of", "b")))
    assert figures.tie_map(bridges(inputs, alliance_parameters()), inputs.called, KINDS) is None


def test_the_map_of_ties_is_the_same_twice_and_labels_every_node():
    inputs = alliance_inputs("a", "ab", tied=ties(("a", "member_of", FIRST), ("a", "member_of", SECOND),
                                                  ("b", "member_of", SECOND)))
    found, labels = bridges(inputs, alliance_parameters()), {"a": "A", "b": "B", FIRST: "X", SECOND: "Y"}
    first, second = (to_svg(figures.tie_map(found, labels, KINDS), "ties", "t") for _ in range(2))
    assert first == second
    axes = figures.tie_map(found, labels, KINDS).axes[0]
    assert {"A", "B", "X", "Y"} <= {text.get_text() for text in axes.texts}
    sizes = [line.get_markersize() for line in axes.lines if line.get_marker() in ("o", "s")]
    # X – A – Y – B: both in the middle lie on 2 of 3 paths between others
    assert sorted(set(sizes)) == [figures.SMALLEST, pytest.approx((6**2 + 2 / 3 * (22**2 - 6**2)) ** 0.5)]
    (bold,) = [text.get_text() for text in axes.texts if text.get_fontweight() == "bold"]
    assert bold == "A"  # without it no path leads from one to the other
