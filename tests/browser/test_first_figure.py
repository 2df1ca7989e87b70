"""How far down a chapter its first figure stands, on a desk, held against bars.yml."""

from pathlib import Path

import pytest

from evidence.html import measures

ROOT = Path(__file__).parents[2]
TOP = """() => { const figure = document.querySelector("article.bd-article :is(figure, svg[role=img])");
return figure && Math.round(figure.getBoundingClientRect().top + window.scrollY); }"""


def test_the_first_figure_is_near_the_top(browser):
    html = ROOT / "_build" / "html"
    if not (html / "index.html").is_file():
        pytest.skip("the book is not built; 'make book' does")
    bars = measures.read_bars(ROOT)
    tab = browser.new_page(viewport={"width": 1280, "height": 800})
    chapters = [page.page for page in measures.measure(html, bars)
                if "sentence_words" in page.held_to and page.page != measures.OPENING]
    found = {}
    for chapter in chapters:
        tab.goto((html / f"{chapter}.html").as_uri())
        found[chapter] = tab.evaluate(TOP)
    tab.close()
    listed = set(bars.not_met.get("first_figure", ()))
    beside = {chapter for chapter, top in found.items() if top is None or top > bars.limits["first_figure"]}
    assert beside == listed, f"px from the top: {found}; list in bars.yml what is beside, strike out what is met"
