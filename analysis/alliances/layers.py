"""Which layers the alliances cover, from chip to application: as stated of the whole, and as named for members."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.alliances.inputs import FIRST, SECOND, Inputs, Parameters, Tie

LAYERS = ("chip", "infrastructure", "model", "application")
LAYER_OF_KIND = {
    "chip": "chip", "chip-family": "chip", "system": "infrastructure", "platform": "infrastructure",
    "model": "model", "model-family": "model", "product": "application",
}


@dataclass(frozen=True)
class Coverage:
    """What members are named for making."""

    placed: Mapping[tuple[str, str], frozenset[str]]  # (firm, layer) → claims; none where an assumption places it
    makers: tuple[frozenset[str], frozenset[str]]  # members with a layer, of either alliance
    unplaced: frozenset[str]  # members without


def coverage(inputs: Inputs, parameters: Parameters) -> Coverage:
    """Which members some article names a product of, by the layer of its kind."""
    everybody = inputs.first | inputs.second
    placed = {(tie.subject, layer): set[str]() for tie, layer in _made(inputs)}
    for tie, layer in _made(inputs):
        placed[tie.subject, layer].add(tie.claim_id)
    for by_hand in inputs.placed if parameters.use_outside else ():
        if by_hand.reference_id and by_hand.entity in everybody:
            placed.setdefault((by_hand.entity, by_hand.layer), set())
    makers = {firm for firm, _ in placed}
    return Coverage({place: frozenset(claims) for place, claims in placed.items()},
                    (inputs.first & makers, inputs.second & makers), everybody - makers)


def placed_by(inputs: Inputs, parameters: Parameters) -> tuple[str, ...]:
    """The claims, and where they count the reference points, by which the ledger places by hand."""
    points = [placed.reference_id for placed in inputs.placed if parameters.use_outside and placed.reference_id]
    return (*dict.fromkeys(placed.claim_id for placed in inputs.placed if placed.claim_id), *inputs.lists, *points)


def _made(inputs: Inputs) -> list[tuple[Tie, str]]:
    """What members make and in which layer it is; of several claims on a product, the first."""
    found: dict[tuple[str, str], tuple[Tie, str]] = {}
    by_hand = {placed.entity: placed.layer for placed in inputs.placed}
    for tie in inputs.ties:
        kind = inputs.kinds.get(tie.object)
        if tie.relation in ("developer_of", "owner_of") and kind in LAYER_OF_KIND and (
                tie.subject in inputs.first | inputs.second):
            found.setdefault((tie.subject, tie.object), (tie, by_hand.get(tie.object, LAYER_OF_KIND[kind])))
    return list(found.values())


def layer_table(found: Coverage, inputs: Inputs) -> pd.DataFrame:
    """One row per (alliance, layer), then the members nobody places.

    Columns alliance, layer, stated (of the alliance as a whole), members, claim_id.
    """
    rows, stated = [], {(placed.entity, placed.layer) for placed in inputs.placed}
    for name, alliance, group in (("the first", FIRST, inputs.first), ("the second", SECOND, inputs.second)):
        for layer in LAYERS:
            makers = sorted(firm for firm, placed in found.placed if placed == layer and firm in group)
            claims = sorted(set[str]().union(*(found.placed[firm, layer] for firm in makers)))
            rows.append((name, layer, (alliance, layer) in stated, "; ".join(inputs.called[firm] for firm in makers),
                         " ".join(claims)))
        nowhere = sorted(inputs.called[firm] for firm in group & found.unplaced)
        rows.append((name, "not said", False, "; ".join(nowhere), ""))
    return pd.DataFrame(rows, columns=["alliance", "layer", "stated", "members", "claim_id"])
