"""What was announced at the conference, on hand-made rows."""

import pandas as pd
from made_up_waic import ANNOUNCED, fair_inputs, fair_parameters

from analysis.waic.announcements import CATALOGUE, announced

GROUP = pd.DataFrame([("a/5", "a", "robots", "group", "", "", "", "fair")], columns=ANNOUNCED.columns)


def found(announcements=ANNOUNCED, **parameters):
    return announced(fair_inputs(announcements=announcements), fair_parameters(**parameters))


def test_the_catalogue_merges_articles_and_keeps_both_stages():
    first, second = found().things.to_dict("records")
    assert (first["thing"], first["who"], first["stage"]) == ("Hunyuan", "Tencent", "released; shown")
    assert (first["openness"], first["partners"], first["at_event"]) == ("open source", "OpenAI", True)
    assert (first["articles"], first["source_id"], first["claim_id"]) == (2, "a b", "a/1 a/7 b/1")
    assert (second["thing"], second["who"], second["audience"]) == ("Glasses", "", "consumers")
    assert (second["stage"], second["at_event"]) == ("in development", False)


def test_things_are_counted_by_place_stage_and_article():
    both = found()
    assert (both.at_fair, both.ready, both.elsewhere) == (1, 1, ["Glasses"])
    assert (both.staged, both.staged_ready, both.stages) == (2, 1, ["released"])
    assert (both.single, both.several) == ([False, True], ["Hunyuan"])
    assert both.claims == ["a/1", "a/2", "a/7", "b/1"]


def test_other_stages_may_count_as_available():
    later = found(available=["in_development"])
    assert (later.ready, later.staged_ready, later.stages) == (0, 1, ["in development"])
    assert (found(available=[]).ready, found(available=[]).staged_ready) == (0, 0)


def test_a_thing_without_a_stage_is_not_counted_among_those_with_one():
    assert found(pd.concat([ANNOUNCED, GROUP]), include_classes=True).staged == 2


def test_matrix_of_things_and_articles():
    matrix = found().matrix
    assert matrix.columns.tolist() == ["thing", "Clubic, July 2025", "Vietnam.vn, July 2025"]
    assert matrix.values.tolist() == [["Hunyuan", True, True], ["Glasses", True, False]]


def test_classes_and_things_not_at_the_fair_can_be_left_out():
    with_group = pd.concat([ANNOUNCED, GROUP])

    def things(**parameters):
        return set(found(with_group, **parameters).things["thing"])
    assert things() == {"Hunyuan", "Glasses"}
    assert things(include_classes=True) == {"Hunyuan", "Glasses", "Robots"}
    assert things(include_classes=True, only_at_fair=True) == {"Hunyuan", "Robots"}
    assert things(articles=["b"], include_classes=True) == {"Hunyuan"}
    assert things(articles=["b"], only_at_fair=True) == set()


def test_openness_is_told_by_the_articles_read_from_only():
    assert found(articles=["b"]).things["openness"].tolist() == [""]


def test_articles_that_the_selection_left_out_are_not_read():
    only = announced(fair_inputs(sources={"b": "B"}), fair_parameters())
    assert only.things["thing"].tolist() == ["Hunyuan"] and only.matrix.columns.tolist() == ["thing", "B"]


def test_articles_that_announce_nothing_give_an_empty_catalogue():
    nothing = found(ANNOUNCED[:0])
    assert nothing.things.empty and list(nothing.things.columns) == CATALOGUE and nothing.matrix.empty
    assert (nothing.at_fair, nothing.ready, nothing.staged, nothing.single, nothing.claims) == (0, 0, 0, [], [])
