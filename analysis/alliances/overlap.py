"""How far two lists of members overlap: as named, with members added at random, and with members taken out."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from analysis.alliances.inputs import Inputs, Parameters
from analysis.alliances.network import linked, network

MOST_ADDED = 40  # members that each list may gain
TAILS = (0.05, 0.5, 0.95)  # of the draws, below: the middle nine tenths, and the median


class Reach(StrEnum):
    """How many members may be added to each list before the alliances are no longer two bodies."""

    NONE = "none"
    SOME = "some"
    ALL_TRIED = "all_tried"


class ListedFirms(StrEnum):
    """Whether a path between the alliances is left without the members on the US Entity List."""

    NEEDED = "needed"
    REMEMBERED_NEEDED = "remembered_needed"
    NOT_NEEDED = "not_needed"


class Case(StrEnum):
    """Whom a removal takes out."""

    NOBODY = "nobody"
    VERIFIED = "verified"
    LISTED = "listed"
    SHARED = "shared"


class _Counts(NamedTuple):
    """Two lists, and the pool of firms that may join them, as counts [firm]: names do not matter to the draws.

    ``first_only``, ``second_only``: firms of the pool that are in one list already; ``outside``: those in neither.
    """

    first: int
    second: int
    shared: int
    first_only: int
    second_only: int
    outside: int


@dataclass(frozen=True)
class Membership:
    """Two lists of members."""

    first: AbstractSet[str]
    second: AbstractSet[str]
    shared: AbstractSet[str]
    total: int  # firms in either
    jaccard: float  # overlap: shared ÷ total, of one


@dataclass(frozen=True)
class Additions:
    """Both lists with more members, drawn at random: what the draws give."""

    extra: int  # members more in each
    low: float  # overlap, of one: the two ends bound the middle nine tenths of the draws
    median: float
    high: float
    sole: float  # part of the draws in which the lists share no more members than the articles name, of one
    two_bodies: bool  # whether nineteen draws of twenty stay below the overlap that makes the alliances one bloc


@dataclass(frozen=True)
class Growth:
    """Additions of every number of members, and up to which the alliances stay two bodies."""

    tried: tuple[Additions, ...]
    reach: int  # the most members with which they do, and with all fewer
    beyond: int | None  # the next number; None where none was tried
    verdict: Reach
    pool: int  # firms that may be drawn
    unseen: int  # those of them that no article names
    bloc: float  # overlap from which the two would be one


@dataclass(frozen=True)
class _Removal:
    """The two lists without some firms."""

    case: Case
    removed: AbstractSet[str]
    left: Membership
    linked: bool  # whether a path of ties still leads from one alliance to the other


@dataclass(frozen=True)
class Removals:
    """What is left of the two lists, and of the link between them, without some firms."""

    cases: tuple[_Removal, ...]  # nobody first, those of both lists last
    counted: _Removal  # of the firms whose listing counts
    remembered_too: _Removal  # of these and of those whose listing is only remembered
    linked: bool  # whether a path leads from one alliance to the other with nobody removed
    listed_firms: ListedFirms
    linked_without_shared: bool


def membership(first: AbstractSet[str], second: AbstractSet[str]) -> Membership:
    """The overlap of two lists, |A ∩ B| / |A ∪ B| (Jaccard 1912); 0 for two empty ones."""
    shared, either = first & second, first | second
    return Membership(first, second, shared, len(either), len(shared) / len(either) if either else 0.0)


def _counts(inputs: Inputs, unseen: int) -> _Counts:
    first, second, pool = inputs.first, inputs.second, inputs.named
    return _Counts(len(first), len(second), len(first & second), len(pool & first - second), len(pool & second - first),
                   len(pool - first - second) + unseen)


def _overlaps(counts: _Counts, extra: int, draws: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Overlap when each list gains ``extra`` members at random: (Jaccard indices, members in both), ``draws`` of each.

    Whoever is in the pool and not yet in a list is equally likely to join it. Three counts are drawn, each
    hypergeometric: newcomers of either list that the other has already, and newcomers that both draw. The same seed
    gives the same draws.
    """
    rng, outside = np.random.default_rng(seed), counts.outside
    to_first, to_second = min(extra, counts.second_only + outside), min(extra, counts.first_only + outside)
    met = rng.hypergeometric(counts.second_only, outside, to_first, draws)
    met_too = rng.hypergeometric(counts.first_only, outside, to_second, draws)
    new = to_first - met
    shared = counts.shared + met + met_too + rng.hypergeometric(new, outside - new, to_second - met_too)
    return shared / (counts.first + counts.second + to_first + to_second - shared), shared


@lru_cache(maxsize=100_000)
def _summary(counts: _Counts, extra: int, draws: int, seed: int) -> tuple[float, float, float, float]:
    """(low, median, high, sole) of ``Additions``."""
    index, shared = _overlaps(counts, extra, draws, seed)
    low, median, high = map(float, np.quantile(index, (0.05, 0.5, 0.95)))
    return low, median, high, float((shared == counts.shared).mean())


def _added(inputs: Inputs, parameters: Parameters, extra: int) -> Additions:
    counts = _counts(inputs, parameters.unseen)
    low, median, high, sole = _summary(counts, extra, parameters.draws, parameters.seed)
    return Additions(extra, low, median, high, sole, high < parameters.bloc)


def additions(inputs: Inputs, parameters: Parameters) -> Additions:
    """Both lists with ``parameters.unnamed`` members more, by ``parameters.draws`` draws; what was drawn is kept."""
    return _added(inputs, parameters, parameters.unnamed)


def growth(inputs: Inputs, parameters: Parameters) -> Growth:
    """How the overlap grows with each member that both lists gain."""
    tried = tuple(_added(inputs, parameters, extra) for extra in range(MOST_ADDED + 1))
    beyond = next((step.extra for step in tried if not step.two_bodies), None)
    reach = MOST_ADDED if beyond is None else max(beyond - 1, 0)
    verdict = Reach.ALL_TRIED if beyond is None else Reach.SOME if reach else Reach.NONE
    return Growth(tried, reach, beyond, verdict, len(inputs.named) + parameters.unseen, parameters.unseen,
                  parameters.bloc)


def removals(inputs: Inputs, parameters: Parameters) -> Removals:
    """The alliances without members on the US Entity List, and without the members of both.

    Firms whose listing nobody verified are taken out apart, or with the others if ``parameters.use_unverified``.
    """
    graph = network(inputs, parameters)
    listed = inputs.listings.keys() & (inputs.first | inputs.second)
    verified = listed & inputs.verified
    groups = {Case.NOBODY: set[str](), Case.VERIFIED: verified, Case.LISTED: listed,
              Case.SHARED: inputs.first & inputs.second}
    if listed == verified:
        del groups[Case.LISTED]
    elif parameters.use_unverified:
        del groups[Case.VERIFIED]
    cases = {case: _Removal(case, removed, membership(inputs.first - removed, inputs.second - removed),
                           linked(graph, removed)) for case, removed in groups.items()}
    counted = cases.get(Case.VERIFIED) or cases[Case.LISTED]
    remembered_too = cases.get(Case.LISTED) or counted
    return Removals(tuple(cases.values()), counted, remembered_too, cases[Case.NOBODY].linked,
                    _listed_firms(counted.linked, remembered_too.linked), cases[Case.SHARED].linked)


def _listed_firms(without_verified: bool, without_all: bool) -> ListedFirms:
    if not without_verified:
        return ListedFirms.NEEDED
    return ListedFirms.NOT_NEEDED if without_all else ListedFirms.REMEMBERED_NEEDED
