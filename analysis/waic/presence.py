"""Who was at the conference and who was not, by which account."""

from dataclasses import dataclass

import pandas as pd

from analysis.waic.announcements import articles_read
from analysis.waic.inputs import Inputs, Parameters

EVENT = "waic-2025"
ACTORS = ("company", "person", "government")
SIDES = {"presented_at": "there", "spoke_at": "there", "absent_from": "absent"}
COLUMNS = ["who", "country", "there", "absent", "claim_id"]


@dataclass(frozen=True)
class Presence:
    """Whom the articles place at the fair, and whom they call absent."""

    seen: pd.DataFrame  # who, country, there and absent (the articles that say so), claim_id
    firms: list[str]  # there: names of firms and bodies
    people: list[tuple[str, str | None]]  # there: names, each with the office that is told
    absent: list[str]  # names
    absent_by: int  # articles that call somebody absent
    foreign: int  # actors from outside China that are there
    there_claims: list[str]
    absent_claims: list[str]


def presence(inputs: Inputs, parameters: Parameters) -> Presence:
    """Who was there and who was not; a thing shown places its maker there."""
    relations = inputs.relations[inputs.relations["source_id"].isin(articles_read(inputs, parameters))]
    seen = _actors(relations, inputs.entities)
    there, absent = seen[seen["there"] != ""], seen[seen["absent"] != ""]
    people, offices = set(inputs.entities.loc[inputs.entities["kind"] == "person", "name"]), _offices(inputs)
    return Presence(
        seen, [who for who in there["who"] if who not in people],
        [(who, offices.get(who)) for who in there["who"] if who in people],
        list(absent["who"]), absent["absent"].nunique(), int((there["country"] != "CN").sum()),
        _claims(there), _claims(absent))


def _actors(relations: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """One row per actor: ``COLUMNS``; there and absent list the articles that say so."""
    known = entities.set_index("entity_id")
    makers = relations[relations["relation"] == "developer_of"].groupby("object")["subject"].agg(set)
    seen: dict[str, dict[str, set[str]]] = {}
    for row in relations[(relations["object"] == EVENT) & relations["relation"].isin(SIDES)].itertuples():
        actors = {row.subject} if known.loc[row.subject, "kind"] in ACTORS else makers.get(row.subject, set())
        for actor in actors:
            cell = seen.setdefault(actor, {"there": set(), "absent": set(), "claims": set()})
            cell[SIDES[row.relation]].add(row.source_id)
            cell["claims"].add(row.claim_id)
    rows = [(known.loc[actor, "name"], known.loc[actor, "country"],
             *(" ".join(sorted(cell[part])) for part in ("there", "absent", "claims"))) for actor, cell in seen.items()]
    return pd.DataFrame(rows, columns=COLUMNS).sort_values(["absent", "who"], ignore_index=True)


def _offices(inputs: Inputs) -> dict[str, str]:
    """Name of a person → the office that some article tells."""
    told = inputs.attributes[inputs.attributes["attribute"] == "role"]
    return dict(zip(told["subject"].map(inputs.called), told["value"]))


def _claims(rows: pd.DataFrame) -> list[str]:
    return sorted(set(" ".join(rows["claim_id"]).split()))
