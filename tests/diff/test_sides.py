"""A side of a comparison: what its run shows, kept from build to build."""

from dataclasses import replace

import pytest
from made_up_editions import report_with_editions

from evidence.diff import record, sides
from evidence.editions.declared import find_edition
from evidence.errors import EvidenceError


def test_a_side_is_what_its_run_shows_and_is_kept_whole(tmp_path):
    report = report_with_editions(tmp_path)
    side = sides.current(report, find_edition(report, "strong"))
    [mills] = side.record.chapters.values()
    assert mills.values["power_kw"] == 900 and mills.shown["result power"].value == 900
    with pytest.raises(EvidenceError):
        record.before(report, "strong")
    record.keep_record(report, side.record)
    record.keep_record(report, replace(side.record, facts={}))
    assert record.before(report, "strong") == side.record
