"""Who speaks, how firmly, about themselves or others, and what hangs on one voice."""

from dataclasses import dataclass

import pandas as pd

from analysis.models import told

STANCES = ("reported", "announced", "claimed", "forecast", "opinion")
OWNING = ("developer_of", "owner_of", "parent_of", "founder_of", "author_of")
WEIGHT = {"supports": 1.0, "contradicts": -1.0}


def voices(claims: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """Claims with role (speaks_as of the speaker; 'unstated' if none) and affiliation."""
    who = entities.set_index("entity_id")
    role = told(claims["said_by"].map(who["speaks_as"])).replace("", "unstated")
    return claims.assign(role=role, affiliation=told(claims["said_by"].map(who["affiliation"])))


def own(speaker: str, affiliation: str, relations: pd.DataFrame) -> set[str]:
    """What a speaker speaks for: itself, its organisation, and what either makes, owns or founded."""
    mine = {speaker, affiliation} - {""}
    ties = relations[relations["relation"].isin(OWNING)]
    while True:
        more = set(ties.loc[ties["subject"].isin(mine), "object"]) - mine
        if not more:
            return mine
        mine |= more


def subjects(claim_ids, *frames: pd.DataFrame) -> dict[str, set[str]]:
    """What each claim is about: the subjects of its rows in the frames given."""
    about = {claim_id: set() for claim_id in claim_ids}
    for frame in frames:
        for row in frame.itertuples():
            if row.claim_id in about:
                about[row.claim_id].add(row.subject)
    return about


def about_whom(spoken: pd.DataFrame, relations: pd.DataFrame, about: dict[str, set[str]]) -> pd.Series:
    """'itself' where a claim is about what its speaker speaks for, else 'others'; index of ``spoken``."""
    found = []
    for row in spoken.itertuples():
        mine = own(row.said_by, row.affiliation, relations)
        found.append("itself" if mine & about.get(row.claim_id, set()) else "others")
    return pd.Series(found, index=spoken.index, dtype="string")


def firmness(spoken: pd.DataFrame) -> pd.DataFrame:
    """Claims by role and stance: one row per role, one column per stance, then total; most first."""
    table = pd.crosstab(spoken["role"], spoken["stance"]).reindex(columns=list(STANCES), fill_value=0)
    table = table.assign(total=table.sum(axis=1)).reset_index().rename_axis(columns=None)
    return table.sort_values(["total", "role"], ascending=[False, True], ignore_index=True)


def self_talk(spoken: pd.DataFrame) -> pd.DataFrame:
    """Per role: claims about itself and about others, and the part about itself."""
    table = pd.crosstab(spoken["role"], spoken["about"]).reindex(columns=["itself", "others"], fill_value=0)
    table = table.assign(part=table["itself"] / (table["itself"] + table["others"])).reset_index()
    return table.rename_axis(columns=None).sort_values(["part", "role"], ascending=[False, True], ignore_index=True)


def score(bearings: pd.DataFrame, qualifier: float) -> float:
    """Mean weight of bearings: supports +1, contradicts -1, qualifies ``qualifier``; 0 for none."""
    if bearings.empty:
        return 0.0
    return float(bearings["how"].map(WEIGHT | {"qualifies": qualifier}).mean())


@dataclass(frozen=True)
class Rule:
    """How claims become a verdict.

    ``qualifier``: what a qualifying claim counts (support 1, contradiction -1). ``least``: claims for
    or against, and ``articles``: articles, below which a verdict is thin. ``margin``: score it needs.
    """

    qualifier: float = 0.0
    least: int = 3
    articles: int = 2
    margin: float = 0.2


def verdict(bearings: pd.DataFrame, rule: Rule) -> str:
    """'supported' or 'opposed' where the score exceeds the margin, 'divided' within it, or 'thin'."""
    plain = int(bearings["how"].isin(WEIGHT).sum())
    if plain < rule.least or bearings["source_id"].nunique() < rule.articles:
        return "thin"
    mean = score(bearings, rule.qualifier)
    return "supported" if mean > rule.margin else "opposed" if mean < -rule.margin else "divided"


def balance(bearings: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """One row per proposition: counts by how, articles, speakers, score, verdict, claim_id.

    ``bearings`` carries claim_id, source_id, said_by, proposition, how.
    """
    rows = []
    for proposition, group in bearings.groupby("proposition", sort=True):
        counts = group["how"].value_counts()
        rows.append({
            "proposition": proposition,
            **{how: int(counts.get(how, 0)) for how in ("supports", "qualifies", "contradicts")},
            "articles": group["source_id"].nunique(), "speakers": group["said_by"].nunique(),
            "score": score(group, rule.qualifier), "verdict": verdict(group, rule),
            "claim_id": " ".join(group["claim_id"]),
        })
    return pd.DataFrame(rows)


def leave_out(bearings: pd.DataFrame, by: str, rule: Rule) -> pd.DataFrame:
    """Verdicts without each value of column ``by`` in turn.

    One row per (left_out, proposition): before, after, changed.
    """
    def verdicts(frame: pd.DataFrame) -> dict[str, str]:
        return {p: verdict(frame[frame["proposition"] == p], rule) for p in every}

    every = sorted(bearings["proposition"].unique())
    before = verdicts(bearings)
    rows = []
    for value in sorted(bearings[by].unique()):
        after = verdicts(bearings[bearings[by] != value])
        rows += [(value, p, before[p], after[p], before[p] != after[p]) for p in every]
    return pd.DataFrame(rows, columns=["left_out", "proposition", "before", "after", "changed"])


def without(bearings: pd.DataFrame, source: str, role: str) -> pd.DataFrame:
    """Bearings less one source and one role; 'none' leaves nothing out."""
    return bearings[(bearings["source_id"] != source) & (bearings["role"] != role)]


def against(bearings: pd.DataFrame) -> list[str]:
    """Speakers of claims that contradict a proposition, sorted."""
    return sorted(set(bearings.loc[bearings["how"] == "contradicts", "said_by"]))


def changes(left_out: pd.DataFrame) -> list[str]:
    """Propositions whose verdict some single omission changes, sorted."""
    return sorted(set(left_out.loc[left_out["changed"], "proposition"]))


def lone_articles(frame: pd.DataFrame) -> int:
    """How many propositions rest on a single article."""
    return int((frame["articles"] == 1).sum())
