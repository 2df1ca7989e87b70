"""Who was at the conference, on hand-made rows."""

from made_up_waic import RELATIONS, TOLD, fair_inputs, fair_parameters

from analysis.waic.presence import presence


def test_a_thing_shown_places_its_maker_and_the_absent_are_listed():
    found = presence(fair_inputs(), fair_parameters())
    assert found.seen[["who", "there", "absent"]].values.tolist() == [
        ["Li Qiang", "b", ""], ["Tencent", "a", ""], ["OpenAI", "", "b"]]
    assert (found.there_claims, found.absent_claims) == (["a/1", "b/8"], ["b/9"])


def test_people_come_with_their_office_and_apart_from_firms():
    found = presence(fair_inputs(), fair_parameters())
    assert (found.firms, found.people) == (["Tencent"], [("Li Qiang", "Premier")])
    untold = presence(fair_inputs(attributes=TOLD[:0]), fair_parameters())
    assert untold.people == [("Li Qiang", None)]


def test_the_absent_are_counted_with_the_articles_that_say_so():
    found = presence(fair_inputs(), fair_parameters())
    assert (found.absent, found.absent_by) == (["OpenAI"], 1)


def test_who_is_from_outside_china():
    assert presence(fair_inputs(), fair_parameters()).foreign == 0
    shown = RELATIONS.replace({"subject": {"tencent": "openai"}})
    found = presence(fair_inputs(relations=shown), fair_parameters())
    assert (found.foreign, found.firms) == (1, ["OpenAI"])
    assert found.seen.set_index("who").loc["OpenAI", ["there", "absent"]].tolist() == ["a", "b"]


def test_articles_not_read_from_say_nothing():
    found = presence(fair_inputs(), fair_parameters(articles=["a"]))
    assert (found.firms, found.people, found.absent, found.absent_by) == (["Tencent"], [], [], 0)
    nobody = presence(fair_inputs(), fair_parameters(articles=[]))
    assert nobody.seen.empty and (nobody.firms, nobody.foreign, nobody.there_claims) == ([], 0, [])
