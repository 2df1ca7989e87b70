"""Figures and wide tables on a narrow screen and on paper."""

DRAWING = "#bars .evidence-drawing"
FITS = "node => node.getBoundingClientRect().right <= document.documentElement.clientWidth + 1"
WHOLE = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def test_figure_keeps_a_readable_size_and_scrolls_beside_its_caption(visit, width):
    tab = visit("chapters/output")
    drawing, caption = tab.locator(DRAWING), tab.locator("#bars figcaption")
    wide = drawing.evaluate("node => node.firstElementChild.getBoundingClientRect().width")
    assert wide >= (430 if width < 600 else 300)
    assert drawing.evaluate("node => node.scrollWidth > node.clientWidth") == (width < 600)
    is_stop = f"document.querySelector('{DRAWING}').hasAttribute('tabindex')"
    tab.wait_for_function(f"{is_stop} === {str(width < 600).lower()}")
    drawing.evaluate("node => { node.scrollLeft = 999; }")
    assert caption.evaluate(FITS) and tab.evaluate(WHOLE)


def test_figure_is_whole_on_paper(visit):
    tab = visit("chapters/output")
    tab.emulate_media(media="print")
    assert tab.locator(DRAWING).evaluate("node => getComputedStyle(node).overflowX") == "visible"
    assert tab.locator(f"{DRAWING} svg").evaluate(FITS)


def test_rows_stand_below_each_other_on_a_phone_and_on_paper(visit, width):
    tab = visit("chapters/agreement")
    row = "document.querySelector('.evidence-matrix tbody tr')"
    stacked = f"{row}.cells[1].getBoundingClientRect().top >= {row}.cells[0].getBoundingClientRect().bottom"
    assert tab.evaluate(stacked) == (width < 600)
    tab.emulate_media(media="print")
    assert tab.evaluate(stacked)
    label = f"getComputedStyle({row}.cells[1], '::before').content"
    assert "gazette-mill" in tab.evaluate(label) or "courrier-mill" in tab.evaluate(label)


def test_formulas_and_tables_never_widen_the_page(visit):
    for page in ("output", "index", "agreement", "register", "data_dictionary"):
        assert visit(f"chapters/{page}").evaluate(WHOLE), page
