"""Machines, fleets and China's cards in H100 equivalents, against the world's stock, and what the count leaves out.

A chip is worth its dense sixteen-bit peak rate ÷ that of an H100: a yardstick on paper.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import itemgetter

from analysis.compute.inputs import Inputs, Parameters
from analysis.compute.installed_base import InstalledBase
from analysis.compute.known import Ends
from analysis.compute.systems import SystemComparison

Against = StrEnum("Against", "ABOVE WITHIN BELOW")  # where a number lies from a span
# What is counted in H100 equivalents: one rack, one supernode, those delivered, those of the largest cluster; China's
# cards in use with each of NVIDIA's chips for China as the foreign one; what Chinese companies own
_What = StrEnum("_What", "RACK SUPERNODE DELIVERED CLUSTER H800 A800 H20 OWNED")
# What chips outside the count do to the local share: it is below the vendor's figure already; those that were read of
# would bring it there; they are too few
Effect = StrEnum("Effect", "ALREADY ENOUGH TOO_FEW")


@dataclass(frozen=True)
class _Amount:
    """So many H100 equivalents, and the part of the world's stock that they are, of one."""

    what: _What
    h100: Ends
    part: Ends
    reference_id: str


@dataclass(frozen=True)
class Equivalents:
    """Everything in H100 equivalents; parts are of the world's stock, of one.

    ``amounts``: rows of the table. ``supernode``, ``rack``: one machine; ``delivered``: supernodes delivered, at least;
    ``cluster``: those in the largest cluster announced, ``cluster_part``. ``stock``: China's cards in use, a foreign
    one as set, ``stock_part``; ``stocks``: the same over NVIDIA's chips for China. ``owned``: what Chinese companies
    own by the part that an outside count gives; ``against``: where ``stock`` lies from it. ``per_card``: what a card in
    use would be worth if ``owned`` were all of them; ``weakest``: what NVIDIA's weakest chip for China is, ``weaker``
    whether a card would be worth less than it.
    """

    amounts: tuple[_Amount, ...]
    supernode: Ends
    rack: float
    delivered: float
    cluster: float
    cluster_part: Ends
    world: Ends
    stock: float
    stock_part: Ends
    stocks: Ends
    owned: Ends
    against: Against
    per_card: Ends
    weakest: float
    weaker: bool


@dataclass(frozen=True)
class Uncounted:
    """What chips outside the count would have to come to, in H100 equivalents, to change an answer.

    ``read``: what was read of them: a year's smuggling, each chip taken as an H100, and one lease abroad. ``local``:
    what would bring the local share down to the vendor's figure; ``clusters``: what would raise China's part of the
    world's stock to its part of the known clusters; ``local_times``, ``clusters_times``: so many times what was read.
    ``effect``: what those that were read of do to the local share.
    """

    read: float
    local: float
    local_times: float
    clusters: Ends
    clusters_times: Ends
    effect: Effect


def count_equivalents(inputs: Inputs, parameters: Parameters, comparison: SystemComparison,
                      base: InstalledBase) -> Equivalents:
    """Everything in H100 equivalents; ``comparison`` and ``base`` of the same parameters."""
    market, world = inputs.market, inputs.market.world_stock
    rates = [system.pflops * 1000 / market.h100_tflops for system in comparison.supernodes]
    supernode, rack = Ends(min(rates), max(rates)), comparison.racks[0].pflops * 1000 / market.h100_tflops
    stock = (base.performance_ratio * base.domestic + base.foreign) * parameters.foreign_h100
    stocks = {name: _stock(inputs, base, peak) for name, peak in inputs.rival_tflops.items()}
    owned = _times(world, market.owners_share)
    cards, weakest = base.domestic + base.foreign, min(inputs.rival_tflops.values()) / market.h100_tflops
    cluster = _times(supernode, inputs.output.systems_in_cluster)
    return Equivalents(
        tuple(_amounts(inputs, rack, supernode, stocks, owned)), supernode, rack, inputs.output.systems_delivered,
        inputs.output.systems_in_cluster, _part(cluster, world), world, stock, _part(Ends(stock, stock), world),
        Ends(min(stocks.values()), max(stocks.values())), owned, _against(stock, owned), _times(owned, 1 / cards),
        weakest, owned.high / cards < weakest)


def look_outside_the_count(inputs: Inputs, parameters: Parameters, base: InstalledBase) -> Uncounted:
    """How much would have to be missing from the count; ``base`` of the same parameters."""
    market, world = inputs.market, inputs.market.world_stock
    read = market.smuggled + market.rented * market.b200_tflops / market.h100_tflops
    work = base.performance_ratio * base.domestic
    missing = work * (base.made_at_home / base.claimed - 1) - base.foreign  # as so many foreign cards
    local = max(0.0, missing) * parameters.foreign_h100
    clusters = _times(world, market.clusters_share - market.owners_share)
    return Uncounted(read, local, local / read, clusters, _times(clusters, 1 / read), _effect(local, read))


def _effect(needed: float, read: float) -> Effect:
    if not needed:
        return Effect.ALREADY
    return Effect.ENOUGH if needed <= read else Effect.TOO_FEW


def _stock(inputs: Inputs, base: InstalledBase, foreign_tflops: float) -> float:
    """The cards in use, where a domestic one is an Ascend 910B and a foreign one has this rate."""
    rate = base.domestic * inputs.ascend_910b_tflops + base.foreign * foreign_tflops
    return rate / inputs.market.h100_tflops


def _amounts(inputs: Inputs, rack: float, supernode: Ends, stocks: dict[str, float],
             owned: Ends) -> Iterable[_Amount]:
    """Rows of the table, from one machine to a country's cards."""
    world, output = inputs.market.world_stock, inputs.output
    rows = [(_What.RACK, Ends(rack, rack), "gb200-peak"),
            (_What.SUPERNODE, supernode, "ascend-910c-peak-paper ascend-910c-peak"),
            (_What.DELIVERED, _times(supernode, output.systems_delivered), "cm384-delivered"),
            (_What.CLUSTER, _times(supernode, output.systems_in_cluster), "cm384-cluster")]
    rows += [(_What[name], Ends(stock, stock), f"shipments-2025 ascend-910b-peak {name.lower()}-peak")
             for name, stock in sorted(stocks.items(), key=itemgetter(1))]
    for what, h100, reference_id in rows:
        yield _Amount(what, h100, _part(h100, world), reference_id)
    share = inputs.market.owners_share
    yield _Amount(_What.OWNED, owned, Ends(share, share), "compute-share-china-owners")


def _times(ends: Ends, factor: float) -> Ends:
    return Ends(ends.low * factor, ends.high * factor)


def _part(ends: Ends, world: Ends) -> Ends:
    return Ends(ends.low / world.high, ends.high / world.low)


def _against(number: float, ends: Ends) -> Against:
    if number > ends.high:
        return Against.ABOVE
    return Against.WITHIN if number >= ends.low else Against.BELOW
