"""What was announced around the conference: one row a thing, and how many things are of a kind."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from analysis.models.register import joined
from analysis.waic.inputs import Inputs, Parameters

STAGES = ("released", "shown", "announced", "promised", "in_development")
CLASSES = ("group", "technology")
CATALOGUE = ["thing", "who", "partners", "kind", "stage", "openness", "audience", "at_event", "articles", "source_id",
             "claim_id"]


@dataclass(frozen=True)
class Announced:
    """The things that the articles announce, as the rows of a frame, and counts of them.

    ``things``: columns of ``CATALOGUE``; where claims differ, all values stand, separated by '; '.
    """

    things: pd.DataFrame
    matrix: pd.DataFrame  # thing, then a column for each article by its label: whether it reports the thing
    at_fair: int  # things that some article places at the fair
    ready: int  # those of them at a stage that counts as available
    elsewhere: list[str]  # names of the things that no article places there
    staged: int  # things with a stage
    staged_ready: int  # those of them at a stage that counts as available
    stages: list[str]  # that count as available
    single: list[bool]  # of each thing, whether one article alone reports it
    several: list[str]  # names of the things that more than one article reports
    claims: list[str]  # what all this rests on


def articles_read(inputs: Inputs, parameters: Parameters) -> list[str]:
    """The articles to read from that the selection has left."""
    return [article for article in parameters.articles if article in inputs.sources]


def announced(inputs: Inputs, parameters: Parameters) -> Announced:
    """What the articles announce, how far along it is, and what only one of them reports."""
    articles = articles_read(inputs, parameters)
    attributes = inputs.attributes[inputs.attributes["source_id"].isin(articles)]
    things = _catalogue(_chosen(inputs.announcements, articles, parameters), attributes, inputs.called)
    wanted = {_spaced(stage) for stage in parameters.available}
    ready = [bool(wanted & set(stages.split("; "))) for stages in things["stage"]]
    placed, single = things["at_event"].tolist(), (things["articles"] == 1).tolist()
    return Announced(
        things, _matrix(things, {article: inputs.sources[article] for article in articles}),
        at_fair=sum(placed), ready=sum(there and done for there, done in zip(placed, ready)),
        elsewhere=[name for name, there in zip(things["thing"], placed) if not there],
        staged=sum(map(bool, things["stage"])), staged_ready=sum(ready), stages=sorted(wanted),
        single=single, several=[name for name, alone in zip(things["thing"], single) if not alone],
        claims=sorted(set(" ".join(things["claim_id"]).split())))


def _chosen(announcements: pd.DataFrame, articles: list[str], parameters: Parameters) -> pd.DataFrame:
    """The announcements of some articles: without classes, and without what is not at the fair, if so set."""
    frame = announcements[announcements["source_id"].isin(articles)]
    if not parameters.include_classes:
        frame = frame[~frame["kind"].isin(CLASSES)]
    if parameters.only_at_fair:
        frame = frame[frame["thing"].isin(frame.loc[frame["at_event"].fillna("") != "", "thing"])]
    return frame


def _catalogue(announcements: pd.DataFrame, attributes: pd.DataFrame, called: dict[str, str]) -> pd.DataFrame:
    """One row per thing, most articles first; openness and audience are taken from every claim on the thing."""
    # Row by row: frames of a few rows each would take ten times as long.
    seen, about = defaultdict(list), defaultdict(list)
    for row in announcements.itertuples():
        seen[row.thing].append(row)
    for row in attributes.itertuples():
        about[row.subject, row.attribute].append(row)
    rows = [_thing(called[thing], seen[thing], about[thing, "openness"], about[thing, "audience"], called)
            for thing in seen]
    frame = pd.DataFrame(rows, columns=CATALOGUE)
    return frame.sort_values(["articles", "who", "thing"], ascending=[False, True, True], ignore_index=True)


def _thing(name: str, seen: list, openness: list, audience: list, called: dict[str, str]) -> dict:
    sources, stages = {row.source_id for row in seen}, _words(row.stage for row in seen)
    return {
        "thing": name,
        "who": joined(called[maker] for maker in _words(row.who for row in seen)),
        "partners": joined(called[partner] for partner in _words(row.partners for row in seen)),
        "kind": seen[0].kind,
        "stage": joined(_spaced(stage) for stage in STAGES if stage in stages),
        "openness": joined(_spaced(row.value) for row in openness),
        "audience": joined(row.value for row in audience),
        "at_event": bool(_words(row.at_event for row in seen)),
        "articles": len(sources),
        "source_id": " ".join(sorted(sources)),
        "claim_id": " ".join(sorted({row.claim_id for row in (*seen, *openness, *audience)})),
    }


def _words(cells: Iterable) -> list[str]:
    """The words of cells that may hold several, or none."""
    return [word for cell in cells if not pd.isna(cell) for word in cell.split()]


def _spaced(word: str) -> str:
    return word.replace("_", " ")


def _matrix(things: pd.DataFrame, labels: dict[str, str]) -> pd.DataFrame:
    frame = things[["thing"]].copy()
    for source, label in labels.items():
        frame[label] = [source in ids.split() for ids in things["source_id"]]
    return frame
