"""Who speaks, how firmly, about themselves or others, and what hangs on one voice."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.models.register import told

STANCES = ("reported", "announced", "claimed", "forecast", "opinion")
OWNING = ("developer_of", "owner_of", "parent_of", "founder_of", "author_of")
INTRODUCING = {"relation": ("role_at", "source_for"), "attribute": ("role", "status", "purpose")}
HOW = ("supports", "contradicts", "qualifies")
VERDICTS = ("supported", "qualified", "divided", "opposed", "thin", "silent")


def voices(claims: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """Claims with role (speaks_as of the speaker; 'unstated' if none) and affiliation.

    What an article reports a firm to have launched or announced counts as the firm speaking.
    """
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
    """What each claim is about: the subjects of its rows in the frames given.

    Rows that only introduce somebody (office, kind, purpose, on whom an agency draws) are not what a claim is about.
    """
    about = {claim_id: set() for claim_id in claim_ids}
    for frame in frames:
        for column, introducing in INTRODUCING.items():
            frame = frame[~frame[column].isin(introducing)] if column in frame else frame
        for row in frame.itertuples():
            if row.claim_id in about:
                about[row.claim_id].add(row.subject)
    return about


def about_whom(spoken: pd.DataFrame, relations: pd.DataFrame, about: dict[str, set[str]]) -> pd.Series:
    """'itself' where a claim is about what its speaker speaks for, else 'others'; index of ``spoken``."""
    pairs = list(zip(spoken["said_by"], spoken["affiliation"], strict=True))
    mine = {pair: own(*pair, relations) for pair in set(pairs)}
    found = ["itself" if mine[pair] & about.get(claim_id, set()) else "others"
             for pair, claim_id in zip(pairs, spoken["claim_id"], strict=True)]
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


@dataclass(frozen=True)
class Rule:
    """How counts of claims become a word; nothing is added up or averaged.

    ``least``: claims for or against, and ``articles``: articles, below which a verdict is thin. ``times``: how many
    times as many claims one side needs as the other. ``hedges``: qualifying claims for each claim of the winning side
    above which the verdict is called qualified.
    """

    least: int = 3
    articles: int = 2
    times: float = 2.0
    hedges: float = 1.0


def verdict(bearings: Sequence[tuple[str, str]], rule: Rule) -> str:
    """One of ``VERDICTS``, by counting the claims on one proposition; only articles that take a side count.

    ``bearings``: (how, source_id) of each claim. Plain pairs, as a verdict is taken a hundred times over.
    """
    if not bearings:
        return "silent"
    count = Counter(how for how, _ in bearings)
    pro, contra, hedged = (count[how] for how in HOW)
    if pro + contra < rule.least or _articles(bearings) < rule.articles:
        return "thin"
    if max(pro, contra) < rule.times * min(pro, contra):
        return "divided"
    if hedged > rule.hedges * max(pro, contra):
        return "qualified"
    return "supported" if pro > contra else "opposed"


def _articles(bearings: Sequence[tuple[str, str]]) -> int:
    """Articles with a claim for or against; to qualify is not to take a side."""
    return len({source for how, source in bearings if how != "qualifies"})


def balance(bearings: pd.DataFrame, rule: Rule, propositions: Iterable[str]) -> pd.DataFrame:
    """One row per proposition: counts by how, articles for or against, speakers, verdict, claim_id.

    ``bearings`` carries claim_id, source_id, said_by, proposition, how.
    """
    rows = []
    for proposition in propositions:
        group = bearings[bearings["proposition"] == proposition]
        pairs = list(zip(group["how"], group["source_id"], strict=True))
        rows.append({
            "proposition": proposition, **{how: int((group["how"] == how).sum()) for how in HOW},
            "articles": _articles(pairs), "speakers": group["said_by"].nunique(),
            "verdict": verdict(pairs, rule), "claim_id": " ".join(group["claim_id"]),
        })
    return pd.DataFrame(rows)


def leave_out(bearings: pd.DataFrame, by: str, rule: Rule, propositions: Iterable[str]) -> pd.DataFrame:
    """Verdicts without each value of column ``by`` in turn.

    One row per (left_out, proposition): before, after, changed.
    """
    every = list(propositions)
    columns = (bearings[name] for name in (by, "proposition", "how", "source_id"))
    borne = list(zip(*columns, strict=True))

    def verdicts(without: str | None = None) -> dict[str, str]:
        groups = defaultdict(list)
        for value, proposition, *pair in borne:
            if value != without:
                groups[proposition].append(tuple(pair))
        return {p: verdict(groups[p], rule) for p in every}

    before = verdicts()
    rows = []
    for value in sorted({value for value, *_ in borne}):
        after = verdicts(value)
        rows += [(value, p, before[p], after[p], before[p] != after[p]) for p in every]
    return pd.DataFrame(rows, columns=["left_out", "proposition", "before", "after", "changed"])


def against(bearings: pd.DataFrame, called: dict[str, str]) -> dict[str, list[str]]:
    """Propositions that some claim contradicts → names of the speakers of those claims, sorted."""
    contrary = bearings[bearings["how"] == "contradicts"]
    return {p: sorted({called[s] for s in group["said_by"]}) for p, group in contrary.groupby("proposition")}


def changes(left_out: pd.DataFrame) -> list[str]:
    """Propositions whose verdict some single omission changes, sorted."""
    return sorted(set(left_out.loc[left_out["changed"], "proposition"]))


def lone_articles(frame: pd.DataFrame) -> int:
    """How many propositions a single article speaks for or against."""
    return int((frame["articles"] == 1).sum())
