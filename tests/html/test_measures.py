"""What a page asks of its reader: words, marks, sentences, cards, bytes; and the real book beside its bars."""

from pathlib import Path

import pytest
from lxml.html import document_fromstring

from evidence.html import first_load, measures, running_text

ROOT = Path(__file__).parents[2]
LONG = "Word " * 36 + "end."
PAGE = """<!DOCTYPE html><html lang="en"><head><link rel="stylesheet" href="a.css">
<script src="a.js"></script></head><body>
<p>Side bar.</p><article class="bd-article"><h1>Mills</h1>
<p>The mill made <a href="#x">1 200</a> sacks, <span class="evidence">40.2</span>&nbsp;%. It stood still then.</p>
<ul><li>One.</li><li><p>Two, <span class="bibtex-citation">[Miller, 1890]</span> and so on.</p></li></ul>
<table><tr><td><p>{long}</p></td></tr></table><p lang="fr">{long}</p><pre>{long}</pre>
<details><summary>Why</summary><p>{long}</p></details><p hidden>{long}</p>{more}</article>
<template><article class="evidence-card"><p>Three words here</p><details><summary>All of it</summary>
<p>four more words there</p></details><p class="evidence-brief">For screen readers</p></article></template>
</body></html>"""
BARS = measures.Bars({"opening_words": 125, "sentence_words": 35, "paragraph_words": 120, "kilobytes": 400}, {})


def article(more: str = ""):
    return document_fromstring(PAGE.format(long=LONG, more=more)).find(".//article")


@pytest.fixture
def html(tmp_path):
    (tmp_path / "chapters").mkdir()
    (tmp_path / "chapters/index.html").write_text(PAGE.format(long=LONG, more=""))
    (tmp_path / "chapters/a.css").write_text("p { background: url(a.png) } q { background: url(data:,) }")
    for name, size in (("a.js", 1000), ("a.png", 500), ("other.js", 9000)):
        (tmp_path / "chapters" / name).write_bytes(bytes(size))
    return tmp_path


def test_running_text_is_what_is_read_and_nothing_else():
    assert list(running_text.paragraphs(article())) == [
        "The mill made 1 200 sacks, 40.2 %. It stood still then.", "One.", "Two, and so on."]
    assert running_text.sentences_of("It made 40.2 % of them. U.S. mills made more.") == [
        "It made 40.2 % of them.", "U.S. mills made more."]


def test_words_in_part_marked_are_marked():
    page = document_fromstring('<p>Of <a href="#">40</a>.2 % nine<mark> firms</mark></p>').find(".//p")
    assert running_text.counted(running_text.spoken(page)) == (4, 2)


def test_a_card_is_counted_as_it_opens():
    [card] = document_fromstring(PAGE).xpath("//article[@class='evidence-card']")
    assert running_text.card_words(card, {}) == (6, 7)
    card.append(document_fromstring("<p data-inputs='1 2'>and</p>").find(".//p"))
    card.find("details").append(document_fromstring("<p data-cite='1'>by</p>").find(".//p"))
    assert running_text.card_words(card, {"input-1": 10, "input-2": 5, "cite-1": 4}) == (6 + 1 + 15, 7 + 1 + 4)


def test_what_a_page_loads_and_holds(html):
    page = html / "chapters/index.html"
    root = document_fromstring(page.read_text())
    files = first_load.loaded(page, root)
    assert {path.name for path in files} == {"index.html", "a.css", "a.js", "a.png"}
    plain, packed = first_load.size(files)
    assert plain == sum(path.stat().st_size for path in files) > packed
    assert first_load.elements(document_fromstring("<div><p>a</p><template><p>b</p></template></div>")) == 5


def test_beside_a_bar_listed_and_struck_out(html):
    (html / "_sources/chapters").mkdir(parents=True)
    (html / "_sources/chapters/mills.ipynb").touch()
    (html / "chapters/mills.html").write_text(PAGE.format(long=LONG, more=f"<p>{LONG}</p>"))
    (html / "chapters/lookup.html").write_text(PAGE.format(long=LONG, more=f"<p>{LONG}</p>"))
    pages = measures.measure(html, BARS)
    opening, mills = (f"chapters/{name}.html: {name_}" for name, name_ in (
        ("index", "opening_words is 131, more than 125; make it lighter"),
        ("mills", "sentence_words is 37, more than 35; 'evidence measure --texts' shows which; shorten them")))
    assert [str(fault) for fault in measures.missed_bars(pages, BARS)] == [opening, mills]
    listed = measures.Bars(BARS.limits, {"opening_words": ["chapters/index"], "sentence_words": ["chapters/mills"]})
    assert measures.missed_bars(pages, listed) == []
    (html / "chapters/mills.html").write_text(PAGE.format(long=LONG, more=""))
    [fault] = measures.missed_bars(measures.measure(html, listed), listed)
    assert str(fault) == "bars.yml: 'chapters/mills' is listed as beside sentence_words, and is not; strike it out"


def test_the_book_keeps_its_bars_but_for_those_listed():
    if not (ROOT / "_build/html/index.html").is_file():
        pytest.skip("the book is not built; 'make book' does")
    bars = measures.read_bars(ROOT)
    assert [str(fault) for fault in measures.missed_bars(measures.measure(ROOT / "_build/html", bars), bars)] == []
