"""Who speaks and about whom, on hand-made claims and on those of the book."""

import pandas as pd
from made_up_synthesis import RELATIONS, SPOKEN, synthesis_inputs

from analysis.synthesis.voices import STANCES, voices


def talk(**some) -> dict[str, list[int]]:
    """Role → claims about itself, claims about others."""
    frame = voices(synthesis_inputs(**some)).self_talk
    return dict(zip(frame["role"], frame[["itself", "others"]].values.tolist()))


def test_a_maker_speaks_of_what_it_makes():
    # huawei says that huawei makes the Ascend; wang of the hub says something of the hub, the crowd nothing
    assert talk() == {"platform": [1, 0], "vendor": [1, 0], "press": [0, 1], "unstated": [0, 1]}


def test_to_own_reaches_through_what_is_owned():
    about = pd.DataFrame([("a/1", "shop"), ("b/1", "chips")], columns=["claim_id", "subject"])
    owned = pd.DataFrame([("", "hub", "owner_of", "leaderboard"), ("", "leaderboard", "parent_of", "shop"),
                          ("", "huawei", "partner_of", "chips")], columns=RELATIONS.columns)
    found = talk(relations=owned, attributes=about)
    assert found["platform"] == [1, 0] and found["vendor"] == [0, 1]


def test_to_say_who_speaks_is_not_to_speak_of_oneself():
    offices = pd.DataFrame([("a/1", "wang", "role_at", "hub"), ("a/1", "qwen", "published_on", "hub")],
                           columns=RELATIONS.columns)
    told = pd.DataFrame([("a/1", "wang", "role", "engineer"), ("a/1", "hub", "purpose", "a store of models")],
                        columns=["claim_id", "subject", "attribute", "value"])
    assert talk(relations=offices, attributes=told)["platform"] == [0, 1]
    told = told.assign(attribute="openness")
    assert talk(relations=offices, attributes=told)["platform"] == [1, 0]


def test_every_claim_is_counted_once():
    found = voices(synthesis_inputs())
    assert found.by_stance.columns.tolist() == ["role", *STANCES, "total"] and found.by_stance["total"].sum() == 4
    assert (found.press, found.vendors, found.vendors_on_themselves) == (0.25, 0.25, 1.0)  # one claim each of four
    assert (found.claims, found.by_vendors, found.launches) == (("a/1", "a/2", "b/1", "b/2"), ("b/1",), ("b/1",))
    assert found.by_officials == ()


def test_where_nobody_speaks_there_is_nothing():
    found = voices(synthesis_inputs(spoken=SPOKEN[:0]))
    assert found.by_stance.empty and found.self_talk.empty
    assert (found.press, found.vendors, found.vendors_on_themselves, found.claims) == (0, 0, 0, ())


def test_who_speaks_of_himself_in_the_book():
    from analysis import report
    from analysis.synthesis.inputs import read
    inputs = read(report)
    parts = voices(inputs).self_talk.set_index("role")[["itself", "others"]]
    assert [parts.loc[role].tolist() for role in ("vendor", "analyst", "investor")] == [[25, 3], [0, 16], [0, 4]]
    chen = inputs.spoken["claim_id"] == "vietnam-vn-waic/local-share-of-compute"
    alone = voices(synthesis_inputs(spoken=inputs.spoken[chen], relations=inputs.relations,
                                    quantities=inputs.quantities, attributes=inputs.attributes))
    assert alone.self_talk[["role", "itself", "others"]].values.tolist() == [["vendor", 0, 1]]
