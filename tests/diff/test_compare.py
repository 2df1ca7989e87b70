"""What two runs show differently: in words, in data, or in how it is drawn alone."""

from dataclasses import replace

import pytest

from evidence.diff.compare import CHANGED, differences
from evidence.diff.record import ChapterRecord, Exhibit

MAP = Exhibit("figure", "map", text="Mills", caption="Where they stand", alt="Three dots",
              data=[{"mill": "a", "kw": 5}], drawn="1")


def difference(old, new):
    [found] = differences(ChapterRecord(shown={"figure map": old}), ChapterRecord(shown={"figure map": new}))
    return found


@pytest.mark.parametrize("change, texts, rows", [
    ({}, (), 0),
    ({"caption": "Where they were"}, (("caption", "Where they stand", "Where they were"),), 0),
    ({"alt": "Dots"}, (("alt", "Three dots", "Dots"),), 0),
    ({"data": [{"mill": "a", "kw": 6}]}, (), 1),
])
def test_drawn_otherwise_and_nothing_else(change, texts, rows):
    found = difference(MAP, replace(MAP, drawn="2", **change))
    assert (found.change, found.texts, len(found.rows)) == (CHANGED, texts, rows)
    assert found.drawn_only == (not change)


def test_another_title_is_more_than_drawn_otherwise():
    assert not difference(MAP, replace(MAP, drawn="2", text="Kilns")).drawn_only


def test_a_sentence_is_never_drawn():
    old = Exhibit("result", "map", text="Three mills", value="Three mills")
    found = difference(old, replace(old, text="Two mills", value="Two mills"))
    assert (found.what, found.was, found.now, found.drawn_only) == ("sentence", "Three mills", "Two mills", False)


def test_where_it_stands_and_what_it_rests_on_make_no_difference():
    shown = {"figure map": replace(MAP, cell="c9", rests_on=["a/b"])}
    assert differences(ChapterRecord(shown={"figure map": MAP}), ChapterRecord(shown=shown)) == []
