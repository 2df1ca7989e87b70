"""Made-up members and ties for the answers of the chapter on alliances."""

from dataclasses import replace

import pandas as pd

from analysis.alliances.inputs import FIRST, SECOND, Inputs, Parameters, Placed, Tie

HUBS = {FIRST: "alliance", SECOND: "committee"}
PLACED = (Placed("computing-mall", "infrastructure", "", ""),
          Placed("metax", "infrastructure", "", "metax-supernode-chips"),
          *(Placed(FIRST, layer, "s/aim", "") for layer in ("chip", "infrastructure", "model")),
          Placed(SECOND, "application", "s/purpose", ""))


def ties(*rows: tuple[str, str, str]) -> tuple[Tie, ...]:
    """Ties (subject, relation, object), each by a claim of its own: s/0, s/1, …"""
    return tuple(Tie(subject, object_, relation, f"s/{place}")
                 for place, (subject, relation, object_) in enumerate(rows))


def alliance_inputs(first, second, named=(), tied=(), kinds=(), **rest) -> Inputs:
    """Two lists of members, and ties; all are companies but the two alliances and ``kinds``, called by their ids."""
    entities = {*first, *second, *named, *HUBS, *(end for tie in tied for end in tie[:2])}
    listed = [(hub, member, "s/0") for hub, group in zip(HUBS, (first, second)) for member in sorted(group)]
    inputs = Inputs(
        frozenset(first), frozenset(second), pd.DataFrame(listed, columns=["alliance", "member", "claim_id"]),
        lists=("s/first", "s/second"), placed=PLACED,
        called=dict(zip(entities, entities)), kinds=dict.fromkeys(entities, "company") | HUBS | dict(kinds),
        ties=tied, named=frozenset(named), listings={}, verified=frozenset())
    return replace(inputs, **rest)


def alliance_parameters(**some) -> Parameters:
    """The parameters of the chapter, but for some."""
    return replace(Parameters(["partner_of"], 5, 50, 0.5, 400, 1, False, False, "all", "none", "none"), **some)
