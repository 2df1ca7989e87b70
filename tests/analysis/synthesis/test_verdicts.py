"""Speakers, self-talk and what hangs on one voice, on hand-made claims."""

import pandas as pd
import pytest

from analysis.synthesis import verdicts
from analysis.synthesis.verdicts import Rule

ENTITIES = pd.DataFrame(
    [("wang", "platform", "hub"), ("huawei", "vendor", ""), ("clubic", "press", ""), ("crowd", pd.NA, pd.NA)],
    columns=["entity_id", "speaks_as", "affiliation"])
CLAIMS = pd.DataFrame(
    [("a/1", "a", "wang", "claimed"), ("a/2", "a", "clubic", "reported"),
     ("b/1", "b", "huawei", "announced"), ("b/2", "b", "crowd", "opinion")],
    columns=["claim_id", "source_id", "said_by", "stance"])
RELATIONS = pd.DataFrame(
    [("b/1", "huawei", "developer_of", "ascend"), ("b/1", "ascend", "variant_of", "chips"),
     ("a/1", "hub", "owner_of", "leaderboard")],
    columns=["claim_id", "subject", "relation", "object"])
BEARINGS = pd.DataFrame(
    [("a/1", "a", "wang", "lead", "supports"), ("a/2", "a", "clubic", "lead", "contradicts"),
     ("b/1", "b", "huawei", "lead", "supports"), ("b/2", "b", "crowd", "spur", "qualifies")],
    columns=["claim_id", "source_id", "said_by", "proposition", "how"])


def test_voices_add_role_and_affiliation():
    frame = verdicts.voices(CLAIMS, ENTITIES)
    assert frame["role"].tolist() == ["platform", "press", "vendor", "unstated"]
    assert frame["affiliation"].tolist() == ["hub", "", "", ""]


def test_own_reaches_what_the_organisation_makes():
    assert verdicts.own("huawei", "", RELATIONS) == {"huawei", "ascend"}
    assert verdicts.own("wang", "hub", RELATIONS) == {"wang", "hub", "leaderboard"}


def test_about_itself_or_others():
    spoken = verdicts.voices(CLAIMS, ENTITIES)
    about = verdicts.subjects(CLAIMS["claim_id"], RELATIONS)
    assert about["a/2"] == set()
    assert verdicts.about_whom(spoken, RELATIONS, about).tolist() == ["itself", "others", "itself", "others"]


def test_to_say_who_speaks_is_not_to_speak_of_oneself():
    offices = pd.DataFrame([("a/1", "wang", "role_at", "hub"), ("a/1", "qwen", "published_on", "hub")],
                           columns=["claim_id", "subject", "relation", "object"])
    told = pd.DataFrame([("a/1", "wang", "role", "engineer"), ("a/1", "hub", "purpose", "a store of models")],
                        columns=["claim_id", "subject", "attribute", "value"])
    assert verdicts.subjects(["a/1"], offices, told) == {"a/1": {"qwen"}}


def test_who_speaks_of_himself_in_the_book():
    from analysis import report
    spoken = verdicts.voices(report.table("claims"), report.table("entities"))
    about = verdicts.subjects(spoken["claim_id"], *map(report.table, ("relations", "quantities", "attributes")))
    spoken = spoken.assign(about=verdicts.about_whom(spoken, report.table("relations"), about))
    chen = spoken.set_index("claim_id").loc["vietnam-vn-waic/local-share-of-compute"]
    assert (chen["role"], chen["about"]) == ("vendor", "others")
    parts = verdicts.self_talk(spoken).set_index("role")[["itself", "others"]]
    assert [parts.loc[role].tolist() for role in ("vendor", "analyst", "investor")] == [[25, 3], [0, 16], [0, 4]]


def test_firmness_counts_every_claim_once():
    frame = verdicts.firmness(verdicts.voices(CLAIMS, ENTITIES))
    assert frame["total"].sum() == 4
    assert frame.columns.tolist() == ["role", *verdicts.STANCES, "total"]


def test_self_talk_parts():
    spoken = verdicts.voices(CLAIMS, ENTITIES).assign(about=["itself", "others", "itself", "others"])
    frame = verdicts.self_talk(spoken).set_index("role")
    assert frame.loc["vendor", "part"] == 1 and frame.loc["press", "part"] == 0


def test_balance_by_hand():
    frame = verdicts.balance(BEARINGS, Rule(least=1, articles=1), ["lead", "spur", "unheard"]).set_index("proposition")
    assert frame.loc["lead", ["supports", "contradicts", "articles", "speakers"]].tolist() == [2, 1, 2, 3]
    assert frame["verdict"].to_dict() == {"lead": "supported", "spur": "thin", "unheard": "silent"}
    assert frame.loc["lead", "claim_id"] == "a/1 a/2 b/1" and frame.loc["unheard", "claim_id"] == ""
    assert verdicts.lone_articles(frame) == 0


def test_an_article_that_only_qualifies_takes_no_side():
    bearings = pd.DataFrame([("a/1", "a", "x", "p", "supports"), ("b/1", "b", "y", "p", "qualifies")],
                            columns=BEARINGS.columns)
    frame = verdicts.balance(bearings, Rule(least=1), ["p"])
    assert frame["articles"].tolist() == [1] and frame["verdict"].tolist() == ["thin"]
    assert verdicts.lone_articles(frame) == 1


@pytest.mark.parametrize("pro, contra, hedged, rule, expected", [
    (4, 2, 0, Rule(), "supported"),                # 4 >= 2 x 2
    (3, 2, 0, Rule(), "divided"),                  # 3 < 2 x 2
    (3, 2, 0, Rule(times=1.5), "supported"),       # 3 >= 1.5 x 2
    (2, 4, 0, Rule(), "opposed"),
    (3, 0, 3, Rule(), "supported"),                # 3 are not more than 3
    (3, 0, 4, Rule(), "qualified"),
    (0, 3, 4, Rule(), "qualified"),
    (3, 0, 4, Rule(hedges=2), "supported"),
    (3, 3, 9, Rule(), "divided"),
    (1, 1, 9, Rule(), "thin"),                     # qualifying claims do not make a case
    (0, 0, 0, Rule(), "silent"),
])
def test_verdicts_by_counts(pro, contra, hedged, rule, expected):
    how = ["supports"] * pro + ["contradicts"] * contra + ["qualifies"] * hedged
    bearings = [(one, f"s{place % 2}") for place, one in enumerate(how)]
    assert verdicts.verdict(bearings, rule) == expected in verdicts.VERDICTS


def test_one_article_is_thin_where_two_are_asked_for():
    lone = [("supports", "a")] * 3
    assert verdicts.verdict(lone, Rule(articles=1)) == "supported"
    assert verdicts.verdict(lone, Rule(articles=2)) == "thin"


def test_leaving_a_source_out_can_turn_a_verdict():
    frame = verdicts.leave_out(BEARINGS, "source_id", Rule(least=1, articles=1), ["lead", "spur"])
    changed = frame[frame["changed"]][["left_out", "proposition", "after"]].values.tolist()
    assert changed == [["b", "lead", "divided"], ["b", "spur", "silent"]]
    assert verdicts.changes(frame) == ["lead", "spur"]


def test_who_contradicts_what():
    assert verdicts.against(BEARINGS, {"clubic": "Clubic"}) == {"lead": ["Clubic"]}


def test_nothing_said_is_no_fault():
    assert verdicts.leave_out(BEARINGS[:0], "source_id", Rule(), ["lead"]).empty
    assert verdicts.against(BEARINGS[:0], {}) == {}
    nobody = verdicts.voices(CLAIMS[:0], ENTITIES).assign(about=pd.Series(dtype="string"))
    assert verdicts.firmness(nobody).empty and verdicts.self_talk(nobody).empty
