"""Which claims are left out, and a report without them; what chapters then show is tested with ``select``."""

import shutil
from pathlib import Path

import pytest

from evidence.errors import EvidenceError
from evidence.tables import package
from evidence.tables.report import Report
from evidence.tables.selection import Selection, without

MINI = Path(__file__).parents[1] / "mini"
MADE = "gazette-mill/made"


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    root = Path(shutil.copytree(MINI, tmp_path_factory.mktemp("selection") / "mini"))
    package.write_tables(root, package.contents(root))
    return Report(root)


def test_nothing_is_left_out_unless_asked_for(whole):
    assert without(whole) == ({}, set())


def test_a_kind_of_speaker_leaves_out_claims_and_no_article(whole):
    assert without(whole, leave_out_role="vendor") == ({MADE: "said by one who speaks as vendor"}, set())


def test_an_article_is_left_out_with_all_its_claims(whole):
    claims, articles = without(whole, "2023")
    assert articles == {"gazette-mill"} and set(claims) == set(whole.table("claims")["claim_id"])
    assert set(claims.values()) == {"published in 2024, after 2023"}


@pytest.mark.parametrize("given", [{"articles_until": "soon"}, {"leave_out_article": "x"}, {"leave_out_role": "x"}])
def test_what_is_not_there_cannot_be_left_out(whole, given):
    with pytest.raises(EvidenceError, match=next(iter(given))):
        without(whole, **given)


def test_a_selection_leaves_the_whole_report_as_it_is(whole):
    chosen = Selection(whole, {MADE: "for a test"}, set())
    assert MADE not in set(chosen.table("claims")["claim_id"])
    assert MADE in set(chosen.everything.table("claims")["claim_id"]) and chosen.everything is whole
    assert chosen.left_out == {MADE: "for a test"} and whole.left_out == {} and whole.everything is whole


def test_a_cell_of_several_ids_needs_all_of_them(whole):
    frame = whole.table("claims").assign(claim_ids=lambda claims: "gazette-mill/staff " + claims["claim_id"])
    kept = Selection(whole, {MADE: "for a test"}, set())._kept(frame.drop(columns="claim_id"))
    assert len(kept) == len(frame) - 1 and not kept["claim_ids"].str.contains(MADE).any()
