"""The alliances as a network: members, overlap, layers, bridges, and how findings hold."""

import networkx as nx
import numpy as np
import pandas as pd

from analysis.sentences import spelt

LAYERS = ("chip", "infrastructure", "model", "application")
LAYER_OF_KIND = {
    "chip": "chip", "chip-family": "chip", "system": "infrastructure", "platform": "infrastructure",
    "model": "model", "model-family": "model", "product": "application",
}
TIE_WORDS = {  # without a direction: the ties of a network have none
    "member_of": "membership", "partner_of": "partnership", "supplier_of": "supply, as we read it",
    "developer_of": "making", "powered_by": "running on", "trained_on": "training on", "uses": "use",
    "competes_with": "rivalry"}
NODE_KINDS = ("company", "alliance", "committee", "platform", *LAYER_OF_KIND)
BY_HAND = {"computing-mall": "infrastructure"}  # a product, but what it sells is computing power


def members(listed: pd.DataFrame, alliance: str, firms) -> set[str]:
    """Firms that the articles name as members of an alliance (view alliance_members).

    ``firms`` holds the ids that count: an article also calls whole classes members.
    """
    return set(listed.loc[listed["alliance"] == alliance, "member"]) & set(firms)


def edges(graph: nx.Graph, labels: dict[str, str]) -> pd.DataFrame:
    """The ties of a network as rows, in words: columns one, other, ties, one_between, other_between, claim_id.

    The two before the last are the betweenness of either end.
    """
    scores, rows = betweenness(graph), []
    for a, b, tie in graph.edges(data=True):
        one, other = sorted((a, b), key=lambda node: labels[node])
        words = "; ".join(TIE_WORDS.get(relation, relation) for relation in tie["relations"])
        rows.append((labels[one], labels[other], words, scores[one], scores[other], " ".join(tie["claims"])))
    frame = pd.DataFrame(rows, columns=["one", "other", "ties", "one_between", "other_between", "claim_id"])
    return frame.sort_values(["one", "other"], ignore_index=True)


def linked(graph: nx.Graph, removed, first: str, second: str) -> bool:
    """Whether a path leads from one node to the other once some are removed."""
    rest = nx.restricted_view(graph, [n for n in removed if n in graph], [])
    return first in rest and second in rest and nx.has_path(rest, first, second)


def jaccard(first: set, second: set) -> float:
    """Members in both over members in either, |A ∩ B| / |A ∪ B| (Jaccard); 0 for two empty sets."""
    either = first | second
    return len(first & second) / len(either) if either else 0.0


def without(group: set, removed) -> set:
    """A member list less some members."""
    return group - set(removed)


def network(relations: pd.DataFrame, ties, nodes) -> nx.Graph:
    """Undirected graph of these ties between these nodes; an edge carries its relations and claim ids."""
    graph = nx.Graph()
    chosen = relations[relations["relation"].isin(ties) & relations["subject"].isin(nodes)
                       & relations["object"].isin(nodes)]
    for row in chosen.sort_values(["subject", "object", "relation", "claim_id"]).itertuples():
        if not graph.has_edge(row.subject, row.object):
            graph.add_edge(row.subject, row.object, relations=[], claims=[])
        edge = graph.edges[row.subject, row.object]
        edge["relations"] += [row.relation] if row.relation not in edge["relations"] else []
        edge["claims"] += [row.claim_id] if row.claim_id not in edge["claims"] else []
    return graph


def around(graph: nx.Graph, seeds) -> nx.Graph:
    """The part of a graph that is connected with any of ``seeds``."""
    near = set()
    for node in seeds:
        if node in graph:
            near |= nx.node_connected_component(graph, node)
    part = graph.copy()  # a subgraph view iterates in the order of a set, which differs from run to run
    part.remove_nodes_from([node for node in graph if node not in near])
    return part


def betweenness(graph: nx.Graph) -> dict[str, float]:
    """Share of shortest paths between other nodes that pass a node, 0..1 (Freeman; Brandes 2001)."""
    return nx.betweenness_centrality(graph, normalized=True)


def only_link(graph: nx.Graph, first: str, second: str) -> list[str]:
    """Nodes without which no path leads from one node to the other, in order along the path."""
    if first not in graph or second not in graph or not nx.has_path(graph, first, second):
        return []
    path = nx.shortest_path(graph, first, second)[1:-1]
    return [n for n in path if not linked(graph, [n], first, second)]


def bridging(graph: nx.Graph, first: str, second: str, organisations) -> pd.DataFrame:
    """Organisations on a path between two alliances: columns entity, betweenness, ties, needed."""
    part = around(graph, [first, second])
    scores, needed = betweenness(part), set(only_link(part, first, second))
    rows = [(n, scores[n], part.degree[n], n in needed) for n in part if n in organisations]
    frame = pd.DataFrame(rows, columns=["entity", "betweenness", "ties", "needed"])
    return frame.sort_values(["betweenness", "ties", "entity"], ascending=[False, False, True], ignore_index=True)


def foremost(bridges: pd.DataFrame) -> str:
    """The organisation that lies on most paths between others, of ``bridging``; '' if none lies on any."""
    return bridges["entity"].iloc[0] if len(bridges) and bridges["betweenness"].iloc[0] > 0 else ""


def layers_of(relations: pd.DataFrame, kinds: dict[str, str], group, extra: dict[str, str]) -> pd.DataFrame:
    """Which layers members fill by what the articles say they make: columns entity, layer, product, claim_id.

    ``kinds`` maps entity ids to kinds. ``extra`` places members by assumption (no product, no claim).
    """
    made = relations[relations["relation"].isin(("developer_of", "owner_of")) & relations["subject"].isin(group)]
    rows = [
        (r.subject, BY_HAND.get(r.object, LAYER_OF_KIND[kinds[r.object]]), r.object, r.claim_id)
        for r in made.itertuples() if kinds.get(r.object) in LAYER_OF_KIND
    ]
    rows = list({row[:3]: row for row in reversed(rows)}.values())  # one claim for each product
    rows += [(entity, layer, "", "") for entity, layer in extra.items() if entity in group]
    frame = pd.DataFrame(rows, columns=["entity", "layer", "product", "claim_id"])
    return frame.sort_values(["entity", "layer", "product", "claim_id"], ignore_index=True)


def coverage(placed: pd.DataFrame, groups: dict[str, set], stated: dict[str, set],
             labels: dict[str, str]) -> pd.DataFrame:
    """One row per (alliance, layer), then the members nobody places.

    Columns alliance, layer, stated, members, claim_id.
    ``stated`` holds the layers that the article claims for the alliance as a whole.
    """
    rows = []
    for alliance, group in groups.items():
        mine = placed[placed["entity"].isin(group)]
        for layer in LAYERS:
            here = mine[mine["layer"] == layer]
            who = [labels[e] for e in sorted(set(here["entity"]))]
            rows.append((labels[alliance], layer, layer in stated[alliance], "; ".join(who),
                         " ".join(sorted(set(here["claim_id"]) - {""}))))
        unplaced = sorted(labels[e] for e in group - set(mine["entity"]))
        rows.append((labels[alliance], "not said", False, "; ".join(unplaced), ""))
    return pd.DataFrame(rows, columns=["alliance", "layer", "stated", "members", "claim_id"])


def overlaps(first: set, second: set, pool, extra: int, draws: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Overlap when each list gains ``extra`` unnamed members at random: (Jaccard indices, members in both).

    Whoever is in ``pool`` (names, and stand-ins for firms nobody names) and not yet in a list is equally
    likely to join it. Names do not matter, only how many join both; so three counts are drawn, each
    hypergeometric: newcomers of either list that the other has already, and newcomers to both that
    both lists draw. Arrays of ``draws`` values; the same seed gives the same draws.
    """
    rng, candidates = np.random.default_rng(seed), set(pool)
    from_second, from_first = len(candidates & second - first), len(candidates & first - second)
    outside = len(candidates - first - second)
    joining_first, joining_second = min(extra, from_second + outside), min(extra, from_first + outside)
    met = rng.hypergeometric(from_second, outside, joining_first, draws)
    met_too = rng.hypergeometric(from_first, outside, joining_second, draws)
    new = joining_first - met
    shared = len(first & second) + met + met_too + rng.hypergeometric(new, outside - new, joining_second - met_too)
    return shared / (len(first) + len(second) + joining_first + joining_second - shared), shared


def pool_of(named, unseen: int) -> list[str]:
    """Possible members: the named, sorted, and ``unseen`` stand-ins."""
    return sorted(named) + [f"unnamed-{i + 1}" for i in range(unseen)]


def growth_of_overlap(first: set, second: set, pool: list, extras, draws: int, seed: int) -> pd.DataFrame:
    """Summary of ``overlaps`` for several sizes: columns extra, low, median, high, sole.

    low and high bound the middle nine tenths of the draws; sole is the part of draws in which the
    lists share no more members than the articles name.
    """
    rows = []
    for extra in extras:
        index, both = overlaps(first, second, pool, extra, draws, seed)
        low, median, high = np.quantile(index, (0.05, 0.5, 0.95))
        rows.append((extra, low, median, high, float((both == len(first & second)).mean())))
    return pd.DataFrame(rows, columns=["extra", "low", "median", "high", "sole"])


def reach(grown: pd.DataFrame, limit: float) -> tuple[int, int | None]:
    """Most members added up to which at least nineteen draws of twenty stay below ``limit``, and the next number tried.

    ``grown`` as of ``growth_of_overlap``, whose ``high`` is that part of the draws; None where all stay below.
    """
    grown = grown.sort_values("extra")
    below = (grown["high"] < limit).cummin()
    beyond = grown.loc[~below, "extra"]
    return int(grown.loc[below, "extra"].max()) if below.any() else 0, None if beyond.empty else int(beyond.iloc[0])


def named_firms(mentions: pd.DataFrame, entities: pd.DataFrame, country: str) -> set[str]:
    """Companies of a country that the claims of ``mentions`` name."""
    firms = entities[(entities["kind"] == "company") & (entities["country"] == country)]
    return set(firms["entity_id"]) & set(mentions["entity"])


def removal_cases(read: set, remembered: set, shared: set, unverified: bool) -> dict[str, set]:
    """Who is removed, by the words for it: members whose listing was read, those and the ones remembered as listed,
    those in both. The case of the read ones alone falls away if ``unverified``.
    """
    known, all_listed = f"the {spelt(len(read))} whose listing we read", read | remembered
    cases = {"as named": set()} | ({} if unverified else {f"without {known}": set(read)})
    if remembered:
        cases[f"without {known} and the {spelt(len(remembered))} that we remember as listed"] = all_listed
    return cases | {"without the shared members": set(shared)}


def removals(first: set, second: set, cases: dict[str, set], labels: dict[str, str]) -> pd.DataFrame:
    """Overlap after removing each set of firms: columns case, removed, first, second, shared, jaccard."""
    rows = []
    for name, removed in cases.items():
        a, b = without(first, removed), without(second, removed)
        gone = sorted(labels[e] for e in removed & (first | second))
        rows.append((name, "; ".join(gone), len(a), len(b), "; ".join(sorted(labels[e] for e in a & b)), jaccard(a, b)))
    return pd.DataFrame(rows, columns=["case", "removed", "first", "second", "shared", "jaccard"])


def on_list(references: pd.DataFrame, unverified: bool) -> dict[str, str]:
    """Firms with a year of listing among the reference points: entity → reference_id.

    Those nobody verified come in only if ``unverified``.
    """
    rows = references[references["measure"] == "entity_list_year"]
    rows = rows if unverified else rows[rows["status"] != "unverified"]
    return dict(zip(rows["subject"], rows["reference_id"], strict=True))
