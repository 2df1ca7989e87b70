"""The files beside a figure: an SVG that stands alone, a picture of it, its data, and how to cite it."""

import csv
import json
import re

import pytest
import sphinxext_book as book

from evidence.sphinxext import figure_files


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    root = book.project(tmp_path_factory.mktemp("figures"))
    (root / "CITATION.cff").write_text("title: The <mill>\nversion: 1.2.0\n"
                                       "license: CC-BY-4.0\ndate-released: 2026-11-27\nauthors: [{name: The miller}]\n")
    return book.build(root)[0]


def test_a_figure_has_its_files_and_links_to_them(html):
    page = (html / "chapters/output.html").read_text(encoding="utf-8")
    links = re.findall(r'href="(\.\./figures/output/bars\.\w+)" download', page)
    assert [link.rpartition(".")[2] for link in links] == ["png", "svg", "csv", "json"]
    assert all((html / "chapters" / link).resolve().is_file() for link in links)


def test_the_picture_is_one_and_the_drawing_needs_no_page(html):
    files = html / "figures/output"
    assert (files / "bars.png").read_bytes().startswith(b"\x89PNG")
    drawing = (files / "bars.svg").read_text(encoding="utf-8")
    assert 'width="688" height="200"' in drawing and "currentColor" not in drawing and "var(" not in drawing


def test_the_data_are_those_of_the_record(html):
    with (html / "figures/output/bars.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [{"claim_id": "courrier-mill/sacks"}]


def test_how_to_cite_it_is_escaped_and_names_its_place(html):
    page = (html / "chapters/output.html").read_text(encoding="utf-8")
    assert ("“Rose to 150”, figure bars in The miller, <cite>The &lt;mill&gt;</cite>, version 1.2.0, 27 November 2026, "
            '<span data-address="#bars">chapters/output.html#bars</span>') in page


def test_the_data_come_with_their_version_and_licence_and_in_the_order_of_the_table(html):
    about = json.loads((html / "figures/output/bars.json").read_text(encoding="utf-8"))
    assert about["version"] == "1.2.0" and about["licenses"] == [{"name": "CC-BY-4.0"}]
    assert about["resources"][0]["path"] == "bars.csv" and about["sources"][0] == {"title": "courrier-mill/sacks"}
    assert figure_files.columns_of({"columns": ["b", "a"], "data": [{"a": 1, "b": 2}]}) == ["b", "a"]


def test_a_drawing_alone_is_the_same_each_time():
    assert figure_files.standalone(book.svg(688)) == figure_files.standalone(book.svg(688))
