"""The alliances as a network of ties: who lies between them, and without whom they would not hang together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

import networkx as nx
import pandas as pd

from analysis.alliances.inputs import FIRST, SECOND, Inputs, Parameters
from analysis.alliances.layers import LAYER_OF_KIND

# What may tie two firms or products, by the names of the ledger
_Relation = StrEnum("_Relation", "MEMBER_OF PARTNER_OF SUPPLIER_OF DEVELOPER_OF POWERED_BY TRAINED_ON USES "
                    "COMPETES_WITH")
NODE_KINDS = ("company", "alliance", "committee", "platform", *LAYER_OF_KIND)


class Bridging(StrEnum):
    """Through whom a path leads from one alliance to the other."""

    NO_TIE = "no_tie"
    NO_PATH = "no_path"
    NOBODY_NEEDED = "nobody_needed"
    MOST_BETWEEN_NEEDED = "most_between_needed"
    OTHERS_NEEDED = "others_needed"


@dataclass(frozen=True)
class Bridges:
    """The part of the network around the alliances, and the firms in it."""

    part: nx.Graph
    betweenness: Mapping[str, float]  # node → part of the shortest paths between others that pass it, of one
    firms: tuple[str, ...]  # those on most paths first
    highest_betweenness: str  # the first of them; empty where none lies on a path
    needed: tuple[str, ...]  # firms without which no path leads from one alliance to the other
    verdict: Bridging
    claims: tuple[str, ...]  # what the ties rest on


def network(inputs: Inputs, parameters: Parameters) -> nx.Graph:
    """Undirected graph of membership and the ties that count; an edge carries its relations and claim ids."""
    graph, counted = nx.Graph(), {"member_of", *parameters.ties}
    for tie in sorted(inputs.ties):
        ends = {inputs.kinds.get(tie.subject), inputs.kinds.get(tie.object)}
        if tie.relation not in counted or not ends <= {*NODE_KINDS}:
            continue
        if not graph.has_edge(tie.subject, tie.object):
            graph.add_edge(tie.subject, tie.object, relations=[], claims=[])
        edge = graph.edges[tie.subject, tie.object]
        edge["relations"] += [tie.relation] if tie.relation not in edge["relations"] else []
        edge["claims"] += [tie.claim_id] if tie.claim_id not in edge["claims"] else []
    return graph


def linked(graph: nx.Graph, removed: Collection[str] = ()) -> bool:
    """Whether a path leads from one alliance to the other once some nodes are removed."""
    rest = nx.restricted_view(graph, [node for node in removed if node in graph], [])
    return FIRST in rest and SECOND in rest and nx.has_path(rest, FIRST, SECOND)


def bridges(inputs: Inputs, parameters: Parameters) -> Bridges:
    """Which firms lie between others (betweenness by Freeman, as of Brandes 2001), and which link the alliances."""
    part = _around(network(inputs, parameters))
    scores, only = nx.betweenness_centrality(part, normalized=True), _only_links(part)
    firms = sorted((node for node in part if inputs.kinds[node] == "company"),
                   key=lambda node: (-scores[node], -part.degree[node], node))
    most = firms[0] if firms and scores[firms[0]] > 0 else ""
    needed = tuple(firm for firm in firms if firm in only)
    claims = sorted({claim for _, _, tie in part.edges(data=True) for claim in tie["claims"]})
    return Bridges(part, scores, tuple(firms), most, needed, _bridging(most, needed, linked(part)), tuple(claims))


def tie_table(found: Bridges, called: Mapping[str, str]) -> pd.DataFrame:
    """The ties around the alliances: columns one, other, ties, one_between, other_between, claim_id.

    ``ties``: its relations; the two before the last are the betweenness of either end.
    """
    rows = []
    for *ends, tie in found.part.edges(data=True):
        left, right = sorted(ends, key=lambda node: called[node])
        rows.append((called[left], called[right], tuple(map(_Relation, tie["relations"])), found.betweenness[left],
                     found.betweenness[right], " ".join(tie["claims"])))
    frame = pd.DataFrame(rows, columns=["one", "other", "ties", "one_between", "other_between", "claim_id"])
    return frame.sort_values(["one", "other"], ignore_index=True)


def _around(graph: nx.Graph) -> nx.Graph:
    """The part of a graph that is connected with either alliance."""
    near = {node for hub in (FIRST, SECOND) if hub in graph for node in nx.node_connected_component(graph, hub)}
    part = graph.copy()  # a subgraph view iterates in the order of a set, which differs from run to run
    part.remove_nodes_from([node for node in graph if node not in near])
    return part


def _only_links(graph: nx.Graph) -> set[str]:
    """Nodes without which no path leads from one alliance to the other."""
    if not linked(graph):
        return set()
    return {node for node in nx.shortest_path(graph, FIRST, SECOND)[1:-1] if not linked(graph, [node])}


def _bridging(most: str, needed: tuple[str, ...], joined: bool) -> Bridging:
    if not most:
        return Bridging.NO_TIE
    if not joined:
        return Bridging.NO_PATH
    if not needed:
        return Bridging.NOBODY_NEEDED
    return Bridging.MOST_BETWEEN_NEEDED if needed == (most,) else Bridging.OTHERS_NEEDED
