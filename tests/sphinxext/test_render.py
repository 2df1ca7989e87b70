"""Facts to HTML: nothing in them acts on the page."""

import json

from evidence.sphinxext import render
from evidence.sphinxext.content import downloads


def test_pieces_melt_overlaps_and_survive_bad_places():
    assert render._cut_at("abcdef", [(1, 3), (2, 4)]) == [("a", False), ("bcd", True), ("ef", False)]
    assert render._cut_at("abc", [(-5, 1), (2, 99)]) == [("a", True), ("b", False), ("c", True)]


def test_characters_that_act_on_the_page_are_replaced():
    assert render._inert("a\x00b\u202ec") == "a�b�c"
    assert render._web_address("javascript:alert(1)") == "" and render._web_address("https://a.b/c") == "https://a.b/c"


def test_json_cannot_close_its_script():
    text = downloads._inert_json({"a": "</script><!-- & \u2028"})
    assert "<" not in text and json.loads(text) == {"a": "</script><!-- & \u2028"}
