"""Figures and wide tables on a narrow screen and on paper."""

DRAWING = "#bars .evidence-drawing"
FITS = "node => node.getBoundingClientRect().right <= document.documentElement.clientWidth + 1"
WHOLE = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def test_the_drawing_that_fits_is_shown_whole_below_its_title(visit, width):
    tab = visit("chapters/output")
    seen = tab.locator(f"{DRAWING} svg").filter(visible=True)
    assert seen.count() == 1 and seen.get_attribute("viewBox") == f"0 0 {688 if width > 600 else 312} 200"
    assert seen.evaluate(FITS) and tab.evaluate(WHOLE)
    title = tab.locator("#bars .evidence-finding").bounding_box()
    assert title["y"] + title["height"] <= seen.bounding_box()["y"]


def test_data_unfold_and_a_row_lights_up_what_is_drawn_for_it(visit):
    tab = visit("chapters/output")
    assert not tab.locator("#bars tr").first.is_visible()  # not before it is unfolded
    tab.locator("#bars .evidence-data summary").click()
    tab.locator("#bars tr[data-row]").focus()
    assert tab.locator("#bars .here").evaluate_all("parts => parts.map((part) => part.dataset.row)") == ["0", "0"]
    assert tab.locator("#bars .stepping").count() == 2
    tab.locator("#bars .evidence-data summary").focus()
    assert tab.locator("#bars .here").count() == 0


def test_figure_is_whole_on_paper(visit):
    tab = visit("chapters/output")
    tab.emulate_media(media="print")
    assert tab.locator(f"{DRAWING} svg").filter(visible=True).evaluate(FITS)


def test_rows_stand_below_each_other_on_a_phone_and_on_paper(visit, width):
    tab = visit("chapters/agreement")
    row = "document.querySelector('.evidence-matrix tbody tr')"
    stacked = f"{row}.cells[1].getBoundingClientRect().top >= {row}.cells[0].getBoundingClientRect().bottom"
    assert tab.evaluate(stacked) == (width < 600)
    tab.emulate_media(media="print")
    assert tab.evaluate(stacked)
    label = f"getComputedStyle({row}.cells[1], '::before').content"
    assert tab.evaluate(label) in ('"Gazette: "', '"Courrier: "')


def test_formulas_and_tables_never_widen_the_page(visit, html):
    tab = visit("chapters/output")
    for page in ("output", "index", "agreement", "register", "data_dictionary"):
        tab.goto((html / f"chapters/{page}.html").as_uri())
        assert tab.evaluate(WHOLE), page
