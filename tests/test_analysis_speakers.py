"""Speakers, self-talk and what hangs on one voice, on hand-made claims."""

import pandas as pd
import pytest

from analysis import speakers
from analysis.speakers import Rule

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
    frame = speakers.voices(CLAIMS, ENTITIES)
    assert frame["role"].tolist() == ["platform", "press", "vendor", "unstated"]
    assert frame["affiliation"].tolist() == ["hub", "", "", ""]


def test_own_reaches_what_the_organisation_makes():
    assert speakers.own("huawei", "", RELATIONS) == {"huawei", "ascend"}
    assert speakers.own("wang", "hub", RELATIONS) == {"wang", "hub", "leaderboard"}


def test_about_itself_or_others():
    spoken = speakers.voices(CLAIMS, ENTITIES)
    about = speakers.subjects(CLAIMS["claim_id"], RELATIONS)
    assert about["a/2"] == set()
    assert speakers.about_whom(spoken, RELATIONS, about).tolist() == ["itself", "others", "itself", "others"]


def test_firmness_counts_every_claim_once():
    frame = speakers.firmness(speakers.voices(CLAIMS, ENTITIES))
    assert frame["total"].sum() == 4
    assert frame.columns.tolist() == ["role", *speakers.STANCES, "total"]


def test_self_talk_parts():
    spoken = speakers.voices(CLAIMS, ENTITIES).assign(about=["itself", "others", "itself", "others"])
    frame = speakers.self_talk(spoken).set_index("role")
    assert frame.loc["vendor", "part"] == 1 and frame.loc["press", "part"] == 0


def test_balance_by_hand():
    frame = speakers.balance(BEARINGS, Rule(qualifier=-0.5, least=1, articles=1, margin=0)).set_index("proposition")
    assert frame.loc["lead", "score"] == pytest.approx(1 / 3)
    assert frame.loc["lead", ["supports", "contradicts", "articles", "speakers"]].tolist() == [2, 1, 2, 3]
    assert frame["verdict"].to_dict() == {"lead": "supported", "spur": "thin"}
    assert speakers.lone_articles(frame) == 1


@pytest.mark.parametrize("how, margin, expected", [
    (["supports", "supports", "contradicts"], 0.2, "supported"),
    (["supports", "supports", "contradicts"], 0.4, "divided"),
    (["contradicts", "contradicts", "supports"], 0.2, "opposed"),
    (["supports", "qualifies", "qualifies"], 0.2, "thin"),
])
def test_verdicts(how, margin, expected):
    bearings = pd.DataFrame({"how": how, "source_id": ["a", "b", "c"]})
    assert speakers.verdict(bearings, Rule(least=3 if expected != "thin" else 2, margin=margin)) == expected


def test_one_article_is_thin_where_two_are_asked_for():
    lone = pd.DataFrame({"how": ["supports"] * 3, "source_id": ["a"] * 3})
    assert speakers.verdict(lone, Rule(articles=1)) == "supported"
    assert speakers.verdict(lone, Rule(articles=2)) == "thin"


def test_leaving_a_source_out_can_turn_a_verdict():
    frame = speakers.leave_out(BEARINGS, "source_id", Rule(0.5, least=1, articles=1))
    changed = frame[frame["changed"]][["left_out", "proposition", "after"]].values.tolist()
    assert changed == [["b", "lead", "divided"]]
    assert speakers.changes(frame) == ["lead"]
    assert speakers.against(BEARINGS) == ["clubic"]


def test_without_a_source_or_a_role():
    frame = BEARINGS.assign(role=["platform", "press", "vendor", "unstated"])
    assert speakers.without(frame, "a", "none")["claim_id"].tolist() == ["b/1", "b/2"]
    assert speakers.without(frame, "a", "vendor")["claim_id"].tolist() == ["b/2"]
    assert len(speakers.without(frame, "none", "none")) == 4
