"""What made each difference: parameters, code, data, claims."""

from made_up_editions import made_up_chapter

from evidence.diff import causes, record
from evidence.diff.compare import differences
from evidence.diff.record import ChapterRecord, Exhibit


def test_causes_alone_either_and_together():
    old = made_up_chapter({"a": 1, "b": 1, "c": 1}, left=1, either=1, both=1, hidden=1)
    new = made_up_chapter({"a": 2, "b": 2, "c": 2}, left=2, either=2, both=4, hidden=8)
    alone = {"a": made_up_chapter({}, left=2, either=2, both=2, hidden=1),
             "b": made_up_chapter({}, left=1, either=2, both=3, hidden=1), "c": None}
    found = causes.by_parameters(differences(old, new), old, new, alone)
    assert {difference.name: difference.causes for difference in found} == {
        "left": ("a",), "either": ("a or b, each alone",), "both": ("a and b together",),
        "hidden": ("several parameters together (c alone does not run to the end)",)}


def test_code_that_changed_is_named_and_data_only_where_no_claim_says_more():
    def built(value, code, table, claim):
        made = {"analysis/milling.py": code, "data/claims.csv": table, record.PACKAGES: "same"}
        shown = {f"result {name}": Exhibit("result", name, "c1", str(value), value, rests_on=rests_on)
                 for name, rests_on in (("a", ["g/made"]), ("b", []))}
        return ChapterRecord({}, shown, {"c1": "publish()"}, made), {"g/made": claim, "g/other": claim}

    def told(old, new):
        (before, facts), (after, later) = old, new
        found = causes.by_files(differences(before, after), before, after, facts, later)
        return [difference.causes for difference in found]

    assert told(built(1, "x", "t", "k"), built(2, "y", "t", "k")) == [("analysis/milling.py",)] * 2
    assert told(built(1, "x", "t", "k"), built(2, "x", "u", "l")) == [("the source g: g/made",), ("data/claims.csv",)]
    assert told(built(1, "x", "t", "k"), built(2, "x", "t", "k")) == [(causes.UNKNOWN,)] * 2
