"""The register of models and what is said of them, on hand-made rows."""

from made_up_models import inputs

from analysis.models.register import joined, judgements_on_models, named_models

ENTITIES = [("qwen", "Qwen", "model-family", ""), ("glm", "GLM-Image", "model", ""),
            ("alibaba", "Alibaba", "company", "vendor"), ("zhipu", "Zhipu AI", "company", "vendor"),
            ("wang", "Tiezhen Wang", "person", "platform")]
NAMED = [("s3/a", "s3", "2024-12", 70, "qwen", "model-family", "wang"),
         ("s0/b", "s0", "2025-07", 10, "qwen", "model-family", "alibaba"),
         ("s4/c", "s4", "2026-01-14", 20, "glm", "model", "zhipu")]
MAKERS = [("s3/a", "alibaba", "developer_of", "qwen"), ("s4/c", "alibaba", "uses", "glm")]
OPENNESS = [("s3/a", "qwen", "openness", "open_source"), ("s0/b", "qwen", "openness", "open_source")]
RIVALS = [("s4/c", "qwen", "competes_with", "glm"), ("s4/c", "glm", "competes_with", "qwen"),
          ("s4/c", "alibaba", "competes_with", "zhipu"), ("s3/a", "qwen", "competes_with", "glm")]
CLAIMS = [("s3/a", "wang", "opinion"), ("s4/c", "zhipu", "claimed")]


def named(**given):
    return named_models(inputs(**{"entities": ENTITIES, "named": NAMED, "relations": MAKERS, "attributes": OPENNESS}
                               | given))


def judged(**given):
    return judgements_on_models(inputs(**{"entities": ENTITIES, "named": NAMED, "claims": CLAIMS} | given))


def test_register_has_one_row_a_model():
    found = named()
    assert found.frame["model"].tolist() == ["Qwen", "GLM-Image"]
    qwen, glm = found.frame.to_dict("records")
    assert (qwen["kind"], glm["kind"]) == ("family", "model")
    assert (qwen["developer"], qwen["openness"], qwen["first_seen"]) == ("Alibaba", "open source", "2024-12")
    assert (qwen["first_claim_id"], qwen["first_source"]) == ("s3/a", "s3")
    assert (qwen["articles"], qwen["claim_id"], qwen["speakers"]) == (2, "s3/a s0/b", "Tiezhen Wang; Alibaba")
    assert (glm["developer"], glm["openness"]) == ("", "")
    assert (found.with_openness, found.in_one_article) == (1, 1)


def test_the_first_mention_is_the_first_in_the_article():
    frame = named(named=[("s3/a", "s3", "2024-12", 900, "qwen", "model-family", "wang"),
                         ("s3/z", "s3", "2024-12", 100, "qwen", "model-family", "wang")]).frame
    assert frame[["first_claim_id", "claim_id"]].values.tolist() == [["s3/z", "s3/z s3/a"]]


def test_a_family_without_a_company_is_a_class():
    assert named(relations=[]).frame["kind"].tolist() == ["class", "model"]
    by_a_person = named(relations=[("s3/a", "wang", "developer_of", "qwen")]).frame
    assert by_a_person[["kind", "developer"]].values.tolist()[0] == ["class", "Tiezhen Wang"]


def test_nothing_named_is_an_empty_register():
    found = named(named=[])
    assert found.frame.empty and "first_claim_id" in found.frame.columns
    assert (found.with_openness, found.in_one_article) == (0, 0)


def test_joined_drops_blanks_and_repeats():
    import pandas as pd
    assert joined(["a", "", pd.NA, "b", "a"]) == "a; b"


def test_what_is_said_of_models_comes_with_its_speaker():
    found = judged(attributes=[("s3/a", "qwen", "standing", "among the best"), ("s3/a", "qwen", "licence", "free"),
                               ("s3/a", "alibaba", "standing", "giant")])
    assert found.frame.values.tolist() == [["Qwen", "standing", "among the best", "Tiezhen Wang", "opinion", "s3/a"]]
    assert found.by_vendors == 0


def test_models_set_against_each_other_are_a_judgement_once_a_claim():
    found = judged(attributes=[("s3/a", "qwen", "standing", "ahead of GLM")], relations=RIVALS)
    assert found.frame[["model", "on", "said", "said_by"]].values.tolist() == [
        ["Qwen", "standing", "ahead of GLM", "Tiezhen Wang"],
        ["Qwen; GLM-Image", "comparison", "a rival of GLM-Image; Qwen", "Zhipu AI"]]
    assert found.by_vendors == 0.5  # one of the two


def test_nothing_said_is_nobodys_part():
    found = judged()
    assert found.frame.empty and found.by_vendors == 0


def test_the_books_judgements_hold_what_vendors_and_the_arena_say():
    from analysis import report
    from analysis.models.inputs import read
    said = set(judgements_on_models(read(report)).frame["claim_id"])
    assert {"cnbc-fr-models/deepseek-r1-rivals-o1", "cnbc-fr-models/firms-claim-to-rival-llama",
            "chip-gap/llms-said-to-match-american", "vietnam-vn-waic/leads-open-source-ai"} <= said
