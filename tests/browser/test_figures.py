"""The figures of the book as a page shows them: the drawing that fits, no label on another, none beyond the edge."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STYLE = (ROOT / "evidence/sphinxext/static/figures.css").read_text(encoding="utf-8")
MIME = "application/vnd.evidence.figure+json"
# Of every text that is seen: its figure, itself, its box, its size as shown.
TEXTS = """() => [...document.querySelectorAll("figure svg")].filter((svg) => svg.getBoundingClientRect().width)
  .map((svg) => {
    const edge = svg.getBoundingClientRect(), scale = edge.width / svg.viewBox.baseVal.width;
    return {figure: svg.closest("figure").id, edge: [edge.left, edge.right],
            texts: [...svg.querySelectorAll("text")].map((text) => {
              const box = text.getBoundingClientRect();
              return [text.textContent, box.left, box.right, box.top, box.bottom,
                      parseFloat(getComputedStyle(text).fontSize) * scale];})};})"""


def shown(chapter: Path) -> list[str]:
    """The figures that a chapter stored, as HTML, unfolded."""
    cells = json.loads(chapter.read_text(encoding="utf-8"))["cells"]
    outputs = [output["data"] for cell in cells for output in cell.get("outputs", ())
               if MIME in output.get("data", {})]
    return ["".join(data["text/html"]).replace('<details class="evidence-folded"', "<details open") for data in outputs]


FIGURES = [html for chapter in sorted((ROOT / "chapters").glob("*.ipynb")) for html in shown(chapter)]


@pytest.fixture(params=[(320, 16), (328, 0), (720, 32)], ids=["small phone", "phone", "desktop"])
def page(browser, request):
    """All figures of the book, in a window of some width with some of it margin."""
    wide, margin = request.param
    tab = browser.new_page(viewport={"width": wide, "height": 900})
    tab.set_content(f"<!doctype html><style>{STYLE} body {{margin: 0 {margin}px}}</style><body>{''.join(FIGURES)}")
    yield tab
    tab.close()


def test_no_text_lies_on_another_or_beyond_the_edge_and_all_is_large_enough(page):
    found = page.evaluate(TEXTS)
    assert len(found) == len(FIGURES) > 15  # one drawing of each
    faults = []
    for drawing in found:
        left, right = drawing["edge"]
        faults += [(drawing["figure"], text[0], "edge") for text in drawing["texts"]
                   if text[1] < left - 1 or text[2] > right + 1]
        faults += [(drawing["figure"], text[0], text[5]) for text in drawing["texts"] if text[5] < 11]
        faults += [(drawing["figure"], one[0], other[0]) for place, one in enumerate(drawing["texts"])
                   for other in drawing["texts"][place + 1:] if _overlap(one, other)]
    assert faults == []


def _overlap(one, other) -> bool:
    """Whether two texts share more than the blank around their letters."""
    across = min(one[2], other[2]) - max(one[1], other[1])
    upwards = min(one[4], other[4]) - max(one[3], other[3])
    return across > 1 and upwards > 4


def test_nothing_scrolls_sideways(page):
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_narrow_drawing_is_shown_where_there_is_little_room(page):
    widths = page.evaluate("""[...document.querySelectorAll("figure svg")]
      .filter((svg) => svg.getBoundingClientRect().width).map((svg) => svg.viewBox.baseVal.width)""")
    assert set(widths) == {688 if page.viewport_size["width"] > 600 else 312}


def test_a_figure_has_all_the_room_of_its_page(visit):
    tab = visit("chapters/output")
    wide = "(name) => document.querySelector(name).getBoundingClientRect().width"
    assert tab.evaluate(wide, "#bars figcaption") == tab.evaluate(wide, ".cell:has(#bars)")


def test_words_of_a_drawing_are_found_and_can_be_selected(page):
    assert page.evaluate("window.find('Computing power in use, as reckoned')")
    assert "as reckoned" in page.evaluate("getSelection().toString()")


def test_a_drawing_has_few_bytes_and_no_script():
    sizes = [len(svg) for html in FIGURES for svg in re.findall(r"<svg.*?</svg>", html, re.DOTALL)]
    assert max(sizes) < 40_000 and sum(sizes) < 500_000
    assert not any(re.search(r"<script|\son\w+=", html) for html in FIGURES)
