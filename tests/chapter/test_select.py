"""A report without some of its claims: what rests on them is gone, nothing else is."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from evidence.chapter import figures, present
from evidence.chapter.select import select
from evidence.errors import EvidenceError
from evidence.tables import package
from evidence.tables.report import Report

HERE = Path(__file__).parents[1]
MADE, PLANNED, STAFF, RIVAL = (f"gazette-mill/{one}" for one in ("made", "planned", "staff", "rival"))
GATHERED = """
- id: gathered
  description: Every mill with all claims that count something of it.
  columns: {subject: The mill., claim_ids: The claims., numbers: How many.}
  sql: >-
    SELECT subject, group_concat(claim_id, ' ') AS claim_ids, count(*) AS numbers
    FROM (SELECT * FROM quantities ORDER BY claim_id) GROUP BY subject ORDER BY subject
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    root = Path(shutil.copytree(HERE / "mini", tmp_path_factory.mktemp("selection") / "mini"))
    with open(root / "ledger/views.yml", "a", encoding="utf-8") as views:
        views.write(GATHERED)
    package.write_tables(root, package.contents(root))
    return Report(root)


@pytest.fixture(autouse=True)
def nothing_left_out_after():
    yield
    present.leave_out(())


@pytest.fixture
def shown(monkeypatch):
    outputs = []
    monkeypatch.setattr(present, "display", lambda bundle, raw: outputs.append(bundle))
    return outputs


def drawn():
    figure, axes = figures.subplots()
    axes.plot([0, 1], [0, 1])
    return figure


@pytest.mark.parametrize("given", [
    {}, {"articles_until": "all"}, {"articles_until": "2024"}, {"leave_out_role": "official"}])
def test_where_nothing_is_left_out_nothing_changes(whole, given):
    chosen = select(whole, **given)
    assert chosen.left_out == {} and chosen.everything is whole
    for name in whole.tables:
        pd.testing.assert_frame_equal(chosen.table(name), whole.table(name))


def test_one_kind_of_speaker(whole):
    chosen = select(whole, leave_out_role="vendor")
    assert chosen.left_out == {MADE: "said by one who speaks as vendor"}
    assert chosen.table("claims")["claim_id"].tolist() == [STAFF, PLANNED, RIVAL]
    assert chosen.table("quantities")["claim_id"].tolist() == [STAFF, PLANNED]
    assert len(chosen.table("sources")) == 1 and chosen.table("set_aside").equals(whole.table("set_aside"))
    assert chosen.everything.table("claims")["claim_id"].tolist() == whole.table("claims")["claim_id"].tolist()


def test_a_comparison_needs_both_its_claims_and_a_check_its_one(whole):
    assert len(whole.table("comparisons")) == len(whole.table("external_checks")) == 1
    chosen = select(whole, leave_out_role="vendor")
    assert chosen.table("comparisons").empty and chosen.table("external_checks").empty
    other = select(whole, leave_out_role="press")
    assert other.table("comparisons").empty and len(other.table("external_checks")) == 1


def test_views_gather_only_what_counts(whole):
    assert whole.table("gathered").loc[0, "numbers"] == 3
    gathered = select(whole, leave_out_role="vendor").table("gathered")
    assert gathered.to_dict("records") == [{"subject": "valbonne", "claim_ids": f"{PLANNED} {STAFF}", "numbers": 2}]
    assert gathered.dtypes.equals(whole.table("gathered").dtypes)


@pytest.mark.parametrize("given, why", [
    ({"articles_until": "2023"}, "published in 2024, after 2023"),
    ({"leave_out_article": "gazette-mill"}, "its article is left out"),
])
def test_a_whole_article(whole, given, why):
    chosen = select(whole, **given)
    assert set(chosen.left_out.values()) == {why} and len(chosen.left_out) == 4
    empty = [name for name in chosen.tables if chosen.table(name).empty]
    # of the small report the one layer and a support rest on a reference point
    by_no_claim = {"rule_tests", "layers", "findings", "finding_supports"}
    assert set(chosen.tables) - set(empty) == {"entities", "measures", "propositions", "reference_points"} | by_no_claim
    for name in chosen.tables:
        assert chosen.table(name).dtypes.equals(whole.table(name).dtypes)


def test_the_last_selection_starts_from_everything(whole):
    again = select(select(whole, leave_out_role="vendor"), leave_out_role="press")
    assert set(again.left_out) == {STAFF, PLANNED, RIVAL} and again.everything is whole


def test_unknown_values_are_all_named(whole):
    with pytest.raises(EvidenceError) as caught:
        select(whole, "soon", "gazette", "vendors")
    assert [str(fault) for fault in caught.value.faults] == [
        "articles_until: 'soon' is no year; write it so: \"2024\", or 'all'",
        "leave_out_article: there is no 'gazette'; use one of: gazette-mill, none",
        "leave_out_role: there is no 'vendors'; use one of: analyst, investor, none, official, platform, press, vendor"]


def test_a_view_that_was_changed_since_is_refused(whole, tmp_path):
    root = Path(shutil.copytree(whole.root, tmp_path / "mini"))
    views = root / "ledger/views.yml"
    views.write_text(views.read_text().replace("claim_id, value, subject FROM", "claim_id FROM"))
    with pytest.raises(EvidenceError, match="view 'flour' does not give the columns of its table"):
        select(Report(root), leave_out_role="vendor").table("flour")


def record(bundle):
    return next(value for kind, value in bundle.items() if kind.endswith("+json"))


def test_what_rests_on_a_claim_left_out_is_not_shown(whole, shown):
    select(whole, leave_out_role="vendor")
    frame = pd.DataFrame({"secret": [1250], "claim_id": [f"{STAFF} {MADE}"]})
    present.publish("tonnes", 1250, text="1,250 tonnes", rests_on=[MADE, STAFF])
    present.show_figure(drawn(), name="flour", title="1,250 tonnes", alt="1,250", data=frame, caption="1,250")
    present.show_table(frame, name="made", caption="1,250 tonnes")
    assert [record(one)["left_out"] for one in shown] == [[MADE]] * 3
    assert all("left out of this edition" in one["text/html"].lower() for one in shown)
    assert "250" not in json.dumps(shown)
    assert record(shown[0]) == {"name": "tonnes", "value": None, "text": "left out of this edition",
                                "rests_on": [MADE, STAFF], "left_out": [MADE]}


def test_what_rests_on_other_claims_is_shown_to_the_letter(whole, shown):
    frame = pd.DataFrame({"staff": [12], "claim_id": [STAFF]})

    def show():
        present.publish("staff", 12, rests_on=[STAFF])
        present.show_figure(drawn(), name="few", title="Twelve", alt="A line", data=frame)
        present.show_table(frame, name="staff", caption="Staff")

    show()
    select(whole, leave_out_role="vendor")
    show()
    assert shown[:3] == shown[3:] and "left_out" not in record(shown[3])


def test_where_nothing_is_left_a_note_stands_in_its_place(whole, shown):
    frame = pd.DataFrame({"staff": [], "claim_id": []})
    with pytest.raises(ValueError, match="is no figure"):
        present.show_figure(None, name="few", title="x", alt="x", data=frame)
    select(whole, leave_out_role="vendor")
    present.publish("share", float("nan"), rests_on=[STAFF])
    present.show_figure(None, name="few", title="", alt="", data=frame)
    present.show_figure(drawn(), name="fewer", title="x", alt="x", data=frame)
    present.show_table(frame, name="staff", caption="Staff")
    assert [record(one)["left_out"] for one in shown] == [[]] * 4
    assert all("nothing to show in this edition" in one["text/html"].lower() for one in shown)
    assert 'id="few"' in shown[1]["text/html"]


def test_names_are_checked_all_the_same(whole, shown):
    select(whole, leave_out_role="vendor")
    with pytest.raises(ValueError, match="name"):
        present.publish("<b>", 1, rests_on=[MADE])
