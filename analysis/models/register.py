"""The register of models, and the yardsticks by which open models are said to lead."""

import pandas as pd

from analysis.models.share_growth import decimal_year, growth_factor, miscounted, share_of_large

MODEL_KINDS = ("model", "model-family")
JUDGEMENTS = ("performance", "standing", "popularity", "capability", "novelty")
ARENA_SCALE = 400
YARDSTICK_COLUMNS = ["yardstick", "claimed_on", "measured_to", "rival_measured", "odds", "claim_id", "reference_id"]


def joined(values) -> str:
    """Distinct, non-empty values in order of first appearance, separated by '; '."""
    return "; ".join(dict.fromkeys(str(v) for v in values if not pd.isna(v) and v != ""))


def told(column: pd.Series) -> pd.Series:
    """A text column with its missing cells as ''."""
    return column.astype("string").fillna("")


def names(entities: pd.DataFrame) -> dict[str, str]:
    """entity_id → name on the page."""
    return dict(zip(entities["entity_id"], entities["name"], strict=True))


def register(entities, models, relations, attributes) -> pd.DataFrame:
    """One row per model: developer, openness as stated, first mention, speakers, articles, claims.

    ``models`` is the view of that name: one row per (model, claim), with source_id, published, start of the claim
    in its article, said_by. ``developer`` and ``openness`` are empty where no article says. A family that no
    company is named for is a class ("Chinese models").
    """
    called, kinds = names(entities), dict(zip(entities["entity_id"], entities["kind"], strict=True))
    rows = []
    for model, seen in models.sort_values(["published", "source_id", "start", "claim_id"]).groupby("model", sort=True):
        first = seen.iloc[0]
        makers = _values(relations, {"relation": "developer_of", "object": model}, "subject")
        rows.append({
            "model": called[model],
            "kind": _kind(first["kind"], [kinds[m] for m in makers]),
            "developer": joined(called[m] for m in makers),
            "openness": joined(v.replace("_", " ") for v in
                               _values(attributes, {"attribute": "openness", "subject": model}, "value")),
            "first_seen": first["published"],
            "first_source": first["source_id"],
            "articles": seen["source_id"].nunique(),
            "speakers": joined(called[s] for s in seen["said_by"]),
            "first_claim_id": first["claim_id"],
            "claim_id": " ".join(seen["claim_id"].drop_duplicates()),
        })
    columns = ["model", "kind", "developer", "openness", "first_seen", "first_source", "articles", "speakers",
               "first_claim_id", "claim_id"]
    return pd.DataFrame(rows, columns=columns).sort_values(["first_seen", "model"], ignore_index=True)


def _kind(stated_kind: str, makers: list[str]) -> str:
    if stated_kind == "model":
        return "model"
    return "family" if "company" in makers else "class"


def _values(frame: pd.DataFrame, where: dict[str, str], column: str) -> list:
    for name, value in where.items():
        frame = frame[frame[name] == value]
    return frame[column].tolist()


def stated(register_frame: pd.DataFrame, column: str) -> int:
    """How many rows of the register have something in ``column``."""
    return int((register_frame[column] != "").sum())


def count_odds(ours: float, others: float, rival_part: float) -> float:
    """Our count over that of the largest rival, who holds ``rival_part`` of the others' count [1]."""
    if others <= 0 or not 0 < rival_part <= 1:
        raise ValueError(f"no rival in {rival_part} of {others}")
    return ours / (others * rival_part)


def arena_odds(ours: float, rival: float) -> float:
    """Expected odds of winning a vote: 10 ** ((ours - rival) / 400), ratings on the Elo scale.

    A rating is a score of pairwise votes (Chiang et al. 2024); 400 points are odds of ten to one.
    """
    return 10 ** ((ours - rival) / ARENA_SCALE)


def download_odds(ours: float, rival: float) -> float:
    """Our share of downloads over the rival's [1]."""
    return ours / rival


def provable(claimed_on: str, measured_to: str) -> bool:
    """Whether a measurement that ends on one ISO date could be known on another.

    Dates compare at the precision both have: a month is not before a day of itself.
    """
    width = min(len(claimed_on), len(measured_to))
    return measured_to[:width] <= claimed_on[:width]


def counting(rows: list[tuple], left_out) -> list[tuple]:
    """The yardsticks (yardstick, claim_id, …) whose claim counts, in the order given."""
    return [row for row in rows if row[1] not in left_out]


def weigh(rows: list[dict], margin: float) -> pd.DataFrame:
    """Yardsticks with verdicts: adds leads (odds above 1 + margin) and provable.

    Each row has yardstick, claimed_on, measured_to, rival_measured, odds, and the ids it rests on.
    A claim was provable if the measurement was over when it was made and covers the rival too.
    """
    frame = pd.DataFrame(rows, columns=YARDSTICK_COLUMNS)
    timely = [provable(c, m) for c, m in zip(frame["claimed_on"], frame["measured_to"], strict=True)]
    known = frame["rival_measured"].astype(bool)
    return frame.assign(rival_measured=known, leads=frame["odds"] > 1 + margin,
                        provable=known & pd.Series(timely, dtype=bool), claimed_year=frame["claimed_on"].map(decimal_year),
                        measured_year=frame["measured_to"].map(decimal_year))


def said_of(models: pd.DataFrame, attributes: pd.DataFrame, relations: pd.DataFrame, claims: pd.DataFrame,
            entities: pd.DataFrame) -> pd.DataFrame:
    """What is said of the models, by whom and how firmly: columns model, on, said, said_by, stance, claim_id.

    A claim that sets models against each other without a judgement in words of its own is one row, a comparison.
    """
    called, named = names(entities), set(models["model"])
    said = attributes[attributes["attribute"].isin(JUDGEMENTS) & attributes["subject"].isin(named)]
    rows = [(called[r.subject], r.attribute, r.value, r.claim_id) for r in said.itertuples()]
    ties = relations[(relations["relation"] == "competes_with") & ~relations["claim_id"].isin(said["claim_id"])]
    for claim_id, rivals in ties[ties["subject"].isin(named) & ties["object"].isin(named)].groupby("claim_id"):
        model, against = (joined(rivals[side].map(called)) for side in ("subject", "object"))
        rows.append((model, "comparison", f"a rival of {against}", claim_id))
    frame = pd.DataFrame(rows, columns=["model", "on", "said", "claim_id"])
    frame = frame.merge(claims[["claim_id", "said_by", "stance"]], on="claim_id", validate="many_to_one")
    frame = frame.assign(said_by=frame["said_by"].map(called))[["model", "on", "said", "said_by", "stance", "claim_id"]]
    return frame.sort_values(["model", "on", "claim_id", "said"], ignore_index=True)


def dated(rows: list[tuple], sources: pd.DataFrame, outside: pd.DataFrame) -> list[dict]:
    """Rows (yardstick, claim_id, reference ids, odds, rival_measured) with the dates of both sides.

    A claim is as old as its article; a measurement ends with the last date of its references
    (``outside``: reference points by id; a period is 'first/last').
    """
    published = sources.set_index("source_id")["published"]
    return [{
        "yardstick": name, "claimed_on": published[claim.split("/")[0]],
        "measured_to": max(outside.loc[r, "as_of"].split("/")[-1] for r in references.split()),
        "rival_measured": known, "odds": odds, "claim_id": claim, "reference_id": references,
    } for name, claim, references, odds, known in rows]


def counts_then_and_now(counts: dict[str, tuple[float, float]]) -> pd.DataFrame:
    """One row per group: columns who, before, now, factor (now over before)."""
    rows = [(who, before, now, growth_factor(now, before)) for who, (before, now) in counts.items()]
    return pd.DataFrame(rows, columns=["who", "before", "now", "factor"])


def share_points(start: str, gap: float, before: tuple, now: tuple) -> pd.DataFrame:
    """Two shares (low, share, high), ``gap`` years apart, as rows with a decimal year."""
    year = decimal_year(start)
    return pd.DataFrame([(year - gap, *before), (year, *now)], columns=["year", "low", "share", "high"])


def large_curve(ours: float, others: float, ratios: tuple[float, float], error: float,
                steps: int = 60) -> pd.DataFrame:
    """Share among large models over a range of ratios, low and high if either count is off by ``error``.

    Columns ratio, share, low, high.
    """
    low, high = ratios
    frame = pd.DataFrame({"ratio": [low + (high - low) * i / steps for i in range(steps + 1)]})
    frame["share"] = [share_of_large(ours, others, 1, ratio) for ratio in frame["ratio"]]
    frame["low"], frame["high"] = zip(*(miscounted(share, error) for share in frame["share"]), strict=True)
    return frame
