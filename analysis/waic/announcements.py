"""The conference: what was announced, how large it was, who was there."""

import pandas as pd

from analysis.models.register import joined, names, told
from analysis.sentences import month
from evidence.language import units

STAGES = ("released", "shown", "announced", "promised", "in_development")
CLASSES = ("group", "technology")
CATALOGUE = ["thing", "who", "partners", "kind", "stage", "openness", "audience", "at_event", "articles", "source_id",
             "claim_id"]


def catalogue(announcements: pd.DataFrame, attributes: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """One row per thing announced: who, with whom, kind, stage, openness, audience, articles, claims.

    ``announcements`` is the view: one row per (thing, claim); openness and audience are taken from
    every claim of ``attributes`` on the thing. Where claims differ, all values stand.
    """
    called = names(entities)
    rows = []
    for thing, seen in announcements.groupby("thing", sort=True):
        about = attributes[attributes["subject"] == thing]
        ids = pd.concat([seen["claim_id"], about.loc[about["attribute"].isin(("openness", "audience")), "claim_id"]])
        rows.append({
            "thing": called[thing],
            "who": joined(called[m] for cell in told(seen["who"]) for m in cell.split()),
            "partners": joined(called[m] for cell in told(seen["partners"]) for m in cell.split()),
            "kind": seen["kind"].iloc[0],
            "stage": joined(_ordered(told(seen["stage"]))),
            "openness": joined(about.loc[about["attribute"] == "openness", "value"].str.replace("_", " ")),
            "audience": joined(about.loc[about["attribute"] == "audience", "value"]),
            "at_event": bool((told(seen["at_event"]) != "").any()),
            "articles": seen["source_id"].nunique(),
            "source_id": " ".join(sorted(seen["source_id"].unique())),
            "claim_id": " ".join(sorted(set(ids))),
        })
    frame = pd.DataFrame(rows, columns=CATALOGUE)
    return frame.sort_values(["articles", "who", "thing"], ascending=[False, True, True], ignore_index=True)


def _ordered(stages) -> list[str]:
    found = {s for cell in stages for s in cell.split()}
    return [s.replace("_", " ") for s in STAGES if s in found]


def chosen(announcements: pd.DataFrame, articles: list[str], classes: bool, at_fair: bool) -> pd.DataFrame:
    """The announcements of some articles; groups and technologies only if ``classes``, and only what an
    article places at the fair if ``at_fair``.
    """
    frame = announcements[announcements["source_id"].isin(articles)]
    frame = frame if classes else frame[~frame["kind"].isin(CLASSES)]
    placed = set(frame.loc[told(frame["at_event"]) != "", "thing"])
    return frame[frame["thing"].isin(placed)] if at_fair else frame


def at_fair(catalogued: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """What an article places at the fair, and the names of the things that none does."""
    placed = catalogued["at_event"].astype(bool)
    return catalogued[placed].reset_index(drop=True), catalogued.loc[~placed, "thing"].tolist()


def at_stage(catalogued: pd.DataFrame, stages: list[str]) -> pd.DataFrame:
    """The things that some article puts at one of these stages."""
    wanted = {s.replace("_", " ") for s in stages}
    return catalogued[catalogued["stage"].map(lambda cell: bool(wanted & set(cell.split("; "))))
                      .astype(bool)].reset_index(drop=True)


def source_labels(sources: pd.DataFrame, entities: pd.DataFrame) -> dict[str, str]:
    """source_id → publisher and date, as a reader knows an article."""
    called = names(entities)
    return {row.source_id: f"{called.get(row.publisher, 'unknown')}, {month(row.published)}"
            for row in sources.itertuples()}


def relabelled(ids: pd.Series, labels: dict[str, str]) -> pd.Series:
    """Cells of source ids, separated by spaces, as labels separated by '; '."""
    return ids.map(lambda cell: "; ".join(labels[i] for i in cell.split()))


def lone(catalogued: pd.DataFrame) -> pd.DataFrame:
    """The rows that a single article reports."""
    return catalogued[catalogued["articles"] == 1].reset_index(drop=True)


def ids_of(frame: pd.DataFrame) -> set[str]:
    """Every claim that the rows of a frame name."""
    return set(" ".join(frame["claim_id"]).split())


def shared(catalogued: pd.DataFrame) -> list[str]:
    """The things that several articles report."""
    return catalogued.loc[catalogued["articles"] > 1, "thing"].tolist()


def matrix(catalogued: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    """Thing × article: True where the article reports it; columns thing, then one per source, by its label."""
    frame = catalogued[["thing"]].copy()
    for source, label in labels.items():
        frame[label] = [source in ids.split() for ids in catalogued["source_id"]]
    return frame


def points(quantities: pd.DataFrame, claims: pd.DataFrame, references: pd.DataFrame, measure: str) -> pd.DataFrame:
    """Every figure for one measure, of articles and from outside, forecasts told apart from counts.

    Columns edition, year, low, value, high, unit, nature (count, forecast or estimate), status (article, read,
    second-hand), claim_id, reference_id. A missing value takes the bound that is there; figures
    that nobody verified are left out.
    """
    inside = quantities[quantities["measure"] == measure].merge(claims[["claim_id", "stance"]], on="claim_id")
    inside = inside.assign(nature=inside["stance"].map(lambda s: "forecast" if s == "forecast" else "count"),
                           status="article", reference_id="")
    outside = references[(references["measure"] == measure) & (references["status"] != "unverified")]
    guessed = told(outside["note"]).str.contains("estimate", case=False)
    outside = outside.assign(nature=guessed.map({True: "estimate", False: "count"}), claim_id="")
    columns = ["subject", "low", "value", "high", "unit", "nature", "status", "claim_id", "reference_id"]
    frame = pd.concat([inside[columns], outside[columns]], ignore_index=True)
    frame = frame.rename(columns={"subject": "edition"})
    frame.insert(1, "year", frame["edition"].str.extract(r"(\d{4})$")[0].astype("Int64"))
    frame["value"] = frame["value"].fillna(frame["low"]).fillna(frame["high"])
    order = ["year", "nature", "value", "claim_id", "reference_id"]
    return frame.sort_values(order, ignore_index=True)


def sizes(quantities, claims, references, measures: tuple[str, ...]) -> pd.DataFrame:
    """``points`` for several measures, with a first column that names the measure."""
    frames = [points(quantities, claims, references, m).assign(measure=m.replace("_", " ")) for m in measures]
    frame = pd.concat(frames, ignore_index=True)
    frame["unit"] = [units.display(unit) or unit for unit in frame["unit"]]
    return frame[["measure", "year", "value", "low", "high", "unit", "nature", "status", "claim_id", "reference_id"]]


def area_before(references: pd.DataFrame, area: str, growth: str) -> float:
    """Area of the edition before, from an area and its growth in percent: area / (1 + growth / 100)."""
    value = references.set_index("reference_id")["value"]
    return float(value[area]) / (1 + float(value[growth]) / 100)


def spread(frame: pd.DataFrame, edition: str) -> tuple[float, float]:
    """Smallest and largest value told for one edition."""
    values = frame.loc[frame["edition"] == edition, "value"]
    if values.empty:
        raise ValueError(f"no figure for {edition}")
    return float(values.min()), float(values.max())


def present(seen: pd.DataFrame, entities: pd.DataFrame, attributes: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Who was there by ``presence``: names of firms and bodies, and of people, each with the office that is told."""
    people = set(entities.loc[entities["kind"] == "person", "name"])
    offices = attributes[attributes["attribute"] == "role"]
    office = dict(zip(offices["subject"].map(names(entities)), offices["value"], strict=True))
    there = seen.loc[seen["there"] != "", "who"]
    firms = [who for who in there if who not in people]
    return firms, [f"{who}, {office[who]}" if who in office else who for who in there if who in people]


def presence(relations: pd.DataFrame, event: set[str], entities: pd.DataFrame, kinds: tuple[str, ...]) -> pd.DataFrame:
    """Who was there and who was not, one row per actor: columns who, country, there, absent, claim_id.

    there and absent list the articles that say so. A thing shown places its maker there.
    """
    known = entities.set_index("entity_id")
    makers = relations[relations["relation"] == "developer_of"].groupby("object")["subject"].agg(set)
    seen: dict[str, dict] = {}
    for row in relations[relations["object"].isin(event)].itertuples():
        side = {"presented_at": "there", "spoke_at": "there", "absent_from": "absent"}.get(row.relation)
        actors = {row.subject} if known.loc[row.subject, "kind"] in kinds else makers.get(row.subject, set())
        for actor in sorted(actors) if side else ():
            cell = seen.setdefault(actor, {"there": set(), "absent": set(), "claims": set()})
            cell[side].add(row.source_id)
            cell["claims"].add(row.claim_id)
    rows = [(known.loc[a, "name"], known.loc[a, "country"], " ".join(sorted(c["there"])),
             " ".join(sorted(c["absent"])), " ".join(sorted(c["claims"]))) for a, c in seen.items()]
    frame = pd.DataFrame(rows, columns=["who", "country", "there", "absent", "claim_id"])
    return frame.sort_values(["absent", "who"], ignore_index=True)
