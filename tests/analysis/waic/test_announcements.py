"""The conference: catalogue, figures and presence, on hand-made rows."""

import pandas as pd
import pytest

from analysis.waic import announcements

ENTITIES = pd.DataFrame(
    [("tencent", "Tencent", "company", "CN"), ("openai", "OpenAI", "company", "US"),
     ("li", "Li Qiang", "person", "CN"), ("hunyuan", "Hunyuan", "model", "CN"),
     ("glasses", "Glasses", "product", "CN"), ("fair", "WAIC 2025", "event", "CN")],
    columns=["entity_id", "name", "kind", "country"])
ANNOUNCED = pd.DataFrame(
    [("a/1", "a", "hunyuan", "model", "tencent", "", "released", "fair"),
     ("b/1", "b", "hunyuan", "model", "tencent", "openai", "shown", ""),
     ("a/2", "a", "glasses", "product", pd.NA, pd.NA, "in_development", pd.NA)],
    columns=["claim_id", "source_id", "thing", "kind", "who", "partners", "stage", "at_event"])
TOLD = pd.DataFrame(
    [("a/7", "hunyuan", "openness", "open_source"), ("a/2", "glasses", "audience", "consumers"),
     ("b/1", "hunyuan", "capability", "worlds")],
    columns=["claim_id", "subject", "attribute", "value"])


def test_catalogue_merges_articles_and_keeps_both_stages():
    first, second = announcements.catalogue(ANNOUNCED, TOLD, ENTITIES).to_dict("records")
    assert (first["thing"], first["who"], first["stage"]) == ("Hunyuan", "Tencent", "released; shown")
    assert (first["openness"], first["partners"], first["at_event"]) == ("open source", "OpenAI", True)
    assert (first["articles"], first["claim_id"]) == (2, "a/1 a/7 b/1")
    assert (second["thing"], second["who"], second["audience"]) == ("Glasses", "", "consumers")
    assert (second["stage"], second["at_event"]) == ("in development", False)


def test_an_article_that_announces_nothing_gives_an_empty_catalogue():
    empty = announcements.catalogue(ANNOUNCED[:0], TOLD, ENTITIES)
    assert empty.empty and list(empty.columns) == announcements.CATALOGUE
    assert announcements.at_stage(empty, ["released"]).empty and announcements.lone(empty).empty
    assert list(announcements.at_stage(empty, ["released"]).columns) == announcements.CATALOGUE
    assert announcements.at_fair(empty)[0].empty and list(announcements.at_fair(empty)[0].columns) == announcements.CATALOGUE
    assert announcements.shared(empty) == [] and announcements.ids_of(empty) == set() and announcements.matrix(empty, {}).empty


def test_what_no_article_places_at_the_fair_stands_apart():
    placed, elsewhere = announcements.at_fair(announcements.catalogue(ANNOUNCED, TOLD, ENTITIES))
    assert (placed["thing"].tolist(), elsewhere) == (["Hunyuan"], ["Glasses"])


def test_lone_and_shared_reports():
    frame = announcements.catalogue(ANNOUNCED, TOLD, ENTITIES)
    assert announcements.lone(frame)["thing"].tolist() == ["Glasses"] and announcements.shared(frame) == ["Hunyuan"]
    assert announcements.ids_of(frame) == {"a/1", "a/7", "b/1", "a/2"}


def test_matrix_of_things_and_articles():
    frame = announcements.matrix(announcements.catalogue(ANNOUNCED, TOLD, ENTITIES), {"a": "A", "b": "B"})
    assert frame.columns.tolist() == ["thing", "A", "B"]
    assert frame.values.tolist() == [["Hunyuan", True, True], ["Glasses", True, False]]


def figures():
    quantities = pd.DataFrame(
        [("a/3", "waic-2025", "attendance", 300000.0, 300000.0, pd.NA, "person"),
         ("a/3", "waic-2024", "attendance", 300000.0, 300000.0, 300000.0, "person")],
        columns=["claim_id", "subject", "measure", "value", "low", "high", "unit"])
    claims = pd.DataFrame([("a/3", "forecast")], columns=["claim_id", "stance"])
    references = pd.DataFrame(
        [("waic-2025-visits", "waic-2025", "attendance", pd.NA, 350000.0, pd.NA, "person", "read", "an estimate"),
         ("waic-2023-visits", "waic-2023", "attendance", 177000.0, pd.NA, pd.NA, "person", "read", "")],
        columns=["reference_id", "subject", "measure", "value", "low", "high", "unit", "status", "note"])
    return quantities, claims, references


def test_points_tell_forecasts_from_counts():
    frame = announcements.points(*figures(), "attendance")
    assert frame["year"].tolist() == [2023, 2024, 2025, 2025]
    assert frame["nature"].tolist() == ["count", "forecast", "estimate", "forecast"]
    assert frame["value"].tolist() == [177000, 300000, 350000, 300000]
    assert frame["status"].tolist() == ["read", "article", "read", "article"]


def test_spread():
    frame = announcements.points(*figures(), "attendance")
    assert announcements.spread(frame, "waic-2025") == (300000, 350000)
    with pytest.raises(ValueError):
        announcements.spread(frame, "waic-2018")


def test_presence_places_makers_and_lists_the_absent():
    relations = pd.DataFrame(
        [("a/1", "a", "tencent", "developer_of", "hunyuan"), ("a/1", "a", "hunyuan", "presented_at", "fair"),
         ("b/9", "b", "openai", "absent_from", "fair"), ("b/8", "b", "li", "spoke_at", "fair")],
        columns=["claim_id", "source_id", "subject", "relation", "object"])
    frame = announcements.presence(relations, {"fair"}, ENTITIES, ("company", "person"))
    assert frame[["who", "there", "absent"]].values.tolist() == [
        ["Li Qiang", "b", ""], ["Tencent", "a", ""], ["OpenAI", "", "b"]]


def test_people_who_were_there_come_with_their_office():
    seen = pd.DataFrame({"who": ["Li Qiang", "Tencent", "OpenAI"], "there": ["b", "a", ""]})
    offices = pd.DataFrame([("b/8", "li", "role", "Premier")], columns=["claim_id", "subject", "attribute", "value"])
    assert announcements.present(seen, ENTITIES, offices) == (["Tencent"], ["Li Qiang, Premier"])


def test_classes_and_things_not_at_the_fair_can_be_left_out():
    group = pd.DataFrame([("a/5", "a", "robots", "group", "", "", "", "fair")], columns=ANNOUNCED.columns)
    frame = pd.concat([ANNOUNCED, group])
    assert set(announcements.chosen(frame, ["a", "b"], False, False)["thing"]) == {"hunyuan", "glasses"}
    assert set(announcements.chosen(frame, ["a", "b"], True, True)["thing"]) == {"hunyuan", "robots"}
    assert set(announcements.chosen(frame, ["b"], True, False)["thing"]) == {"hunyuan"}


def test_things_at_a_stage():
    frame = announcements.catalogue(ANNOUNCED, TOLD, ENTITIES)
    assert announcements.at_stage(frame, ["released"])["thing"].tolist() == ["Hunyuan"]
    assert announcements.at_stage(frame, ["in_development"])["thing"].tolist() == ["Glasses"]


def test_sizes_put_measures_below_each_other():
    frame = announcements.sizes(*figures(), ("attendance", "exhibitors"))
    assert frame["measure"].tolist() == ["attendance"] * 4


def test_area_of_the_edition_before():
    # 70,000 / 1.346 = 52,006
    points = pd.DataFrame({"reference_id": ["area", "growth"], "value": [70000.0, 34.6]})
    assert announcements.area_before(points, "area", "growth") == pytest.approx(52006, abs=1)


def test_figures_nobody_verified_are_left_out():
    quantities, claims, references = figures()
    frame = announcements.points(quantities, claims, references.assign(status="unverified"), "attendance")
    assert frame["status"].tolist() == ["article", "article"]


def test_sources_are_known_by_publisher_and_date():
    sources = pd.DataFrame([("a", "tencent", "2025-07")], columns=["source_id", "publisher", "published"])
    labels = announcements.source_labels(sources, ENTITIES)
    assert labels == {"a": "Tencent, July 2025"}
    assert announcements.relabelled(pd.Series(["a", ""]), labels).tolist() == ["Tencent, July 2025", ""]
