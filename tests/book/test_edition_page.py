"""The page of an edition on what differs from the default book."""

import json
from dataclasses import asdict

import pandas as pd
import pytest
import sphinxext_book as book
import yaml
from made_up_editions import made_up_chapter, report_with_editions

from evidence.book import edition_page
from evidence.diff import causes
from evidence.diff.compare import differences
from evidence.diff.explain import Compared
from evidence.diff.record import Exhibit
from evidence.editions.declared import find_edition


def test_the_page_is_written_into_the_stage(tmp_path_factory, tmp_path):
    report = report_with_editions(tmp_path_factory.mktemp("page"))
    (tmp_path / "chapters").mkdir()
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: chapters/index\nparts:\n- caption: One\n  chapters:\n"
                                       "  - file: chapters/mills\n- caption: Two\n  chapters:\n  - file: chapters/x\n")
    (tmp_path / "_config.yml").write_text("title: Mills\n")
    edition_page.add_page(tmp_path)
    edition_page.mark_stage(report, tmp_path, find_edition(report, "strong"), "")
    assert not list(tmp_path.rglob("*differ*"))
    (tmp_path / "_config.yml").write_text("sphinx: {config: {extensions: [evidence.sphinxext]}}\n")
    edition_page.add_page(tmp_path)
    edition_page.mark_stage(report, tmp_path, find_edition(report, "strong"), "")
    parts = yaml.safe_load((tmp_path / "_toc.yml").read_text())["parts"]
    assert parts[0]["chapters"] == [{"file": "chapters/mills"}, {"file": "chapters/what_differs"}]
    stored = json.loads((tmp_path / ".differences.json").read_text())
    assert stored["edition"] == "strong" and stored["chapters"][0]["parameters"][0] == ["power_kw", "559", "900"]
    assert [found["name"] for found in stored["chapters"][0]["found"]] == ["total", "power", "bars"]


def test_the_page_shows_it_escaped_and_linked(tmp_path):
    root = book.project(tmp_path / "mill")
    old = made_up_chapter({"power": "<b>1</b>"}, gap=1)
    new = made_up_chapter({"power": book.ODD}, gap=book.ODD)
    frames = [pd.DataFrame({"mill": ["Old"], "kw": [kw], "text": [text]}) for kw, text in ((1, "x"), (2, book.ODD))]
    for side, frame in zip((old, new), frames):
        side.shown["figure bars"] = Exhibit("figure", "bars", text="Rose to 150", data=frame.to_dict("records"))
    found = causes.by_parameters(differences(old, new), old, new, {})
    compared = Compared("output", (("power", "1", book.ODD),), 9, tuple(found))
    (root / ".differences.json").write_text(json.dumps({"edition": "e", "chapters": [asdict(compared)]}))
    (root / "chapters" / "what_differs.md").write_text(edition_page.TEXT)
    html, warnings = book.build(root)
    assert "WARNING" not in warnings.replace("WARNING: document isn't included in any toctree", "")
    page = (html / "chapters" / "what_differs.html").read_text(encoding="utf-8")
    assert 'href="output.html#result-gap"' in page and 'href="output.html#bars"' in page
    assert "<script>document.title" not in page and "&lt;script&gt;document" in page and "<b>1" not in page
    assert "<mark>1</mark>" in page and "2 of 9 differ" in page and "1 of 1 rows of data differ" in page


@pytest.mark.parametrize("content", [None, "", "[]", '{"chapters": [{}]}'])
def test_a_missing_or_damaged_file_is_a_warning(tmp_path, content):
    root = book.project(tmp_path / "mill")
    if content is not None:
        (root / ".differences.json").write_text(content)
    (root / "chapters" / "what_differs.md").write_text(edition_page.TEXT)
    assert ".differences.json is missing or damaged" in book.build(root)[1]
