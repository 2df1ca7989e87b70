"""The register of models that the articles name, and what is said of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.models.inputs import Inputs
from evidence.tables.selection import found_once

JUDGEMENTS = ("performance", "standing", "popularity", "capability", "novelty")
REGISTER_COLUMNS = ["model", "kind", "developer", "openness", "first_seen", "first_source", "articles", "speakers",
                    "first_claim_id", "claim_id"]


@dataclass(frozen=True)
class NamedModels:
    """The register, with counts of its rows."""

    frame: pd.DataFrame  # REGISTER_COLUMNS, a row for each model; claim_id holds all claims, separated by spaces
    with_openness: int  # rows for which some article says how open the model is
    in_one_article: int  # rows that a single article names


@dataclass(frozen=True)
class ModelJudgements:
    """What is said of the models."""

    frame: pd.DataFrame  # model, on, said, said_by, stance, claim_id
    by_vendors: float  # part of the rows that vendors speak, 0 where there are none [1]


@found_once
def named_models(inputs: Inputs) -> NamedModels:
    """One row per model: developer, openness as stated, first mention, speakers, articles, claims.

    ``developer`` and ``openness`` are empty where no article says. A family that no company is named for is a class
    ("Chinese models").
    """
    called = names(inputs.entities)
    companies = set(inputs.entities.loc[inputs.entities["kind"] == "company", "entity_id"])
    made = inputs.relations[inputs.relations["relation"] == "developer_of"].groupby("object")["subject"].agg(list)
    openness = inputs.attributes[inputs.attributes["attribute"] == "openness"].groupby("subject")["value"].agg(list)
    ordered = inputs.named.assign(said_by=inputs.named["said_by"].map(called))
    seen = ordered.sort_values(["published", "source_id", "start", "claim_id"]).groupby("model")
    frame = seen.agg(kind=("kind", "first"), first_seen=("published", "first"), first_source=("source_id", "first"),
                     articles=("source_id", "nunique"), speakers=("said_by", joined),
                     first_claim_id=("claim_id", "first"), claim_id=("claim_id", lambda ids: " ".join(ids.unique())))
    makers = [made.get(model, []) for model in frame.index]
    frame = frame.assign(
        model=frame.index.map(called), developer=[joined(map(called.get, who)) for who in makers],
        kind=[_kind(kind, companies & set(who)) for kind, who in zip(frame["kind"], makers)],
        openness=[joined(openness.get(model, [])).replace("_", " ") for model in frame.index])
    frame = frame.reset_index(drop=True)[REGISTER_COLUMNS].sort_values(["first_seen", "model"], ignore_index=True)
    return NamedModels(frame, stated(frame, "openness"), int((frame["articles"] == 1).sum()))


@found_once
def judgements_on_models(inputs: Inputs) -> ModelJudgements:
    """What is said of the models, by whom and how firmly.

    A claim that sets models against each other without a judgement in words of its own is one row, a comparison.
    """
    called, models = names(inputs.entities), set(inputs.named["model"])
    said = inputs.attributes.loc[lambda row: row["attribute"].isin(JUDGEMENTS) & row["subject"].isin(models)]
    rows = [(called[row.subject], row.attribute, row.value, row.claim_id) for row in said.itertuples()]
    ties = inputs.relations[inputs.relations["relation"] == "competes_with"]
    ties = ties[ties["subject"].isin(models) & ties["object"].isin(models) & ~ties["claim_id"].isin(said["claim_id"])]
    for claim_id, rivals in ties.groupby("claim_id"):
        model, against = (joined(rivals[side].map(called)) for side in ("subject", "object"))
        rows.append((model, "comparison", f"a rival of {against}", claim_id))
    frame = pd.DataFrame(rows, columns=["model", "on", "said", "claim_id"])
    frame = frame.merge(inputs.claims[["claim_id", "said_by", "stance"]], on="claim_id", validate="many_to_one")
    vendors = inputs.entities.loc[inputs.entities["speaks_as"] == "vendor", "entity_id"]
    by_vendors = float(frame["said_by"].isin(vendors).mean()) if len(frame) else 0.0
    frame = frame.assign(said_by=frame["said_by"].map(called))[["model", "on", "said", "said_by", "stance", "claim_id"]]
    return ModelJudgements(frame.sort_values(["model", "on", "claim_id", "said"], ignore_index=True), by_vendors)


def stated(register: pd.DataFrame, column: str) -> int:
    """How many rows of a register have something in ``column``."""
    return int((register[column] != "").sum())


def joined(values: Iterable) -> str:
    """Distinct, non-empty values in order of first appearance, separated by '; '."""
    return "; ".join(dict.fromkeys(str(value) for value in values if not pd.isna(value) and value != ""))


def told(column: pd.Series) -> pd.Series:
    """A text column with its missing cells as ''."""
    return column.astype("string").fillna("")


def names(entities: pd.DataFrame) -> dict[str, str]:
    """entity_id → name on the page."""
    return dict(zip(entities["entity_id"], entities["name"], strict=True))


def _kind(stated: str, companies: Collection[str]) -> str:
    if stated == "model":
        return "model"
    return "family" if companies else "class"
