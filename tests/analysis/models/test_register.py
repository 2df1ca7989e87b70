"""The register of models and the three yardsticks, on hand-made rows."""

import pandas as pd
import pytest

from analysis.models import register

ENTITIES = pd.DataFrame({"entity_id": ["qwen", "glm", "alibaba", "zhipu", "wang"],
                         "name": ["Qwen", "GLM-Image", "Alibaba", "Zhipu AI", "Tiezhen Wang"],
                         "kind": ["model-family", "model", "company", "company", "person"]})
SEEN = pd.DataFrame(
    [("s3/a", "s3", "2024-12", 70, "qwen", "model-family", "wang"),
     ("s0/b", "s0", "2025-07", 10, "qwen", "model-family", "alibaba"),
     ("s4/c", "s4", "2026-01-14", 20, "glm", "model", "zhipu")],
    columns=["claim_id", "source_id", "published", "start", "model", "kind", "said_by"])
RELATIONS = pd.DataFrame([("alibaba", "developer_of", "qwen"), ("alibaba", "uses", "glm")],
                         columns=["subject", "relation", "object"])
ATTRIBUTES = pd.DataFrame([("qwen", "openness", "open_source"), ("qwen", "openness", "open_source")],
                          columns=["subject", "attribute", "value"])


def test_register_has_one_row_a_model():
    frame = register.register(ENTITIES, SEEN, RELATIONS, ATTRIBUTES)
    assert frame["model"].tolist() == ["Qwen", "GLM-Image"]
    qwen, glm = frame.to_dict("records")
    assert (qwen["kind"], glm["kind"]) == ("family", "model")
    assert (qwen["developer"], qwen["openness"], qwen["first_seen"]) == ("Alibaba", "open source", "2024-12")
    assert qwen["first_claim_id"] == "s3/a"
    assert (qwen["articles"], qwen["claim_id"]) == (2, "s3/a s0/b")
    assert (glm["developer"], glm["openness"]) == ("", "")
    assert register.stated(frame, "openness") == 1


def test_the_first_mention_is_the_first_in_the_article():
    seen = pd.DataFrame([("s3/a", "s3", "2024-12", 900, "qwen", "model-family", "wang"),
                         ("s3/z", "s3", "2024-12", 100, "qwen", "model-family", "wang")], columns=SEEN.columns)
    row = register.register(ENTITIES, seen, RELATIONS, ATTRIBUTES).iloc[0]
    assert (row["first_claim_id"], row["claim_id"]) == ("s3/z", "s3/z s3/a")


def test_a_family_without_a_company_is_a_class():
    frame = register.register(ENTITIES, SEEN, RELATIONS[:0], ATTRIBUTES)
    assert frame["kind"].tolist() == ["class", "model"]


def test_joined_drops_blanks_and_repeats():
    assert register.joined(["a", "", pd.NA, "b", "a"]) == "a; b"


def test_count_odds_against_the_largest_rival():
    assert register.count_odds(1509, 2246, 1) == pytest.approx(0.67186, abs=1e-5)
    assert register.count_odds(1509, 2246, 0.5) == pytest.approx(1.34373, abs=1e-5)
    with pytest.raises(ValueError):
        register.count_odds(1509, 2246, 0)


def test_arena_odds_of_sixty_three_points():
    assert register.arena_odds(1424, 1361) == pytest.approx(1.4371, abs=1e-4)
    assert register.arena_odds(1400, 1000) == pytest.approx(10)


def test_download_odds():
    assert register.download_odds(17.1, 15.8) == pytest.approx(1.0823, abs=1e-4)


@pytest.mark.parametrize("claimed, measured, known", [
    ("2025-07-28", "2025-07-01", True), ("2024-12-17", "2025-08", False),
    ("2025-07", "2025-07-28", True), ("2024-12-17", "2024", True), ("2025-07-27", "2025-07-28", False),
])
def test_provable_only_by_what_was_known(claimed, measured, known):
    assert register.provable(claimed, measured) is known


def test_weigh_needs_more_than_the_margin():
    rows = [{"yardstick": "downloads", "claimed_on": "2024-12", "measured_to": "2025-08", "odds": 1.08,
             "rival_measured": True}]
    assert register.weigh(rows, 0.05)["leads"].tolist() == [True]
    assert register.weigh(rows, 0.10)["leads"].tolist() == [False]
    assert register.weigh(rows, 0.05)["provable"].tolist() == [False]


def test_a_lead_over_an_uncounted_rival_was_not_provable():
    row = {"yardstick": "count", "claimed_on": "2025-07", "measured_to": "2025-07-01", "odds": 1.2}
    rows = [row | {"rival_measured": known} for known in (True, False)]
    assert register.weigh(rows, 0)["provable"].tolist() == [True, False]


def test_what_is_said_of_models_comes_with_its_speaker():
    told = pd.DataFrame([("s3/a", "qwen", "standing", "among the best"), ("s3/a", "qwen", "licence", "free"),
                         ("s3/a", "alibaba", "standing", "giant")],
                        columns=["claim_id", "subject", "attribute", "value"])
    claims = pd.DataFrame([("s3/a", "wang", "opinion")], columns=["claim_id", "said_by", "stance"])
    frame = register.said_of(SEEN, told, TIES[:0], claims, ENTITIES)
    assert frame.values.tolist() == [["Qwen", "standing", "among the best", "Tiezhen Wang", "opinion", "s3/a"]]


TIES = pd.DataFrame([("s4/c", "qwen", "competes_with", "glm"), ("s4/c", "glm", "competes_with", "qwen"),
                     ("s4/c", "alibaba", "competes_with", "zhipu"), ("s3/a", "qwen", "competes_with", "glm")],
                    columns=["claim_id", "subject", "relation", "object"])


def test_models_set_against_each_other_are_a_judgement_once_a_claim():
    told = pd.DataFrame([("s3/a", "qwen", "standing", "ahead of GLM")], columns=["claim_id", "subject", "attribute", "value"])
    claims = pd.DataFrame([("s3/a", "wang", "opinion"), ("s4/c", "zhipu", "claimed")],
                          columns=["claim_id", "said_by", "stance"])
    frame = register.said_of(SEEN, told, TIES, claims, ENTITIES)
    assert frame[["model", "on", "said", "said_by"]].values.tolist() == [
        ["Qwen", "standing", "ahead of GLM", "Tiezhen Wang"],
        ["Qwen; GLM-Image", "comparison", "a rival of GLM-Image; Qwen", "Zhipu AI"]]


def test_the_books_judgements_hold_what_vendors_and_the_arena_say():
    from analysis import report
    named, *rest = map(report.table, ("models", "attributes", "relations", "claims", "entities"))
    said = set(register.said_of(named, *rest)["claim_id"])
    assert {"cnbc-fr-models/deepseek-r1-rivals-o1", "cnbc-fr-models/firms-claim-to-rival-llama",
            "chip-gap/llms-said-to-match-american", "vietnam-vn-waic/leads-open-source-ai"} <= said


def test_only_yardsticks_whose_claim_counts():
    rows = [("count", "s1/a", "r1", 1.1, False), ("votes", "s1/b", "r2", 1.4, True)]
    assert register.counting(rows, {"s1/a": "why"}) == rows[1:] and register.counting(rows, {}) == rows
    empty = register.weigh([], 0.05)
    assert empty.empty and {"leads", "provable", "claimed_year", "reference_id"} <= set(empty.columns)


def test_nothing_named_is_an_empty_register():
    frame = register.register(ENTITIES, SEEN[:0], RELATIONS, ATTRIBUTES)
    assert frame.empty and "first_claim_id" in frame.columns


def test_share_of_large_models_with_its_band():
    frame = register.large_curve(1509, 2246, (0.5, 1), 0.02, steps=1)
    assert frame["share"].tolist() == pytest.approx([1509 / (1509 + 1123), 1509 / 3755])
    assert frame.loc[1, "low"] == pytest.approx(1509 * 0.98 / (1509 * 0.98 + 2246 * 1.02))
    assert frame.loc[1, "high"] == pytest.approx(1509 * 1.02 / (1509 * 1.02 + 2246 * 0.98))
