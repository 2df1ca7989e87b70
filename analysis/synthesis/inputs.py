"""What the synthesis takes from a report, and its parameters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from analysis.models.register import names, told
from evidence.tables.report import Report
from evidence.tables.selection import found_once

UNSTATED = "unstated"


@dataclass(frozen=True)
class Parameters:
    """What a reader may set; units as in the notebook."""

    least_claims: int  # claims for or against below which a verdict is thin
    least_articles: int  # articles below which a verdict is thin
    clear_lead: float  # how many times as many claims one side needs as the other
    reservations: float  # qualifying claims for each of the winning side above which a verdict is qualified
    steps: int  # values tried over each declared range
    draws: int  # random settings of all parameters at once
    lists: int  # random member lists behind each answer on the alliances
    seed: int  # of the draws
    articles_until: str  # this and the next two choose the articles and claims that count
    leave_out_article: str
    leave_out_role: str


class SpokenBearing(NamedTuple):
    """How a claim bears on a proposition, as we read it."""

    claim_id: str
    source_id: str
    said_by: str  # an entity
    role: str  # as which it speaks
    proposition: str
    how: str  # supports, contradicts or qualifies


@dataclass(frozen=True, eq=False)
class Inputs:
    """What is taken from the report: claims that count, and what they are about."""

    spoken: pd.DataFrame  # claims, with role (as which the speaker speaks, or ``UNSTATED``) and affiliation (or '')
    relations: pd.DataFrame
    quantities: pd.DataFrame
    attributes: pd.DataFrame
    readings: tuple[SpokenBearing, ...]
    statements: Mapping[str, str]  # proposition → its sentence
    called: Mapping[str, str]  # entity → name on the page
    articles: Mapping[str, str]  # source → how it is called in a sentence


@found_once  # a sweep asks for the same again and again
def read(report: Report) -> Inputs:
    """What the synthesis takes from a report.

    What an article reports a firm to have launched or announced counts as the firm speaking.
    """
    entities, claims = report.table("entities"), report.table("claims")
    known, propositions = entities.set_index("entity_id"), report.table("propositions")
    spoken = claims.assign(role=told(claims["said_by"].map(known["speaks_as"])).replace("", UNSTATED),
                           affiliation=told(claims["said_by"].map(known["affiliation"])))
    borne = report.table("bearings").merge(spoken[["claim_id", "said_by", "role"]], on="claim_id")
    return Inputs(
        spoken, report.table("relations"), report.table("quantities"), report.table("attributes"),
        readings=tuple(map(SpokenBearing._make, borne[list(SpokenBearing._fields)].itertuples(index=False, name=None))),
        statements=dict(zip(propositions["proposition_id"], propositions["statement"])), called=names(entities),
        articles=report.everything.table("sources").set_index("source_id")["called"].to_dict())
