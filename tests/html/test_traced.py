"""The built book as a visitor reads it: every number traced, every card there, and each planted fault found."""

import shutil

import pytest
import sphinxext_book as book

from evidence.html.parts import whole


@pytest.fixture(scope="module")
def mill(tmp_path_factory):
    root = book.project(tmp_path_factory.mktemp("mill"))
    html, warnings = book.build(root)
    assert warnings == ""
    return root, html


def test_all_numbers_trace(mill):
    counts, faults = book.trace(*mill)
    assert faults == [] and counts["untraced"] == 0
    assert min(counts[kind] for kind in ("quantity", "statement", "reference", "computed", "name", "output",
                                         "evidence", "citation", "code")) >= 1


@pytest.mark.parametrize("page, old, new, words", [
    ("index", "The mill made", "The mill made 97 times", "the number '97'"),
    ("index", "<h1>The mill", "<h1>The mill of 1842", "the number '1842'"),
    ("index", "<h1>The mill", '<img alt="3 sacks"><h1>The mill', "the number '3'"),
    ("index", "<h1>The mill", "<table><caption>Table of 8</caption></table><h1>The mill", "the number '8'"),
    ("index", ">more than 1,200</a>", ">more than 1,201</a>", "is no quantity of 'gazette-mill/sacks'"),
    ("index", ">1,300</a>", ">1,301</a>", "holds '1,301'"),
    ("index", '-digits">50</span> sacks', '-digits">51</span> sacks', "is not what 'output/gap' says"),
    ("index", "several stones", "5 stones", "holds '5'"),
    ("index", 'data-claim="gazette-mill/stones"', 'data-claim="gazette-mill/stone"', "which does not exist"),
    ("index", 'id="card-claim-gazette-mill--stones"', 'id="gone"', "mill--stones' is not on the page"),
    ("output", 'class="evidence-value">50 sacks', 'class="evidence-value">52 sacks', "is no published result"),
    ("index", "Halle 7", "Halle 8", "the number '8'"),
    ("index", "<h1>The mill", "<h1>Halle <em>8</em>, the mill", "the number '8'"),
    ("index", "<h1>The mill", "<h1>1<b>9</b>, the mill", "the number '19'"),
])
def test_planted_fault_is_found(mill, tmp_path, page, old, new, words):
    html = shutil.copytree(mill[1], tmp_path / "html")
    path = html / "chapters" / f"{page}.html"
    text = whole(path)
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    _, faults = book.trace(mill[0], html)
    assert any(words in str(fault) and fault.file == f"chapters/{page}.html" for fault in faults), faults


@pytest.mark.parametrize("words", ["Halle <em>7</em>", "<b>Halle</b>\n7", "<em>B<sub>12</sub></em>", "Hal<wbr>le 7"])
def test_name_cut_by_markup_is_a_name(mill, tmp_path, words):
    html = shutil.copytree(mill[1], tmp_path / "html")
    path = html / "chapters" / "index.html"
    path.write_text(path.read_text(encoding="utf-8").replace("<h1>The mill", f"<h1>{words}, the mill"), "utf-8")
    counts, faults = book.trace(mill[0], html)
    assert faults == [] and counts["name"] > book.trace(*mill)[0]["name"]


def test_what_the_builder_sets_in_other_signs_is_the_same_text(tmp_path):
    """Sphinx sets dashes, dots and quotation marks as a printer does."""
    root = book.project(tmp_path)
    for name, said in (("chapters/output.ipynb", "50 sacks"), ("data/propositions.csv", "The mill is busy")):
        text = (root / name).read_text(encoding="utf-8")
        assert said in text
        (root / name).write_text(text.replace(said, f"{said} -- or --- so ... 'all' of it"), encoding="utf-8")
    html, warnings = book.build(root)
    assert "50</span> sacks – or — so … ‘all’ of it" in (html / "chapters/index.html").read_text(encoding="utf-8")
    assert warnings == "" and book.trace(root, html)[1] == []
