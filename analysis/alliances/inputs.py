"""What the chapter on alliances takes from a report, and its parameters."""

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from evidence.tables.report import Report
from evidence.tables.selection import found_once

FIRST, SECOND = "model-chip-alliance", "shanghai-ai-committee"


@dataclass(frozen=True)
class Parameters:
    """What a reader may set; units as in the notebook."""

    ties: list[str]  # relations that count beside membership
    unnamed: int  # members of either alliance that the article does not name
    unseen: int  # firms that no article names and that may have joined
    bloc: float  # overlap from which two alliances would be called one bloc, of one
    draws: int  # random additions drawn
    seed: int  # of the draws
    use_unverified: bool  # also remove firms whose listing nobody has verified
    use_outside: bool  # also place members by what outside sources say they make
    articles_until: str  # this and the next two choose the articles and claims that count
    leave_out_article: str
    leave_out_role: str


class Tie(NamedTuple):
    """What a claim says of two entities, by their ids."""

    subject: str
    object: str
    relation: str
    claim_id: str


class Placed(NamedTuple):
    """What the ledger places in a layer by hand, and the claim or the reference point by which; empty for none."""

    entity: str
    layer: str
    claim_id: str
    reference_id: str


@dataclass(frozen=True, eq=False)
class Inputs:
    """What is taken from the report; firms and all other entities are ids."""

    first: frozenset[str]  # firms that the article names as members of the first alliance
    second: frozenset[str]
    listed: pd.DataFrame  # these as rows: alliance, member, claim_id
    lists: tuple[str, ...]  # the claims that list them, of the first alliance and of the second
    placed: tuple[Placed, ...]  # products, firms and alliances
    called: dict[str, str]  # entity → name on the page
    kinds: dict[str, str]  # entity → company, model, …
    ties: tuple[Tie, ...]  # every relation, in the order of its table
    named: frozenset[str]  # Chinese firms that claims name
    listings: dict[str, str]  # firm on the US Entity List → reference point
    verified: frozenset[str]  # those of them whose listing somebody has read of


@found_once  # a sweep asks for the same again and again
def read(report: Report) -> Inputs:
    """What the chapter takes from a report; what the ledger judges of the alliances stays, whatever is left out."""
    entities, everything = report.table("entities"), report.everything
    listed, placed = everything.table("alliance_members"), everything.table("layers")[list(Placed._fields)].fillna("")
    lists = everything.table("member_lists").set_index("body")["claim_id"]
    firms = entities[entities["kind"] == "company"]
    # An article also calls whole classes members.
    listed = listed[listed["alliance"].isin((FIRST, SECOND)) & listed["member"].isin(firms["entity_id"])]
    first, second = (frozenset(listed.loc[listed["alliance"] == name, "member"]) for name in (FIRST, SECOND))
    points = report.table("reference_points")
    years = points[points["measure"] == "entity_list_year"]
    return Inputs(
        first, second, listed[["alliance", "member", "claim_id"]], tuple(lists[[FIRST, SECOND]]),
        placed=tuple(map(Placed._make, placed.itertuples(index=False, name=None))),
        called=dict(zip(entities["entity_id"], entities["name"])),
        kinds=dict(zip(entities["entity_id"], entities["kind"])),
        ties=tuple(map(Tie._make, report.table("relations")[list(Tie._fields)].itertuples(index=False, name=None))),
        named=frozenset(firms.loc[firms["country"] == "CN", "entity_id"]) & {*report.table("mentions")["entity"]},
        listings=dict(zip(years["subject"], years["reference_id"])),
        verified=frozenset(years.loc[years["status"] != "unverified", "subject"]))
