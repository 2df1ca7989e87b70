"""Everything that the chapter on alliances publishes, as facts."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

from analysis.alliances.inputs import Inputs, Parameters, read
from analysis.alliances.layers import Coverage, coverage, layer_table, placed_by
from analysis.alliances.network import Bridges, bridges, tie_table
from analysis.alliances.overlap import (
    MOST_ADDED,
    Additions,
    Growth,
    Membership,
    Removals,
    additions,
    growth,
    membership,
    removals,
)
from evidence.chapter.answers import Answers, Fact, Scale, Shown, number
from evidence.tables.report import Report

__all__ = ["Additions", "Inputs", "Parameters", "additions", "answer", "bridges", "coverage", "growth", "membership",
           "read", "removals"]
Results = dict[str, Fact]


class _Share(StrEnum):
    """A part of the draws, as it is best written."""

    NOTHING = "nothing"
    BELOW_ONE_PERCENT = "below_one_percent"
    MORE = "more"


class _InBoth(StrEnum):
    """How many firms are in both alliances."""

    NONE = "none"
    ONE = "one"
    SEVERAL = "several"


class _Bodies(StrEnum):
    """Whether the alliances are two bodies or one, with members added at random or, where none are, as named."""

    TWO = "two"
    TWO_AS_NAMED = "two_as_named"
    ONE = "one"
    ONE_AS_NAMED = "one_as_named"


class _Link(StrEnum):
    """Through whom ties lead from one alliance to the other."""

    SHARED = "shared"
    OTHERS = "others"
    NONE = "none"


@dataclass(frozen=True)
class _Found:
    """The sections of the chapter on alliances."""

    inputs: Inputs
    membership: Membership
    bridges: Bridges
    coverage: Coverage
    growth: Growth
    removals: Removals


def answer(report: Report, parameters: Parameters) -> Answers:
    """All results, figures and tables of the chapter."""
    inputs = read(report)
    found = _Found(inputs, membership(inputs.first, inputs.second), bridges(inputs, parameters),
                  coverage(inputs, parameters), growth(inputs, parameters), removals(inputs, parameters))
    layers = placed_by(inputs, parameters)
    results = (_overlap(found) | _bridges(found) | _layers(found, layers, parameters.use_outside)
               | _growth(found, parameters.unnamed) | _removals(found) | _short(found, parameters))
    figures = {"two-lists": Shown(inputs.listed.assign(reference_id=inputs.listed["member"].map(inputs.listings))),
               "ties": Shown(tie_table(found.bridges, inputs.called), _verdict(found), found.bridges.claims)}
    tables = {"bridges": Shown(_bridge_table(found), rests_on=found.bridges.claims),
              "layers": Shown(layer_table(found.coverage, inputs), rests_on=layers),
              "removals": Shown(_removal_table(found), _listings(found))}
    return Answers(results, figures, tables, found)


def _short(found: _Found, parameters: Parameters) -> Results:
    """The chapter's answer in a sentence, and its tile on the opening page."""
    members, removed, lists = found.membership, found.removals, found.inputs.lists
    shared = _names(found, members.shared)
    said = {"in_both": list(_InBoth)[min(len(shared), 2)], "shared": shared}
    two = found.growth.tried[parameters.unnamed].two_bodies
    bodies = (_Bodies.TWO if two else _Bodies.ONE) if parameters.unnamed else (
        _Bodies.TWO_AS_NAMED if two else _Bodies.ONE_AS_NAMED)
    link = {"bodies": bodies,
            "link": _Link.OTHERS if removed.linked_without_shared else _Link.SHARED if removed.linked else _Link.NONE}
    scale = Scale(len(shared), len(shared), members.total, parameters.bloc * members.total)
    behind = tuple(sorted({*lists, *found.bridges.claims}))
    return {"short-answer": Fact(said | link | {"total": members.total}, behind), "tile-both": Fact(said, lists),
            "tile-both-number": Fact({"count": len(shared), "total": members.total}, lists, scale=scale),
            "tile-both-mark": Fact({}, lists)}


def _names(found: _Found, firms: Collection[str]) -> list[str]:
    return sorted(found.inputs.called[firm] for firm in firms)


def _overlap(found: _Found) -> Results:
    members, lists = found.membership, found.inputs.lists
    shared = _names(found, members.shared)
    return {"jaccard": number(members.jaccard, lists),
            "overlap-words": Fact({"total": members.total, "shared": shared, "in_both": len(shared),
                                   "overlap": members.jaccard}, lists)}


def _bridges(found: _Found) -> Results:
    bridged, verdict = found.bridges, _verdict(found)
    return {"needed": Fact({"firms": verdict["needed"]}, bridged.claims),
            "most-between": Fact({"firm": verdict["most"]} if verdict["most"] else None, bridged.claims),
            "network-words-inside": Fact(verdict, bridged.claims), "network-words": Fact({}, bridged.claims)}


def _verdict(found: _Found) -> dict[str, Any]:
    bridged, called = found.bridges, found.inputs.called
    return {"verdict": bridged.verdict, "most": called.get(bridged.highest_betweenness, ""),
            "needed": [called[firm] for firm in bridged.needed]}


def _layers(found: _Found, rests_on: tuple[str, ...], outside: bool) -> Results:
    first, second = (_names(found, makers) for makers in found.coverage.makers)
    unplaced = {"unplaced": len(found.coverage.unplaced), "total": found.membership.total}
    makers = {"first": first, "first_makes": bool(first), "second": second, "second_makes": bool(second)}
    return {name: Fact(given | {"outside": outside}, rests_on)
            for name, given in (("unplaced-words", unplaced), ("makers-words", makers))}


def _growth(found: _Found, unnamed: int) -> Results:
    grown, shared = found.growth, _names(found, found.membership.shared)
    once, twice = grown.tried[unnamed], grown.tried[min(2 * unnamed, MOST_ADDED)]
    bloc = {"any_reach": grown.reach > 0, "reach": grown.reach, "pool": grown.pool, "unseen": grown.unseen,
            "bloc": grown.bloc}
    longer = {"verdict": grown.verdict, "reach": grown.reach, "beyond": grown.beyond}
    bridge = {"shared": shared, "any_shared": bool(shared), "extra": once.extra, "any_added": once.extra > 0,
              "sole": once.sole, "share": _share(once.sole), "differs": twice.extra > once.extra,
              "extra_then": twice.extra, "sole_then": twice.sole, "share_then": _share(twice.sole)}
    return {"bloc-words": Fact(bloc, found.inputs.lists), "overlap-if-longer": Fact(longer, found.inputs.lists),
            "bridge-words": Fact(bridge, found.inputs.lists)}


def _share(part: float) -> _Share:
    if not part:
        return _Share.NOTHING
    return _Share.BELOW_ONE_PERCENT if part < 0.01 else _Share.MORE


def _bridge_table(found: _Found) -> pd.DataFrame:
    """The firms that lie on paths between others."""
    bridged = found.bridges
    rows = [(found.inputs.called[firm], bridged.betweenness[firm], bridged.part.degree[firm], firm in bridged.needed)
            for firm in bridged.firms if bridged.betweenness[firm] > 0]
    return pd.DataFrame(rows, columns=["entity", "betweenness", "ties", "needed"])


def _removals(found: _Found) -> Results:
    counted, remembered_too = found.removals.counted, found.removals.remembered_too
    listed = found.inputs.listings
    rests_on = (*found.inputs.lists, *sorted(listed[firm] for firm in remembered_too.removed))
    remembered = _names(found, remembered_too.removed - counted.removed)
    return {"jaccard-unlisted": number(counted.left.jaccard, rests_on),
            "unlisted-words": Fact({
                "counted": _names(found, counted.removed), "any_counted": bool(counted.removed),
                "overlap": counted.left.jaccard, "remembered": remembered, "any_remembered": bool(remembered),
                "overlap_then": remembered_too.left.jaccard}, rests_on),
            "removal-words": Fact({"linked": found.removals.linked, "listed_firms": found.removals.listed_firms,
                                   "linked_without_shared": found.removals.linked_without_shared}, rests_on)}


def _listings(found: _Found) -> dict:
    """How many of the firms taken out are listed by what was read, and how many as far as we remember."""
    removed, verified = found.removals.remembered_too.removed, found.inputs.verified
    return {"verified": len(removed & verified), "remembered": len(removed - verified)}


def _removal_table(found: _Found) -> pd.DataFrame:
    """What is left of the alliances in each case."""
    inputs, rows = found.inputs, []
    for taken in found.removals.cases:
        points = sorted(inputs.listings[firm] for firm in taken.removed if firm in inputs.listings)
        rows.append((taken.case, "; ".join(_names(found, taken.removed)), len(taken.left.first),
                     len(taken.left.second), "; ".join(_names(found, taken.left.shared)), taken.left.jaccard,
                     taken.linked, " ".join(inputs.lists), " ".join(points)))
    return pd.DataFrame(rows, columns=["case", "removed", "first", "second", "shared", "jaccard", "linked", "claim_id",
                                       "reference_id"])
